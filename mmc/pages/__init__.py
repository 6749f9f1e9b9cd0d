"""The site: which pages there are, what each one shows, and how they come to be."""
