"""Hostile and mistaken inputs with the answer that each must get, and honest ones that must pass."""
