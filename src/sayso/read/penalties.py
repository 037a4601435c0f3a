"""Penalties that are threatened, asked for or imposed, and whom they hit."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from re import Match

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates, find_templates
from sayso.read.event_status import is_unsaid
from sayso.read.numbers import parse_number
from sayso.read.penalty_bearers import find_bearer
from sayso.read.penalty_status import Standing, find_standing
from sayso.read.penalty_upholding import uphold_penalties
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Penalty, PenaltyKind, PenaltyStatus, Quantity, Unit

# Units of a term as TIMEX3 writes them in the lexicon, and ours.
_UNITS = {"Y": "year", "MO": "month", "W": "day", "2W": "day", "D": "day", "H": "hour"}
_IN_MONTHS = {"Y": 12, "MO": 1}
_IN_DAYS = {"Y": 365, "MO": 30, "W": 7, "2W": 14, "D": 1}
_FACTORS = {"W": 7, "2W": 14}
# What a court or prosecutor did about a case goes on with the case told before.
_DONE = set(PenaltyStatus) - {PenaltyStatus.FACED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A penalty before its place in a sentence is known."""

    span: Span
    kind: PenaltyKind
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    currency: str | None = None
    suspended: bool = False
    bare: bool = False


def read_penalties(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[PenaltyFinding, ...]:
    """Return every penalty in text order, with the word that names who faces or bears it.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        quantities: The report's quantities: fines take their sums from them.
    """
    found: list[PenaltyFinding] = []
    previous: _Draft | None = None
    drafts = tuple(_drafts(parse, language, quantities))
    for number, draft in enumerate(drafts):
        before = found[-1] if found else None
        joined = (
            previous is not None
            and previous is drafts[number - 1]
            and _joined(parse.text, drafts[number - 1 :], language)
        )
        if draft.bare and not (joined or _has_term(draft)):
            continue
        standing = find_standing(parse, language, draft.span)
        if joined and before is not None:
            standing = Standing(before.anchor, before.penalty.status)
            bearer = before.bearer
        else:
            if standing is None or is_unsaid(parse, language, parse.tokens[standing.anchor]):
                continue
            bearer = find_bearer(parse, language, standing.anchor, draft.span)
            if bearer is None and standing.status in _DONE:
                bearer = next((f.bearer for f in reversed(found) if f.bearer is not None), None)
        penalty = _make(draft, f"p{len(found) + 1}", standing.status, parse.text)
        if joined and before is not None:
            first = before.penalty.alternative_of or before.penalty.id
            penalty = replace(penalty, alternative_of=first)
        found.append(PenaltyFinding(penalty=penalty, anchor=standing.anchor, bearer=bearer))
        previous = draft
    return uphold_penalties(parse, language, tuple(found))


def _make(draft: _Draft, identity: str, status: PenaltyStatus, text: str) -> Penalty:
    return Penalty(
        id=identity,
        span=draft.span,
        text=text[draft.span.begin : draft.span.end],
        kind=draft.kind,
        min=draft.min,
        max=draft.max,
        unit=draft.unit,
        currency=draft.currency,
        status=status,
        suspended=draft.suspended,
    )


def _has_term(draft: _Draft) -> bool:
    return draft.min is not None or draft.max is not None


def _joined(text: str, drafts: tuple[_Draft, ...], language: Language) -> bool:
    """Whether the second of these penalties can stand in place of the first.

    Only "or" may stand between them, or a comma in a list that an "or" closes.
    """
    for before, after in pairwise(drafts):
        between = text[before.span.end : after.span.begin]
        if " ".join(between.lower().replace(",", " ").split()) in language.words("law", "or"):
            return True
        if between.strip() != ",":
            return False
    return False


def _drafts(parse: Parse, language: Language, quantities: tuple[Quantity, ...]) -> Iterator[_Draft]:
    found = [*_fines(parse, language, quantities), *_custodial(parse.text, language)]
    found += _without_term(parse.text, language)
    firm = _sweep(draft for draft in found if not draft.bare)
    loose = _sweep([*(draft for draft in found if draft.bare), *_bare_terms(parse, language)])
    ends = [draft.span.end for draft in firm]
    free = []
    for draft in loose:
        at = bisect_right(ends, draft.span.begin)
        if at == len(firm) or draft.span.end <= firm[at].span.begin:
            free.append(draft)
    yield from sorted([*firm, *free], key=lambda draft: draft.span)


def _sweep(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Keep of overlapping drafts the first, and of those that begin together the longest."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.span.begin, -d.span.end)):
        if not kept or kept[-1].span.end <= draft.span.begin:
            kept.append(draft)
    return kept


def _fines(parse: Parse, language: Language, quantities: tuple[Quantity, ...]) -> Iterator[_Draft]:
    text = parse.text
    for quantity in quantities:
        if quantity.unit is not Unit.MONEY:
            continue
        span = quantity.span
        before = _ending(text, span.begin, language, "fine_lead")
        outside = _ending(text, span.begin, language, "fine_verb")
        after = next(
            (
                match
                for pattern in compile_templates(language, "law", "fine_tail")
                if (match := pattern.match(text, span.end + 1)) is not None
            ),
            None,
        )
        if before is not None and outside is None:
            span = Span(before.start(), span.end)
        elif after is not None:
            span = Span(span.begin, after.end())
        elif outside is None and not _is_fined(parse, language, span):
            continue
        yield _Draft(
            span=span,
            kind=PenaltyKind.FINE,
            min=quantity.value if quantity.value is not None else quantity.min,
            max=quantity.value if quantity.value is not None else quantity.max,
            unit=Unit.MONEY.value,
            currency=quantity.currency,
        )


def _is_fined(parse: Parse, language: Language, span: Span) -> bool:
    """Whether a sum hangs on the verb by itself: "fined Haretski 18,500 roubles"."""
    inside = parse.tokens_in(*span)
    heads = {parse.tokens[word.head] for word in inside} - set(inside)
    return any(head.lower in language.words("law", "fine_verb") for head in heads)


def _ending(text: str, at: int, language: Language, name: str) -> Match[str] | None:
    """Return the longest match of an entry that ends just before an offset, or ``None``."""
    found = [
        match
        for pattern in compile_templates(language, "law", name)
        for match in pattern.finditer(text, max(0, at - 60), at)
        if not text[match.end() : at].strip()
    ]
    return min(found, key=lambda match: match.start(), default=None)


def _custodial(text: str, language: Language) -> Iterator[_Draft]:
    """Yield terms that say where they are spent ("five years in a penal colony")."""
    for match in find_templates(language, "law", "custodial", text):
        slots = match.groupdict()
        said = slots.get("place") or slots.get("term_place") or ""
        place = " ".join(said.lower().split())
        kinds = language.values("law", "place")
        kind = PenaltyKind(str(kinds[place])) if place else PenaltyKind.IMPRISONMENT
        draft = _Draft(span=Span(match.start(), match.end()), kind=kind)
        draft = _with_term(draft, slots.get("term") or slots["hyphen_term"], language)
        if set(match[0].lower().split()) & language.words("law", "maximum"):
            draft = replace(draft, min=None)
        suspended = slots.get("conditional") or slots.get("conditional2")
        after = match.end() + 1 + text.startswith(",", match.end())
        tails = compile_templates(language, "law", "suspended_tail")
        tail = any(pattern.match(text, after) for pattern in tails)
        yield replace(draft, suspended=bool(suspended) or tail)


def _without_term(text: str, language: Language) -> Iterator[_Draft]:
    """Yield penalties that have no term: death, life, and those that an "or" may add."""
    kinds = {"life": PenaltyKind.IMPRISONMENT, "death": PenaltyKind.DEATH}
    for name, kind in (*kinds.items(), ("to_death", PenaltyKind.DEATH)):
        for match in find_templates(language, "law", name, text):
            yield _Draft(span=Span(match.start(), match.end()), kind=kind)
    places = {word: str(kind) for word, kind in language.values("law", "place").items()}
    for match in find_templates(language, "law", "bare_unit", text):
        words = match[0].lower().split()
        said = [kind for place, kind in places.items() if " ".join(words).endswith(place)]
        kind = PenaltyKind(said[0]) if said else PenaltyKind.FINE
        yield _Draft(span=Span(match.start(), match.end()), kind=kind, bare=True)


def _bare_terms(parse: Parse, language: Language) -> Iterator[_Draft]:
    """Yield terms that only the verb above them makes a penalty ("jailed for 21 days")."""
    for match in find_templates(language, "law", "term", parse.text):
        span = Span(match.start(), match.end())
        if _is_penal(parse, language, span):
            draft = _Draft(span=span, kind=PenaltyKind.IMPRISONMENT, bare=True)
            yield _with_term(draft, match[0], language)


def _is_penal(parse: Parse, language: Language, span: Span) -> bool:
    inside = parse.tokens_in(*span)
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    outer = next((word for word in inside if not first.i <= word.head <= last.i), last)
    above = parse.tokens[outer.head]
    if above.pos == "ADP":
        above = parse.tokens[above.head]
    if outer.i == above.i:
        return False
    if above.lemma in language.words("law", "penal_verb"):
        return True
    spent = above.lemma in language.words("law", "spent")
    if not spent and above.lemma not in language.words("law", "served"):
        return False
    high = parse.sentences[above.sentence][1]
    low = parse.sentences[max(0, above.sentence - (not spent))][0]
    near = parse.tokens[low : high + 1]
    lemmas = {word.lemma for word in near if word.i != above.i} | {word.lower for word in near}
    return bool(lemmas & language.words("law", "prison_context")) and not (
        lemmas & language.words("law", "service_context")
    )


def _with_term(draft: _Draft, words: str, language: Language) -> _Draft:
    """Add the term that words state."""
    match = _whole(words, language)
    if match is None:
        return draft
    slots = match.groupdict()
    unit = str(language.values("times", "unit")[slots["unit"].lower()])
    if unit not in _UNITS:
        return draft
    factor = _FACTORS.get(unit, 1)
    number = slots.get("number")
    value = parse_number(number, language) if number else _article_value(words, language)
    low = high = None if value is None else value * factor
    second = slots.get("number2")
    if second is not None:
        other = parse_number(second, language)
        if slots.get("unit2") is None or slots["unit2"] == slots["unit"]:
            high = None if other is None else other * factor
        elif value is not None and other is not None:
            return _in_two_units(draft, slots, (value, other), language)
    if low is not None and high is not None and low > high:
        # "Reduced from five to three years": what it was reduced to.
        low = high
    bound = " ".join((slots.get("bound") or "").lower().split())
    if bound in language.words("numbers", "at_most") | language.words("numbers", "less_than"):
        low = None
    elif bound in language.words("numbers", "at_least") | language.words("numbers", "more_than"):
        high = None
    return replace(draft, min=low, max=high, unit=_UNITS[unit])


def _in_two_units(
    draft: _Draft,
    slots: Mapping[str, str | None],
    values: tuple[float, float],
    language: Language,
) -> _Draft:
    """Add "three years and six months", or "six months to two years", in months or days."""
    names = language.values("times", "unit")
    units = [str(names[(slots[slot] or "").lower()]) for slot in ("unit", "unit2")]
    if not set(units) <= set(_IN_DAYS):
        return draft
    months = set(units) <= set(_IN_MONTHS)
    table = _IN_MONTHS if months else _IN_DAYS
    first, second = (value * table[unit] for value, unit in zip(values, units, strict=True))
    unit = "month" if months else "day"
    if slots.get("term_to") is not None:
        return replace(draft, min=first, max=second, unit=unit)
    return replace(draft, min=first + second, max=first + second, unit=unit)


@cache
def _whole(words: str, language: Language) -> Match[str] | None:
    for name in ("term", "hyphen_term"):
        for pattern in compile_templates(language, "law", name):
            match = pattern.fullmatch(words)
            if match is not None:
                return match
    return None


def _article_value(words: str, language: Language) -> float:
    said = set(words.lower().split())
    halves = said & language.words("numbers", "half")
    if not halves:
        return 1.0
    return 1.5 if said & language.words("times", "and_word") else 0.5
