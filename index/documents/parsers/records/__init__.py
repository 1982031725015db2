"""Tables and records in text: CSV, JSON, notebooks."""
