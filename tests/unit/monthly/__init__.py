"""Tests of mmc/monthly/."""
