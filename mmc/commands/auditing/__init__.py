"""Who did what when, and the proof of it: `inv audit`."""
