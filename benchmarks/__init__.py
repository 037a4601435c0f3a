"""What measures sayso; no part of what is installed."""
