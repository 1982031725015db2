"""The reader's training: from SQuAD to the weights that Pincite ships."""
