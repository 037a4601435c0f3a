"""The words sayso thinks in: immutable records, no input or output."""
