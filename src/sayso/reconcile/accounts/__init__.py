"""Accounts of one event compared field by field: same, compatible, contradicts, repeats."""
