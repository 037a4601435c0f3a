"""What words a penalty is made of, before it is known where it stands."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.penalty_terms import Term, find_terms
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.read.penalty_draft import Draft
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind, Quantity, Unit

_KINDS = (
    PenaltyKind.IMPRISONMENT,
    PenaltyKind.FORCED_LABOUR,
    PenaltyKind.COMMUNITY_SERVICE,
    PenaltyKind.ARREST,
    PenaltyKind.DISCIPLINARY_UNIT,
    PenaltyKind.RESTRICTION,
    PenaltyKind.HOUSE_ARREST,
)
_TERMLESS = {"life": PenaltyKind.IMPRISONMENT, "death": PenaltyKind.DEATH}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[—–-]|[^\w\s]")
_BETWEEN = 60  # characters between what a penalty is and its term
_SUSPENDED = 40  # characters beside a term within which it is said to be suspended
_TAIL = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Words that tell a kind of penalty."""

    begin: int
    end: int
    kind: PenaltyKind


@dataclass(frozen=True, slots=True)
class Found:
    """A draft, with what its place tells of it.

    Attributes:
        draft: The penalty.
        term: Its term, where it has one.
        is_named: Whether its words say what it is.
    """

    draft: Draft
    term: Term | None
    is_named: bool


def find_drafts(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[Found, ...]:
    """Return what may be a penalty, in text order, none overlapping another."""
    text = parse.text
    kinds = _find_kinds(text, language)
    terms = [term for term in find_terms(text, language) if not _is_probation(text, term, language)]
    found = [*_find_fines(text, language, quantities), *_find_termless(text, language)]
    linked, used = _link(text, language, terms, kinds)
    found += linked
    taken = {kinds[number] for number in used}
    found += [
        Found(Draft(span=Span(it.begin, it.end), kind=it.kind, bare=True), None, is_named=True)
        for it in kinds
        if it not in taken
    ]
    named = {id(it.term) for it in linked}
    found += [_make_bare(text, term, language) for term in terms if id(term) not in named]
    return tuple(_add_suspension(text, language, it) for it in _sweep(found))


def _sweep(found: Iterable[Found]) -> list[Found]:
    """Keep of overlapping drafts the one that says most, then the first."""
    kept: list[Found] = []
    order = sorted(found, key=lambda it: (it.draft.span.begin, -it.draft.span.end))
    for it in order:
        if kept and kept[-1].draft.span.end > it.draft.span.begin:
            before = kept[-1]
            if before.draft.bare and not it.draft.bare and it.draft.has_amount:
                kept[-1] = it
            continue
        kept.append(it)
    return kept


def _find_kinds(text: str, language: Language) -> list[Named]:
    found = [
        Named(match.start(), match.end(), kind)
        for kind in _KINDS
        for match in language.pattern("law", kind.value).finditer(text)
    ]
    found.sort(key=lambda it: (it.begin, -it.end))
    kept: list[Named] = []
    for it in found:
        if kept and it.begin < kept[-1].end:
            continue
        kept.append(it)
    return kept


def _link(
    text: str, language: Language, terms: Sequence[Term], kinds: Sequence[Named]
) -> tuple[list[Found], set[int]]:
    """Return the terms that stand beside words for what they are, and which words those are."""
    begins = [it.begin for it in kinds]
    made: list[Found] = []
    used: set[int] = set()
    for number, term in enumerate(terms):
        stop = terms[number + 1].begin if number + 1 < len(terms) else len(text)
        after = bisect_left(begins, term.end)
        before = bisect_right(begins, term.begin) - 1
        at = None
        if after < len(kinds) and _reaches(text, term.end, kinds[after].begin, "place", language):
            at = after
        elif before >= 0 and before not in used:
            gap = kinds[before].end, term.begin
            if gap[0] <= gap[1] and _reaches(text, *gap, "term", language):
                at = before
        if at is None or (at in used and at != after):
            continue
        used.add(at)
        last = at
        while last + 1 < len(kinds) and kinds[last + 1].begin < stop:
            if not _goes_on(text, kinds[last], kinds[last + 1], language):
                break
            last += 1
            used.add(last)
        span = Span(min(term.begin, kinds[at].begin), max(term.end, kinds[last].end))
        draft = Draft(span=span, kind=kinds[at].kind, min=term.min, max=term.max, unit=term.unit)
        made.append(Found(draft, term, is_named=True))
    return made, used


def _goes_on(text: str, one: Named, other: Named, language: Language) -> bool:
    """Whether two words tell one place: "лишения свободы в колонии строгого режима"."""
    between = text[one.end : other.begin]
    words = between.split()
    return (
        one.kind is PenaltyKind.IMPRISONMENT
        and other.kind is PenaltyKind.IMPRISONMENT
        and len(words) <= 3
        and language.words("law", "or").isdisjoint(word.lower() for word in words)
        and not any(mark in between for mark in ".,;:()\n")
    )


def _reaches(text: str, begin: int, end: int, entry: str, language: Language) -> bool:
    """Whether nothing but small words stands between a term and what it is of."""
    if end - begin > _BETWEEN:
        return False
    fillers = language.words("law", f"{entry}_filler")
    return all(word.lower() in fillers for word in _WORD.findall(text[begin:end]))


def _find_termless(text: str, language: Language) -> Iterator[Found]:
    """Yield death and life."""
    for entry, kind in _TERMLESS.items():
        for match in language.pattern("law", entry).finditer(text):
            draft = Draft(span=Span(*match.span()), kind=kind)
            yield Found(draft, None, is_named=True)


def _find_fines(text: str, language: Language, quantities: tuple[Quantity, ...]) -> Iterator[Found]:
    """Yield fines, with the sums that follow them."""
    sums = [it for it in quantities if it.unit is Unit.MONEY]
    begins = [it.span.begin for it in sums]
    for match in language.pattern("law", PenaltyKind.FINE.value).finditer(text):
        at = bisect_left(begins, match.end())
        draft = Draft(span=Span(*match.span()), kind=PenaltyKind.FINE, bare=True)
        if at < len(sums) and _is_sum_of(text, match.end(), sums[at].span.begin, language):
            draft = _add_sum(text, replace(draft, bare=False), sums[at], language)
        elif at and text[sums[at - 1].span.end : match.start()] == " ":
            # "200 тысяч рублей штрафа".
            draft = _add_sum(text, replace(draft, bare=False), sums[at - 1], language)
        yield Found(draft, None, is_named=True)


def _is_sum_of(text: str, begin: int, end: int, language: Language) -> bool:
    if end - begin > _BETWEEN:
        return False
    words = _WORD.findall(text[begin:end])
    fillers = language.words("law", "fine_filler")
    strange = [word for word in words if word.lower() not in fillers]
    # "Оштрафовали Иванова на 50 тысяч", "штраф Иванову в 50 тысяч".
    lead = words[-1].lower() if words else ""
    named = len(strange) <= 3 and all(word[:1].isalpha() for word in strange)
    return not strange or (named and lead in fillers)


def _add_sum(text: str, draft: Draft, money: Quantity, language: Language) -> Draft:
    low, high = money.min, money.max
    if money.value is not None:
        low = high = money.value
        opener = rf"(?<!\w){language.alternation('law', 'open_end')}\s+$"
        if re.search(opener, text[: money.span.begin][-10:], re.IGNORECASE):
            high = None
    first = fold_word(money.text.split()[0])
    if high is not None and first in language.words("law", "changed_from"):
        low = high  # "С 800 до 5000 рублей"
    begin, end = draft.span
    span = Span(min(begin, money.span.begin), max(end, money.span.end))
    return replace(draft, span=span, min=low, max=high, unit="money", currency=money.currency)


def _make_bare(text: str, term: Term, language: Language) -> Found:
    """Return a term of which only what governs it can tell that it is a penalty.

    Days behind a verb of arresting are an arrest: "арестовали на 15 суток".
    """
    lead = text[max(0, term.begin - _BETWEEN) : term.begin]
    lead = re.split(r"[.;\n]", lead)[-1]
    says = {name: language.pattern("law", name).search(lead) for name in ("arresting", "dealt")}
    unit = language.pattern("law", "arrest_unit").search(text, term.begin, term.end)
    dealt = unit is not None and says["dealt"] is not None
    arrests = term.unit == "day" and (dealt or says["arresting"] is not None)
    draft = Draft(
        span=Span(term.begin, term.end),
        kind=PenaltyKind.ARREST if arrests else PenaltyKind.IMPRISONMENT,
        min=term.min,
        max=term.max,
        unit=term.unit,
        bare=True,
    )
    return Found(draft, term, is_named=False)


def _is_probation(text: str, term: Term, language: Language) -> bool:
    """Whether a term is but how long somebody is on trial: "с испытательным сроком три года"."""
    before = text[max(0, term.begin - _BETWEEN) : term.begin]
    lead = re.compile(rf"{_forms(language, 'probation')}\s*[-–—(]?\s*$", re.IGNORECASE)
    if lead.search(before) is not None:
        return True
    tail = re.compile(rf"\s+{_forms(language, 'probation_tail')}", re.IGNORECASE)
    return tail.match(text, term.end) is not None


@cache
def _forms(language: Language, entry: str) -> str:
    return language.pattern("law", entry).pattern


@cache
def _suspended(language: Language) -> re.Pattern[str]:
    # "Условно-досрочное" is a release.
    return re.compile(rf"{_forms(language, 'suspended')}(?![-‑])", re.IGNORECASE)


def _add_suspension(text: str, language: Language, found: Found) -> Found:
    """Tell a term that is suspended by the words beside it."""
    draft = found.draft
    if draft.kind in {PenaltyKind.FINE, PenaltyKind.DEATH}:
        return found
    pattern = _suspended(language)
    begin, end = draft.span
    before = None
    for found_before in pattern.finditer(text, max(0, begin - _SUSPENDED), begin):
        before = found_before
    is_before = before is not None and _is_near(text[before.end() : begin])
    after = pattern.search(text, end, end + _TAIL)
    between = "" if after is None else text[end : after.start()]
    is_after = after is not None and _is_beside(between) and not find_terms(between, language)
    if after is not None and is_after:
        word = fold_word(after[0])
        single = " " not in word and text[end : after.start()].strip() == ""
        span = Span(begin, after.end()) if single else draft.span
        return replace(found, draft=replace(draft, suspended=True, span=span))
    if before is not None and is_before:
        span = Span(before.start(), end)
        return replace(found, draft=replace(draft, suspended=True, span=span))
    return found


def _is_near(between: str) -> bool:
    return len(between.split()) <= 3 and not any(mark in between for mark in ".;:,\n")


def _is_beside(between: str) -> bool:
    return len(between.split()) <= 5 and not any(mark in between for mark in ".;:\n")
