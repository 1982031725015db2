"""Whether all that Pincite needs is there and works: what ``pincite doctor`` tells."""
