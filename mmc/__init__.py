"""The newsroom's own Python: rules as plain functions, adapters at the edges."""
