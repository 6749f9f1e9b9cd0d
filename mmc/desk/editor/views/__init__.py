"""What the editor answers, a module for each sort of page."""
