"""What words a penalty is made of, before it is known where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates, find_templates
from sayso.read.penalty_fines import find_fines
from sayso.read.penalty_terms import Term, read_term
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind, Quantity

# Labels of a number that stands where a term could.
_MOST = 200  # units that a term can have whose unit is not said
_PLAIN = {"dobj", "pobj", "attr", "oprd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A penalty before its place in a sentence is known.

    Attributes:
        span, kind, min, max, unit, currency, suspended: As of a `Penalty`.
        bare: Whether its words make no penalty by themselves: only a penal verb above a term,
            or an "or" beside a penalty, does.
        elliptic: Whether its unit is that of the penalty before: "seven years to five".
    """

    span: Span
    kind: PenaltyKind
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    currency: str | None = None
    suspended: bool = False
    bare: bool = False
    elliptic: bool = False

    @property
    def has_amount(self) -> bool:
        """Whether a bound of its term or sum is known."""
        return self.min is not None or self.max is not None


def find_drafts(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[Draft, ...]:
    """Return what may be a penalty, in text order, none overlapping another."""
    fines = (
        Draft(
            span=fine.span,
            kind=fine.kind,
            min=fine.min,
            max=fine.max,
            unit=fine.unit,
            currency=fine.currency,
        )
        for fine in find_fines(parse, language, quantities)
    )
    found = [*fines, *_custodial(parse, language), *_without_term(parse, language)]
    firm = _sweep(draft for draft in found if not draft.bare)
    loose = [draft for draft in found if draft.bare]
    loose += [*_bare_terms(parse, language), *_elliptic(parse, language)]
    firm = [part for draft in firm for part in _split_change(parse, language, draft)]
    ends = [draft.span.end for draft in firm]
    free = []
    split = (part for draft in _sweep(loose) for part in _split_change(parse, language, draft))
    for draft in split:
        at = bisect_right(ends, draft.span.begin)
        if at == len(firm) or draft.span.end <= firm[at].span.begin:
            free.append(draft)
    return tuple(sorted([*firm, *free], key=lambda draft: draft.span))


def _split_change(parse: Parse, language: Language, draft: Draft) -> Iterator[Draft]:
    """Yield a term, or the two of "raised from eight years to 16 years", which is no range."""
    words = parse.text[draft.span.begin : draft.span.end]
    pair = _pair(language).fullmatch(words)
    if pair is not None and draft.unit is not None:
        yield from _split_at(parse, language, draft, pair)
        return
    match = _change(language).fullmatch(words)
    above = None if match is None else _above(parse, draft.span)
    changing = language.words("law", "raised") | language.words("law", "reduced")
    if match is None or above is None or not _is_under(parse, above, changing):
        yield draft
        return
    yield from _split_at(parse, language, draft, match)


def _split_at(
    parse: Parse, language: Language, draft: Draft, match: re.Match[str]
) -> Iterator[Draft]:
    for name in ("old", "new"):
        span = Span(draft.span.begin + match.start(name), draft.span.begin + match.end(name))
        term = _find_term(parse.text[span.begin : span.end], draft, language)
        yield _add(replace(draft, span=span, min=None, max=None), term)


@cache
def _change(language: Language) -> re.Pattern[str]:
    source, target = (compile_any(language, "law", name).pattern for name in ("from", "destined"))
    words = rf"{source}\s+(?P<old>\S.*?)\s+{target}\s+(?P<new>\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


@cache
def _pair(language: Language) -> re.Pattern[str]:
    """Match "terms of nine and six years": two terms, not one of fifteen."""
    number = compile_any(language, "law", "number").pattern
    joint = compile_any(language, "times", "and_word").pattern
    between = compile_any(language, "law", "range_lead").pattern
    words = rf"(?P<old>(?:(?!{between}).)*?\b{number})\s+{joint}\s+(?P<new>{number}[\s-]\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


def _find_term(words: str, draft: Draft, language: Language) -> Term | None:
    """Return the term in words, or the number in units of the draft that they are part of."""
    for match in find_templates(language, "law", "term", words):
        return read_term(match[0], language)
    for match in find_templates(language, "law", "number", words):
        number = read_term(f"{match[0]} {language.entry('law', 'year').phrases[0]}", language)
        return None if number is None or draft.unit is None else number._replace(unit=draft.unit)
    return None


def _is_under(parse: Parse, word: Token, verbs: Set[str]) -> bool:
    chain = (word, *islice(parse.ancestors(word.i), 2))
    return any(it.lemma in verbs for it in chain)


def _find_timed(parse: Parse, language: Language, name: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the matches of an entry whose phrases hold a unit of time, each with its offset.

    Most sentences speak of no days or years: only those that do are searched.
    """
    for begin, passage in _find_passages(parse, language):
        for match in find_templates(language, "law", name, passage):
            yield begin, match


def _find_passages(parse: Parse, language: Language) -> Iterator[tuple[int, str]]:
    """Yield the stretches of sentences that hold a unit of time, each with its offset."""
    timed = {parse.tokens_in(*m.span())[0].sentence for m in _unit(language).finditer(parse.text)}
    for first in sorted(timed):
        if first - 1 in timed:
            continue
        last = first
        while last + 1 in timed:
            last += 1
        begin = parse.tokens[parse.sentences[first][0]].begin
        yield begin, parse.text[begin : parse.tokens[parse.sentences[last][1]].end]


@cache
def _unit(language: Language) -> re.Pattern[str]:
    unit = compile_any(language, "times", "unit").pattern
    return re.compile(rf"(?<!\w)(?:{unit})(?!\w)", re.IGNORECASE)


def _sweep(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep of overlapping drafts the first, and of those that begin together the longest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.span.begin, -d.span.end)):
        if not kept or kept[-1].span.end <= draft.span.begin:
            kept.append(draft)
    return kept


def _custodial(parse: Parse, language: Language) -> Iterator[Draft]:
    """Yield terms that say where they are spent ("five years in a penal colony")."""
    text = parse.text
    weak = language.words("law", "weak_place")
    for begin, match in _find_timed(parse, language, "custodial"):
        slots = match.groupdict()
        place = " ".join((slots.get("place") or slots.get("term_place") or "").lower().split())
        kinds = language.values("law", "place")
        span = Span(begin + match.start(), begin + match.end())
        # "Two months in detention" before a trial is no penalty: a court must have said it.
        if place in weak and not _is_penal(parse, language, span, spent=False):
            continue
        draft = Draft(
            span=span,
            kind=PenaltyKind(str(kinds[place])) if place else PenaltyKind.IMPRISONMENT,
        )
        draft = _add(draft, read_term(slots.get("term") or slots["hyphen_term"], language))
        said = set(match[0].lower().split())
        if said & language.words("law", "maximum_word"):
            draft = replace(draft, min=None)
        elif said & language.words("law", "minimum_word"):
            draft = replace(draft, max=None)
        suspended = slots.get("conditional") or slots.get("conditional2")
        after = span.end + 1 + text.startswith(",", span.end)
        tails = compile_templates(language, "law", "suspended_tail")
        tail = any(pattern.match(text, after) for pattern in tails)
        yield replace(draft, suspended=bool(suspended) or tail)


def _add(draft: Draft, term: Term | None) -> Draft:
    if term is None:
        return draft
    return replace(draft, min=term.min, max=term.max, unit=term.unit)


def _without_term(parse: Parse, language: Language) -> Iterator[Draft]:
    """Yield penalties that have no term: death, life, lashes, and those that an "or" may add."""
    text = parse.text
    for name in ("life", "death", "to_death", "corporal", "suspended_alone"):
        kind = PenaltyKind(str(language.values("law", "termless")[name]))
        for match in find_templates(language, "law", name, text):
            span = Span(match.start(), match.end())
            if name == "death" and _is_figurative(parse, language, span):
                continue
            if name != "suspended_alone" or _is_penal(parse, language, span):
                yield Draft(span=span, kind=kind, suspended=name == "suspended_alone")
    for match in find_templates(language, "law", "to_life_term", text):
        span = Span(match.start(), match.end())
        term = next((m[0] for m in find_templates(language, "law", "term", match[0])), "")
        number = read_term(term, language)
        draft = _add(Draft(span=span, kind=PenaltyKind.IMPRISONMENT), number)
        yield replace(draft, max=None)
    for match in find_templates(language, "law", "life_word", text):
        span = Span(match.start(), match.end())
        if _is_penal(parse, language, span):
            yield Draft(span=span, kind=PenaltyKind.IMPRISONMENT)
    places = {word: str(kind) for word, kind in language.values("law", "place").items()}
    for match in find_templates(language, "law", "bare_unit", text):
        words = match[0].lower().split()
        said = [kind for place, kind in places.items() if " ".join(words).endswith(place)]
        kind = PenaltyKind(said[0]) if said else PenaltyKind.FINE
        yield Draft(span=Span(match.start(), match.end()), kind=kind, bare=True)


def _is_figurative(parse: Parse, language: Language, span: Span) -> bool:
    """Whether something else is called a death sentence: "20 years is a death sentence"."""
    inside = parse.tokens_in(*span)
    head = inside[-1]
    above = parse.tokens[head.head]
    if head.dep != "attr" or above.lemma not in language.words("law", "being"):
        return False
    subjects = parse.children(above.i, "nsubj")
    return not any(word.lemma in language.words("law", "penalty_noun") for word in subjects)


def _bare_terms(parse: Parse, language: Language) -> Iterator[Draft]:
    """Yield terms that only the verb above them makes a penalty ("jailed for 21 days")."""
    for begin, match in _find_timed(parse, language, "term"):
        span = Span(begin + match.start(), begin + match.end())
        kind = _kind_of_bare(parse, language, span)
        # "He spent 340 days in a cell" before any court spoke.
        if _weak_tail(language).match(parse.text, span.end) and kind is PenaltyKind.IMPRISONMENT:
            kind = kind if _is_penal(parse, language, span, spent=False) else None
        if kind is not None:
            draft = _add(Draft(span=span, kind=kind, bare=True), read_term(match[0], language))
            draft = _open_by_subject(parse, language, draft)
            after = span.end + 1 + parse.text.startswith(",", span.end)
            tails = compile_templates(language, "law", "suspended_tail")
            tail = any(pattern.match(parse.text, after) for pattern in tails)
            yield replace(draft, suspended=tail)


@cache
def _weak_tail(language: Language) -> re.Pattern[str]:
    place = compile_any(language, "law", "weak_place").pattern
    return re.compile(rf"\s+\w+\s+(?:\w+[\s-]+)?{place}\b", re.IGNORECASE)


def _open_by_subject(parse: Parse, language: Language, draft: Draft) -> Draft:
    """Leave one bound open where the subject says so: "the maximum penalty is 25 years"."""
    above = _above(parse, draft.span)
    if above is None or above.lemma not in language.words("law", "being"):
        return draft
    for subject in parse.children(above.i, "nsubj"):
        said = {word.lower for word in parse.subtree(subject.i)}
        if said & language.words("law", "maximum_word"):
            return replace(draft, min=None)
        if said & language.words("law", "minimum_word"):
            return replace(draft, max=None)
    return draft


def _kind_of_bare(parse: Parse, language: Language, span: Span) -> PenaltyKind | None:
    if _is_penal(parse, language, span):
        return PenaltyKind.IMPRISONMENT
    above = _above(parse, span)
    # "Arrested for 15 days": by a court, for a breach of the peace.
    kind = None if above is None else language.values("law", "arresting").get(above.lemma)
    if above is not None and above.lemma in language.words("law", "detaining"):
        first, last = parse.sentences[above.sentence]
        said = {word.lower for word in parse.tokens[first : last + 1]}
        # The police detain people for days as well: only a court or its law makes it a penalty.
        kind = PenaltyKind.ARREST if said & language.words("law", "court_words") else None
    begin = parse.tokens_in(*span)[0].i
    lead = parse.tokens[begin - 1].lower if begin else ""
    return PenaltyKind(str(kind)) if kind and lead in language.words("law", "for") else None


def _elliptic(parse: Parse, language: Language) -> Iterator[Draft]:
    """Yield numbers whose unit was said before: "sought eight", "from seven years to five"."""
    for token in parse.tokens:
        # "For the other two" counts people.
        if token.tag != "CD" or token.children or token.dep not in _PLAIN:
            continue
        after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
        if after is not None and (
            after.pos in {"NOUN", "PROPN", "NUM", "SYM"} or after.text == "-"
        ):
            continue
        span = Span(token.begin, token.end)
        above = _above(parse, span)
        if above is None or not _counts_years(parse, language, token, above):
            continue
        number = read_term(f"{token.text} {language.entry('law', 'year').phrases[0]}", language)
        # "Received in 2021" says when.
        if number is not None and (number.max or 0) <= _MOST:
            draft = Draft(span=span, kind=PenaltyKind.IMPRISONMENT, bare=True, elliptic=True)
            yield replace(draft, min=number.min, max=number.max)


def _counts_years(parse: Parse, language: Language, number: Token, above: Token) -> bool:
    """Whether a number without a unit is a term: "sought eight", "a term from four to six"."""
    verbs = ("sought", "reduced", "raised", "penal_verb", "served")
    if any(above.lemma in language.words("law", name) for name in verbs):
        lead = parse.tokens[number.i - 1].lower if number.i else ""
        return lead not in language.words("law", "less_by")
    destined = parse.tokens[number.head].lower in language.words("law", "destined")
    return destined and above.lemma in language.words("law", "sentence_word")


def _above(parse: Parse, span: Span) -> Token | None:
    """Return what governs words, past a preposition; ``None`` where nothing does."""
    inside = parse.tokens_in(*span)
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    outer = next((word for word in inside if not first.i <= word.head <= last.i), last)
    while outer.dep == "conj" and outer.head < outer.i:
        # "Three years for him and two for her": the second hangs on the first.
        outer = parse.tokens[outer.head]
    above = parse.tokens[outer.head]
    while above.pos == "ADP" and above.head != above.i:
        # "From four years to six": one preposition may hang on the other.
        above = parse.tokens[above.head]
    return None if outer.i == above.i else above


def _is_penal(parse: Parse, language: Language, span: Span, *, spent: bool = True) -> bool:
    """Whether what governs a term makes it a penalty; ``spent``: "he served it" does too."""
    above = _above(parse, span)
    if above is None:
        return False
    if above.lemma in language.words("law", "penal_verb"):
        return True
    if above.lemma in language.words("law", "being") | language.words("law", "ranging"):
        # "The maximum penalty is 25 years."
        subjects = parse.children(above.i, "nsubj")
        if any(word.lemma in language.words("law", "penalty_noun") for word in subjects):
            return True
        limits = language.words("law", "maximum_word") | language.words("law", "minimum_word")
        return any(word.lemma in limits for word in subjects) and _speaks_of_prison(
            parse, language, above, before=1
        )
    spends = above.lemma in language.words("law", "spent")
    if spends and not spent:
        return False
    if not spends and above.lemma not in language.words("law", "served"):
        return False
    if not _speaks_of_prison(parse, language, above, before=not spends):
        return False
    # "Face two years under the Military Service Act": nobody faces service.
    low, high = parse.sentences[above.sentence]
    own = {
        word.lemma
        for word in parse.tokens[low : high + 1]
        if not _serves_public(parse, language, word)
    }
    faced = above.lemma in language.words("law", "faced")
    return faced or not own & language.words("law", "service_context")


def _serves_public(parse: Parse, language: Language, word: Token) -> bool:
    """Whether a service is a body: "the court's press service"."""
    of = {child.lower for child in parse.children(word.i, "compound", "amod")}
    return bool(of & language.words("law", "public_service"))


def _speaks_of_prison(parse: Parse, language: Language, verb: Token, *, before: int) -> bool:
    """Whether a verb's sentence, or so many before it, has words of courts and prisons."""
    low, high = (
        parse.sentences[max(0, verb.sentence - before)][0],
        parse.sentences[verb.sentence][1],
    )
    near = parse.tokens[low : high + 1]
    said = {word.lemma for word in near if word.i != verb.i} | {word.lower for word in near}
    return bool(said & language.words("law", "prison_context"))
