"""The theme, rendered with invented pages, read by parsers and opened in a browser."""
