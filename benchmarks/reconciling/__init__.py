"""How long the cases of many reports take to put together, and whether they are right."""
