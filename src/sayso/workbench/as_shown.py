"""Deciding about what was shown: once a report is read again, its ids may name other things."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sayso.records.decision import Decision
from sayso.records.plain import make_plain
from sayso.review.question_text import QuestionError
from sayso.store.store import Store

_DIGITS = 16
"""Of a mark that are shown: no forger is to be kept out, only a reading to be told from another."""

_ANEW = "anew"
"""The mark of a report of which a page showed what an earlier reading says; it never fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How answers came: by a form that showed something, and may be sent twice.

    Attributes:
        shown: What `mark_readings` said when the form was made: answers to questions about other
            reports, or other readings, are refused. ``None`` of what names no findings by ids.
        key: 32 random hex digits of the form: the same answer by it is kept once.
    """

    shown: str | None = None
    key: str | None = None


def mark_readings(store: Store, reports: Iterable[str], *, kept: bool = False) -> str:
    """Return words that change whenever any of some reports (ids or SHA-256) is read again.

    With ``kept`` a page shows what is kept of them across reports: while that is of an earlier
    reading, the words never fit.
    """
    names = _list_sha256(store, reports)
    anew = store.across.list_anew(names) if kept else frozenset()
    return " ".join(f"{it}:{_ANEW if it in anew else _mark(store, it)}" for it in names)


def require_readings(store: Store, marks: str) -> None:
    """Do nothing as long as no report was read again since `mark_readings` said this.

    Raises:
        QuestionError: One was: what "c3" names may be another statement now. Or what was shown
            is of an earlier reading, or `mark_readings` never said this.
    """
    for name, mark in _read_marks(marks).items():
        if mark == _ANEW:
            raise QuestionError(
                "A report was read again, and this page showed what stood in it before: it is "
                "being put together anew.",
                remedy="Look again in a moment; what you typed is kept.",
            )
        if _mark(store, name) != mark:
            raise QuestionError(
                "The report was read again since this page was made, so what you decide about "
                "may be another thing now.",
                remedy="Load the page again, and look once more; what you typed is kept.",
            )


def require_shown(store: Store, marks: str, reports: Iterable[str]) -> None:
    """Do nothing if a form showed all of some reports (SHA-256) as they are read now.

    Raises:
        QuestionError: It showed another reading of one, or not that report.
    """
    if not set(reports) <= _read_marks(marks).keys():
        raise _make_unmarked()
    require_readings(store, marks)


def make_key(key: str, decision: Decision) -> str:
    """Return the id of a decision that a form with a key makes; it may make several."""
    plain = make_plain(decision)
    told = [key, {name: it for name, it in plain.items() if name not in ("id", "time", "finding")}]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def _read_marks(marks: str) -> Mapping[str, str]:
    found = dict(told.partition(":")[::2] for told in marks.split())
    if not found or not all(found.values()):
        raise _make_unmarked()
    return found


def _make_unmarked() -> QuestionError:
    return QuestionError(
        "This form does not say of which reading it shows what you decide about.",
        remedy="Load the page again, and send what it offers; what you typed is kept.",
    )


def _list_sha256(store: Store, reports: Iterable[str]) -> list[str]:
    found = (store.find_report(name) for name in dict.fromkeys(reports))
    return sorted({it.sha256 for it in found if it is not None})


def _mark(store: Store, name: str) -> str:
    return store.get_reading_mark(name)[:_DIGITS]
