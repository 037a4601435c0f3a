"""What tests of casebooks share: a real PostgreSQL server."""

from postgresql_server import postgresql

__all__ = ["postgresql"]
