"""The tables of unsaved work."""
