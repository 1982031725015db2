"""An index on a Milvus server, which many machines write and ask."""
