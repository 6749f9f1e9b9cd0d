"""A newsroom to look at: twenty stories of an office that does not exist, in a quiet week, on a busy day, in a flood."""
