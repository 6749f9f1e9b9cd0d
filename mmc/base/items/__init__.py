"""What an item is: its kinds and fields, its header and body, and how a file becomes one."""
