"""Several people, one newsroom: who decides on what, what goes out, how work is shared, and what is on record."""
