"""What the commands of ``pincite`` do: a module each, imported when it is run."""
