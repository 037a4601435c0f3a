"""What one report tells about its people and groups, as far as reports can be compared in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.lang.folding import fold
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.people.naming import is_initial
from sayso.reconcile.people.surroundings import Surroundings
from sayso.reconcile.people.words import list_callings
from sayso.records.casefile import Deed, Profile, Ref
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.event import Case, Event, EventStatus, ParticipantRole
from sayso.records.members import list_members
from sayso.records.reading import Reading
from sayso.records.value import Penalty, PenaltyStatus, Provision
from sayso.records.whereabouts import PlaceKeys

_KINDS = (EntityType.PERSON, EntityType.GROUP)
_BEGINNING = 3
_MOST_SCENE = 30
# Beside somebody in a list of hundreds are those next to them.
_MOST_COMPANY = 40
_MOST_CITED = 20
_MEDIA = (EntityType.OUTLET, EntityType.CHANNEL)
_IMPOSED = (PenaltyStatus.IMPOSED, PenaltyStatus.UPHELD, PenaltyStatus.REDUCED)


def list_profiles(reading: Reading) -> tuple[Profile, ...]:
    """Return a profile of each person that is named, and of whoever is the subject of a case."""
    return tuple(_Report(reading).list_profiles())


class _Report:
    """One reading, indexed once: a report can name thousands."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.day = (reading.report.published or "9999")[:10]
        self.names = {it.id: it for it in reading.entities}
        self.cases: defaultdict[str, list[Case]] = defaultdict(list)
        for case in reading.cases:
            for name in dict.fromkeys(case.subjects):
                self.cases[name].append(case)
        self.parts: defaultdict[str, list[tuple[Event, ParticipantRole]]] = defaultdict(list)
        for event in reading.events:
            for it in event.participants:
                self.parts[it.entity].append((event, it.role))
        # What befell two soldiers, Orlov and Belov, befell Orlov.
        for group, members in list_members(reading).items():
            for name in members.names:
                self.parts[name] += self.parts.get(group, ())
        self.related: defaultdict[str, list[tuple[RelationType, str]]] = defaultdict(list)
        for entity in reading.entities:
            for relation in entity.relations:
                if not entity.anonymous:
                    self.related[relation.to].append((relation.type, entity.name))
        self.times = {it.id: (it.begin, it.end) for it in reading.times}
        self.provisions = {it.id: it for it in reading.provisions}
        self.penalties = {it.id: it for it in reading.penalties}
        self.places = PlaceKeys(reading)
        self.around = Surroundings(reading, self.places)
        self.counsel: tuple[str, ...] = ()
        self.fellows: tuple[str, ...] = ()
        self.claims = {it.id: it for it in reading.claims}
        self.scene = tuple(dict.fromkeys(self._list_scene()))[:_MOST_SCENE]
        self.alone = self._find_alone()

    def list_profiles(self) -> Iterator[Profile]:
        people = [it for it in self.reading.entities if it.type in _KINDS]
        named = [it for it in people if it.type is EntityType.PERSON and not it.anonymous]
        company = [it.name for it in named]
        self.counsel = tuple(it.name for it in named if _is_lawyer(it))
        self.fellows = tuple(it.name for it in named if self._is_fellow(it))[:_MOST_COMPANY]
        place = {it.id: at for at, it in enumerate(named)}
        for entity in people:
            if entity.id in place:
                at = place[entity.id]
                near = company[max(0, at - _MOST_COMPANY) : at + _MOST_COMPANY]
                yield self._make(entity, tuple(n for n in near if n != entity.name))
            elif entity.id in self.cases:
                yield self._make(entity, tuple(company[:_MOST_COMPANY]))

    def _make(self, entity: Entity, company: tuple[str, ...]) -> Profile:
        report, cases = self.reading.report, self.cases.get(entity.id, [])
        deeds = tuple(self._list_deeds(entity))
        places = tuple(dict.fromkeys(key for deed in deeds for key in deed.places))
        near = self.around.list_settlements(entity)
        homes = self.around.list_homes(entity)
        alone = entity.id == self.alone
        named = self.around.list_all_settlements() if alone else ()
        settlements = tuple(dict.fromkeys([*self.around.list_precise(deeds), *near]))
        return Profile(
            at=Ref(report=report.sha256, id=entity.id),
            type=entity.type,
            name=entity.name,
            spellings=_list_spellings(self.reading, entity),
            language=report.language,
            published=None if report.published is None else report.published[:10],
            gender=entity.gender,
            age=entity.age,
            # "Sailor P." of a court's own words is as good as without a name.
            anonymous=entity.anonymous or is_initial(entity.name),
            count=entity.count,
            roles=entity.roles,
            relations=tuple(
                (it.type, self.names[it.to].name) for it in entity.relations if it.to in self.names
            ),
            company=company,
            places=places,
            deeds=deeds,
            matters=tuple(it.id for it in cases),
            related=tuple(dict.fromkeys(self.related.get(entity.id, ()))),
            homes=homes,
            settlements=settlements,
            place_names=self.around.list_names((*homes, *settlements, *named)),
            bodies=self.around.list_bodies(entity),
            provisions=tuple(_list_provisions(cases, self.provisions)),
            penalties=tuple(dict.fromkeys(_list_penalties(entity, self._list_terms(entity)))),
            publisher=report.publisher,
            counsel=self.counsel,
            cited=self._list_cited(entity),
            fellows=tuple(it for it in self.fellows if it != entity.name),
            headline=self.around.is_headline(entity),
            scene=self.scene,
            report_places=named,
            report_bodies=self.around.list_all_bodies() if alone else (),
        )

    def _find_alone(self) -> str | None:
        """Return the one person by name of whom the report makes a case, if there is but one."""
        named = [
            name
            for name in self.cases
            if name in self.names
            and self.names[name].type is EntityType.PERSON
            and not (self.names[name].anonymous or is_initial(self.names[name].name))
        ]
        return named[0] if len(named) == 1 else None

    def _list_terms(self, entity: Entity) -> Iterator[Penalty]:
        """Yield the penalties of somebody's matters; all where nobody else's can be meant."""
        if entity.id == self.alone:
            yield from self.penalties.values()
            return
        for case in self.cases.get(entity.id, ()):
            yield from (self.penalties[it] for it in case.penalties if it in self.penalties)

    def _is_fellow(self, entity: Entity) -> bool:
        member = any(
            it.type is RelationType.MEMBER_OF
            and it.to in self.names
            and self.names[it.to].type is EntityType.GROUP
            for it in entity.relations
        )
        return entity.id in self.cases or member

    def _list_cited(self, entity: Entity) -> tuple[str, ...]:
        """Return the media on whose word the report tells what befell somebody."""
        claims = (
            self.claims[name]
            for event, _ in self.parts.get(entity.id, ())
            for name in event.claims
            if name in self.claims
        )
        links = (self.names.get(it.entity or "") for claim in claims for it in claim.chain)
        media = (it.name for it in links if it is not None and it.type in _MEDIA)
        return tuple(dict.fromkeys(media))[:_MOST_CITED]

    def _list_scene(self) -> Iterator[str]:
        for event in self.reading.events:
            if event.status is EventStatus.HAPPENED:
                begin, end = self.times.get(event.time or "", (None, None))
                if begin is not None and begin == end:
                    yield f"{event.type}@{begin}"
                for key in self.around.list_own_keys(event.place):
                    if key.startswith("name:"):
                        yield f"{event.type}@{key.removeprefix('name:')}"

    def _list_deeds(self, entity: Entity) -> Iterator[Deed]:
        for event, role in self.parts.get(entity.id, ()):
            begin, end = self.times.get(event.time or "", (None, None))
            if event.status is EventStatus.HAPPENED and begin is not None and begin > self.day:
                # Nobody can tell of it as done: "a week later" is counted from another day.
                begin, end = None, None
            found = self.provisions.get(event.provision or "")
            yield Deed(
                event=event.id,
                type=event.type,
                role=role,
                status=event.status,
                begin=begin,
                end=end,
                places=self.around.list_deed_keys(event.place),
                provision=None if found is None else _make_provision(found),
            )


def _is_lawyer(entity: Entity) -> bool:
    return "lawyer" in list_callings("professions", tuple(map(fold, entity.roles)))


def _make_provision(found: Provision) -> str | None:
    if found.article is None:
        return None
    part = "" if found.part is None else f".{found.part}"
    return f"{found.code or '?'} {found.article}{part}"


def _list_provisions(cases: Iterable[Case], known: Mapping[str, Provision]) -> Iterator[str]:
    found = (known[it] for case in cases for it in case.provisions if it in known)
    articles = (f"{it.code or '?'} {it.article}" for it in found if it.article is not None)
    yield from dict.fromkeys(articles)


def _list_penalties(entity: Entity, found: Iterable[Penalty]) -> Iterator[str]:
    for penalty in dict.fromkeys(found):
        if penalty.entity not in (None, entity.id) or penalty.status not in _IMPOSED:
            continue
        if penalty.min is None or penalty.min != penalty.max:
            continue
        years = penalty.unit == "year"
        unit = "month" if years else penalty.currency or penalty.unit
        yield f"{penalty.kind} {round(penalty.min * (12 if years else 1))} {unit}"


def _list_spellings(reading: Reading, entity: Entity) -> tuple[str, ...]:
    """Return the name in each form of the report; of who has none, the description."""
    if entity.anonymous:
        return (entity.name,)
    text = reading.report.text
    beginnings = {_get_beginning(word) for word in entity.name.split()} - {""}
    found = dict.fromkeys([entity.name])
    for begin, end in entity.mentions:
        # "His", "The soldier" and "Контрактника" are mentions, too, but no forms of the name.
        words = text[begin:end].split()
        whole = any(len(word.rstrip(".")) > 1 for word in words)
        if whole and all(_is_of_name(word, beginnings) for word in words):
            found[text[begin:end]] = None
    return tuple(found)


def _is_of_name(word: str, beginnings: set[str]) -> bool:
    initial = len(word.rstrip(".")) == 1
    return word[:1].isupper() and (initial or _get_beginning(word) in beginnings)


def _get_beginning(word: str) -> str:
    return get_sound(word)[:_BEGINNING]
