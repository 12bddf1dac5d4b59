"""Registry (基础数据): areas, organisations, files and codes; no persons."""
