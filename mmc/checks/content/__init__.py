"""A file of `content/` as the checks see it: its header, its words line by line, its links and pictures."""
