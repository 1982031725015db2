"""Documents compared: each asked the same questions by itself, and where their answers differ."""
