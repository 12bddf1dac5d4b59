"""Domain packs (领域包): one folder per domain, a manifest and data."""
