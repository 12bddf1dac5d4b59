"""Tests that belong to no room: the house itself, the documents, whole journeys, speed."""
