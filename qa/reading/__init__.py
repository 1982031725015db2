"""Reading a passage for the answer."""
