"""Everything that is done with one item."""
