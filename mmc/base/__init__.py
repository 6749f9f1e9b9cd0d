"""What everything else stands on: the standard library and itself."""
