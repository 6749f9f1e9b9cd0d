"""Moving house, from the sources that were named to a report: what the command `pindah` does."""
