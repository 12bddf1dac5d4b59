"""Template tags of the audit pages (模板标签)."""
