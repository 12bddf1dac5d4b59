from jiefang.registry.testing import home

__all__ = ["home"]
