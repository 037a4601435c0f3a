"""Who is one of a group: "one of the soldiers, Ivan Petrov", a man seen in a video."""

from collections.abc import Iterator, Mapping

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster
from sayso.records.entity import EntityType, RelationType
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubjpass", "nsubj")


def add_memberships(parse: Parse, language: Language, cluster_of: Mapping[int, Cluster]) -> None:
    """Add ``member_of`` where a person is one of a group.

    Two constructions say so: "one of the soldiers, Ivan Petrov", and a person seen in
    footage that is said to show a group ("the video shows two soldiers"; "her husband,
    who was seen in the video").
    """
    words = _Words(parse, language, cluster_of)
    for token in parse.tokens:
        if token.lower == "one":
            words.relate_one_of(token)
    shown = dict(words.find_shown())
    for token in parse.tokens:
        words.relate_seen(token, shown)


class _Words:
    """A report's words and whom they stand for."""

    def __init__(self, parse: Parse, language: Language, cluster_of: Mapping[int, Cluster]) -> None:
        self.parse, self.cluster_of = parse, cluster_of
        self.showing = language.words("reporting", "picturing")
        self.seen = language.words("coreference", "seen")
        self.seen_in = language.words("coreference", "seen_in")

    def find_shown(self) -> Iterator[tuple[Cluster, Cluster]]:
        """Yield footage with the group that it is said to show, in text order."""
        for token in self.parse.tokens:
            if token.lemma not in self.showing:
                continue
            footage = next(self._people_or_things(token, "nsubj"), None)
            # "shows two soldiers"; "shows two soldiers being led away", with a clause.
            clauses = self.parse.children(token.i, "ccomp")
            inner = (c for clause in clauses for c in self._people_or_things(clause, *_SUBJECTS))
            group = next(self._people_or_things(token, "dobj"), None) or next(inner, None)
            if footage is None or footage.type is not EntityType.FOOTAGE:
                continue
            if group is not None and group.type is EntityType.GROUP:
                yield footage, group

    def relate_one_of(self, one: Token) -> None:
        """Relate the named one to the group: "one of the soldiers, Ivan Petrov"."""
        groups = list(self._governed(one, {"of"}))
        members = list(self._people_or_things(one, "appos"))
        if one.dep == "appos" and one.head in self.cluster_of:
            members.append(self.cluster_of[one.head])
        for member in members:
            for group in groups:
                if member.type is EntityType.PERSON and group.type is EntityType.GROUP:
                    member.relate(RelationType.MEMBER_OF, group)

    def relate_seen(self, verb: Token, shown: Mapping[Cluster, Cluster]) -> None:
        """Relate who is seen in footage to the group that it shows."""
        if verb.lemma not in self.seen:
            return
        person = next(self._people_or_things(verb, *_SUBJECTS), None)
        if person is None or person.type is not EntityType.PERSON:
            return
        for footage in self._governed(verb, self.seen_in):
            if footage in shown:
                person.relate(RelationType.MEMBER_OF, shown[footage])

    def _people_or_things(self, token: Token, *deps: str) -> Iterator[Cluster]:
        """What the dependants of these labels stand for."""
        for child in self.parse.children(token.i, *deps):
            if child.i in self.cluster_of:
                yield self.cluster_of[child.i]

    def _governed(self, token: Token, prepositions: set[str] | frozenset[str]) -> Iterator[Cluster]:
        """What the nouns behind these prepositions stand for."""
        for prep in self.parse.children(token.i, "prep"):
            if prep.lower in prepositions:
                yield from self._people_or_things(prep, "pobj")
