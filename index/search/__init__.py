"""What finds passages: vectors, words, and both together."""
