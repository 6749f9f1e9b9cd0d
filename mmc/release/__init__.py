"""Releases: a built folder becomes the live site all at once, provably, and back in a second."""
