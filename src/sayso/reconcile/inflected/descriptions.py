"""Whom or what "его жена", "мужчина", "суд" or "эти солдаты" mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash, get_nearest
from sayso.reconcile.kinship import INVERSE, KIN
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention

_NEAR = 3
"""Sentences back in which "мужчина" may have been told of."""
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL})
_MEDIA = frozenset({EntityType.OUTLET, EntityType.CHANNEL})


@dataclass(slots=True)
class Descriptions:
    """Finds what descriptions point back to; it sees the clusters grow.

    Attributes:
        speakers: By each word that somebody says the words that name who says it.
        kin: What nouns for kin say that somebody is.
    """

    language: Language
    clusters: Clusters
    speakers: Mapping[int, Sequence[int]]
    kin: dict[str, RelationType] = field(init=False)

    def __post_init__(self) -> None:
        self.kin = {
            fold(word): RelationType(str(relation))
            for word, relation in self.language.values("people", "kin").items()
        }

    def find(self, mention: Mention) -> Cluster | None:
        """Return the cluster a description points back to, or ``None`` for a new one."""
        if mention.type is EntityType.PERSON:
            return self._find_person(mention)
        if mention.type is EntityType.GROUP:
            return self._find_group(mention)
        return self._find_thing(mention)

    def _words(self, lexicon: str, name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in self.language.words(lexicon, name))

    def lemma_of(self, mention: Mention) -> str:
        """Return the dictionary form of a description's head."""
        return fold(self.clusters.parse.tokens[mention.head].lemma)

    def _is_bare(self, mention: Mention) -> bool:
        """Whether a description says nothing but what somebody is."""
        return mention.first == mention.last and not self._is_new(mention)

    def _is_new(self, mention: Mention) -> bool:
        """Whether words before or in a description set it apart from those before."""
        tokens = self.clusters.parse.tokens
        different = self.language.pattern("people", "different")
        indefinite = self.language.pattern("coreference", "indefinite")
        around = tokens[max(mention.first - 1, 0) : mention.head]
        return any(different.fullmatch(t.text) or indefinite.fullmatch(t.text) for t in around)

    # -- people

    def _find_person(self, mention: Mention) -> Cluster | None:
        lemma = self.lemma_of(mention)
        whose = self.clusters.find(mention.possessor)
        if mention.kin:
            return self._find_kin(mention, lemma, whose)
        if whose is not None and lemma in self._words("coreference", "client"):
            return self._find_client(whose)
        if self._is_new(mention):
            return None
        if lemma in self._words("people", "lawyer"):
            return self._find_lawyer(mention, whose)
        if lemma in self._words("coreference", "client"):
            return self._find_only_client(mention)
        if mention.possessor is not None:
            return self._find_same(mention)
        return self._find_somebody(mention, lemma)

    def _find_kin(self, mention: Mention, lemma: str, whose: Cluster | None) -> Cluster | None:
        """Return who is known to be that kin to that person; of nobody's, the one so called."""
        wanted = self.kin.get(lemma, RelationType.RELATIVE)
        back = INVERSE[wanted]
        if whose is None and mention.possessor is not None:
            whose = self._find_telling_kin(mention, back)
            if whose is None:
                return None
        # Whom the others say to be theirs: "his husband" tells of the wife.
        others = self.clusters.all if whose is None else [whose]
        told = {c for other in others for relation, c in other.relations if relation is back}
        fits = [
            cluster
            for cluster in self._before(mention)
            if cluster.type is EntityType.PERSON
            and not cluster.plural
            and not clash(mention.gender, cluster.gender)
            and (
                cluster in told
                or any(
                    relation is wanted and (whose is None or other is whose)
                    for relation, other in cluster.relations
                )
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _find_telling_kin(self, mention: Mention, relation: RelationType) -> Cluster | None:
        """Return who tells of kin as somebody's, being known as theirs himself.

        "Жена Белова рассказала, что её мужа избили": whose husband is nobody but she.
        """
        said = (self.clusters.find(i) for i in self.speakers.get(mention.head, ()))
        return next((c for c in said if c and relation in {r for r, _ in c.relations}), None)

    @staticmethod
    def _clients_of(cluster: Cluster) -> list[Cluster]:
        return [o for relation, o in cluster.relations if relation is RelationType.LAWYER_OF]

    def _find_client(self, lawyer: Cluster) -> Cluster | None:
        clients = self._clients_of(lawyer)
        return clients[0] if len(clients) == 1 else None

    def _find_only_client(self, mention: Mention) -> Cluster | None:
        """Return whom a lawyer speaks of: the known client, else the one whom it is all about.

        He is then known to be the lawyer's client.
        """
        said = (self.clusters.find(i) for i in self.speakers.get(mention.head, ()))
        lawyer = next((c for c in said if c is not None and c.type is EntityType.PERSON), None)
        if lawyer is not None and self._clients_of(lawyer):
            return self._find_client(lawyer)
        told = [
            c
            for c in self._before(mention)
            if c.type is EntityType.PERSON
            and c.names
            and c is not lawyer
            and not self._comments(c)
            and not clash(c.gender, mention.gender)
        ]
        if len(told) != 1:
            return None
        if lawyer is not None and lawyer.names:
            lawyer.relate(RelationType.LAWYER_OF, told[0])
        return told[0]

    def _find_lawyer(self, mention: Mention, whose: Cluster | None) -> Cluster | None:
        """Return whom "адвокат" means: whose lawyer is known, or the only one told of."""
        lawyers = self._words("people", "lawyer")
        known = [
            c
            for c in self._before(mention)
            if c.type is EntityType.PERSON
            and not clash(c.gender, mention.gender)
            and {fold(lemma) for lemma in c.lemmas} & lawyers
        ]
        if whose is not None:
            known = [c for c in known if whose in self._clients_of(c)]
        elif mention.possessor is not None:
            return None
        return known[0] if len(known) == 1 else None

    def _find_same(self, mention: Mention) -> Cluster | None:
        """Return who was described by the same words."""
        name = fold(mention.name)
        whose = self.clusters.find(mention.possessor)
        same = (
            cluster
            for cluster in self._before(mention)
            if cluster.type is mention.type
            and any(
                fold(m.name) == name and self.clusters.find(m.possessor) is whose
                for m in cluster.mentions
            )
        )
        return None if whose is None else next(same, None)

    def _find_somebody(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return whom "мужчина" or "следователь" means, where one alone can be meant.

        Who was called so; else, for words that suit anybody, the one of whom the last
        sentences told, never one who only comments.
        """
        if mention.age is None and not self._is_bare(mention) and not mention.definite:
            return None
        fits = [
            c
            for c in self._before(mention)
            if c.type is EntityType.PERSON
            and not c.plural
            and not clash(mention.gender, c.gender)
            and (mention.age is None or c.age in {None, mention.age})
        ]
        if mention.age is not None:
            aged = [c for c in fits if c.age == mention.age] or [
                c for c in fits if lemma in {fold(word) for word in c.lemmas} and not c.names
            ]
            return aged[0] if len(aged) == 1 else self._find_protagonist(fits, mention, lemma)
        called = [c for c in fits if self._is_called(c, lemma)]
        if called:
            return called[0] if len(called) == 1 else None
        if lemma not in self._words("coreference", "somebody"):
            return None
        told = [c for c in fits if not self._comments(c) and self._is_near(c, mention)]
        anybody = lemma in self._words("coreference", "anybody")
        if not told and not anybody:
            # "Студент", pages on, is the one man whom the report has named.
            told = [c for c in fits if not self._comments(c) and " " in c.fullest]
        # Somebody unnamed is seldom called by another word, but for whom a report is about.
        protagonists = self._words("people", "protagonist")
        named = [c for c in told if c.names] or [
            c for c in told if c.age is not None or {fold(w) for w in c.lemmas} & protagonists
        ]
        if not told and anybody:
            return self._find_kinsman(fits, mention)
        return named[0] if len(named) == 1 else None

    def _find_kinsman(self, fits: Sequence[Cluster], mention: Mention) -> Cluster | None:
        """Return whose kin alone can be meant by a word for anybody: "женщина" is the mother."""
        kin = [
            c
            for c in fits
            if mention.gender is not None
            and c.gender is mention.gender
            and any(relation in KIN for relation, _ in c.relations)
        ]
        return kin[0] if len(kin) == 1 else None

    def _is_called(self, cluster: Cluster, lemma: str) -> bool:
        """Whether somebody was called so, or by another word for it: "омбудсмен"."""
        same = self.language.values("coreference", "same_calling")
        said = {fold(word) for word in cluster.lemmas}
        return lemma in said or str(same.get(lemma, lemma)) in {
            str(same.get(word, word)) for word in said
        }

    def _find_protagonist(
        self, fits: Sequence[Cluster], mention: Mention, lemma: str
    ) -> Cluster | None:
        """Return whom a text has told of so far, where it then says "29-летний мужчина".

        One alone may have been named, with no age; where nobody was, one of those whom reports
        are about: "Солдат рассказал ... сказал 31-летний мужчина".
        """
        protagonists = self._words("people", "protagonist")
        told = [c for c in fits if c.names and not self._comments(c)] or [
            c for c in fits if {fold(w) for w in c.lemmas} & protagonists and not self._comments(c)
        ]
        suits = lemma in self._words("coreference", "somebody")
        alone = len(told) == 1 and told[0].age is None and self._is_near(told[0], mention)
        return told[0] if suits and alone and not self._speaks_of(mention, told[0]) else None

    def _speaks_of(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether one speaks of another, who is none of himself.

        "Его привели вечером, рассказал 34-летний водитель."
        """
        return any(
            mention.head in source and self.clusters.find(word) is cluster
            for word, source in self.speakers.items()
        )

    def _comments(self, cluster: Cluster) -> bool:
        """Whether it is one who speaks of others, or only somebody's kin."""
        others = self._words("coreference", "commentator")
        others |= self._words("coreference", "companion")
        said = {fold(lemma) for lemma in (*cluster.lemmas, *cluster.role_words)}
        if said & others:
            return True
        if cluster.age is not None or said & self._words("people", "protagonist"):
            return False  # "22-летний студент", whoever else is his mother
        return any(relation in KIN for relation, _ in cluster.relations)

    def _is_near(self, cluster: Cluster, mention: Mention) -> bool:
        tokens = self.clusters.parse.tokens
        here = tokens[mention.first].sentence
        return any(
            m.first < mention.first and here - tokens[m.first].sentence <= _NEAR
            for m in cluster.mentions
        )

    def _before(self, mention: Mention) -> list[Cluster]:
        """Return who was told of; "сосед солдата" is never the soldier whose neighbor he is."""
        return [
            cluster
            for cluster in self.clusters.find_before(mention)
            if not any(m.possessor == mention.head for m in cluster.mentions)
        ]

    # -- groups and things

    def _find_group(self, mention: Mention) -> Cluster | None:
        """Return which group "солдаты" means: the one so called, of as many, where it is one."""
        if self._is_new(mention) or (mention.count is not None and not mention.definite):
            return None
        lemma = self.lemma_of(mention)
        whose = self.clusters.find(mention.possessor)
        same = [
            c
            for c in self._before(mention)
            if c.type is EntityType.GROUP
            and lemma in {fold(word) for word in c.lemmas}
            and mention.count in {None, c.count}
        ]
        if mention.possessor is not None:
            same = [
                c for c in same if any(self.clusters.find(m.possessor) is whose for m in c.mentions)
            ]
            return same[0] if whose is not None and len(same) == 1 else None
        if mention.first != mention.last and not mention.definite:
            return None
        return get_nearest(same, mention) if same else self._find_counted(mention, lemma)

    def _find_counted(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return the one counted group that "мужчин" or "отказавшихся" means."""
        if lemma not in self._words("coreference", "several_people") or mention.count is not None:
            return None
        counted = [
            c
            for c in self._before(mention)
            if c.type is EntityType.GROUP and c.count is not None and self._is_near(c, mention)
        ]
        protagonists = self._words("people", "protagonist")
        # "Он и ещё 11 человек" leaves one out whom "мужчины" means too.
        counted = [
            c
            for c in counted
            if {fold(word) for word in c.lemmas} & protagonists
            and not any(self._is_further(m) for m in c.mentions)
            and not any(relation in KIN for relation, _ in c.relations)
        ]
        return counted[0] if len(counted) == 1 else None

    def _is_further(self, mention: Mention) -> bool:
        """Whether a group comes to somebody named before: "и ещё 11 человек"."""
        tokens = self.clusters.parse.tokens
        indefinite = self.language.pattern("coreference", "indefinite")
        before = tokens[max(mention.first - 2, 0) : mention.head]
        return any(indefinite.fullmatch(token.text) for token in before)

    def _find_thing(self, mention: Mention) -> Cluster | None:
        lemma = self.lemma_of(mention)
        before = [c for c in self._before(mention) if c.type is mention.type]
        if mention.type in _BODIES:
            return self._find_body(mention, lemma)
        name = fold(mention.name)
        for cluster in reversed(before):
            if any(
                fold(m.name) == name and mention.possessor in {None, m.possessor}
                for m in cluster.mentions
            ):
                return cluster
        if mention.first == mention.last and not self._is_new(mention):
            same = [c for c in before if lemma in {fold(word) for word in c.lemmas}]
            return get_nearest(same, mention) if same else None
        return None

    def _find_body(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return the body whose name holds the noun, or that was led by it."""
        before = [c for c in self._before(mention) if c.type in _BODIES]
        name = fold(mention.name)
        same = [c for c in before if any(fold(m.name) == name for m in c.mentions)]
        if same:
            return same[-1]
        if mention.first != mention.last or self._is_new(mention):
            return None
        short = self._words("bodies", "short_for")
        heads = [
            c
            for c in before
            if lemma in short
            and (lemma in {fold(word) for word in c.lemmas} or self._has(c, lemma))
        ]
        if heads:
            return get_nearest(heads, mention)
        media = [c for c in before if c.type in _MEDIA and c.names]
        alone = self._words("outlets", "alone")
        return get_nearest(media, mention) if media and lemma in alone else None

    def _has(self, cluster: Cluster, lemma: str) -> bool:
        tokens = self.clusters.parse.tokens
        return any(fold(tokens[m.head].lemma) == lemma for m in cluster.mentions)
