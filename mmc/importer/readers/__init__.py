"""One module for each format that an office receives; each gives the same plain data, an `Arrival`."""
