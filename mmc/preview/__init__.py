"""The preview: the site on this machine, built anew and shown anew on every save."""
