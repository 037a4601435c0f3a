"""How the reader of claims is trained: see docs/how-to/train-the-reader.md."""
