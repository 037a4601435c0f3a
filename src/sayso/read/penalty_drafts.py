"""What words a penalty is made of, before it is known where it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates, find_templates_in
from sayso.read.penalty_context import (
    compile_weak_tail,
    counts_years,
    find_kind_of_bare,
    get_above,
    is_penal,
)
from sayso.read.penalty_draft import Draft, add_term
from sayso.read.penalty_fines import find_fines
from sayso.read.penalty_masks import MaskedText, find_marked, find_slot, mask_terms
from sayso.read.penalty_passages import find_passages
from sayso.read.penalty_splits import split_term
from sayso.read.penalty_terms import read_term
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind, Quantity

_Passages = tuple[tuple[int, int], ...]
# Labels of a number that stands where a term could.
_NEIGHBORS = 3  # a word and those beside it
_MOST = 200  # units that a term can have whose unit is not said
# Entries of words that only a penal verb above makes a penalty.
_GOVERNED = {"by_death", "suspended_alone"}
_PLAIN = {"dobj", "pobj", "attr", "oprd"}


def find_drafts(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[Draft, ...]:
    """Return what may be a penalty, in text order, none overlapping another."""
    penal, timed = find_passages(parse, language)
    if not penal:
        return ()
    fines = (
        Draft(
            span=fine.span,
            kind=fine.kind,
            min=fine.min,
            max=fine.max,
            unit=fine.unit,
            currency=fine.currency,
        )
        for fine in find_fines(parse, language, quantities, penal)
    )
    masked = mask_terms(parse, language, timed)
    terms = list(_bare_terms(parse, language, masked))
    found = [*fines, *_custodial(parse, language, masked), *_without_term(parse, language, penal)]
    found += [draft for draft in terms if not draft.bare]
    firm = _sweep(draft for draft in found if not draft.bare)
    loose = [draft for draft in found if draft.bare]
    loose += [*(draft for draft in terms if draft.bare), *_elliptic(parse, language)]
    firm = [part for draft in firm for part in split_term(parse, language, draft)]
    ends = [draft.span.end for draft in firm]
    free = []
    split = (part for draft in _sweep(loose) for part in split_term(parse, language, draft))
    for draft in split:
        at = bisect_right(ends, draft.span.begin)
        if at == len(firm) or draft.span.end <= firm[at].span.begin:
            free.append(draft)
    return tuple(sorted([*firm, *free], key=lambda draft: draft.span))


def _sweep(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep of overlapping drafts the first, and of those that begin together the longest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.span.begin, -d.span.end)):
        if not kept or kept[-1].span.end <= draft.span.begin:
            kept.append(draft)
    return kept


def _custodial(parse: Parse, language: Language, masked: MaskedText) -> Iterator[Draft]:
    """Yield terms that say where they are spent ("five years in a penal colony")."""
    text = parse.text
    weak = language.words("law", "weak_place")
    for match in find_marked(masked, language, "custodial"):
        slots = match.groupdict()
        # "A sentence of two years of forced labor": what is told last says where it is spent.
        said_last = slots.get("place2") or slots.get("place") or slots.get("term_place") or ""
        place = " ".join(said_last.lower().split())
        kinds = language.values("law", "place")
        span = Span(masked.find_begin(match.start()), match.end())
        # "Two months in detention" before a trial is no penalty: a court must have said it.
        if place in weak and not is_penal(parse, language, span, spent=False):
            continue
        draft = Draft(
            span=span,
            kind=PenaltyKind(str(kinds[place])) if place else PenaltyKind.IMPRISONMENT,
        )
        term = find_slot(masked, match)
        draft = add_term(draft, read_term(text[term.begin : term.end], language))
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


def _without_term(parse: Parse, language: Language, passages: _Passages) -> Iterator[Draft]:
    """Yield penalties that have no term: death, life, lashes, and those that an "or" may add."""
    text = parse.text
    for name in ("life", "death", "to_death", "by_death", "corporal", "suspended_alone"):
        kind = PenaltyKind(str(language.values("law", "termless")[name]))
        for match in find_templates_in(language, "law", name, text, passages):
            span = Span(match.start(), match.end())
            if name == "death" and _is_figurative(parse, language, span):
                continue
            if name not in _GOVERNED or is_penal(parse, language, span):
                yield Draft(span=span, kind=kind, suspended=name == "suspended_alone")
    for match in find_templates_in(language, "law", "life_word", text, passages):
        span = Span(match.start(), match.end())
        if is_penal(parse, language, span):
            yield Draft(span=span, kind=PenaltyKind.IMPRISONMENT)
    places = {word: str(kind) for word, kind in language.values("law", "place").items()}
    for match in find_templates_in(language, "law", "bare_unit", text, passages):
        words = match[0].lower().split()
        said = [kind for place, kind in places.items() if " ".join(words).endswith(place)]
        fine = set(words) & language.words("law", "fine_word")
        kind = PenaltyKind(said[0]) if said else PenaltyKind.IMPRISONMENT
        kind = PenaltyKind.FINE if fine else kind
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


def _bare_terms(parse: Parse, language: Language, masked: MaskedText) -> Iterator[Draft]:
    """Yield terms that only the verb above them makes a penalty ("jailed for 21 days")."""
    for match in find_marked(masked, language, "marked"):
        span = Span(masked.find_begin(match.start()), match.end())
        words = parse.text[span.begin : span.end]
        if words.lower().endswith(tuple(language.words("law", "to_life"))):
            draft = Draft(span=span, kind=PenaltyKind.IMPRISONMENT)
            yield add_term(draft, read_term(words, language))
            continue
        kind = find_kind_of_bare(parse, language, span)
        # "He spent 340 days in a cell" before any court spoke.
        if (
            compile_weak_tail(language).match(parse.text, span.end)
            and kind is PenaltyKind.IMPRISONMENT
        ):
            kind = kind if is_penal(parse, language, span, spent=False) else None
        if kind is not None:
            draft = add_term(Draft(span=span, kind=kind, bare=True), read_term(words, language))
            draft = _open_by_subject(parse, language, draft)
            after = span.end + 1 + parse.text.startswith(",", span.end)
            tails = compile_templates(language, "law", "suspended_tail")
            tail = any(pattern.match(parse.text, after) for pattern in tails)
            yield replace(draft, suspended=tail)


def _open_by_subject(parse: Parse, language: Language, draft: Draft) -> Draft:
    """Leave one bound open where the subject says so: "the maximum penalty is 25 years"."""
    above = get_above(parse, draft.span)
    if above is None or above.lemma not in language.words("law", "being"):
        return draft
    for subject in parse.children(above.i, "nsubj"):
        said = {word.lower for word in parse.subtree(subject.i)}
        if said & language.words("law", "maximum_word"):
            return replace(draft, min=None)
        if said & language.words("law", "minimum_word"):
            return replace(draft, max=None)
    return draft


def _is_gapped(parse: Parse, number: Token) -> bool:
    """Whether a number is all that is said of somebody: "his cousin Joaquin three and ..."."""
    around = parse.tokens[max(0, number.i - 1) : number.i + 2]
    if len(around) < _NEIGHBORS or around[0].name != "PERSON":
        return False
    return around[2].pos in {"PUNCT", "CCONJ"} and around[0].sentence == number.sentence


def _elliptic(parse: Parse, language: Language) -> Iterator[Draft]:
    """Yield numbers whose unit was said before: "sought eight", "from seven years to five"."""
    for token in parse.tokens:
        if token.tag != "CD" or token.children:
            continue
        gapped = _is_gapped(parse, token)
        # "For the other two" counts people.
        if not gapped and token.dep not in _PLAIN:
            continue
        after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
        if after is not None and (
            after.pos in {"NOUN", "PROPN", "NUM", "SYM"} or after.text == "-"
        ):
            continue
        span = Span(token.begin, token.end)
        above = get_above(parse, span)
        if not gapped and (above is None or not counts_years(parse, language, token, above)):
            continue
        number = read_term(f"{token.text} {language.entry('law', 'year').phrases[0]}", language)
        # "Received in 2021" says when.
        if number is not None and (number.max or 0) <= _MOST:
            draft = Draft(
                span=span, kind=PenaltyKind.IMPRISONMENT, bare=True, elliptic=True, gapped=gapped
            )
            yield replace(draft, min=number.min, max=number.max)
