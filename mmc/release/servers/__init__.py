"""What a server must say and do, kept once, and written out for every server that the office may use."""
