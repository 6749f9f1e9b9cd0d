"""Who may decide what, what is approved, and which version readers see: plain functions over data, without git and without files."""
