"""Casebooks in a database: SQLite in the folder itself, or PostgreSQL, behind one code path.

`tables` says what is kept; `sqlite` and `postgresql` hold all that differs between the two.
"""
