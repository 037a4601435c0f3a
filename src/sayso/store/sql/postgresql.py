"""What only PostgreSQL needs: how to reach it, its one writer, its triggers."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso.errors import StoreError
from sayso.store.sql.backend import WAIT_SECONDS

_GUARD = """CREATE OR REPLACE FUNCTION guard_log() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.n <> coalesce((SELECT max(n) FROM log WHERE chain = NEW.chain), 0) + 1 THEN
      RAISE EXCEPTION 'an entry of the log goes behind the last one';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.sealed IS NULL AND OLD.sealed IS NOT NULL
    AND (NEW.chain, NEW.n, NEW.time, NEW.actor, NEW.kind, NEW.body, NEW.sealed_sha256,
      NEW.previous, NEW.hash) IS NOT DISTINCT FROM (OLD.chain, OLD.n, OLD.time, OLD.actor,
      OLD.kind, OLD.body, OLD.sealed_sha256, OLD.previous, OLD.hash) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'no entry of the log may change or go';
END $$"""
_TRIGGERS = {
    "log_keeps_entries": "BEFORE INSERT OR UPDATE OR DELETE ON log FOR EACH ROW",
    "log_keeps_all": "BEFORE TRUNCATE ON log FOR EACH STATEMENT",
}

# What goes wrong, by the state that the server names (PostgreSQL, appendix A).
_STATES = {
    "42501": ("{user} may not do this", "Ask who runs the server to grant what is missing."),
    "55P03": (
        "Another program was writing to the casebook for longer than a minute",
        "Wait until it has ended, then try again.",
    ),
    "53": ("The server is short of space, memory or connections", "Ask who runs the server."),
    "25006": ("The database may not be written to", "Ask who runs the server why."),
}


class PostgresqlBackend:
    """A casebook in a schema of its own in a PostgreSQL database."""

    def __init__(self, address: str, *, casebook: str, read_only: bool) -> None:
        """Prepare to connect; nothing is connected yet.

        Args:
            address: "postgresql://USER@HOST/NAME", without a password: that is for PGPASSWORD,
                ~/.pgpass, or a service file, to which "?service=NAME" refers.
            casebook: The casebook's id, after which its schema is called.
            read_only: Whether nothing may be written.

        Raises:
            StoreError: It is no such address, or the driver is not installed.
        """
        self._url = _read_address(address)
        self._schema = f"casebook_{casebook}"
        self._lock = int(casebook[:15], 16)
        settings = {
            "search_path": self._schema,
            "synchronous_commit": "on",  # what was acknowledged outlives a loss of power
            "default_transaction_read_only": "on" if read_only else "off",
            # What is sought decides how: a plan for any words would look through everything.
            "plan_cache_mode": "force_custom_plan",
            "jit": "off",  # its cost is estimated too low for short queries over much
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        given = self._url.query.get("options", "")
        try:
            self._engine = create_engine(
                self._url.difference_update_query(["options"]),
                connect_args={
                    "options": f"{given} {options}".strip(),
                    "application_name": "sayso",
                },
                pool_pre_ping=True,  # the server may have been started anew
            )
        except ModuleNotFoundError as exc:
            raise StoreError(
                "This casebook is on a PostgreSQL server, and what speaks to it is not installed.",
                remedy="Install it with: pip install 'sayso[postgresql]'",
            ) from exc

    @property
    def engine(self) -> Engine:
        """Connections, in the casebook's schema."""
        return self._engine

    def prepare(self) -> None:
        """Make the schema; raises `StoreError` where it holds a casebook."""
        with self._engine.connect() as connection:
            connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{self._schema}"'))
            there = self.has_tables(connection)
            connection.commit()
        if there:
            raise StoreError(
                "That database holds this very casebook already.",
                remedy="Open it there, or name another database.",
            )

    def begin_writing(self, connection: Connection) -> None:
        """Begin as the only writer, by a lock that ends with the transaction."""
        connection.begin()
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": self._lock})

    def begin_migrating(self, connection: Connection) -> None:
        """Begin as the only writer: the server changes tables in place."""
        self.begin_writing(connection)

    def finish_migrating(self, connection: Connection) -> None:
        """Do nothing: the server looks after references itself."""

    def begin_snapshot(self, connection: Connection) -> None:
        """Begin on one state of all tables."""
        connection.execution_options(isolation_level="REPEATABLE READ").begin()

    def guard_log(self, connection: Connection) -> None:
        """Make the triggers anew."""
        connection.execute(text(_GUARD))
        for name, when in _TRIGGERS.items():
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON log"))
            connection.execute(text(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION guard_log()"))

    def has_tables(self, connection: Connection) -> bool:
        """Return whether a casebook was made in the schema."""
        return inspect(connection).has_table("alembic_version", schema=self._schema)

    def get_raw(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the column itself: the server keeps no text that is no UTF-8."""
        return text

    def check(self) -> Iterator[str]:
        """Yield nothing: the server's files are the server's to check."""
        yield from ()

    def scrub(self) -> None:
        """Write all tables anew.

        The server's own write-ahead log and its backups are beyond reach.
        """
        with self._engine.connect() as connection:
            whole = connection.execution_options(isolation_level="AUTOCOMMIT")
            whole.execute(text(f"SET lock_timeout = '{WAIT_SECONDS}s'"))
            for name in sorted(inspect(connection).get_table_names(schema=self._schema)):
                whole.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
            whole.execute(text("RESET lock_timeout"))

    def explain(self, error: DBAPIError) -> StoreError:
        """Return what happened in words; a failure to connect comes without a state."""
        state = getattr(error.orig, "sqlstate", None) or ""
        said = " ".join(str(error.orig).split()).rstrip(".")
        where = self._url.render_as_string(hide_password=True).replace("+psycopg", "", 1)
        for prefix, (problem, remedy) in _STATES.items():
            if state.startswith(prefix):
                problem = problem.format(user=self._url.username or "this user")
                return StoreError(f"{problem} ({where}: {said}).", remedy=remedy)
        if not state and "FATAL" in said:
            return StoreError(
                f"The PostgreSQL server refuses the connection ({where}: {said}).",
                remedy="Check the address in casebook.toml, and PGPASSWORD or ~/.pgpass.",
            )
        if not state:
            return StoreError(
                f"The PostgreSQL server does not answer ({where}: {said}).",
                remedy="Check that it runs and can be reached, and the address in casebook.toml.",
            )
        return StoreError(
            f"The PostgreSQL server reports a failure ({where}: {said}).",
            remedy="Run sayso verify, and ask who runs the server.",
        )


def _read_address(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as exc:
        raise StoreError(
            "The address of the casebook's database is none.",
            remedy="Write it as postgresql://USER@HOST/NAME.",
        ) from exc
    if url.password is not None or "password" in url.query:
        raise StoreError(
            "The address of the casebook's database holds a password.",
            remedy="Take it out; put it into PGPASSWORD, ~/.pgpass or a service file.",
        )
    return url.set(drivername="postgresql+psycopg")
