"""The engine: what has not changed is neither converted, rendered nor written. It knows nothing of news."""
