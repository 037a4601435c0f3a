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
        return _find_changed(parse, language, number)
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
    if (changed := _find_subject(parse, language, number)) is not None:
        return changed if changed.lemma in named else None
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


def _find_changed(parse: Parse, language: Language, number: Token) -> Counted | None:
    """Return what there are more or fewer of: "detainees rose from 120 to 175"."""
    noun = _find_subject(parse, language, number)
    if noun is None or noun.tag != "NNS" or noun.dep != "nsubj":
        return None
    if noun.lemma in language.words("numbers", "measured"):
        return None
    unit = Unit.PERSON if is_person(noun, language) else Unit.ITEM
    return Counted(unit, parse.words(noun.left, noun.i))


def _find_subject(parse: Parse, language: Language, number: Token) -> Token | None:
    """Return what a verb of change says to have risen or fallen from, by or to a number."""
    link = parse.tokens[number.head]
    prepositions = language.words("numbers", "change_preposition")
    if number.dep != "pobj" or link.lower not in prepositions:
        return None
    above = parse.tokens[link.head]
    if above.lower in prepositions:
        # "From 12 to 17": the parser hangs the second on the first.
        above = parse.tokens[above.head]
    if above.lemma not in language.words("numbers", "change"):
        return None
    return next(iter(parse.children(above.i, "nsubj", "nsubjpass")), None)
