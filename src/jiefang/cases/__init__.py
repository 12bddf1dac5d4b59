"""Cases (案件): every matter that must be finished in time."""
