"""Where an index is kept, and how it is written whole."""
