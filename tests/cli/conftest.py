"""What tests of commands share."""

from postgresql_server import postgresql

__all__ = ["postgresql"]
