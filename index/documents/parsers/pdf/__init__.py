"""PDF files, and pictures of pages."""
