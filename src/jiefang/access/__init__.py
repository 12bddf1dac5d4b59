"""Access (权限): accounts, posts, scopes and the access log."""
