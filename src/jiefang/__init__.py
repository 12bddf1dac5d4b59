"""jiefang (智慧解放): an open operating system for a city district."""

__version__ = "0.1.0"
