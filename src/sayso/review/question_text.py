"""Questions as people type them: ``claim:harbor-1/c3``, ``value:harbor-1.published``.

The forms are listed in ``docs/reference/decisions.md``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.errors import StoreError

_FINDING = re.compile(r"(?P<report>.+)/(?P<finding>[a-z]\d+)", re.DOTALL)
_NAMED = re.compile(r"[a-z_][a-z_0-9]*")
_REMEDY = (
    "Write for example claim:REPORT/c3, same-person:REPORT/e1=REPORT2/e4, value:REPORT/q3.value "
    "or note:REPORT; docs/reference/decisions.md lists all."
)


class QuestionError(StoreError):
    """A question, or the answer to it, cannot be understood or does not fit what is there."""


class Shape(StrEnum):
    """What stands behind the colon of a question."""

    FINDING = "REPORT/c3"
    PAIR = "REPORT/e1=REPORT2/e4"
    FIELD = "REPORT/q3.value"
    WORDS = "REPORT"
    ANYTHING = "REPORT/c3 or REPORT"


WORDS: Mapping[str, tuple[str, Shape]] = {
    "claim": ("claim_stands", Shape.FINDING),
    "same-person": ("same_person", Shape.PAIR),
    "same-event": ("same_event", Shape.PAIR),
    "same-place": ("same_place", Shape.PAIR),
    "case": ("belongs_to_case", Shape.PAIR),
    "value": ("value", Shape.FIELD),
    "span": ("span", Shape.FIELD),
    "missed": ("missed_claim", Shape.WORDS),
    "origin": ("origin", Shape.FINDING),
    "redact": ("redact", Shape.ANYTHING),
    "note": ("note", Shape.ANYTHING),
}
"""The words before the colon: the name of the question in the log, and what stands behind."""

_WORD_OF = {name: word for word, (name, _) in WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a question names: a report, or a finding of it by its id in the reading."""

    report: str
    finding: str | None = None

    def __str__(self) -> str:
        return self.report if self.finding is None else f"{self.report}/{self.finding}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as it was typed.

    Attributes:
        name: The question's name in the log, a key of `QUESTIONS`.
        targets: One, or two of a pair.
        field: The field of "value", the part of "span"; else ``None``.
    """

    name: str
    targets: tuple[Target, ...]
    field: str | None = None

    def __str__(self) -> str:
        field = "" if self.field is None else f".{self.field}"
        return f"{_WORD_OF[self.name]}:{'='.join(map(str, self.targets))}{field}"


def get_shape(name: str) -> Shape:
    """Return what stands behind the colon of a question, by its name in the log."""
    return WORDS[_WORD_OF[name]][1]


def parse_question(text: str) -> AskedQuestion:
    """Return what a question names; raises `QuestionError` for anything that is none."""
    word, colon, rest = text.strip().partition(":")
    if not colon or word not in WORDS:
        raise QuestionError(f"{text!r} is no question.", remedy=_REMEDY)
    name, shape = WORDS[word]
    found = _read(name, shape, rest)
    if found is None:
        raise QuestionError(
            f"{text!r} is no whole question: behind {word!r} stands {shape.value}.",
            remedy=_REMEDY,
        )
    return found


def _read(name: str, shape: Shape, rest: str) -> AskedQuestion | None:
    if shape is Shape.PAIR:
        pairs = _split_pairs(rest)
        # A report's name may hold "=" too: only one way to read it will do.
        return AskedQuestion(name=name, targets=pairs[0]) if len(pairs) == 1 else None
    field: str | None = None
    if shape is Shape.FIELD:
        rest, dot, field = rest.rpartition(".")
        if not dot or not _NAMED.fullmatch(field):
            return None
    if not rest.strip():
        return None
    target = _find_target(rest)
    if shape is Shape.FINDING and target is None:
        return None
    if shape is Shape.WORDS or target is None:
        target = Target(report=rest)
    return AskedQuestion(name=name, targets=(target,), field=field)


def _split_pairs(rest: str) -> list[tuple[Target, Target]]:
    pairs = []
    for sign in re.finditer("=", rest):
        one, other = _find_target(rest[: sign.start()]), _find_target(rest[sign.end() :])
        if one is not None and other is not None:
            pairs.append((one, other))
    return pairs


def _find_target(text: str) -> Target | None:
    match = _FINDING.fullmatch(text)
    return match and Target(report=match["report"], finding=match["finding"])
