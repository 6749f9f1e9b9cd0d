"""Tests of mmc/commands/upgrade/."""
