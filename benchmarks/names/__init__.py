"""How well names and other typed spans are found in Russian news with 29 types (NEREL)."""
