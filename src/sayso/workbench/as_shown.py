"""Deciding about what was shown: once a report is read again, its ids may name other things."""

from collections.abc import Iterable

from sayso.review.question_text import QuestionError
from sayso.store.store import Store

_DIGITS = 16
"""Of a mark that are shown: no forger is to be kept out, only a reading to be told from another."""


def mark_readings(store: Store, reports: Iterable[str]) -> str:
    """Return words that change whenever any of some reports (ids or SHA-256) is read again."""
    return " ".join(f"{name}:{_mark(store, name)}" for name in _list_sha256(store, reports))


def require_readings(store: Store, marks: str) -> None:
    """Do nothing as long as no report was read again since `mark_readings` said this.

    Raises:
        QuestionError: One was: what "c3" names may be another statement now.
    """
    for told in marks.split():
        name, _, mark = told.partition(":")
        if _mark(store, name) != mark:
            raise QuestionError(
                "The report was read again since this page was made, so what you decide about "
                "may be another thing now.",
                remedy="Load the page again, and look once more; what you typed is kept.",
            )


def _list_sha256(store: Store, reports: Iterable[str]) -> list[str]:
    found = (store.find_report(name) for name in dict.fromkeys(reports))
    return sorted({it.sha256 for it in found if it is not None})


def _mark(store: Store, name: str) -> str:
    return store.get_reading_mark(name)[:_DIGITS]
