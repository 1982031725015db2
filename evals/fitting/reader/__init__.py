"""The reader's training: from public sets to a folder that ``--reader`` takes."""
