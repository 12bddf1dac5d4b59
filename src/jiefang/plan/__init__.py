"""Plan (规划): documents, claims, audits, indicators and targets."""
