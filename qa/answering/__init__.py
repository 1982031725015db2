"""From ranked passages to a cited answer or a refusal."""
