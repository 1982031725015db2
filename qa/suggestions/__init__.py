"""Questions to begin with and to go on with, made of what the documents say."""
