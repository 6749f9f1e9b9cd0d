"""The live site held against the signed record of what was published."""
