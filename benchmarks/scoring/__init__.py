"""Scores readings against gold made by hand; `tests/golden/README.md` says how.

python -m benchmarks.scoring --all
"""
