"""Figures said apart from what they count: "put the number of deserters at 31"."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.read.quantity_nouns import Counted, is_person
from sayso.records.parse import Parse, Token
from sayso.records.value import Quantity, Unit


def find_figure(
    parse: Parse, language: Language, number: Token, before: Sequence[Quantity]
) -> Counted | None:
    """Return what a number counts that a total, a toll or a crowd is put at, else ``None``."""
    noun = _find_noun(parse, language, number)
    if noun is None:
        return None
    of = language.words("numbers", "of")
    for preposition in parse.children(noun.i, "prep"):
        for counted in parse.children(preposition.i, "pobj", "pcomp"):
            if preposition.lower in of:
                unit = Unit.PERSON if is_person(counted, language) else Unit.ITEM
                return Counted(unit, parse.words(counted.left, counted.i))
    if noun.lemma in language.words("numbers", "figure_of_people"):
        return Counted(Unit.PERSON)
    answered = next((q for q in reversed(before) if q.of is not None and q.unit), None)
    return (
        None if answered is None or answered.unit is None else Counted(answered.unit, answered.of)
    )


def _find_noun(parse: Parse, language: Language, number: Token) -> Token | None:
    """Return "number" in "put the number of deserters at 31", "toll" in "the toll reached 67"."""
    link = parse.tokens[number.head]
    named = language.words("numbers", "figure_noun")
    if number.dep in {"dobj", "attr"} and link.lemma in language.words("numbers", "reach_verb"):
        nouns = parse.children(link.i, "nsubj")
        return next((noun for noun in nouns if noun.lemma in named), None)
    if number.dep != "pobj" or link.lower not in language.words("numbers", "figure_preposition"):
        return None
    # "Puts the number of those taken this year at nine": the parser may lose the verb.
    for above in (parse.tokens[link.head], *parse.ancestors(link.head)):
        for noun in parse.children(above.i, "dobj", "nsubj", "nsubjpass"):
            if noun.lemma in named and noun.i < number.i and _is_put_on(language, above, link):
                return noun
    return None


def _is_put_on(language: Language, verb: Token, link: Token) -> bool:
    return link.head == verb.i or verb.lemma in language.words("numbers", "figure_verb")
