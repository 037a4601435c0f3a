"""How fast a casebook of many reports is, and how large."""
