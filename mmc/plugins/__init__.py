"""Adapters to Pelican: signals in, plain data out."""
