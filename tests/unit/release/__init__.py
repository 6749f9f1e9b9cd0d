"""Unit tests of mmc.release."""
