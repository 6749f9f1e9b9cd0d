"""Moving house: an old site's posts, photos and addresses, read from what it exports and planned into this house."""
