"""Names: which capitalized words belong together, and what kind of thing they name."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sayso.lang.language import Language
from sayso.read.name_context import NameContext, make_name_context
from sayso.read.name_runs import find_runs
from sayso.read.name_types import SAID_AFTER, find_type
from sayso.records.entity import EntityType
from sayso.records.parse import Parse, Token

_SHORTEST = 2
"""Letters of a particle within a name ("de"), which is no name for its bearer."""
_MEDIA = frozenset({EntityType.CHANNEL, EntityType.OUTLET})


@dataclass(frozen=True, slots=True)
class NameRun:
    """One name.

    Attributes:
        first: Its first word, after its titles.
        last: Its last word, inclusive.
        type: What it names.
        titles: The titles before it, in lower case.
        votes: How much speaks for the type: 1 an engine's guess, more what stands beside.
    """

    first: int
    last: int
    type: EntityType
    titles: tuple[str, ...] = ()
    votes: int = 1


def find_names(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...]
) -> tuple[NameRun, ...]:
    """Return the names of a report in text order, never overlapping.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places; they are taken as they are.
    """
    context = make_name_context(parse, language, places)
    grades = language.words("people", "grade")
    runs = [_make_run(context, grades, first, last) for first, last in find_runs(context)]
    return tuple(_agree(parse, [run for run in runs if run is not None]))


def _make_run(
    context: NameContext, grades: AbstractSet[str], first: int, last: int
) -> NameRun | None:
    tokens = context.parse.tokens
    name = first
    while name < last and tokens[name].lower in context.words.titles:
        name += 1
    # "Deputy Defense Minister Gadi Sasson", but "Second Eastern District Military Court".
    if context.holds_part(name, last) or tokens[name].lower in context.words.titles:
        name = first
    begin = first
    while begin > 0 and _is_grade(grades, tokens[begin - 1], tokens[first]):
        begin -= 1
    titles = tuple(token.lower for token in tokens[begin:name])
    found = find_type(context, name, last, titled=bool(titles))
    if found is None:
        return None
    kind, votes = found
    return NameRun(name, last, kind, titles, votes)


def _is_grade(grades: AbstractSet[str], token: Token, name: Token) -> bool:
    """Tell whether a parser took a rank for another word: "Private Orlov refused"."""
    grade = token.lower in grades and token.text[0].isupper()
    return grade and token.pos == "ADJ" and token.sentence == name.sentence


def _agree(parse: Parse, runs: list[NameRun]) -> Iterator[NameRun]:
    """Yield the names so that the same words mean the same throughout."""
    parts = _find_parts(parse, runs)
    votes: dict[str, Counter[EntityType]] = {}
    for run in runs:
        text = parse.words(run.first, run.last).lower()
        votes.setdefault(text, Counter())[run.type] += run.votes
    for run in [*runs, *_find_missed(parse, runs, parts)]:
        text = parse.words(run.first, run.last).lower()
        counted = votes.get(text, Counter())
        guessed = max(counted.values(), default=0) < SAID_AFTER
        if text in parts and guessed:
            yield replace(run, type=EntityType.PERSON)
        else:
            yield replace(run, type=_settle(run.type, counted))


def _settle(found: EntityType, counted: Mapping[EntityType, int]) -> EntityType:
    if found in _MEDIA or len(counted) < 2:
        return found
    media = counted.keys() & _MEDIA
    return min(media) if media else max(counted, key=lambda kind: (counted[kind], kind))


def _find_parts(parse: Parse, runs: list[NameRun]) -> frozenset[str]:
    """Return the words by which people's full names may be cut short, in lower case.

    "Camilo Restrepo Vargas" is Camilo, Vargas, or, after the Spanish custom, Restrepo.
    """
    full = [
        parse.words(run.first, run.last).lower().split()
        for run in runs
        if run.type is EntityType.PERSON and run.last > run.first
    ]
    return frozenset(part for name in full for part in name if len(part) > _SHORTEST)


def _find_missed(parse: Parse, runs: list[NameRun], parts: frozenset[str]) -> Iterator[NameRun]:
    """Yield known people's names where the parser saw none ("Matskevich complained")."""
    taken = {i for run in runs for i in range(run.first, run.last + 1)}
    for token in parse.tokens:
        if (
            token.i not in taken
            and token.text[0].isupper()
            and token.lower in parts
            and token.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB"}
            and len(token.text) > 2
        ):
            yield NameRun(token.i, token.i, EntityType.PERSON)
