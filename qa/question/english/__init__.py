"""English words and patterns by which questions are understood: the only place that has them."""
