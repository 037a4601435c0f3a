"""Runs each test of the contract on every kind of store."""

from kinds import folder, keys, kind, make_folder, other, store

__all__ = ["folder", "keys", "kind", "make_folder", "other", "store"]
