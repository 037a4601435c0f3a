"""Who may be one with whom, and why, in words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sayso.publish.wording import (
    EVENT_STATUSES,
    say_count,
    say_interval,
    say_list,
    say_relation,
    say_word,
)
from sayso.records.board import CaseCard
from sayso.records.casefile import Deed, Identity, Level, Profile, Reason
from sayso.records.decision import Judgement
from sayso.records.entity import EntityType, Gender
from sayso.records.people import PeopleKind, get_kind

KINDS: Mapping[PeopleKind, str] = MappingProxyType(
    {
        PeopleKind.NAMED: "named",
        PeopleKind.NAMELESS: "without a name",
        PeopleKind.GROUP: "group",
    }
)
ANSWERS: Mapping[Judgement | None, str] = MappingProxyType(
    {
        Judgement.YES: "one person",
        Judgement.NO: "not one person",
        Judgement.UNSURE: "cannot tell",
        None: "no answer",
    }
)
_STRONG, _CLEAR = 2.0, 1.0
_DECIDED = "decision"


def say_strength(reason: Reason, level: Level | None = None) -> str:
    """Return how much a piece of evidence says, and for which side.

    Args:
        reason: The evidence.
        level: What it led to: what weighs nothing where two are ``different`` settled that.
    """
    weight = reason.weight
    if reason.kind == _DECIDED:
        return "decided"
    if weight == 0:
        return "settles it" if level is Level.DIFFERENT else "says nothing"
    side = "for" if weight > 0 else "against"
    if abs(weight) >= _STRONG:
        return f"strongly {side}"
    return side if abs(weight) >= _CLEAR else f"slightly {side}"


def get_sign(reason: Reason, level: Level | None = None) -> str:
    """Return "+" for what speaks for it, "−" for what speaks against it, else "·"."""
    if reason.weight > 0:
        return "+"
    settles = reason.weight == 0 and level is Level.DIFFERENT and reason.kind != _DECIDED
    return "−" if reason.weight < 0 or settles else "·"


def say_kind(identity: Identity) -> str:
    """Return what somebody is: "named person", "group of 5"."""
    kind = get_kind(identity)
    if kind is PeopleKind.GROUP:
        return "group" if identity.count is None else f"group of {identity.count}"
    sex = {Gender.MALE: ", male", Gender.FEMALE: ", female", None: ""}[identity.gender]
    return f"person {KINDS[kind]}{sex}" if kind is PeopleKind.NAMELESS else f"person{sex}"


def say_card_name(card: CaseCard) -> str:
    """Return whose case it is, what kind of case, and where it stands."""
    names = [it.name for it in card.subjects]
    whose = say_list(names) or "nobody known"
    stage = "stage not known" if card.stage is None else f"stands at {say_word(card.stage)}"
    return f"{whose}: {say_word(card.kind)}, {stage}"


def say_told(identity: Identity) -> str:
    """Return in how many reports somebody is told of."""
    return say_count(len({at.report for at in identity.members}), "report")


def say_deed(deed: Deed) -> str:
    """Return what somebody did or what befell them, and whether it is told as done."""
    status = EVENT_STATUSES[deed.status]
    when = say_interval(deed.begin, deed.end) or "day not known"
    words = f"{say_word(deed.type)}, {when}"
    return words if status is None else f"{words} ({status})"


def list_relations(profile: Profile) -> tuple[str, ...]:
    """Return what a report says somebody is to others, and others to them."""
    mine = [f"{say_relation(kind, profile.gender)} of {name}" for kind, name in profile.relations]
    others = [f"{name} is the {say_relation(kind, None)}" for kind, name in profile.related]
    return tuple(dict.fromkeys((*mine, *others)))


def list_settlements(profile: Profile) -> tuple[str, ...]:
    """Return the settlements that a report ties somebody to, by name."""
    names = dict(profile.place_names)
    homes = [f"{names[it]} (home)" for it in profile.homes if it in names]
    rest = [names[it] for it in profile.settlements if it in names and it not in profile.homes]
    return tuple(dict.fromkeys((*homes, *rest)))


def say_sex(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Return the sexes that reports show."""
    found = (it.gender for it in profiles if it.type is EntityType.PERSON)
    return tuple(dict.fromkeys(it.value for it in found if it is not None))
