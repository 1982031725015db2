"""What large stores cost, and how long their questions take: on paper and by simulation."""
