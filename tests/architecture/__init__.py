"""The house rules as tests (房规)."""
