"""The review desk: pages on which people look at a casebook and decide."""
