"""What stages pass to one another within one report: findings that name words by number.

A word's number is `Token.i` of the report's `Parse`. These records never leave the
program; the public ones are made from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.records.entity import Entity, EntityType, Gender
from sayso.records.event import EventStatus
from sayso.records.naming import NamedPerson
from sayso.records.tagged import TaggedText
from sayso.records.value import Penalty


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which entity a word stands for.

    Attributes:
        entities: In the order of first mention.
        entity_of: Entity id by the number of a mention's head word; resolved pronouns
            ("they", "who", "him", "his") are included, unresolved ones are absent.
    """

    entities: tuple[Entity, ...]
    entity_of: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One place in a report that tells an event.

    Attributes:
        type: The event type of the pack.
        trigger: The words that tell it, in text order.
        anchor: The word that governs the telling (usually the verb).
        subjects: Head words of those whom it befell or who did the refusing.
        actors: Head words of those who did it to them.
        others: Head words of others who took part.
        places: Head words of where it happened, likeliest first.
        time: Offset of the first character of the time expression that dates it, or ``None``.
        status: Whether it is told as done.
        understood: Head words of whom it may have befallen where it names nobody, one for
            each earlier telling, the likeliest first.
        known: Whether it speaks of "the" case or trial: of the one that is told of most.
        back: Whether it only refers back to an event told before ("the decision", "his detention").
    """

    type: str
    trigger: tuple[int, ...]
    anchor: int
    subjects: tuple[int, ...] = ()
    actors: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    time: int | None = None
    status: EventStatus = EventStatus.HAPPENED
    understood: tuple[int, ...] = ()
    known: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyFinding:
    """A penalty and the word that names whom it threatens or befell.

    Attributes:
        penalty: The penalty, its ``entity`` and ``event`` still ``None``.
        anchor: The word that governs it ("face", "sentenced").
        bearer: Head word of whom it threatens or befell, or ``None``.
    """

    penalty: Penalty
    anchor: int
    bearer: int | None


class MentionKind(StrEnum):
    """How words refer: by a name, by a description, by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to somebody or something.

    Attributes:
        first, last: The words, both inclusive, without article, possessor and title.
        head: The word that the others depend on; it stands for the mention.
        kind: How they refer.
        type: What they refer to; ``None`` for pronouns.
        name: The words as a name, or as a description ("32-year-old man").
        gender: As the words alone show it.
        plural: Whether they refer to several.
        count: How many, where a plain number says so.
        age: Years.
        definite: Whether they point back ("the man", "those soldiers").
        possessor: Head word of whose it is ("his" wife, "Degtyarev" in "Degtyarev's unit").
        kin: Whether the words say whose kin it is ("wife").
        roles: Descriptions that stand with the name ("military lawyer").
        readings: What a person's name can be in the nominative, likeliest first, in languages
            that decline names: "Ковалёва" is she, or him in the genitive.
        beside: Of a description: head word of the name that says who it is, where the form
            of both shows that they are one ("адвокат Мария Белова").
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    type: EntityType | None
    name: str
    gender: Gender | None = None
    plural: bool = False
    count: int | None = None
    age: int | None = None
    definite: bool = False
    possessor: int | None = None
    kin: bool = False
    roles: tuple[str, ...] = ()
    readings: tuple[NamedPerson, ...] = ()
    beside: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A statement that a report gives as somebody's, before anybody is resolved.

    Attributes:
        cue: The words that attribute, in text order.
        verb: The word that governs the attribution ("said", "According").
        source: The words that name the source; empty where none is named.
        speaker: Head word of the source, or ``None``.
        content: The words that are attributed, in text order.
        through: Head words of the media it reached the report through, nearest first.
        behind: Head words of the sources cited by the source, in order.
        outer: Attributions whose content holds this one, nearest to the report first:
            "according to Chikov, investigators said".
        joined: Of an outer attribution: whether the inner one is all that it says.
        confidence: How likely it is right, 0 to 1, where that was estimated.
    """

    cue: tuple[int, ...]
    verb: int
    source: tuple[int, ...]
    speaker: int | None
    content: tuple[int, ...]
    through: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()
    outer: tuple["Attribution", ...] = ()
    joined: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What speaks against words that no attribution holds being the report's own.

    Attributes:
        tagged: How likely each word is part of what somebody says.
        withheld: The words of each statement that was found, but too unsurely to be given.
    """

    tagged: TaggedText
    withheld: tuple[frozenset[int], ...] = ()
