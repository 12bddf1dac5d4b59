"""Journeys through the site in a real browser (浏览器走查)."""
