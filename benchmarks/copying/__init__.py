"""Which posts of real channels repeat which, how fast that is found, and how often it is right."""
