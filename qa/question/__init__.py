"""A question understood: checked, divided, mended, and made to stand alone."""
