"""A build from start to end: what has not changed is neither rendered nor written."""
