"""What speaks for and against two people's being one, beside their names and deeds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from sayso.lang.folding import fold
from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.people.happenings import get_day
from sayso.reconcile.people.naming import NameLevel, has_common_surname, is_full_name, match_names
from sayso.reconcile.people.surroundings import STEM, tell_place
from sayso.reconcile.people.weights import Weights
from sayso.reconcile.people.words import (
    is_court,
    list_callings,
    list_civil,
    list_common_court_words,
    list_rulings,
)
from sayso.records.casefile import Profile, Reason
from sayso.records.entity import RelationType

_YEAR = 365.2425
_FULL = (NameLevel.FULL, NameLevel.LOOSE)
_WIDE = ("admin1:", "country:")
_DRAFTED = frozenset({"contract", "mobilized", "conscript"})
# Of these nobody is two to one person.
_NEAREST = frozenset({"spouse", "sibling", "parent", "child"})
_WEEK, _CLOSE = 7, 45
_COURT_LETTERS, _FEWEST_ALIKE = 5, 4
_UNIT_DIGITS = 4
_MOST_COMPANY = 3

# A relation turned round: that A is B's child makes B A's parent.
_TURNED = {
    RelationType.SPOUSE: "spouse",
    RelationType.SIBLING: "sibling",
    RelationType.RELATIVE: "relative",
    RelationType.PARENT: "child",
    RelationType.CHILD: "parent",
    RelationType.LAWYER_OF: "client",
    RelationType.COMMANDER_OF: "subordinate",
    RelationType.MEMBER_OF: "body",
    RelationType.PART_OF: "whole",
}


def weigh_age(one: Profile, other: Profile, weights: Weights) -> Reason | None:
    """Return what two ages weigh as time passes; ``None`` where one is unknown.

    A weight of minus infinity says that they cannot be one person's.
    """
    off = measure_age_gap(one, other)
    if off is None:
        return None
    words = f"{one.age} and {other.age} years old"
    if off <= 1:
        unnamed = one.anonymous or other.anonymous
        weight = weights.age_unnamed if unnamed else weights.age
        return Reason(
            kind="age", weight=weight if one.age == other.age or off < 1 else 0, words=words
        )
    if off <= 2:
        return Reason(kind="age", weight=weights.age_near, words=words)
    return Reason(kind="age", weight=float("-inf"), words=words)


def measure_age_gap(one: Profile, other: Profile) -> float | None:
    """Return by how many years two ages differ beyond what the time between reports explains."""
    if one.age is None or other.age is None:
        return None
    first, second = get_day(one.published), get_day(other.published)
    passed = (second - first) / _YEAR if first is not None and second is not None else 0.0
    grown = other.age - one.age
    low, high = min(0.0, passed), max(0.0, passed)
    return max(0.0, low - grown, grown - high)


def weigh_surroundings(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    """Yield what kin, company, callings, places, courts, articles and terms weigh."""
    yield from _weigh_kin(one, other, weights)
    yield from _weigh_callings(one, other, weights)
    yield from _weigh_places(one, other, weights)
    yield from _weigh_bodies(one, other, weights)
    yield from _weigh_law(one, other, weights)
    first, second = get_day(one.published), get_day(other.published)
    named = is_full_name(one) and is_full_name(other)
    if named and one.publisher is not None and one.publisher == other.publisher:
        yield Reason(kind="outlet", weight=weights.outlet, words=f"both in {one.publisher}")
    elif named and (publisher := _find_cited(one, other)) is not None:
        yield Reason(kind="cited", weight=weights.cited, words=f"one report cites {publisher}")
    apart = abs(first - second) if first is not None and second is not None else _CLOSE + 1
    if apart <= _WEEK:
        yield Reason(kind="published", weight=weights.week, words="reports within a week")
    elif apart <= _CLOSE:
        yield Reason(kind="published", weight=weights.close, words="reports within six weeks")


def _find_cited(one: Profile, other: Profile) -> str | None:
    """Return whom one of two reports names as a source and who published the other."""
    for citing, cited in ((one, other), (other, one)):
        if cited.publisher is not None:
            sound = _get_words(cited.publisher)
            if any(_get_words(it) == sound for it in citing.cited if it != citing.publisher):
                return cited.publisher
    return None


@lru_cache(maxsize=1 << 14)
def _get_words(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(get_sound, name.split())))


def _weigh_kin(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    mine, theirs = _list_kin(one), _list_kin(other)
    known: set[str] = set()
    for kind, name in mine:
        alike = [its for its_kind, its in theirs if its_kind == kind and _agree(name, its)]
        if alike and not known:
            words = f"{kind} {name}, {alike[0]}"
            yield Reason(kind="relation", weight=weights.relation, words=words)
        if alike:
            known |= {name, *alike}
    if (excluded := _find_excluded(mine, theirs)) is not None:
        (kind, name), (its_kind, its) = excluded
        known |= {name, its}
        words = f"{kind} {name} and {its_kind} {its}"
        yield Reason(kind="relation", weight=weights.relation_other, words=words)
    for kind in ("spouse",):
        first = [name for its, name in mine if its == kind]
        second = [name for its, name in theirs if its == kind]
        if first and second and not any(_can_be(a, b) for a in first for b in second):
            words = f"{kind} {first[0]} and {second[0]}"
            yield Reason(kind="relation", weight=weights.relation_other, words=words)
    yield from _weigh_company(one, other, known, weights)


def _find_excluded(
    one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Return kin of one name that cannot be one's: his father is not his brother, too."""
    near = [[it for it in kin if it[0] in _NEAREST and " " in it[1]] for kin in (one, other)]
    alike = [(a, b) for a, b in product(*near) if _agree(a[1], b[1])]
    agreed = {name for a, b in alike if a[0] == b[0] for name in (a[1], b[1])}
    apart = (it for it in alike if not {it[0][1], it[1][1]} & agreed)
    return next(apart, None)


def _list_kin(profile: Profile) -> Sequence[tuple[str, str]]:
    """Return what others are to somebody, with their names as far as they have some."""
    found = [(it.value, name) for it, name in profile.related]
    found += [(_TURNED[it], name) for it, name in profile.relations]
    return tuple(dict.fromkeys(it for it in found if it[1][:1].isupper()))


def _weigh_company(
    one: Profile, other: Profile, known: set[str], weights: Weights
) -> Iterator[Reason]:
    theirs: defaultdict[str, list[str]] = defaultdict(list)
    for name in other.company:
        for key in list_name_keys(name):
            theirs[key].append(name)
    for nameless, named in ((one, other), (other, one)):
        if nameless.anonymous and any(_agree(it, named.name) for it in nameless.company):
            words = f"a report of {nameless.name} names {named.name}"
            yield Reason(kind="company", weight=weights.named, words=words)
    kin = {name for _, name in (*_list_kin(one), *_list_kin(other))}
    counsel = {*one.counsel, *other.counsel}
    found: list[tuple[float, str]] = []
    for name in one.company:
        if name in known or _agree(name, one.name) or _agree(name, other.name):
            continue
        beside = {its: None for key in list_name_keys(name) for its in theirs.get(key, ())}
        weight = 0.0
        for its in beside:
            level = match_names(*sorted((name, its))).level
            if its in known or level is NameLevel.NONE:
                continue
            full = level in (*_FULL, NameLevel.INITIAL) and " " in name.strip()
            if {name, its} & kin:
                gained = weights.related_company if full else weights.counsel / 2
            elif level in _FULL and full and _is_fellow(name, one) and _is_fellow(its, other):
                gained = weights.fellow
            elif {name, its} & counsel:
                gained = weights.counsel if full else weights.counsel / 2
            else:
                gained = weights.company if full else weights.company_surname
            weight = max(weight, gained)
        if weight:
            found.append((weight, name))
    found.sort(key=lambda it: (-it[0], it[1]))
    for weight, name in found[:_MOST_COMPANY]:
        yield Reason(kind="company", weight=weight, words=f"both beside {name}")


def _is_fellow(name: str, profile: Profile) -> bool:
    """Tell whether the like befell whom a report names beside somebody, of no very common name."""
    return name in profile.fellows and not has_common_surname(name)


@lru_cache(maxsize=1 << 17)
def _agree(one: str, other: str) -> bool:
    level = match_names(*sorted((one, other))).level
    return level in (*_FULL, NameLevel.INITIAL)


@lru_cache(maxsize=1 << 17)
def _can_be(one: str, other: str) -> bool:
    """Tell whether two names can be one's: "Мальцева" may be Анна Мальцева."""
    return match_names(*sorted((one, other))).level is not NameLevel.NONE


def _weigh_callings(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    mine, theirs = tuple(map(fold, one.roles)), tuple(map(fold, other.roles))
    if one.anonymous:
        mine = (*mine, fold(one.name))
    if other.anonymous:
        theirs = (*theirs, fold(other.name))
    callings = [list_callings("professions", it) for it in (mine, theirs)]
    services = [list_callings("services", it) for it in (mine, theirs)]
    if shared := callings[0] & callings[1]:
        words = f"both {', '.join(sorted(shared))}"
        yield Reason(kind="role", weight=weights.profession, words=words)
        return
    if trades := list_callings("trades", mine) & list_callings("trades", theirs):
        words = f"both {sorted(trades)[0].replace('_', ' ')}"
        yield Reason(kind="trade", weight=weights.trade, words=words)
    drafted = [it & _DRAFTED for it in services]
    if shared := services[0] & services[1]:
        words = f"both {', '.join(sorted(shared))}"
        yield Reason(kind="role", weight=weights.service, words=words)
    elif all(callings) or all(drafted) or _is_civil(callings, mine, theirs):
        told = " and ".join(
            ", ".join(sorted(a | b)) for a, b in zip(callings, services, strict=True)
        )
        yield Reason(kind="role", weight=weights.role_other, words=told)
    elif all(list_callings("general", it) for it in (mine, theirs)):
        yield Reason(kind="role", weight=weights.service / 2, words="both soldiers")
    elif alike := sorted(set(mine) & set(theirs) - {""}):
        yield Reason(kind="role", weight=weights.service / 2, words=f"both {alike[0]}")


def _is_civil(
    callings: Sequence[frozenset[str]], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> bool:
    """Tell whether one is a lawyer, a judge or an official, and the other a soldier."""
    serve = [
        bool(list_callings("services", it) or list_callings("general", it)) for it in (mine, theirs)
    ]
    return any(
        callings[a] & list_civil() and not serve[a] and serve[b] and not callings[b]
        for a, b in ((0, 1), (1, 0))
    )


def _weigh_places(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    homes = _split(one.homes), _split(other.homes)
    if homes[0][0] and homes[1][0]:
        if shared := homes[0][0] & homes[1][0]:
            words = f"both from {tell_place(shared, one, other)}"
            yield Reason(kind="home", weight=weights.home, words=words)
            mine, theirs = ({*it.settlements} - homes[0][0] - homes[1][0] for it in (one, other))
            if shared := mine & theirs:
                words = f"both tied to {tell_place(shared, one, other)}"
                yield Reason(kind="place", weight=weights.settlement, words=words)
            return
        names = [tell_place(it[0], one, other) for it in homes]
        words = f"from {names[0]} and from {names[1]}"
        yield Reason(kind="home", weight=weights.home_other, words=words)
        return
    if homes[0][1] and homes[1][1] and not homes[0][1] & homes[1][1]:
        names = [tell_place(it[1], one, other) for it in homes]
        words = f"from {names[0]} and from {names[1]}"
        yield Reason(kind="home", weight=weights.home_other, words=words)
        return
    mine = {*one.settlements, *homes[0][0]}
    theirs = {*other.settlements, *homes[1][0]}
    regions = [
        {key for key in (*it.places, *it.homes) if key.startswith("admin1:")} for it in (one, other)
    ]
    # That somebody is from one region, and held in another, speaks against nothing; but villages
    # of one name in two regions are two.
    scenes = [{key for key in it.places if key.startswith("admin1:")} for it in (one, other)]
    namesakes = all(scenes) and not regions[0] & regions[1]
    shared = {it for it in mine & theirs if not (namesakes and it.startswith(("name:", STEM)))}
    if shared:
        words = f"both tied to {tell_place(shared, one, other)}"
        yield Reason(kind="place", weight=weights.settlement, words=words)
        return
    if shared := regions[0] & regions[1]:
        words = f"both in {tell_place(shared, one, other)}"
        yield Reason(kind="place", weight=weights.region, words=words)
    elif all(scenes):
        words = f"{tell_place(regions[0], one, other)} and {tell_place(regions[1], one, other)}"
        yield Reason(kind="place", weight=weights.region_other, words=words)


def _split(keys: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the keys of settlements, and of regions."""
    own = {key for key in keys if not key.startswith(_WIDE)}
    return own, {key for key in keys if key.startswith("admin1:")}


def _weigh_bodies(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    courts = [_list_courts(it.bodies) for it in (one, other)]
    if find_same_court(one.bodies, other.bodies) is not None:
        yield Reason(kind="court", weight=weights.court, words="the same court")
    elif any(a.startswith(b) for a, b in _pair_courts_and_towns(courts, one, other)):
        words = "the court of a town that both are tied to"
        yield Reason(kind="court", weight=weights.settlement, words=words)
    elif all(courts) and _list_rulings(one) & _list_rulings(other):
        words = f"courts {courts[0][0]} and {courts[1][0]}"
        yield Reason(kind="court", weight=weights.court_other, words=words)
    units = [{u for it in (*p.bodies, *p.roles) for u in _list_units(it)} for p in (one, other)]
    if shared := units[0] & units[1]:
        words = f"both unit {min(shared)}"
        yield Reason(kind="unit", weight=weights.unit, words=words)
    elif all(units):
        words = f"units {min(units[0])} and {min(units[1])}"
        yield Reason(kind="unit", weight=weights.unit_other, words=words)


def _list_courts(bodies: Sequence[str]) -> Sequence[str]:
    return sorted({_get_court(it) for it in bodies if is_court(it)} - {""})


def find_same_court(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Return how a court sounds that is among two reports' bodies."""
    theirs = _list_courts(other)
    return next((it for it in _list_courts(one) if any(_begin_alike(it, b) for b in theirs)), None)


def _pair_courts_and_towns(
    courts: Sequence[Sequence[str]], one: Profile, other: Profile
) -> Iterator[tuple[str, str]]:
    """Yield each court of one with each town of the other, as far as its name never changes."""
    towns = [
        [stem for it in p.settlements if len(stem := _get_town_stem(it)) >= _FEWEST_ALIKE]
        for p in (one, other)
    ]
    yield from product(courts[0], towns[1])
    yield from product(courts[1], towns[0])


def _get_town_stem(key: str) -> str:
    if not key.startswith("name:"):
        return ""
    words = key.removeprefix("name:").split()
    return words[0].rstrip("aeiou") if words else ""


def _list_rulings(profile: Profile) -> set[str]:
    return {it.type for it in profile.deeds} & list_rulings()


@lru_cache(maxsize=1 << 14)
def _get_court(name: str) -> str:
    """Return how the word sounds that tells a court from others: the first that is no article."""
    words = [it for it in name.split() if fold(it) not in list_common_court_words()]
    return next((sound for it in words if len(sound := get_sound(it)) >= _COURT_LETTERS), "")


def _begin_alike(one: str, other: str) -> bool:
    shortest = max(_FEWEST_ALIKE, min(len(one), len(other)) - 2)
    return one[:shortest] == other[:shortest]


def _list_units(name: str) -> Iterator[str]:
    for word in name.replace("-", " ").split():
        digits = "".join(it for it in word if it.isdigit())
        if len(digits) >= _UNIT_DIGITS:
            yield digits


def _weigh_law(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    mine, theirs = _list_articles(one), _list_articles(other)
    shared = [(a, b) for a in mine for b in theirs if _is_same_article(a, b)]
    if shared:
        words = f"both under article {shared[0][0].split(' ', 1)[-1]}"
        yield Reason(kind="provision", weight=weights.provision, words=words)
    elif mine and theirs:
        words = f"articles {mine[0]} and {theirs[0]}"
        yield Reason(kind="provision", weight=weights.provision_other, words=words)
    if terms := sorted(set(one.penalties) & set(other.penalties)):
        yield Reason(kind="penalty", weight=weights.penalty, words=f"both {terms[0]}")


def _list_articles(profile: Profile) -> Sequence[str]:
    if profile.provisions:
        return profile.provisions
    return sorted({it.provision for it in profile.deeds if it.provision is not None})


def _is_same_article(one: str, other: str) -> bool:
    (code, article), (its_code, its_article) = one.split(" ", 1), other.split(" ", 1)
    if "?" not in (code, its_code) and code != its_code:
        return False
    shorter, longer = sorted((article, its_article), key=len)
    return longer == shorter or longer.startswith(f"{shorter}.")


def weigh_scene(one: Profile, other: Profile, weights: Weights) -> Reason | None:
    """Return what it weighs that two reports tell of one event, though not as theirs."""
    shared = sorted(set(one.scene) & set(other.scene))
    if one.anonymous or other.anonymous:
        # Whoever has no name is known by what befell him, and it by its day.
        types = {it.type for it in one.deeds} & {it.type for it in other.deeds}
        shared = [
            it for it in shared if it.split("@")[0] in types and it.split("@")[1][:1].isdigit()
        ]
        weights = replace(weights, scene=weights.same_day)
    if not shared:
        return None
    words = f"both reports tell of {shared[0].replace('@', ', ')}"
    more = min(len(shared), _MOST_COMPANY) - 1
    return Reason(kind="event", weight=weights.scene + more * weights.event_more, words=words)
