"""Training the sentence encoder that Pincite ships."""
