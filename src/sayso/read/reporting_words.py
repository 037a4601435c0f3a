"""The words of a language that attribute, as the rules of this room ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from sayso.lang.language import Language

Words = frozenset[str]
Joining = Mapping[str, frozenset[str]]
"""Words, each with those that join it to what it governs ("accuse" with "of")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingWords:
    """Sets of words; a field is the entry of its name in `reporting.toml` unless said here.

    Attributes:
        verbs: All verbs that can attribute.
        speaking: Those of them that need no recording or paper as subject.
        footage: Of `bodies.toml`, like ``document`` and ``public``.
        people: Nouns for people of `people.toml`.
        relative: Of `grammar.toml`, like the fields after it.
    """

    according: Joining
    about: Joining
    demand: Joining
    figure: Joining

    clause: Words
    spoken: Words
    personal: Words
    thing: Words
    refusing: Words
    accusing: Words
    described: Words
    to: Words
    gerund: Words
    denial: Words
    demand_thing: Words
    naming: Words
    showing: Words
    picturing: Words
    emerging: Words
    existing: Words
    rumor: Words
    rumor_topic: Words
    statement: Words
    declining: Words
    answering: Words
    withholding: Words
    question: Words
    whether: Words
    going_on: Words
    hearer: Words
    citing: Words
    channel: Words
    carrier: Words
    carrier_place: Words
    carrier_medium: Words
    carried: Words
    carried_by: Words
    carrier_speaker: Words
    contrast: Words
    opposing: Words
    clause_start: Words

    verbs: Words
    speaking: Words

    footage: Words
    document: Words
    public: Words
    people: Words

    relative: Words
    relative_person: Words
    complementizer: Words
    negative: Words
    past_perfect: Words
    agent: Words
    recipient: Words
    comparing: Words
    one: Words


_SPEAKING = tuple(("reporting", n) for n in ("clause", "thing", "about", "demand", "naming"))
_PEOPLE = ("person", "military", "lawyer", "expert", "official", "kin", "court")
_GRAMMAR = (
    *("relative", "relative_person", "complementizer", "negative", "past_perfect"),
    *("agent", "recipient", "comparing", "one"),
)
_ELSEWHERE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "speaking": _SPEAKING,
    "verbs": (*_SPEAKING, ("reporting", "showing")),
    "people": tuple(("people", name) for name in _PEOPLE),
    **{name: (("bodies", name),) for name in ("footage", "document", "public")},
    **{name: (("grammar", name),) for name in _GRAMMAR},
}


@cache
def get_reporting_words(language: Language) -> ReportingWords:
    """Return the words of a language; raises `DataError` when it lacks an entry."""
    apart = {"according", "about", "demand", "figure", "declining"}
    sets = {
        one.name: frozenset[str]().union(
            *(
                language.words(lexicon, entry)
                for lexicon, entry in _ELSEWHERE.get(one.name, (("reporting", one.name),))
            )
        )
        for one in fields(ReportingWords)
        if one.name not in apart
    }
    return ReportingWords(
        according=_get_joining(language, "according"),
        about=_get_joining(language, "about"),
        demand=_get_joining(language, "demand"),
        figure=_get_joining(language, "figure"),
        declining=language.entry("reporting", "no_comment").lemmas,
        **sets,
    )


def _get_joining(language: Language, name: str) -> Joining:
    values = language.values("reporting", name)
    return {word: frozenset(str(joins).split()) for word, joins in values.items()}
