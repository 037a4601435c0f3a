"""Typed spans of the tagger as words of the parse: names, and what else was recognised."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

from sayso.lang.engines.inflected.form import Form
from sayso.lang.engines.tagger.name_tagger import TypedSpan
from sayso.records.morph import get_morph
from sayso.records.parse import Name
from sayso.records.selector import Span

NAMING = frozenset(
    {
        *("PERSON", "ORGANIZATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT"),
        *("LOCATION", "FACILITY", "WORK_OF_ART", "PRODUCT"),
    }
)
"""Types whose spans are names where a capital or a figure stands in them."""


def find_names(
    text: str,
    words: Sequence[Span],
    tagged: Sequence[TypedSpan],
    others: Sequence[Name],
    proper: Collection[int],
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return the names of a text, never overlapping, and all other typed spans.

    A name is the outermost of the stretches that name something; one with neither a capital
    nor a figure ("областная прокуратура") is a span only, and so are the names in another.

    Args:
        text: The text.
        words: Where its words stand.
        tagged: What the tagger found.
        others: Names by another finder; those are taken where the tagger saw none, people's
            only if they hold proper nouns alone.
        proper: Numbers of the words that are proper nouns.
    """
    starts = [word.begin for word in words]
    names: list[Name] = []
    spans: list[Name] = []
    taken: set[int] = set()
    aligned = [(one, *_align(one, words, starts)) for one in tagged]
    for one, first, last in sorted(aligned, key=lambda found: (found[1] - found[2], found[1])):
        if last < first:
            continue
        name = Name(first, last, one.label)
        covered = range(first, last + 1)
        if _is_name(text, one) and taken.isdisjoint(covered):
            names.append(name)
            taken.update(covered)
        else:
            spans.append(name)
    seen = taken.union(*(range(one.first, one.last + 1) for one in spans if one.label in NAMING))
    others = [
        one
        for one in others
        if one.label != "PERSON" or all(at in proper for at in range(one.first, one.last + 1))
    ]
    wider = _widen(names, others)
    wider += [one for one in others if seen.isdisjoint(range(one.first, one.last + 1))]
    return tuple(sorted(wider, key=_place)), tuple(sorted(dict.fromkeys(spans), key=_place))


def _widen(names: Sequence[Name], others: Sequence[Name]) -> list[Name]:
    """Return names, people's as long as another finder has them: a given name was left out."""
    owner = {at: name for name in names for at in range(name.first, name.last + 1)}
    longer: dict[Name, Name] = {}
    for one in others:
        within = {owner[at] for at in range(one.first, one.last + 1) if at in owner}
        if len(within) != 1 or one.label != "PERSON":
            continue
        (name,) = within
        if name.label == "PERSON" and one.first <= name.first and name.last <= one.last:
            longer[name] = one
    return [longer.get(name, name) for name in names]


def _align(one: TypedSpan, words: Sequence[Span], starts: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last word that a span covers; the last below the first for none."""
    first = bisect_right(starts, one.begin) - 1
    if first < 0 or words[first].end <= one.begin:
        first += 1
    return first, bisect_right(starts, one.end - 1) - 1


def _is_name(text: str, one: TypedSpan) -> bool:
    return one.label in NAMING and any(
        letter.isupper() or letter.isdecimal() for letter in text[one.begin : one.end]
    )


def _place(name: Name) -> tuple[int, int]:
    return name.first, -name.last


def join_surnames(
    names: Sequence[Name], forms: Sequence[Form], sentences: Sequence[int]
) -> tuple[Name, ...]:
    """Return names, a surname with the given name and patronymic that stand behind it as one.

    Courts name people so: "приговорил Носкова Александра Сергеевича". Of a surname in the
    genitive before a nominative it may be whose the next one is: "адвокат Носкова Анна Ивановна".

    Args:
        names: In text order, never overlapping.
        forms: All words of the text.
        sentences: The number of each word's sentence.
    """
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if before is not None and _is_surname_of(before, name, forms, sentences):
            found[-1] = Name(before.first, name.last, name.label)
        else:
            found.append(name)
    return tuple(found)


def _is_surname_of(
    before: Name, name: Name, forms: Sequence[Form], sentences: Sequence[int]
) -> bool:
    people = before.label == name.label == "PERSON" and before.last + 1 == name.first
    if not people or before.first != before.last or name.last != name.first + 1:
        return False
    surname, given, patronymic = (forms[i] for i in range(before.first, name.last + 1))
    kinds = [get_morph(it.tag).name for it in (given, patronymic)]
    if kinds != ["Giv", "Pat"] or sentences[before.first] != sentences[name.first]:
        return False
    mine = [get_morph(it) for it in (surname.tag, *surname.others)]
    shown = get_morph(given.tag)
    if shown.case == "Nom":
        mine = mine[:1]
    return any(it.name == "Sur" and it.case == shown.case for it in mine)
