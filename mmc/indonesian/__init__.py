"""Indonesian in the small: words, numbers, dates, datelines; nothing here knows of files or HTML."""
