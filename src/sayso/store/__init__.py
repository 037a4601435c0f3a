"""Where records and look-up tables are kept; the only room that knows SQL."""
