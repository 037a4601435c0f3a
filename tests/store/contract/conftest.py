"""Runs each test of the contract on every kind of store."""

from kinds import backend, folder, keys, kind, make_folder, other, store

__all__ = ["backend", "folder", "keys", "kind", "make_folder", "other", "store"]
