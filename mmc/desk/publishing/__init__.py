"""Releases from the desk: the same commands as at the keyboard, one at a time, each in a process of its own."""
