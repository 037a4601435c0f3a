"""What tests of the desk share."""

from browsing import browser, served, visit

__all__ = ["browser", "served", "visit"]
