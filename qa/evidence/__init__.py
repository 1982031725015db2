"""A conversation as evidence, kept in a file and checked against the documents later."""
