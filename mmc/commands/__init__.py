"""What `tasks.py` calls: each command as a function that returns its exit code."""
