"""What can be wrong with an item or a file: plain functions from data to problems."""
