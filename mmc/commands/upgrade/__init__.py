"""A newer version of the software reaches an office without touching what the office wrote: `inv upgrade`."""
