"""Finding a decision's words again in a text that was extracted anew, or saying that they are gone.

The method is that of the W3C Web Annotation's text quote selector: the quotation finds the
places, what stood before and after tells them apart, and among places that are alike the one
nearest to the old offset is taken, but only where no other is nearly as near. In doubt nothing
is found: a decision without its words is an orphan for a person to look at, while one on the
wrong words would be false.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.records.decision import Subject, SubjectKind
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.subjects import make_subject, make_text_digest

_AROUND = 32  # characters of context that a subject has on each side, see `make_subject`
_ENOUGH = 8  # characters of context that tell one place from another
_LONG = 40  # characters of a quotation that need no context
_NEARER = 4  # how many times nearer than any other place the right one must be
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where all pieces of a subject stand, and how many characters around are as they were.

    Attributes:
        spans: The pieces.
        before, after: Characters of the context on each side that are the same.
        whole: Whether all of the context is.
        edge: Whether all that stands between it and the text's begin or end is.
    """

    spans: tuple[Span, ...]
    before: int
    after: int
    whole: bool
    edge: bool


def find_words(text: str, words: str, *, begin: int = 0, end: int | None = None) -> list[Span]:
    """Return where words stand in a text, blanks and line ends taken for the same.

    Places that overlap are all given. Empty words stand nowhere.
    """
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    found: list[Span] = []
    match = pattern.search(text, begin, len(text) if end is None else end)
    while match is not None and match.end() > match.start():
        found.append(Span(*match.span()))
        match = pattern.search(text, match.start() + 1, len(text) if end is None else end)
    return found


def anchor(subject: Subject, report: Report, *, text_sha256: str | None = None) -> Subject | None:
    """Return a subject as it stands in the report's present text, or ``None``.

    Args:
        subject: The subject as it was decided on; its report must be this one.
        report: The report with the text that is kept now.
        text_sha256: That text's digest, where the caller has it.

    Returns:
        The subject itself where its text is the present one; else one of the same kind and
        ordinal with new offsets; ``None`` where its words are gone, or stand in two places
        of which neither is clearly the right one.
    """
    if subject.kind is SubjectKind.REPORT:
        return subject
    if subject.text_sha256 == (text_sha256 or make_text_digest(report.text)):
        return subject
    place = _choose(_list_places(subject, report.text), subject)
    if place is None:
        return None
    return make_subject(subject.kind, report, place.spans, ordinal=subject.ordinal)


def _list_places(subject: Subject, text: str) -> list[_Place]:
    found = [find_words(text, piece) for piece in _cut(subject)]
    if not found:
        return []
    gaps = [after.begin - before.end for before, after in pairwise(subject.spans)]
    prefix, suffix = _squeeze(subject.prefix), _squeeze(subject.suffix)
    places = []
    for first in found[0]:
        spans = _follow(first, found[1:], gaps)
        if spans is None:
            continue
        begin, end = spans[0].begin, spans[-1].end
        left = _squeeze(text[max(0, begin - 3 * _AROUND) : begin])
        right = _squeeze(text[end : end + 3 * _AROUND])
        before, after = _count_alike(left[::-1], prefix[::-1]), _count_alike(right, suffix)
        whole = before == len(prefix) and after == len(suffix)
        edge = bool((left and left == prefix) or (right and right == suffix))
        places.append(_Place(spans=spans, before=before, after=after, whole=whole, edge=edge))
    return places


def _cut(subject: Subject) -> list[str]:
    """Return the subject's pieces: its text is theirs, joined by one blank."""
    pieces, at = [], 0
    for begin, end in subject.spans:
        pieces.append(subject.text[at : at + end - begin])
        at += end - begin + 1
    return pieces


def _follow(
    first: Span, others: Sequence[Sequence[Span]], gaps: Sequence[int]
) -> tuple[Span, ...] | None:
    """Return the pieces behind a first one where they stand about as far off as they did."""
    spans = [first]
    for found, gap in zip(others, gaps, strict=True):
        end = spans[-1].end
        off = sorted((abs(it.begin - end - gap), it) for it in found if it.begin >= end)
        if not off or off[0][0] > _ENOUGH + gap // 4:
            return None
        if len(off) > 1 and off[0][0] == off[1][0]:
            return None
        spans.append(off[0][1])
    return tuple(spans)


def _count_alike(here: str, there: str) -> int:
    """Return how many first characters of two texts are the same."""
    count = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        count += 1
    return count


def _squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _choose(places: Sequence[_Place], subject: Subject) -> _Place | None:
    whole = [place for place in places if place.whole]
    if not whole and len(subject.text) < _LONG:
        # Few words stand in many places: these must stand where they stood, at one end at least.
        places = [it for it in places if it.edge or max(it.before, it.after) >= _ENOUGH]
    rivals = whole or places
    best = max((place.before + place.after for place in rivals), default=0)
    rivals = [place for place in rivals if place.before + place.after > best - _ENOUGH]
    return _find_nearest(rivals, subject.spans[0].begin)


def _find_nearest(rivals: Sequence[_Place], begin: int) -> _Place | None:
    far = sorted((abs(place.spans[0].begin - begin), n) for n, place in enumerate(rivals))
    if not far or (len(far) > 1 and far[0][0] * _NEARER >= far[1][0]):
        return None
    return rivals[far[0][1]]
