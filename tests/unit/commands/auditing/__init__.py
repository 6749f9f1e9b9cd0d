"""Tests of several people at one newsroom, with real keys, real clones and real git."""
