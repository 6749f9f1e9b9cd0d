"""What is on record, as pages."""
