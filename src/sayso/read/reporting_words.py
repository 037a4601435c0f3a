"""The words of a language that attribute, as the rules of this room ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from sayso.lang.language import Language
from sayso.read.word_sets import Words, get_word_sets

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
    recording: Words
    emerging: Words
    existing: Words
    rumor: Words
    rumor_topic: Words
    statement: Words
    declining: Words
    deed: Words
    answering: Words
    withholding: Words
    question: Words
    whether: Words
    going_on: Words
    hearer: Words
    citing: Words
    reference: Words
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
    setting: Words
    setting_preposition: Words

    verbs: Words
    speaking: Words

    footage: Words
    document: Words
    public: Words
    people: Words

    relative: Words
    relative_person: Words
    complementizer: Words
    first_person: Words
    negative: Words
    nobody: Words
    past_perfect: Words
    agent: Words
    recipient: Words
    comparing: Words
    one: Words


_SPEAKING = "reporting.clause reporting.thing reporting.about reporting.demand reporting.naming"
_ELSEWHERE = {
    "speaking": _SPEAKING,
    "verbs": f"{_SPEAKING} reporting.showing reporting.recording",
    "people": "people.person people.military people.lawyer people.expert people.official "
    "people.kin people.court",
    **{name: f"bodies.{name}" for name in ("footage", "document", "public")},
    "relative": "grammar.relative",
    "relative_person": "grammar.relative_person",
    "complementizer": "grammar.complementizer",
    "first_person": "grammar.first_person",
    "negative": "grammar.negative",
    "nobody": "modality.nobody",
    "past_perfect": "grammar.past_perfect",
    "agent": "grammar.agent",
    "recipient": "grammar.recipient",
    "comparing": "grammar.comparing",
    "one": "grammar.one",
}
_APART = frozenset({"according", "about", "demand", "figure", "declining"})


@cache
def get_reporting_words(language: Language) -> ReportingWords:
    """Return the words of a language; raises `DataError` when it lacks an entry."""
    own = {one.name: f"reporting.{one.name}" for one in fields(ReportingWords)}
    entries = {name: entry for name, entry in (own | _ELSEWHERE).items() if name not in _APART}
    return ReportingWords(
        according=_get_joining(language, "according"),
        about=_get_joining(language, "about"),
        demand=_get_joining(language, "demand"),
        figure=_get_joining(language, "figure"),
        declining=language.entry("reporting", "no_comment").lemmas,
        **get_word_sets(language, entries),
    )


def _get_joining(language: Language, name: str) -> Joining:
    values = language.values("reporting", name)
    return {word: frozenset(str(joins).split()) for word, joins in values.items()}
