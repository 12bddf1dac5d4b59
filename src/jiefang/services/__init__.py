"""E-services (政务服务): applications over the counter and online."""
