"""One module for each sort of page: from the catalogue to exactly the data that its template shows."""
