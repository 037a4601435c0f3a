"""Run by Alembic when a casebook is brought forward, on the connection that `schema` gives."""

from alembic import context

connection = context.config.attributes["connection"]
# A table of SQLite is changed by making it anew.
context.configure(connection=connection, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
