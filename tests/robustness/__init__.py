"""What attacks, faults and a crowd may not break."""
