"""Template tags of the shell (模板标签)."""
