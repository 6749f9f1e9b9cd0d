"""Who decides on what, and what may go out: `inv approve`, `refuse`, `waiting`, and the release under the rule of two."""
