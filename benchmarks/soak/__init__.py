"""Casebooks under processes that are killed, and under several at once."""
