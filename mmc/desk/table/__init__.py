"""The day's table: every item of the checkout, found in no time."""
