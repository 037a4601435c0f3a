"""Domain packs: what we know of one field and its jurisdictions, as data."""
