"""Measures where names of places are put, against news whose names people located.

`python -m benchmarks.places --help` tells how.
"""
