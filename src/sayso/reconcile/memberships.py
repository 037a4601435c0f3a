"""Who is of a group: "one of the soldiers, Ivan Petrov", "two of them", a man in a video."""

from collections.abc import Iterator, Mapping

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster
from sayso.records.entity import EntityType, RelationType
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubjpass", "nsubj")
# Words behind "named" within which "as" must stand.
_NAMED_AS = 9


def add_memberships(parse: Parse, language: Language, cluster_of: Mapping[int, Cluster]) -> None:
    """Add ``member_of`` where a person is one of a group.

    Four constructions say so: "one of the soldiers, Ivan Petrov"; "named three of them as Ivan
    Petrov, Oleg Belov and"; "Ivan Petrov was put in a pit with other soldiers"; and a person seen
    in footage that is said to show a group ("the video shows two soldiers"; "her husband, who
    was seen in the video"). Of "two of the soldiers" the two are ``part_of`` the soldiers.
    """
    words = _Words(parse, language, cluster_of)
    single = language.words("coreference", "one_of")
    others = language.words("coreference", "other")
    naming = language.words("coreference", "name_as")
    for token in parse.tokens:
        if token.lower in single:
            words.relate_one_of(token)
        elif token.pos == "NUM":
            words.relate_some_of(token)
        elif token.lower in others and token.dep == "amod":
            words.relate_beside(parse.tokens[token.head])
        elif token.lemma in naming and token.pos == "VERB":
            words.relate_named_as(token)
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
        elif one.i > 2 and self.parse.tokens[one.i - 1].text == ",":
            # A parser may take the given name for the head of the name before the comma.
            found = (self.cluster_of.get(i) for i in (one.i - 2, one.i - 3))
            members.extend(it for it in found if it is not None)
        for member in members:
            for group in groups:
                if member.type is EntityType.PERSON and group.type is EntityType.GROUP:
                    member.relate(RelationType.MEMBER_OF, group)

    def relate_some_of(self, some: Token) -> None:
        """Relate those who are counted out to the group: "two of the soldiers", "two of us"."""
        part = self.cluster_of.get(some.i)
        if part is None or part.type is not EntityType.GROUP:
            return
        for link in self.parse.children(some.i, "prep"):
            for noun in self.parse.children(link.i, "pobj") if link.lower == "of" else ():
                group = self.cluster_of.get(noun.i)
                if group is None and noun.pos == "PRON":
                    group = self._find_main_group(some)
                if group is not None and group is not part and group.type is EntityType.GROUP:
                    part.relate(RelationType.PART_OF, group)

    def _find_main_group(self, before: Token) -> Cluster | None:
        """Return the group that was spoken of most before a word, of those the first."""
        found = [c for i, c in sorted(self.cluster_of.items()) if i < before.i]
        groups = [c for c in found if c.type is EntityType.GROUP]
        return max(groups, key=groups.count, default=None)

    def relate_named_as(self, verb: Token) -> None:
        """Relate those who are named to the group: "named three of them as Ivan Petrov and"."""
        tokens = self.parse.tokens
        following = tokens[verb.i + 1 : verb.i + _NAMED_AS]
        link = next((t for t in following if t.lower == "as" and t.sentence == verb.sentence), None)
        if link is None:
            return
        between = (self.cluster_of.get(t.i) for t in reversed(tokens[verb.i + 1 : link.i]))
        groups = [it for it in between if it is not None and it.type is EntityType.GROUP]
        for token in tokens[link.i + 1 :] if groups else ():
            if token.sentence != verb.sentence or token.pos in ("VERB", "AUX"):
                return
            member = self.cluster_of.get(token.i)
            if member is not None and member.type is EntityType.PERSON and not member.anonymous:
                member.relate(RelationType.MEMBER_OF, groups[0])

    def relate_beside(self, noun: Token) -> None:
        """Relate who shares it to the others: "he was put into a pit with other soldiers"."""
        group, link = self.cluster_of.get(noun.i), self.parse.tokens[noun.head]
        if group is None or group.type is not EntityType.GROUP or link.lower != "with":
            return
        for verb in self.parse.ancestors(link.i):
            passive = self.parse.children(verb.i, "nsubjpass")
            for subject in passive:
                person = self.cluster_of.get(subject.i)
                if person is not None and person.type is EntityType.PERSON:
                    person.relate(RelationType.MEMBER_OF, group)
            if passive:
                return

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
