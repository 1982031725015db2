"""A store on Milvus against an index on this machine."""
