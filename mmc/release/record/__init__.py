"""The signed record of what is live: manifest, signature, key, and the newest one known here."""
