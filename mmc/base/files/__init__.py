"""How files are kept: replaced whole, locked, read as TOML, written as records of machines."""
