"""Who is cited: what one report tells of a source at the end of a chain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.origins.known import KIN, find_known, list_known
from sayso.reconcile.origins.media import Media
from sayso.reconcile.origins.vocabulary import (
    Group,
    find_group,
    is_pronoun,
    list_sounds,
    list_telling_sounds,
    matches,
)
from sayso.records.casefile import CaseFile, Ref
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import Entity, EntityType, Gender, RelationType
from sayso.records.reading import Reading

CLOSE_KIN = KIN - {RelationType.RELATIVE}
_BY_KIND = {
    SourceKind.RELATIVE: Group.KIN,
    SourceKind.LAWYER: Group.LAWYER,
    SourceKind.SUBJECT: Group.SUBJECT,
    SourceKind.FOOTAGE: Group.FOOTAGE,
    SourceKind.DOCUMENT: Group.DOCUMENT,
    SourceKind.PUBLIC: Group.PUBLIC,
}
# Where no word tells more.
_BY_KIND_ELSE = {
    SourceKind.COURT: Group.COURT,
    SourceKind.OFFICIAL: Group.AUTHORITIES,
    SourceKind.EYEWITNESS: Group.WITNESS,
    SourceKind.EXPERT: Group.EXPERT,
    SourceKind.ORGANIZATION: Group.ORGANIZATION,
    SourceKind.OUTLET: Group.MEDIA,
    SourceKind.CHANNEL: Group.MEDIA,
}
_KIND_OF_GROUP = {group: kind for kind, group in (_BY_KIND | _BY_KIND_ELSE).items()}
_OWNER = re.compile(r"([^\W\d_][\w-]*['’]s)\s$")
_NEAR = 40  # letters before a source that can name whose it is
_STEM = 4  # letters that a man's and a woman's form of a surname share at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What reports tell alike of a source; equal ones are one.

    Attributes:
        group: Its class.
        kind: What the statement says it is.
        names: Its name first, then other words for it.
        person: Whether it is one person by name.
        nameless: Whether its words do not name it.
        gender: Where the report shows it.
        kinship: What it is to the one it is kin of, or ``None``.
        whose: Key of the case's subject whose kin or lawyer it is, or ``None``.
        subject: Key of the case's subject that it is, or ``None``.
        age: Years, where the report gives it.
        medium: The medium that it is, or ``None``.
        decided: The name that people decided, where it is nobody's whom the reports know; empty
            where they decided that nobody knows, and ``None`` of whom reports tell.
        body: The only body of its class that the report names, where its own words name none:
            for showing alone, since another report may call it otherwise.
    """

    group: Group
    kind: SourceKind
    names: tuple[str, ...]
    person: bool = False
    nameless: bool = False
    gender: Gender | None = None
    kinship: RelationType | None = None
    whose: str | None = None
    subject: str | None = None
    age: int | None = None
    medium: str | None = None
    decided: str | None = None
    body: str | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.names[0]

    @property
    def shown(self) -> str:
        """What it is shown as."""
        return self.body or self.names[0]


def forget_decision(witness: Witness) -> Witness:
    """Return a source as if a report told of it, whoever decided that it is one."""
    return witness if witness.decided is None else replace(witness, decided=None)


@dataclass(slots=True, kw_only=True)
class Cast:
    """Makes the witnesses of a case's reports."""

    case: CaseFile
    media: Media
    readings: Mapping[str, Reading]
    _known: Mapping[tuple[str, ...], Group] = field(init=False)
    _subjects: dict[Ref, str] = field(init=False)
    _entities: dict[str, dict[str, Entity]] = field(init=False, default_factory=dict)
    _families: frozenset[str] = field(init=False)
    _bodies: dict[tuple[str, Group], str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._subjects = {at: it.id for it in self.case.subjects for at in it.members}
        self._families = frozenset(
            sounds[-1]
            for it in self.case.subjects
            for name in it.spellings
            if len(sounds := list_sounds(name)) > 1 and len(sounds[-1]) >= _STEM
        )
        mine = (self.readings[it] for it in sorted(self.readings))
        self._known = list_known(mine, self._subjects.keys(), self._is_family)

    def make(self, reading: Reading, link: Link) -> Witness:
        """Return the source that a link names, as a witness of the case."""
        medium = self.media.of_link(link)
        if medium is not None:
            return self.make_medium(medium)
        entity = self._get_entity(reading, link)
        words = _list_words(reading, link, entity)
        subject = self._find_subject(reading, link)
        if entity is not None and entity.anonymous and matches("witness", entity.name):
            subject = None  # "his cellmate" is another, whomever he was taken for
        group = self._find_group(reading, link, words, subject)
        kinship, whose = self._find_tie(reading, entity, words)
        names = tuple(it for n, it in enumerate(words[:2]) if not n or not is_pronoun(it))
        anonymous = entity is None or entity.anonymous
        person = not anonymous and entity is not None and entity.type is EntityType.PERSON
        if entity is None:
            person = link.name[:1].isupper() and group not in _BODIES and " " in link.name
        return Witness(
            group=group,
            kind=link.kind,
            names=names if not person else names[:1],
            person=person,
            nameless=anonymous and not person,
            gender=None if entity is None else entity.gender,
            kinship=kinship if group is Group.KIN else None,
            whose=whose,
            subject=subject if group is Group.SUBJECT else None,
            age=None if entity is None else entity.age,
            body=self._find_body(reading, group) if anonymous and not person else None,
        )

    def _find_body(self, reading: Reading, group: Group) -> str | None:
        """Return the one body of a class that a report names: "the prosecutors" of that office."""
        if group not in _BODIES or group in {Group.AUTHORITIES, Group.ORGANIZATION}:
            return None
        key = (reading.report.sha256, group)
        if key not in self._bodies:
            found = {
                it.name
                for it in reading.entities
                if it.type is EntityType.ORGANIZATION
                and not it.anonymous
                and find_group(it.name) is group
                and list_telling_sounds(it.name)
            }
            self._bodies[key] = found.pop() if len(found) == 1 else None
        return self._bodies[key]

    def correct(self, reading: Reading, link: Link) -> Link:
        """Return a link as it must be meant: who is a subject of the case is no outlet.

        "The agency", "the center" is the body that the report named before.
        """
        misread = link.kind in {SourceKind.OUTLET, SourceKind.CHANNEL}
        if misread and self._find_subject(reading, link) is not None:
            return replace(link, kind=SourceKind.SUBJECT)
        meant = self._find_meant(reading, link)
        if meant is None:
            return link
        kind = link.kind if link.kind in _OFFICES else SourceKind.OFFICIAL
        return replace(link, entity=meant.id, name=meant.name, kind=kind)

    def _find_meant(self, reading: Reading, link: Link) -> Entity | None:
        """Return the body that words of an office without a name stand for, if that is clear."""
        entity = self._get_entity(reading, link)
        named = entity is not None and not entity.anonymous
        # "This is said in a statement on its page."
        paper = entity is None and " " not in link.name and matches("press", link.name)
        if named or link.span is None or not (paper or link.kind in _OFFICES):
            return None
        if find_group(link.name) not in {None, Group.AUTHORITIES, Group.ARMY}:
            return None
        bodies = [
            it
            for it in reading.entities
            if it.type is EntityType.ORGANIZATION
            and not it.anonymous
            and self._find_subject_of(reading, it.id) is None
        ]
        head = link.name.split()[-1].casefold()
        called = [it for it in bodies if head in it.name.casefold().split()]
        if called or not (paper or matches("body_noun", head)):
            return called[0] if len(called) == 1 else None
        before = [
            (span.end, it)
            for it in bodies
            if find_group(it.name) is not None
            for span in it.mentions
            if span.end <= link.span.begin
        ]
        return max(before, key=lambda it: it[0])[1] if before else None

    def make_medium(self, medium: str) -> Witness:
        """Return a medium as a source of its own."""
        return Witness(
            group=Group.MEDIUM,
            kind=self.media.get_kind(medium),
            names=(medium,),
            medium=medium,
        )

    def make_decided(self, name: str | None) -> Witness:
        """Return the source that people decided a claim rests on, whom no report knows.

        Args:
            name: What they call it; ``None`` where nobody knows.
        """
        if name is None:
            return Witness(
                group=Group.UNKNOWN,
                kind=SourceKind.PUBLIC,
                names=("unknown",),
                nameless=True,
                decided="",
            )
        kinship = _find_kinship(name)
        group = find_group(name) or (Group.PERSON if kinship is None else Group.KIN)
        nameless = name == name.lower()
        return Witness(
            group=group,
            kind=_KIND_OF_GROUP.get(group, SourceKind.PERSON),
            names=(name,),
            person=group is Group.PERSON and not nameless,
            nameless=nameless,
            kinship=kinship,
            decided=name.casefold(),
        )

    def _get_entity(self, reading: Reading, link: Link) -> Entity | None:
        if link.entity is None:
            return None
        key = reading.report.sha256
        if key not in self._entities:
            self._entities[key] = {it.id: it for it in reading.entities}
        return self._entities[key].get(link.entity)

    def _find_subject(self, reading: Reading, link: Link) -> str | None:
        """Return the subject of the case that a source is, by its identity."""
        return None if link.entity is None else self._find_subject_of(reading, link.entity)

    def _find_subject_of(self, reading: Reading, entity: str) -> str | None:
        return self._subjects.get(Ref(report=reading.report.sha256, id=entity))

    def _find_group(
        self, reading: Reading, link: Link, words: tuple[str, ...], subject: str | None
    ) -> Group:
        entity = self._get_entity(reading, link)
        if subject is not None:
            return Group.SUBJECT
        if link.kind is SourceKind.SUBJECT and entity is not None and not entity.anonymous:
            # Of a matter of their own, in the same report: here no more than what words tell.
            return Group.KIN if self._is_kin(reading, entity) else Group.PERSON
        if link.kind is SourceKind.SUBJECT and any(matches("witness", it) for it in words):
            return Group.WITNESS  # "his cellmate", to whom the same was done
        if link.kind is SourceKind.RELATIVE and any(matches("court", it) for it in words[1:]):
            return Group.COURT  # "Judge Ruzhin", of whose family nobody is who is called so
        if link.kind in _BY_KIND:
            return _BY_KIND[link.kind]
        told = next((found for it in words if (found := find_group(it)) is not None), None)
        # "Barracks Aid, a rights group" is not any rights group.
        body = entity is not None and entity.type is EntityType.ORGANIZATION
        if told in _CLASSES_OF_PEOPLE and body and entity is not None and not entity.anonymous:
            told = None
        if told is None and link.kind is SourceKind.MILITARY:
            people = entity is None or entity.type is not EntityType.ORGANIZATION
            return Group.COMRADES if people else Group.ARMY
        if told is not None:
            return told
        found = _BY_KIND_ELSE.get(link.kind, Group.PERSON)
        if found is not Group.PERSON or entity is None or entity.anonymous:
            return found
        known = find_known(entity.name, self._known)
        return known or (Group.KIN if self._is_family(entity) else found)

    def _is_kin(self, reading: Reading, entity: Entity) -> bool:
        """Tell whether somebody is told of as kin of a subject of the case."""
        return any(
            relation.type in KIN
            and Ref(report=reading.report.sha256, id=relation.to) in self._subjects
            for relation in entity.relations
        )

    def _is_family(self, entity: Entity | None) -> bool:
        """Tell whether somebody bears a subject's surname in another sex, and no office."""
        if entity is None or entity.anonymous or entity.type is not EntityType.PERSON:
            return False
        sounds = list_sounds(entity.name)
        last = sounds[-1] if sounds and not entity.roles else ""
        return any(
            last != family and last[:_STEM] == family[:_STEM] and abs(len(last) - len(family)) < 3
            for family in self._families
        )

    def _find_tie(
        self, reading: Reading, entity: Entity | None, words: tuple[str, ...]
    ) -> tuple[RelationType | None, str | None]:
        """Return what a source is to whom: by its relations, else by the words for it."""
        sha256 = reading.report.sha256
        kinship: RelationType | None = None
        whose: str | None = None
        for relation in entity.relations if entity is not None else ():
            to = self._subjects.get(Ref(report=sha256, id=relation.to))
            if relation.type is RelationType.LAWYER_OF:
                whose = whose or to
            elif relation.type in KIN and (kinship is None or (to and not whose)):
                kinship, whose = relation.type, to
        if kinship in {None, RelationType.RELATIVE}:
            kinship = next((found for it in words if (found := _find_kinship(it))), kinship)
        return kinship, whose


_OFFICES = frozenset({SourceKind.ORGANIZATION, SourceKind.OFFICIAL, SourceKind.MILITARY})
_CLASSES_OF_PEOPLE = frozenset(
    {Group.RIGHTS, Group.SOURCE, Group.COMRADES, Group.WITNESS, Group.AUTHORITIES}
)
_BODIES = frozenset(
    {
        Group.COURT,
        Group.PROSECUTION,
        Group.INVESTIGATION,
        Group.POLICE,
        Group.ARMY,
        Group.AUTHORITIES,
        Group.ORGANIZATION,
    }
)


def _list_words(reading: Reading, link: Link, entity: Entity | None) -> tuple[str, ...]:
    """Return the words for a source: its name, as it stands here, its roles."""
    words = [link.name]
    if link.span is not None:
        text = reading.report.text
        words.append(text[slice(*link.span)])
        # "The court's press service": whose it is names it.
        if matches("press", link.name):
            owner = _OWNER.search(text, max(0, link.span[0] - _NEAR), link.span[0])
            owned = owner[1] if owner is not None else _find_owner(text, link.name)
            if owned is not None:
                words.insert(0, f"{owned} {link.name}")
    if entity is not None:
        words += entity.roles
    return tuple(dict.fromkeys(it for it in words if it))


def _find_owner(text: str, name: str) -> str | None:
    """Return the only one whose a report says anywhere that a press service is."""
    owners = {it[1] for it in re.finditer(rf"([^\W\d_][\w-]*['’]s)\s{re.escape(name)}", text)}
    return owners.pop() if len(owners) == 1 else None


def _find_kinship(words: str) -> RelationType | None:
    for word in words.casefold().split():
        for code in SUPPORTED:
            found = get_language(code).values("people", "kin").get(word)
            if found is not None:
                return RelationType(str(found))
    return None
