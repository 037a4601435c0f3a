"""Bytes in, reports out; one module a format."""
