"""Deliberation (协商): topics, ballots and funds."""
