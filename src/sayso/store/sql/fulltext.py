"""The full-text index itself: what SQLite and PostgreSQL do differently about it.

SQLite keeps it in an FTS5 table without contents, PostgreSQL in a table of text vectors. Both
get words that are normalized already (`words`), and neither stems, folds nor parts them.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    cast,
    column,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

_LAST_PLACE = 16383
"""The last position that a text vector can tell apart (PostgreSQL, limits of text search)."""

_MOST_PLACES = 255
"""Positions that a text vector keeps of one word."""

_LOOKED_THROUGH = 2000
"""The newest documents that are looked through one by one before the index is asked."""

_MOST_BYTES = 900_000
"""Bytes of words and positions that a text vector is given; it refuses more than 2**20."""

_LONG, _CUT = "§long", "§cut"
"""Marks of reports so long that a vector does not hold all positions, or all words.

Searches give them too; whoever asked must look into the text itself.
"""


_vectors = table("report_words", column("stamp", BigInteger), column("words", TSVECTOR))


class Piece(NamedTuple):
    """Words and marks of one document; ``None`` for words leaves those as they are."""

    stamp: int
    words: list[str] | None
    marks: Sequence[str]


def make_index(connection: Connection) -> None:
    """Make the index where there is none; it does not mind being run again."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS report_words"
                " (stamp bigint PRIMARY KEY, words tsvector NOT NULL)"
                # A vector beside its stamp is looked into five times faster than one that is
                # kept apart and compressed.
                " WITH (toast_tuple_target = 8160)"
            )
        )
        connection.execute(
            text("CREATE INDEX IF NOT EXISTS report_words_gin ON report_words USING gin (words)")
        )
        return
    found = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'report_words'"))
    if found.one_or_none() is None:
        # The tokenizer "ascii" parts at blanks here, and takes "§" for a letter.
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE report_words USING fts5"
                "(words, marks, content='', columnsize=0, tokenize='ascii')"
            )
        )
        connection.execute(
            text("INSERT INTO report_words(report_words, rank) VALUES ('hashsize', 8000000)")
        )


def drop_index(connection: Connection) -> None:
    """Take the index away."""
    connection.execute(text("DROP TABLE IF EXISTS report_words"))


def add_pieces(connection: Connection, pieces: Iterable[Piece]) -> None:
    """Put words and marks into the index that are not in it."""
    ordered = sorted(pieces)
    if connection.dialect.name == "postgresql":
        _add_vectors(connection, ordered)
    elif ordered:
        connection.execute(
            text("INSERT INTO report_words(rowid, words, marks) VALUES (:stamp, :words, :marks)"),
            [
                {
                    "stamp": piece.stamp,
                    "words": " ".join(piece.words or ()),
                    "marks": " ".join(piece.marks),
                }
                for piece in ordered
            ],
        )


def drop_pieces(connection: Connection, pieces: Iterable[Piece]) -> None:
    """Take words and marks out of the index that are in it."""
    ordered = sorted(pieces)
    if connection.dialect.name == "postgresql":
        _drop_vectors(connection, ordered)
    elif ordered:
        # FTS5 counts documents and refuses to take out more than came in; a document of which
        # marks alone are taken out stays one.
        parts = [{"stamp": piece.stamp} for piece in ordered if piece.words is None]
        if parts:
            connection.execute(
                text("INSERT INTO report_words(rowid, words, marks) VALUES (:stamp, '', '')"),
                parts,
            )
        connection.execute(
            text(
                "INSERT INTO report_words(report_words, rowid, words, marks)"
                " VALUES ('delete', :stamp, :words, :marks)"
            ),
            [
                {
                    "stamp": piece.stamp,
                    "words": " ".join(sorted(set(piece.words or ()))),
                    "marks": " ".join(piece.marks),
                }
                for piece in ordered
            ],
        )


def find_stamps(
    connection: Connection,
    query: Sequence[Sequence[Sequence[str]]],
    *,
    low: int,
    high: int,
    limit: int | None,
) -> list[int]:
    """Return documents that hold a phrase of each group, the greatest stamps first.

    Of each group in ``query`` one phrase (words in a row) must be there; ``low`` and ``high``
    are the least and the greatest stamp.
    """
    if connection.dialect.name == "postgresql":
        return _find_vectors(connection, query, low=low, high=high, limit=limit)
    wanted = " AND ".join(
        "(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in group) + ")" for group in query
    )
    rows = connection.execute(
        text(
            "SELECT rowid FROM report_words WHERE report_words MATCH :wanted"
            " AND rowid BETWEEN :low AND :high ORDER BY rowid DESC LIMIT :limit"
        ),
        {"wanted": wanted, "low": low, "high": high, "limit": -1 if limit is None else limit},
    )
    return [row[0] for row in rows]


def overwrite_dropped(connection: Connection) -> None:
    """Write the index anew, so that nothing of what was dropped is left in it."""
    if connection.dialect.name != "postgresql":
        connection.execute(text("INSERT INTO report_words(report_words) VALUES ('optimize')"))


def _add_vectors(connection: Connection, pieces: Sequence[Piece]) -> None:
    whole = [
        {"stamp": piece.stamp, "words": _make_vector(piece)}
        for piece in pieces
        if piece.words is not None
    ]
    if whole:
        connection.execute(
            text("INSERT INTO report_words VALUES (:stamp, CAST(:words AS tsvector))"), whole
        )
    marks = [
        {"stamp": piece.stamp, "words": " ".join(map(_quote, piece.marks))}
        for piece in pieces
        if piece.words is None
    ]
    if marks:
        connection.execute(
            text(
                "UPDATE report_words SET words = words || CAST(:words AS tsvector)"
                " WHERE stamp = :stamp"
            ),
            marks,
        )


def _drop_vectors(connection: Connection, pieces: Sequence[Piece]) -> None:
    whole = [{"stamp": piece.stamp} for piece in pieces if piece.words is not None]
    if whole:
        connection.execute(text("DELETE FROM report_words WHERE stamp = :stamp"), whole)
    marks = [
        {"stamp": piece.stamp, "marks": list(piece.marks)}
        for piece in pieces
        if piece.words is None
    ]
    if marks:
        connection.execute(
            text(
                "UPDATE report_words SET words = ts_delete(words, CAST(:marks AS text[]))"
                " WHERE stamp = :stamp"
            ),
            marks,
        )


def _make_vector(piece: Piece) -> str:
    """Return a text vector as a literal: words with their places, marks without."""
    places: dict[str, list[int]] = {}
    lacks: set[str] = set()
    size = 0
    for place, word in enumerate(piece.words or (), 1):
        if word not in places:
            size += len(word.encode()) + 8
            if size > _MOST_BYTES:
                lacks |= {_LONG, _CUT}
                break
        known = places.setdefault(word, [])
        if place <= _LAST_PLACE and len(known) < _MOST_PLACES:
            known.append(place)
        else:
            lacks.add(_LONG)
    lexemes = [
        _quote(word) + (":" + ",".join(map(str, known)) if known else "")
        for word, known in places.items()
    ]
    return " ".join([*lexemes, *map(_quote, [*piece.marks, *lacks])])


def _find_vectors(
    connection: Connection,
    groups: Sequence[Sequence[Sequence[str]]],
    *,
    low: int,
    high: int,
    limit: int | None,
) -> list[int]:
    wanted = " & ".join("(" + " | ".join(map(_make_operand, group)) + ")" for group in groups)
    asked = cast(literal(wanted), TSQUERY)
    stamp, words = _vectors.c.stamp, _vectors.c.words
    within = stamp.between(low, high)
    if limit is None:
        every = select(stamp).where(words.op("@@")(asked), within)
        return sorted(connection.execute(every).scalars(), reverse=True)
    # The server cannot tell how rare a word is, and would look through most documents for a
    # rare one. So the newest are looked through first: what is common is among them. What is
    # not is rare enough for the index; "+ 0" hides from the server that the stamps lie in order.
    # Numbers are written out: a plan made for any limit would read all that match.
    newest = select(_vectors).where(within).order_by(stamp.desc())
    some = newest.limit(literal_column(str(_LOOKED_THROUGH))).subquery()
    found = _list_stamps(connection, some.c, asked, limit)
    if len(found) == limit:
        return found
    query = select(stamp).where(words.op("@@")(asked), within)
    query = query.order_by((stamp + literal_column("0")).desc())
    return list(connection.execute(query.limit(literal_column(str(limit)))).scalars())


def _list_stamps(
    connection: Connection, columns: Any, asked: ColumnElement[Any], limit: int
) -> list[int]:
    query = select(columns.stamp).where(columns.words.op("@@")(asked))
    query = query.order_by(columns.stamp.desc()).limit(literal_column(str(limit)))
    return list(connection.execute(query).scalars())


def _make_operand(phrase: Sequence[str]) -> str:
    words = [_quote(word) for word in phrase]
    if phrase[0].startswith("§"):
        return words[0]
    if len(words) == 1:
        return f"({words[0]} | {_quote(_CUT)})"
    row = f"({' <-> '.join(words)})"
    return f"({row} | ({' & '.join(words)} & {_quote(_LONG)}) | {_quote(_CUT)})"


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
