"""How alike two people of different reports are, and under which keys they meet."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.people.evidence import weigh_age, weigh_scene, weigh_surroundings
from sayso.reconcile.people.happenings import get_day, has_close_event, weigh_deeds
from sayso.reconcile.people.naming import (
    NameLevel,
    has_common_surname,
    has_whole_words,
    is_full_name,
    is_initial,
    is_written_alike,
    match_names,
    may_begin,
)
from sayso.reconcile.people.surroundings import STEM
from sayso.reconcile.people.weights import DEFAULT, Weights, get_score
from sayso.reconcile.people.whole_reports import weigh_whole_reports
from sayso.reconcile.people.words import list_callings
from sayso.records.casefile import Level, Likeness, Profile, Reason
from sayso.records.entity import EntityType, RelationType
from sayso.records.event import ParticipantRole
from sayso.records.ruling import make_pair

EVENT, NAME, KIN = "event:", "name:", "kin:"
"""How the keys begin of what befell somebody, of names, and of whose kin somebody is."""

TELLING = frozenset(
    (
        *("age", "company", "court", "home", "patronymic", "penalty", "place", "provision"),
        *("relation", "unit", "outlet", "trade"),
    )
)
"""The kinds of evidence that tell one bearer of a name from another."""

_FORTNIGHT = 14
# Within one report: what its reader plainly took apart, and what may be one.
_PLAIN, _MAY_BE = 6.0, 4.0
_KIN = frozenset(RelationType) - {
    RelationType.COMMANDER_OF,
    RelationType.MEMBER_OF,
    RelationType.PART_OF,
}
_NAMES = {
    NameLevel.FULL: "the same name",
    NameLevel.LOOSE: "names that can be one",
    NameLevel.INITIAL: "the same surname and initial",
    NameLevel.SURNAME: "the same surname",
    NameLevel.SINGLE: "the same first name",
}


def list_block_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys under which a profile meets those that may be the same person.

    Two that share none are different. Names meet by how they sound; whoever has no name, and
    whoever's case it is, by what befell them, where, and in which fortnight. Whoever is called by
    a given name alone is met by his kin, too.
    """
    keys: list[str] = []
    if not profile.anonymous and profile.type is EntityType.PERSON:
        keys += [f"{NAME}{key}" for key in list_name_keys(profile.name)]
        related = (*profile.related, *profile.relations)
        kin = (name for it, name in related if it in _KIN and has_whole_words(name))
        keys += [f"{KIN}{key}" for name in kin for key in list_name_keys(name)]
    keys += _list_event_keys(profile)
    if profile.matters:
        keys.append(f"report:{profile.at.report}")
    return tuple(dict.fromkeys(keys))


def _list_event_keys(profile: Profile) -> Iterator[str]:
    # The place as it sounds: a report may know the village's code, another only its name.
    known = (*profile.settlements, *profile.homes)
    places = [it for it in known if it.startswith(("name:", STEM))]
    told = get_day(profile.published)
    for deed in profile.deeds:
        if deed.role is not ParticipantRole.SUBJECT:
            continue
        begin, end = get_day(deed.begin), get_day(deed.end)
        if begin is not None and begin == end:
            yield f"{EVENT}{deed.type}@{deed.begin}"
        if begin is None or end is None or end - begin > 2 * _FORTNIGHT:
            if told is None:
                continue
            begin, end = told - _FORTNIGHT, told
        for number in range(begin // _FORTNIGHT, end // _FORTNIGHT + 2):
            for place in places:
                yield f"{EVENT}{place}/{number}"


def compare_profiles(one: Profile, other: Profile, weights: Weights = DEFAULT) -> Likeness:
    """Return how alike two people are, with the evidence; the same whichever comes first.

    Gender, names and ages that cannot be one person's settle it. Else the score is the sum of
    the evidence (`Weights`), and two are the ``same`` only where more than the name agrees.
    """
    if other.at < one.at:
        one, other = other, one
    if one.type is not other.type or one.at == other.at:
        return _refuse(one, other, Reason(kind="type", weight=0.0, words="not of one kind"))
    if (refusal := _find_refusal(one, other, weights)) is not None:
        return _refuse(one, other, refusal)
    if one.at.report == other.at.report:
        return _compare_within(one, other, weights)
    if one.anonymous or other.anonymous or one.type is EntityType.GROUP:
        return _compare_unnamed(one, other, weights)
    match = match_names(*sorted((one.name, other.name)))
    reasons = [
        Reason(
            kind="name",
            weight=_weigh_name(match.level, weights),
            words=f"{_NAMES[match.level]}: {match.words}",
        )
    ]
    if has_common_surname(one.name):
        words = "a surname that very many bear"
        reasons.append(Reason(kind="name", weight=weights.common, words=words))
    if match.patronymic:
        words = f"the same patronymic: {match.words}"
        reasons.append(Reason(kind="patronymic", weight=weights.patronymic, words=words))
    likeness = _judge(one, other, weights.prior, reasons, weights)
    if likeness.level is Level.SAME and not _is_told_apart(likeness, weights):
        # Two men of one name to whom the like happens are many, and cannot be told apart.
        likeness = replace(likeness, level=Level.LIKELY)
    partly = match.level in (NameLevel.SURNAME, NameLevel.SINGLE)
    if partly and not one.matters and not other.matters and _is_bare(likeness):
        # A surname in passing: there are thousands of such pairs, and nobody could decide them.
        return replace(likeness, level=Level.DIFFERENT)
    return likeness


def _find_refusal(one: Profile, other: Profile, weights: Weights) -> Reason | None:
    if one.gender is not None and other.gender is not None and one.gender is not other.gender:
        words = f"{one.name} is {one.gender}, {other.name} {other.gender}"
        return Reason(kind="gender", weight=0.0, words=words)
    age = weigh_age(one, other, weights)
    if age is not None and age.weight == float("-inf"):
        return replace(age, weight=0.0)
    for nameless, named in ((one, other), (other, one)):
        told = is_initial(nameless.name) and not named.anonymous
        if told and not may_begin(nameless.name, named.name):
            words = f"{nameless.name} is no first letter of {named.name}"
            return Reason(kind="name", weight=0.0, words=words)
    if not one.anonymous and not other.anonymous and one.type is EntityType.PERSON:
        match = match_names(*sorted((one.name, other.name)))
        if match.level is NameLevel.NONE:
            return Reason(kind="name", weight=0.0, words=f"different names: {match.words}")
    return None


def _weigh_name(level: NameLevel, weights: Weights) -> float:
    by_level = {
        NameLevel.FULL: weights.full,
        NameLevel.LOOSE: weights.loose,
        NameLevel.INITIAL: weights.initial,
        NameLevel.SURNAME: weights.surname,
        NameLevel.SINGLE: weights.single,
    }
    return by_level[level]


def _compare_within(one: Profile, other: Profile, weights: Weights) -> Likeness:
    """Compare two of one report: two are two, but for what its reader plainly took apart."""
    if one.type is EntityType.PERSON and not one.anonymous and not other.anonymous:
        match = match_names(*sorted((one.name, other.name)))
        # A report that writes two names alike, but not equally, means two.
        alike = is_written_alike(one.name, other.name)
        if match.level is NameLevel.FULL and alike and is_full_name(one) and is_full_name(other):
            reason = Reason(kind="name", weight=_PLAIN, words=match.words)
            return _judge(one, other, weights.prior_unnamed, [reason], weights)
    if one.type is EntityType.GROUP and _can_be_one_group(one, other):
        headline = one.headline != other.headline
        weight = _PLAIN if headline else _MAY_BE
        words = f"{one.name} and {other.name} of one report"
        reason = Reason(kind="report", weight=weight, words=words)
        return _judge(one, other, weights.prior_unnamed, [reason], weights)
    nameless = next((it for it in (one, other) if it.anonymous), one)
    named = other if nameless is one else one
    if nameless.anonymous and named.matters and not named.anonymous and _can_be(nameless, named):
        if nameless.headline:
            words, weight = f"the headline's {nameless.name} is {named.name}", _PLAIN
        elif nameless.age is not None and nameless.age == named.age:
            words, weight = f"one report, both {named.age} years old", _PLAIN
        else:
            words, weight = f"{nameless.name} may be {named.name}", _MAY_BE
        reason = Reason(kind="report", weight=weight, words=words)
        return _judge(one, other, weights.prior_unnamed, [reason], weights)
    return _refuse(one, other, Reason(kind="report", weight=0.0, words="two of one report"))


def _can_be_one_group(one: Profile, other: Profile) -> bool:
    """Tell whether two groups of a report can be one that it speaks of twice."""
    if not one.matters or not other.matters or (one.count or 0) != (other.count or 0):
        return False
    return bool({it.type for it in one.deeds} & {it.type for it in other.deeds})


def _can_be(nameless: Profile, named: Profile) -> bool:
    """Tell whether a report's "soldier" can be whom it names."""
    if nameless.type is not EntityType.PERSON or named.type is not EntityType.PERSON:
        return False
    tied = {name for _, name in (*nameless.relations, *nameless.related)}
    if named.name in tied or nameless.name in {name for _, name in named.relations}:
        return False
    mine = (*nameless.roles, nameless.name)
    for kind in ("professions", "services"):
        callings = list_callings(kind, mine), list_callings(kind, named.roles)
        if callings[0] and callings[1] and not callings[0] & callings[1]:
            return False
    return True


def _compare_unnamed(one: Profile, other: Profile, weights: Weights) -> Likeness:
    """Compare two of whom one has no name: what befell them has to be one thing at one place."""
    if not has_close_event(one, other, weights):
        words = "nothing alike befell them at one time"
        return _refuse(one, other, Reason(kind="event", weight=0.0, words=words))
    reasons = []
    if is_initial(one.name) or is_initial(other.name):
        words = f"the same first letter: {one.name}, {other.name}"
        reasons.append(Reason(kind="name", weight=weights.letter, words=words))
    if one.count is not None and other.count is not None:
        alike = one.count == other.count
        weight = weights.count if alike else weights.count_other
        reasons.append(Reason(kind="count", weight=weight, words=f"{one.count} and {other.count}"))
    group = one.type is EntityType.GROUP
    prior = weights.prior_group if group else weights.prior_unnamed
    return _judge(one, other, prior, reasons, weights)


def _judge(
    one: Profile, other: Profile, prior: float, reasons: list[Reason], weights: Weights
) -> Likeness:
    beside = _list_evidence(one, other, weights)
    age = weigh_age(one, other, weights)
    if age is not None:
        beside.append(age)
    context = sum(it.weight for it in beside)
    within = one.at.report == other.at.report
    if within:
        # One report's own words about two of its own tell nothing of whether they are one.
        beside = [it for it in beside if it.weight < 0]
        context = weights.context + sum(it.weight for it in beside)
    score = get_score(prior + sum(it.weight for it in (*reasons, *beside)))
    level = Level.DIFFERENT
    if score >= weights.same:
        sure = context >= weights.context and not any(it.kind == "elsewhere" for it in beside)
        level = Level.SAME if sure else Level.LIKELY
    elif score >= weights.likely:
        level = Level.LIKELY
    elif score >= weights.possible:
        level = Level.POSSIBLE
    found = sorted((*reasons, *beside), key=lambda it: (-abs(it.weight), it.kind, it.words))
    return Likeness(one=one.at, other=other.at, score=score, level=level, reasons=tuple(found))


def _is_told_apart(likeness: Likeness, weights: Weights) -> bool:
    """Tell whether more agrees than a name, what kind of thing happened, and about when."""
    told = (it for it in likeness.reasons if it.weight > 0)
    return any(
        it.kind in TELLING
        or (it.kind == "event" and it.weight >= weights.event_near)
        or (it.kind == "role" and it.weight >= weights.profession)
        for it in told
    )


def _is_bare(likeness: Likeness) -> bool:
    """Tell whether two who may be one agree in nothing but the name."""
    reasons = (it for it in likeness.reasons if it.kind not in ("name", "published"))
    return likeness.level is Level.POSSIBLE and not any(it.weight > 0 for it in reasons)


def _list_evidence(one: Profile, other: Profile, weights: Weights) -> list[Reason]:
    deeds = list(weigh_deeds(one, other, weights))
    beside = [*deeds, *weigh_surroundings(one, other, weights)]
    named = not one.anonymous and not other.anonymous
    known = 0.0 if named else weights.event_near
    if not any(it.weight > known and it.kind == "event" for it in deeds):
        scene = weigh_scene(one, other, weights)
        beside += [] if scene is None else [scene]
    beside += weigh_whole_reports(one, other, beside, weights)
    return beside


def _refuse(one: Profile, other: Profile, reason: Reason) -> Likeness:
    first, second = make_pair(one.at, other.at)
    return Likeness(one=first, other=second, score=0.0, level=Level.DIFFERENT, reasons=(reason,))


def find_conflict(one: Profile, other: Profile, weights: Weights = DEFAULT) -> Reason | None:
    """Return what keeps two of different reports from being one, however they came together."""
    if other.at < one.at:
        one, other = other, one
    if one.type is not other.type:
        return Reason(kind="type", weight=0.0, words="not of one kind")
    if (refusal := _find_refusal(one, other, weights)) is not None:
        return refusal
    beside = _list_evidence(one, other, weights)
    worst = min(beside, key=lambda it: (it.weight, it.kind, it.words), default=None)
    if worst is None or sum(it.weight for it in beside) > weights.conflict:
        return None
    return worst


def compare_member(group: Profile, person: Profile, weights: Weights = DEFAULT) -> Likeness:
    """Return how likely somebody is one of a group of another report: ``same`` means of it."""
    if not has_close_event(group, person, weights):
        words = "nothing alike befell them at one time"
        return _refuse(group, person, Reason(kind="event", weight=0.0, words=words))
    group = replace(group, age=None)
    if group.at < person.at:
        return _judge(group, person, weights.prior_member, [], weights)
    return _judge(person, group, weights.prior_member, [], weights)
