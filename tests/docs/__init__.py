"""The documents as tests (文档)."""
