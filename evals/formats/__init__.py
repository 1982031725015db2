"""How well documents of all formats are read: words, answers, pages, and damaged files."""
