"""Text cut into sentences and passages, and counted by its words."""
