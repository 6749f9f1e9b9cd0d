"""How a site is asked: by whom, on which line, and what of the answer is believed."""
