"""What one visitor has open: a library, a chat, and what is said of it."""
