"""Everyday texts: small folders of documents, what is asked of them, and what has to come back."""
