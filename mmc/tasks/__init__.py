"""Commands for which tasks.py has no room; it takes them in by name."""
