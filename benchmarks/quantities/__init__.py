"""How well counts and sums are read, on sentences that we made up for it."""
