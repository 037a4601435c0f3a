"""Ages that a sentence states of whom it begins with: "Ivanov is 23.", "Кузнецову 41 год."."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.records.entity import EntityType
from sayso.records.finding import Resolution
from sayso.records.parse import Parse

# Children are told of otherwise, and lesser figures are terms as often: "Орлову 5 лет".
_YOUNGEST, _OLDEST = 14, 99


def add_stated_ages(resolution: Resolution, parse: Parse, language: Language) -> Resolution:
    """Return a resolution in which those have an age of whom a sentence states nothing before it.

    Only where the person's words open the sentence, and a mark or its end follows the figure: in
    "суд дал Орлову 15 лет" and "Orlov is 23 kilometers away" it is none.
    """
    pattern = _make_pattern(language)
    ages: dict[str, set[int]] = {}
    for first, last in parse.sentences:
        for entity, end in _list_openers(resolution, parse, first, last):
            found = pattern.match(parse.text, end, parse.tokens[last].end)
            age = int(found["age"] or found["years"]) if found is not None else 0
            if _YOUNGEST <= age <= _OLDEST:
                ages.setdefault(entity, set()).add(age)
                break
    known = {name: found.pop() for name, found in ages.items() if len(found) == 1}
    entities = tuple(
        replace(it, age=known[it.id])
        if it.id in known and it.age is None and it.type is EntityType.PERSON
        else it
        for it in resolution.entities
    )
    return replace(resolution, entities=entities)


def _list_openers(
    resolution: Resolution, parse: Parse, first: int, last: int
) -> Iterator[tuple[str, int]]:
    """Yield whom the first words of a sentence name, and where they end, the longest first."""
    entity = resolution.entity_of.get(first)
    found = [(entity, first)]
    for i in range(first + 1, min(first + 4, last + 1)):
        named = resolution.entity_of.get(i)
        if named is not None and (entity is None or named == entity):
            found.append((named, i))
    for name, i in reversed(found):
        if name is not None:
            yield name, parse.tokens[i].end


def _make_pattern(language: Language) -> re.Pattern[str]:
    """Return what states an age: a verb before the figure, or a unit behind it, or both."""
    before = _join(language.words("people", "age_verb"))
    after = _join(language.words("people", "age_told"))
    figure = r"(?P<age>\d{2})"
    ways = rf"(?:{before}\s+{figure}(?:\s+{after})?|{figure.replace('age', 'years')}\s+{after})"
    return re.compile(rf"\s*,?\s*{ways}\s*(?=[.,;!?)]|$)", re.IGNORECASE)


def _join(words: frozenset[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
