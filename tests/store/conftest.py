"""What tests of stores share: a real PostgreSQL server."""

from postgresql_server import postgresql

__all__ = ["postgresql"]
