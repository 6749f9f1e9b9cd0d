"""Releases against real servers of this machine."""
