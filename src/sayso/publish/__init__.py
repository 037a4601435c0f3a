"""Readings out: JSON, a page for the terminal, a page for the browser."""
