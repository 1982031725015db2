"""Training the network that Pincite ships, which reads texts and encodes sentences."""
