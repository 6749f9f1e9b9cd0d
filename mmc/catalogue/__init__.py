"""The archive: taking in what `content/` says, keeping it, and answering what pages ask of it."""
