"""Sensing (感知): observations, rules and alerts."""
