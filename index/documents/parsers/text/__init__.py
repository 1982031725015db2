"""Plain text and Markdown: lines, and the blocks that they make."""
