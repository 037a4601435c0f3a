"""sayso turns reports into sourced case files.

>>> import sayso
>>> reading = sayso.read("...", published="2022-11-21", publisher="The Moscow Times")

Importing this package loads no model; the first reading does.
"""

__version__ = "0.1.0"
