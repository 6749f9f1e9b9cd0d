"""One month of the newsroom in figures: what went out, how fast, what was mended, and what is due."""
