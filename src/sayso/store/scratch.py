"""Tables for a moment, on disk where they grow large, so that memory stays flat."""

import sqlite3
from collections.abc import Iterator
from typing import Self


class Scratch:
    """What a walk along the logs has to remember: a file that vanishes when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE object (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE told (sha256 TEXT, text TEXT, PRIMARY KEY (sha256, text)) WITHOUT ROWID;"
            "CREATE INDEX told_text ON told (text);"
            "CREATE TABLE listed (path TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add_object(self, sha256: str) -> None:
        """Note bytes that must be there."""
        self._database.execute("INSERT OR IGNORE INTO object VALUES (?)", (sha256,))

    def add_text(self, sha256: str, text: str) -> None:
        """Note a text that was made of bytes."""
        self._database.execute("INSERT OR IGNORE INTO told VALUES (?, ?)", (sha256, text))

    def add_listed(self, path: str, digest: str) -> bool:
        """Note a line of a manifest; return whether the path was new."""
        done = self._database.execute("INSERT OR IGNORE INTO listed VALUES (?, ?)", (path, digest))
        return done.rowcount == 1

    def has_object(self, sha256: str) -> bool:
        """Return whether these bytes must be there."""
        return self._has("SELECT 1 FROM object WHERE sha256 = ?", sha256)

    def is_told(self, text: str) -> bool:
        """Return whether this text was made of bytes that must be there."""
        return self._has("SELECT 1 FROM told JOIN object USING (sha256) WHERE text = ?", text)

    def is_listed(self, path: str) -> bool:
        """Return whether a manifest has this path."""
        return self._has("SELECT 1 FROM listed WHERE path = ?", path)

    def list_objects(self) -> Iterator[str]:
        """Yield the bytes that must be there, by SHA-256."""
        for (sha256,) in self._database.execute("SELECT sha256 FROM object ORDER BY sha256"):
            yield sha256

    def list_texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (bytes that must be there, the texts that were made of them)."""
        rows = self._database.execute(
            "SELECT sha256, group_concat(text, ' ') FROM told JOIN object USING (sha256)"
            " GROUP BY sha256 ORDER BY sha256"
        )
        for sha256, texts in rows:
            yield sha256, tuple(texts.split(" "))

    def list_listed(self) -> Iterator[tuple[str, str]]:
        """Yield (path, digest) of each line of the manifest."""
        yield from self._database.execute("SELECT path, digest FROM listed ORDER BY path")

    def _has(self, query: str, *values: str) -> bool:
        return self._database.execute(query, values).fetchone() is not None
