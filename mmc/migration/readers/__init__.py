"""One reader for each sort of old site; all of them answer with the same plain data."""
