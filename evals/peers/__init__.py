"""Other tools measured on the same questions."""
