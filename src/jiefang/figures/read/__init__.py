"""Reading (读取): any supported file becomes a `Document`, or an `UnreadableFile` says why not."""

from jiefang.figures.read.files import document_name, document_names, find_files
from jiefang.figures.read.reader import read_bytes, read_file

__all__ = ["document_name", "document_names", "find_files", "read_bytes", "read_file"]
