"""Migrations (数据库迁移)."""
