"""The texts and what a person reads from each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent
FILES = ("develop", "measure", "varied", "fresh")
_NONE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A penalty as a person reads it.

    Attributes:
        words: Words that it is made of.
        kind, status: As in the reading.
        min, max: The amount in units of ``unit``; ``None`` where the words set no bound.
        unit: "year", "hour", a currency (ISO 4217), or ``None`` where no amount is said.
        bearer: A word of the name of whom it hits, or ``None`` where nobody is asked for.
        suspended: Whether it is a suspended term.
        instead_of: Number of the penalty in whose place it stands, from 0, or ``None``.
    """

    words: str
    kind: str
    min: float | None
    max: float | None
    unit: str | None
    status: str
    bearer: str | None
    suspended: bool
    instead_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A short report, its penalties, and its provisions.

    Attributes:
        text: What is read.
        penalties: In text order.
        provisions: Code, article, part, paragraph and jurisdiction of each, in text order.
    """

    text: str
    penalties: tuple[Wanted, ...]
    provisions: tuple[tuple[str | None, ...], ...]


def read_texts(half: str) -> tuple[Text, ...]:
    """Return the texts of a file: "develop", "measure", or "all" for both."""
    names = FILES if half == "all" else (half,)
    rows = [
        row
        for name in names
        for row in tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["text"]
    ]
    return tuple(
        Text(
            text=row["text"],
            penalties=tuple(_make_wanted(line) for line in row.get("penalties", ())),
            provisions=tuple(
                tuple(None if field == _NONE else field for field in _split(line))
                for line in row.get("provisions", ())
            ),
        )
        for row in rows
    )


def _make_wanted(line: str) -> Wanted:
    words, kind, amount, status, bearer, *more = _split(line)
    low, high, unit = _make_amount(amount)
    instead = next((mark for mark in more if mark.startswith("or ")), None)
    return Wanted(
        words=words,
        kind=kind,
        min=low,
        max=high,
        unit=unit,
        status=status,
        bearer=None if bearer == _NONE else bearer,
        suspended="suspended" in more,
        instead_of=None if instead is None else int(instead.removeprefix("or ")) - 1,
    )


def _make_amount(words: str) -> tuple[float | None, float | None, str | None]:
    if words == _NONE:
        return None, None, None
    number, unit = words.split()
    low, dots, high = number.partition("..")
    if not dots:
        high = low
    return float(low) if low else None, float(high) if high else None, unit


def _split(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]
