"""People at the desk: their accounts, the doors that they come in by, and the ways that are closed to them."""
