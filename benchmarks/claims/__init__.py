"""Measures how well attributed statements are found, beside other programs that find them.

python -m benchmarks.claims --data FOLDER
"""
