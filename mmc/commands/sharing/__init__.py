"""What is mine goes out and what others did comes in: `inv share`, `inv join`."""
