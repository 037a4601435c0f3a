"""Whether the words around a term make it a penalty, and of which kind."""

import re
from functools import cache

from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.read.penalty_gaps import is_person
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind


def get_above(parse: Parse, span: Span) -> Token | None:
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


def is_penal(parse: Parse, language: Language, span: Span, *, spent: bool = True) -> bool:
    """Whether what governs a term makes it a penalty; ``spent``: "he served it" does too."""
    above = get_above(parse, span)
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
    near = _speaks_of_prison(parse, language, above, before=not spends)
    if not near and not (
        above.lemma in language.words("law", "dealt")
        and _is_of_somebody(parse, language, above)
        and _speaks_of_prison(parse, language, above, before=0, after=1)
    ):
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


def _speaks_of_prison(
    parse: Parse, language: Language, verb: Token, *, before: int, after: int = 0
) -> bool:
    """Whether a verb's sentence, or so many beside it, has words of courts and prisons."""
    low = parse.sentences[max(0, verb.sentence - before)][0]
    high = parse.sentences[min(len(parse.sentences) - 1, verb.sentence + after)][1]
    near = parse.tokens[low : high + 1]
    said = {word.lemma for word in near if word.i != verb.i} | {word.lower for word in near}
    return bool(said & language.words("law", "prison_context"))


def _is_of_somebody(parse: Parse, language: Language, verb: Token) -> bool:
    subjects = parse.children(verb.i, "nsubj", "nsubjpass")
    return any(is_person(word, language) for word in subjects)


def _serves_public(parse: Parse, language: Language, word: Token) -> bool:
    """Whether a service is a body: "the court's press service"."""
    of = {child.lower for child in parse.children(word.i, "compound", "amod")}
    return bool(of & language.words("law", "public_service"))


def find_kind_of_bare(parse: Parse, language: Language, span: Span) -> PenaltyKind | None:
    """Return what a term without a place is a term of, ``None`` where it is no penalty."""
    above = get_above(parse, span)
    if is_penal(parse, language, span):
        changed = None if above is None else _find_kind_of_changed(parse, language, above)
        return changed or PenaltyKind.IMPRISONMENT
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


def _find_kind_of_changed(parse: Parse, language: Language, verb: Token) -> PenaltyKind | None:
    """Return what kind is cut or raised: "reduced the arrest from 12 days to seven"."""
    if verb.lemma not in language.words("law", "reduced") | language.words("law", "raised"):
        return None
    for noun in parse.children(verb.i, "dobj", "nsubjpass"):
        words = parse.text[parse.tokens[noun.left].begin : noun.end].lower().split()
        for place, kind in language.values("law", "place").items():
            if words[-len(place.split()) :] == place.split():
                return PenaltyKind(str(kind))
    return None


@cache
def compile_weak_tail(language: Language) -> re.Pattern[str]:
    """Match what stands after a term that is no penalty where it is only spent.

    A place where people are kept before any court has spoken, or the whole sentence of which
    it is a part: "serving three years of a five-year sentence".
    """
    place = compile_any(language, "law", "weak_place").pattern
    whole = compile_any(language, "law", "sentence_word").pattern
    article = compile_any(language, "law", "whole_lead").pattern
    words = rf"\s+(?:\w+\s+(?:\w+[\s-]+)?{place}|{article}\s+(?:[\w-]+\s+){{0,3}}{whole})\b"
    return re.compile(words, re.IGNORECASE)


def counts_years(parse: Parse, language: Language, number: Token, above: Token) -> bool:
    """Whether a number without a unit is a term: "sought eight", "a term from four to six"."""
    if above.lemma in language.words("law", "summing"):
        return False
    verbs = ("sought", "reduced", "raised", "penal_verb", "served")
    if any(above.lemma in language.words("law", name) for name in verbs):
        lead = parse.tokens[number.i - 1].lower if number.i else ""
        return lead not in language.words("law", "less_by")
    destined = parse.tokens[number.head].lower in language.words("law", "destined")
    return destined and above.lemma in language.words("law", "sentence_word")
