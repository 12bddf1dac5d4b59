"""Settings, URLs, shell, theme and command line of the platform (总装)."""
