"""Which names are one person's, across cases, initials and scripts: genders first, always."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.names.given import find_given_name, is_case_of
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.spelling import Spelling
from sayso.records.entity import Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.morph import get_morph
from sayso.records.naming import NamedPerson

_BESIDE = 2
"""Words before a name among which its bearer's kin is told of."""
_SHORTEST = 3
"""Sounds that a given name has more of, so that one with another ending is not met by chance."""
_NEAR = 1
"""Sentences back in which one of several who share a name must have been named to be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person's name as skeletons of its parts; "" for what is not there.

    Attributes:
        alone: A single word of which nothing tells which part it is.
    """

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    alone: str = ""
    gender: Gender | None = None

    @property
    def full(self) -> bool:
        """Whether it is more than a surname or a given name alone."""
        return bool(self.given and self.surname) or bool(self.given and self.patronymic)

    def list_parts(self) -> Iterator[str]:
        """Yield the parts by which others may call the person."""
        yield from (part for part in (self.given, self.surname, self.alone) if part)


Fit = tuple[NamedPerson, Identity, Cluster]
"""How a name can be read, its parts, and whom it then can mean."""


def can_be_one(one: Identity, other: Identity) -> bool:
    """Whether two names can be one person's: no part differs, and one full part is shared."""
    if clash(one.gender, other.gender):
        return False
    for alone, whole in ((one, other), (other, one)):
        if alone.alone:
            return alone.alone in set(whole.list_parts())
    pairs = (
        (one.given, other.given),
        (one.patronymic, other.patronymic),
        (one.surname, other.surname),
    )
    both = [(mine, theirs) for mine, theirs in pairs if mine and theirs]
    if not all(_part_fits(mine, theirs) for mine, theirs in both):
        return False
    # "Д. А." alone is nobody's name; "Сергей Н." is any Сергей whose surname begins so.
    shared = [pair for pair in both if pair != pairs[1]]
    return any(mine == theirs and len(mine) > 1 for mine, theirs in shared)


def _part_fits(one: str, other: str) -> bool:
    """Whether two parts of names are one; of an initial the first letter alone must fit."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) == 1 and longer.startswith(shorter)


@dataclass(slots=True)
class PeopleNames:
    """Finds the person whom a name means; it sees the clusters grow.

    Attributes:
        as_written: First words, by their heads, of names that are not in the case that they were
            taken for: they are nobody's owners.
        named_kin: By nouns for kin the names of such, where the noun says whose kin she is.
    """

    language: Language
    clusters: Clusters
    as_written: dict[int, int] = field(default_factory=dict)
    named_kin: dict[int, int] = field(default_factory=dict)
    _spelling: Spelling = field(init=False)
    _known: dict[Cluster, list[Identity]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spelling = Spelling(self.language)

    def identify(self, mention: Mention) -> list[tuple[NamedPerson, Identity]]:
        """Return whom a name can mean, likeliest first."""
        readings = mention.readings or (NamedPerson(name=mention.name, gender=mention.gender),)
        return [(one, self._read(one, mention)) for one in _leave_known(readings)]

    def _take_as_written(self, mention: Mention) -> Mention:
        """Return a woman's name that was taken for a man's in another case as it is written.

        "Мати засудженого Гульнара Сафіулліна": there is no Гульнар whose genitive it could be.
        """
        words = [it.text for it in self.clusters.parse.tokens[mention.first : mention.last + 1]]
        his = mention.readings and all(one.gender is Gender.MALE for one in mention.readings)
        if len(words) != 2 or not his:
            return mention
        known = find_given_name(get_sound(words[0]))
        unlike = not any(
            not one.given or find_given_name(get_sound(one.given)) for one in mention.readings
        )
        noun = self._find_kinswoman(mention)
        if not unlike and noun is None:
            return mention
        if known is None or known.gender is not Gender.FEMALE:
            return mention
        hers = NamedPerson(
            name=" ".join(words), given=words[0], surname=words[1], gender=Gender.FEMALE
        )
        self.as_written[mention.head] = mention.first
        if noun is not None:
            self.named_kin[noun] = mention.head
        return replace(mention, name=hers.name, gender=hers.gender, readings=(hers,), roles=())

    def _find_kinswoman(self, mention: Mention) -> int | None:
        """Return the noun for kin right before a name that is hers, ``None`` where none is.

        "Його мати Ленура Сафіна"; "мати студента Ленура Сафіна", where he is another Сафін.
        """
        tokens = self.clusters.parse.tokens
        kin = {fold(word) for word in self.language.values("people", "kin")}
        hers = {fold(word) for word in self.language.words("people", "female")}
        owners = {fold(word) for word in self.language.words("coreference", "owner")}
        at = next(
            (
                i
                for i in range(mention.first - 1, max(mention.first - 1 - _BESIDE, -1), -1)
                if fold(tokens[i].lemma) in kin & hers
            ),
            None,
        )
        if at is None or any(t.text in ",.;:—" for t in tokens[at : mention.first]):
            return None
        if at == mention.first - 1:
            return at if at > 0 and fold(tokens[at - 1].text) in owners else None
        surnames = {self._fold(one.surname) for one in mention.readings}
        given = {self._fold(one.given) for one in mention.readings}
        other = any(
            it.full and it.surname in surnames and it.given not in given
            for known in self._known.values()
            for it in known
            if it.gender is Gender.MALE
        )
        return at if other else None

    def is_full(self, mention: Mention) -> bool:
        """Whether a name is more than one word of a name."""
        return any(identity.full for _, identity in self.identify(mention))

    def place(self, mention: Mention, *, kin: bool = False) -> Cluster | None:
        """Add a name to the person whom it means, or to a new one.

        ``kin`` says that words beside it tell whose kin it is: "его брат Игорь" is no lawyer
        of that name.

        Where it can mean several, and the words around do not tell whom, it is nobody's:
        ``None``.
        """
        mention = self._take_as_written(mention)
        found = self.identify(mention)
        fits: list[Fit] = [
            (reading, identity, cluster)
            for reading, identity in found
            for cluster, known in self._known.items()
            if any(can_be_one(identity, other) for other in known)
            and not (kin and not identity.full and self._speaks_for_others(cluster))
        ]
        fits = self._keep_apart(mention, fits)
        people = list(dict.fromkeys(cluster for _, _, cluster in fits))
        if not people and not kin:
            short = self._find_called_short(mention) or self._find_by_given(mention)
            if short is not None:
                return self.clusters.place(mention, short)
        if len(people) > 1:
            chosen = self._choose(mention, found, people)
            if chosen is None:
                return None
            people = [chosen]
        if not people:
            return self._begin(mention, found)
        reading, identity, cluster = next(fit for fit in fits if fit[2] is people[0])
        self._learn(cluster, [i for _, i, c in fits if c is cluster])
        gender = identity.gender or cluster.gender or mention.gender
        gender = None if clash(gender, cluster.gender) else gender
        return self.clusters.place(replace(mention, name=reading.name, gender=gender), cluster)

    def _keep_apart(self, mention: Mention, fits: list[Fit]) -> list[Fit]:
        """Leave out whom a surname cannot mean: a judge is not the soldier whom he sentences.

        "Судья Сомов приговорил рядового Павла Сомова. Сомов отказался воевать."
        """
        if any(identity.full for _, identity, _ in fits):
            return fits
        words = (word for role in mention.roles for word in role.split())
        if self._speak_for_others(words):
            told = {fold(word) for word in self.language.words("people", "protagonist")}
            return [
                fit
                for fit in fits
                if self._speaks_for_others(fit[2])
                or (
                    not (told & {fold(word) for word in fit[2].role_words})
                    and not self._acts_upon(mention, fit[2])
                )
            ]
        return [fit for fit in fits if not self._speaks_for_others(fit[2])] or fits

    def _acts_upon(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether one is the subject of a sentence in which the other is not: they are two."""
        tokens = self.clusters.parse.tokens
        mine = tokens[mention.head]
        return get_morph(mine.tag).case == "Nom" and any(
            tokens[other.head].sentence == mine.sentence
            and get_morph(tokens[other.head].tag).case not in {"", "Nom"}
            for other in cluster.mentions
        )

    def _find_called_short(self, mention: Mention) -> Cluster | None:
        """Return the one whose given name a short form stands for: "Тёма" of Артём Шевелёв.

        Nobody, where two bear such a name.
        """
        name = mention.readings[0].name if mention.readings else mention.name
        known = find_given_name(get_sound(name))
        if known is None or not known.short:
            return None
        fits = []
        for cluster, identities in self._known.items():
            words = {word for whole in cluster.names for word in whole.split()}
            full = (find_given_name(get_sound(word)) for word in words if not word.endswith("."))
            bears = any(it is not None and known.names & it.names for it in full)
            sexes = {known.gender, cluster.gender} - {None}
            if bears and len(sexes) < 2 and any(it.full for it in identities):
                fits.append(cluster)
        return fits[0] if len(fits) == 1 else None

    def _find_by_given(self, mention: Mention) -> Cluster | None:
        """Return the one whose given name a word is in some case, though no list knows it.

        "Эльвин Сафин учится. Эльвина били": nobody called Эльвина was told of. Nobody, where
        two bear such a name, or it is known as another's.
        """
        word = self.clusters.parse.tokens[mention.first].text
        if mention.first != mention.last or not word[:1].isupper():
            return None
        sound = get_sound(word)
        another = find_given_name(sound)
        fits = []
        for cluster, identities in self._known.items():
            if another is not None and clash(another.gender, cluster.gender):
                continue  # "Александра рассказала": no Александр
            full = [it for it in identities if it.given and it.surname]
            words = {part for whole in cluster.names for part in whole.split()[:1]}
            given = [it for it in map(get_sound, words) if len(it) > _SHORTEST]
            if full and any(is_case_of(sound, it) for it in given):
                fits.append(cluster)
        return fits[0] if len(fits) == 1 else None

    def settle(self) -> None:
        """Name everybody as suits what was learned of them behind a name that could be two's.

        "Эльвину Сафину — штраф. Эльвин молчал": he is Эльвин, not Эльвина.
        """
        for cluster in self._known:
            if cluster.gender is not None:
                named = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
                suited = {m.name: _name_as(m, cluster.gender) for m in named}
                cluster.names = [suited.get(name, name) for name in cluster.names]

    def _speaks_for_others(self, cluster: Cluster) -> bool:
        return self._speak_for_others(cluster.role_words)

    def _speak_for_others(self, roles: Iterable[str]) -> bool:
        words = self.language.words("people", "lawyer")
        words |= self.language.words("coreference", "commentator")
        return not {fold(word) for word in words}.isdisjoint(map(fold, roles))

    def share_surname(self, one: Cluster, other: Cluster) -> bool:
        """Whether two people bear a man's and a woman's form of one surname, or the same form."""
        return any(
            mine.surname and theirs.surname and _are_one_family(mine.surname, theirs.surname)
            for mine in self._known.get(one, ())
            for theirs in self._known.get(other, ())
        )

    def has_given_alone(self, cluster: Cluster) -> bool:
        """Whether one is known by a given name and nothing else."""
        known = self._known.get(cluster, ())
        return bool(known) and all(it.given and not it.surname for it in known)

    def can_complete(self, one: Cluster, other: Cluster) -> bool:
        """Whether one is known by given names alone, and the other by a surname alone."""
        theirs = self._known.get(other, ())
        given = self.has_given_alone(one)
        return given and bool(theirs) and all(it.surname and not it.given for it in theirs)

    def _begin(self, mention: Mention, found: list[tuple[NamedPerson, Identity]]) -> Cluster:
        genders = {identity.gender for _, identity in found}
        gender = mention.gender or (genders.pop() if len(genders) == 1 else None)
        named = replace(mention, name=found[0][0].name, gender=gender)
        cluster = self.clusters.place(named, None)
        self._known[cluster] = [identity for _, identity in found]
        return cluster

    def _learn(self, cluster: Cluster, fits: Sequence[Identity]) -> None:
        """Keep of what somebody can be what fits, with the parts that a name adds."""
        merged = [
            _join(one, other)
            for one in self._known[cluster]
            for other in fits
            if can_be_one(one, other)
        ]
        self._known[cluster] = list(dict.fromkeys(merged)) or self._known[cluster]

    def _choose(
        self,
        mention: Mention,
        found: list[tuple[NamedPerson, Identity]],
        people: list[Cluster],
    ) -> Cluster | None:
        """Return whom a name means of several who can bear it, ``None`` where nothing tells.

        Who alone was named in the same sentence or the one before, of those whom the
        likeliest reading fits; never by which one was named first.
        """
        if mention.gender is not None:
            likely = [
                cluster
                for cluster in people
                if cluster.gender is mention.gender
                and any(
                    identity.gender is mention.gender and can_be_one(identity, known)
                    for _, identity in found
                    for known in self._known[cluster]
                )
            ]
            if len(likely) == 1:
                return likely[0]
            people = likely or people
            found = [pair for pair in found if pair[1].gender is mention.gender] or found
        genders = {identity.gender for _, identity in found}
        if len(genders) > 1 or (None in genders and len({c.gender for c in people}) > 1):
            return None
        near = [c for c in people if self._was_near(c, mention)]
        return near[0] if len(near) == 1 and not any(i.full for _, i in found) else None

    def _was_near(self, cluster: Cluster, mention: Mention) -> bool:
        tokens = self.clusters.parse.tokens
        here = tokens[mention.first].sentence
        return any(
            m.first < mention.first and here - tokens[m.first].sentence <= _NEAR
            for m in cluster.mentions
        )

    # -- parts of names

    def _read(self, reading: NamedPerson, mention: Mention) -> Identity:
        gender = reading.gender or (mention.gender if len(mention.readings) < 2 else None)
        if reading.given or reading.surname:
            return Identity(
                given=self._fold(reading.given),
                patronymic=self._fold(reading.patronymic),
                surname=self._fold(reading.surname),
                gender=gender,
            )
        words = [word for word in reading.name.split() if word]
        if len(words) == 1:
            return Identity(alone=self._fold(words[0]), gender=gender)
        if words[-1].endswith("."):
            # "Ковалёв Д. А."; but "Сергей Н." has the initial of a surname.
            initials = [self._fold(word) for word in words[1:]]
            if len(words) == 2:
                return Identity(alone=self._fold(words[0]), gender=gender)
            return Identity(
                surname=self._fold(words[0]),
                given=initials[0],
                patronymic=initials[1] if len(initials) > 1 else "",
                gender=gender,
            )
        return Identity(
            given=self._fold(words[0]),
            patronymic=self._fold(words[1]) if len(words) > 2 else "",
            surname=self._fold(words[-1]),
            gender=gender,
        )

    def _fold(self, word: str) -> str:
        """Return the skeleton of a name's word; of an initial one letter."""
        plain = self._spelling.skeleton(word.replace(".", ""))
        initial = word.endswith(".") or len(word) == 1
        return plain[:1] if initial else plain


def _name_as(mention: Mention, gender: Gender) -> str:
    """Return a mention's name, in the reading that suits a gender where the one taken does not."""
    taken = next((one for one in mention.readings if one.name == mention.name), None)
    if taken is None or not clash(taken.gender, gender):
        return mention.name
    return next((one.name for one in mention.readings if one.gender is gender), mention.name)


def _leave_known(readings: Sequence[NamedPerson]) -> Sequence[NamedPerson]:
    """Return the readings whose given name is one that people bear, if such tell one sex.

    "Гульнара Сафіулліна" is she: there is no Гульнар whose genitive it could be.
    """
    known = [
        one
        for one in readings
        if one.given
        and (found := find_given_name(get_sound(one.given))) is not None
        and not clash(found.gender, one.gender)
    ]
    return known if len({one.gender for one in known}) == 1 else readings


def _are_one_family(one: str, other: str) -> bool:
    """Whether two skeletons of surnames are one, but for a woman's ending."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer or longer == f"{shorter}a":
        return True
    # "chaikovski" and "chaikovskaa".
    return longer.endswith("aa") and longer[:-2] == shorter[:-1]


def _join(one: Identity, other: Identity) -> Identity:
    """Return one identity of two that can be one person's: the longer parts of both."""
    if one.alone or other.alone:
        return other if one.alone else one

    def longer(mine: str, theirs: str) -> str:
        return max(mine, theirs, key=len)

    return Identity(
        given=longer(one.given, other.given),
        patronymic=longer(one.patronymic, other.patronymic),
        surname=longer(one.surname, other.surname),
        gender=one.gender or other.gender,
    )


def find_best_name(names: Sequence[str]) -> str:
    """Return the fullest of a person's names: most words written out, then most words."""

    def measure(name: str) -> tuple[int, int, bool]:
        words = name.split()
        whole = [word for word in words if len(word.rstrip(".")) > 1 and not word.endswith(".")]
        native = not name.isascii()
        return len(whole), len(words), native

    return max(names, key=measure, default="")
