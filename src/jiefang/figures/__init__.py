"""Figures (数字审核): read documents, extract figures, audit their arithmetic. Pure library."""
