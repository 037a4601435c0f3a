"""Persons: the lead says "a reservist", and the next paragraph gives his name.

News writing introduces an unknown person by a description and gives the name one or two
paragraphs on ("delayed identification lead" in newswriting manuals). A name suffices to
tell whom the description meant, so that this is decided while mentions are resolved.
Groups have no names; whether two are one is decided afterwards, by what is told of them:
`lead_groups`.
"""

from collections.abc import Iterable, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.kinship import INVERSE
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.finding import Attribution, Mention
from sayso.records.parse import Token

# Paragraphs after the description in which the name must come.
_REACH = 2
# What stands before a noun that a headline gives no article.
_BARE = frozenset({"VERB", "AUX", "ADP"})


class DelayedNames:
    """Finds the name that a person's description in a lead is given later."""

    def __init__(
        self,
        language: Language,
        clusters: Clusters,
        named: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        self.clusters, self.tokens = clusters, clusters.parse.tokens
        people = (mention for mention in named if mention.type is EntityType.PERSON)
        self.named = sorted(people, key=lambda mention: mention.first)
        self.named_at = {mention.first: mention.head for mention in self.named}
        self.protagonists = language.words("people", "protagonist")
        self.indefinite = language.words("coreference", "indefinite")
        # Those who comment on somebody's matter, and those who are only somebody's kin.
        self.others = frozenset().union(
            *(language.words("people", name) for name in ("lawyer", "expert", "official", "court")),
            language.words("coreference", "campaigner"),
            language.words("people", "kin"),
        )
        # A name is no commentator's though its bearer is told to have spoken: only those
        # count on whose word the report tells. A description is nobody's who speaks at all.
        self.speakers = _list_sources((*found.outer, found)[0] for found in attributions)
        self.sources = _list_sources(
            part for found in attributions for part in (*found.outer, found)
        )
        self.kin = language.values("people", "kin")
        self.women = language.words("people", "female")
        self.used: set[Cluster] = set()

    def find(self, mention: Mention) -> Cluster | None:
        """Return the named person whom an indefinite description announces, or ``None``.

        Each person is announced once.
        """
        if not self._announces(mention):
            return None
        last = self.tokens[mention.head].paragraph + _REACH
        for name, cluster in self._first_namings():
            if name.first < mention.first:
                continue
            if self.tokens[name.first].paragraph > last:
                return None
            own = self._find_own_kin(mention, name)
            if own is not None:
                kin = self.clusters.find(self.named_at.get(own.i + 1))
                return None if kin is None or self._differs(mention, kin) else kin
            if self._introduces(name, cluster, mention) and not self._differs(mention, cluster):
                self.used.add(cluster)
                return cluster
        return None

    def _announces(self, mention: Mention) -> bool:
        """Whether a description introduces somebody to whom something happens."""
        if mention.type is not EntityType.PERSON or mention.plural:
            return False
        if self._is_kin_of_unknown(mention):
            return mention.head not in self.sources
        if mention.definite or self.tokens[mention.head].lemma not in self.protagonists:
            return False
        before = self._before(mention)
        indefinite = before is None or before.lower in self.indefinite or self._is_bare(before)
        return indefinite and not self._speaks(mention)

    def _is_bare(self, before: Token) -> bool:
        """Whether a headline, which leaves articles out, goes on with whom it is about.

        "Court in Volgograd jails soldier": a headline is a first line without a full stop.
        """
        line = self.clusters.parse.paragraphs[0]
        title = self.clusters.parse.text[: line.end].rstrip()
        return (
            len(self.clusters.parse.paragraphs) > 1
            and before.paragraph == 0
            and before.pos in _BARE
            and not title.endswith((".", "!", "?", "…", ":", ";"))
        )

    def _speaks(self, mention: Mention) -> bool:
        """Whether a description is of who speaks: not "a man" of "the family of a man"."""
        above = self.tokens[self.tokens[mention.head].head]
        of_whom = above.dep == "prep" and above.head in self.sources
        return mention.head in self.sources and not of_whom

    def _first_namings(self) -> list[tuple[Mention, Cluster]]:
        """Each named person with the first of the names, in text order."""
        first: dict[Cluster, Mention] = {}
        for name in self.named:
            if (cluster := self.clusters.find(name.head)) is not None:
                first.setdefault(cluster, name)
        return [(name, cluster) for cluster, name in first.items()]

    def _introduces(self, name: Mention, cluster: Cluster, mention: Mention) -> bool:
        """Whether the name stands for one to whom things happen, not for one who comments.

        In "A journalist has been jailed. ... Journalist Ivan Orlov" the trade is that of the lead.
        """
        if cluster in self.used or name.head in self.speakers or name.last in self.speakers:
            return False
        head = self.tokens[name.head]
        others = self.others - {self.tokens[mention.head].lemma}
        if head.dep == "appos" and self.tokens[head.head].lemma in others:
            return False
        roles = {word for role in cluster.roles for word in role.replace("-", " ").split()}
        if roles & others:
            return False
        before = self._before(name)
        if before is None:
            return True
        if before.text == "," and name.first > 1:
            before = self.tokens[name.first - 2]
            return before.lemma not in others
        return before.lemma not in others and before.tag not in {"PRP$", "POS"}

    def _is_kin_of_unknown(self, mention: Mention) -> bool:
        """Whether a description is "the wife of an officer": neither was spoken of before."""
        if self.tokens[mention.head].lemma not in self.kin:
            return False
        parse = self.clusters.parse
        return any(
            article.lower in self.indefinite
            for link in parse.children(mention.head, "prep")
            for owner in parse.children(link.i, "pobj")
            for article in parse.children(owner.i, "det")
        )

    def _find_own_kin(self, mention: Mention, name: Mention) -> Token | None:
        """Return the noun for kin beside a name that has the kin of whom a description tells.

        In "the father of a conscript" and then "Oleg Kos was told that his son Ivan" Kos is the
        father, and the conscript is Ivan.
        """
        above = self.tokens[self.tokens[mention.head].head]
        outer = self.kin.get(self.tokens[above.head].lemma) if above.dep == "prep" else None
        if outer is None:
            return None
        back = INVERSE[RelationType(str(outer))]
        first, last = self.clusters.parse.sentences[self.tokens[name.head].sentence]
        kin = (
            self.tokens[token.head]
            for token in self.tokens[max(first, name.last) : last + 1]
            if token.tag == "PRP$"
        )
        return next((noun for noun in kin if self.kin.get(noun.lemma) == back), None)

    def _differs(self, mention: Mention, cluster: Cluster) -> bool:
        ages = {mention.age, cluster.age} - {None}
        return len(ages) > 1 or clash(self._get_gender(mention), cluster.gender)

    def _get_gender(self, mention: Mention) -> Gender | None:
        """Return a description's gender; of "the wife of an officer" the officer is a man."""
        link = self.tokens[self.tokens[mention.head].head]
        spouse = self.tokens[link.head].lemma
        if (
            mention.gender is None
            and link.dep == "prep"
            and self.kin.get(spouse) == RelationType.SPOUSE
        ):
            return Gender.MALE if spouse in self.women else Gender.FEMALE
        return mention.gender

    def _before(self, mention: Mention) -> Token | None:
        return self.tokens[mention.first - 1] if mention.first else None


def _list_sources(parts: Iterable[Attribution]) -> set[int]:
    """Words that name who speaks, or who is cited."""
    words: set[int] = set()
    for part in parts:
        words.update(part.source, part.behind, () if part.speaker is None else (part.speaker,))
    return words
