"""Indonesian as it should be written: spelling, style, plain words, foreign passages."""
