"""Scores of extraction and audit on figures and relations read by hand (make score)."""
