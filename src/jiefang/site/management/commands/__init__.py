"""Commands under `jiefang manage` (管理命令)."""
