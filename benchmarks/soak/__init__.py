"""Casebooks under processes that are killed, and under several at once."""

import sys
from pathlib import Path

# The reader without models that the tests of the casebook have, and a clerk of the desk's tests.
for _tests in ("casebook", "web"):
    sys.path.append(str(Path(__file__).resolve().parents[2] / "tests" / _tests))
