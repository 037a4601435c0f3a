"""Which mentions of a report stand for one person, place or body."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, clash, merge
from sayso.reconcile.descriptions import DescriptionResolver
from sayso.reconcile.delayed_names import DelayedNames
from sayso.reconcile.kin import join_first_names, join_kin
from sayso.reconcile.making import make_resolution
from sayso.reconcile.namesakes import NameMatcher
from sayso.reconcile.parts import find_part, find_parts, join_parts
from sayso.reconcile.pronouns import PronounResolver
from sayso.reconcile.relations import add_memberships, relate_coordinated_kin
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention, MentionKind, Resolution
from sayso.records.parse import Parse, Token

_STOPS = ".!?…\"”’'"


def resolve_entities(
    mentions: tuple[Mention, ...],
    parse: Parse,
    language: Language,
    attributions: Sequence[Attribution] = (),
) -> Resolution:
    """Join the mentions of one report into entities, and say which word stands for which.

    Names are joined first (surname, gender and spelling must agree), then descriptions
    ("his wife", "the man") and pronouns in the order of the text; ``attributions`` tell
    who "I" is in a quotation. What cannot be resolved stays apart: a description becomes
    an entity of its own, a pronoun none.
    """
    parts = find_parts(parse)
    mentions_of: list[list[Mention]] = [[] for _ in parts]
    attributions_of: list[list[Attribution]] = [[] for _ in parts]
    for mention in mentions:
        mentions_of[find_part(parts, mention.head)].append(mention)
    for attribution in attributions:
        attributions_of[find_part(parts, attribution.verb)].append(attribution)
    cluster_of: dict[int, Cluster] = {}
    clusters = join_parts(
        [
            _Resolver(tuple(inside), parse, language, said, cluster_of).resolve()
            for inside, said in zip(mentions_of, attributions_of, strict=True)
        ],
        cluster_of,
    )
    add_memberships(parse, cluster_of)
    named = {m.head: m for m in mentions if m.kind is MentionKind.NAME}
    return make_resolution(parse, clusters, cluster_of, named)


class _Resolver:
    def __init__(
        self,
        mentions: tuple[Mention, ...],
        parse: Parse,
        language: Language,
        attributions: Sequence[Attribution],
        cluster_of: dict[int, Cluster],
    ) -> None:
        self.mentions, self.parse, self.tokens = mentions, parse, parse.tokens
        self.clusters: list[Cluster] = []
        self.cluster_of = cluster_of
        named = [mention for mention in mentions if mention.kind is MentionKind.NAME]
        self.named = {mention.head: mention for mention in named}
        self.inside = {
            i: mention.head for mention in named for i in range(mention.first, mention.last + 1)
        }
        self.by_head = {mention.head: mention for mention in mentions}
        self.names = NameMatcher(language, self.clusters)
        self.descriptions = DescriptionResolver(
            parse, language, self.clusters, self.cluster_of, attributions
        )
        self.pronouns = PronounResolver(
            parse, language, self.clusters, self.cluster_of, attributions
        )
        self.leads = DelayedNames(parse, language, self.cluster_of, named, attributions)

    def resolve(self) -> list[Cluster]:
        # Full names first: a surname alone may stand before the full name (headlines).
        full = [m for m in self.named.values() if m.type is not EntityType.PERSON or " " in m.name]
        for mention in sorted(full, key=lambda m: (-len(m.name.split()), m.first)):
            self._place(mention, self.names.find(mention))
        body = [m for m in self.mentions if not self._in_headline(m)]
        headline = [m for m in self.mentions if self._in_headline(m)]
        for mention in [*body, *headline]:
            self._resolve(mention)
        for mention in self.mentions:
            # A possessor may stand behind: "the father of another soldier, Roman Pak".
            if mention.kind is MentionKind.NOMINAL and mention.head in self.cluster_of:
                self.descriptions.relate(mention, self.cluster_of[mention.head])
        join_first_names(self.parse, self.mentions, self.clusters, self.cluster_of)
        join_kin(self.clusters, self.cluster_of, self.descriptions)
        relate_coordinated_kin(self.parse, self.mentions, self.cluster_of, self.descriptions)
        return self.clusters

    def _resolve(self, mention: Mention) -> None:
        if mention.head in self.cluster_of:
            return
        if mention.kind is MentionKind.NAME:
            self._place(mention, self.names.find(mention))
        elif mention.kind is MentionKind.NOMINAL:
            self._describe(mention)
        else:
            antecedent = self.pronouns.find(mention)
            if antecedent is not None:
                antecedent.add(mention, "")
                self.cluster_of[mention.head] = antecedent

    def _in_headline(self, mention: Mention) -> bool:
        """Whether a mention stands in a first line that is no sentence: a headline."""
        if mention.kind is not MentionKind.NOMINAL or len(self.parse.paragraphs) < 2:
            return False
        begin, end = self.parse.paragraphs[0]
        head = self.tokens[mention.head]
        return head.paragraph == 0 and self.parse.text[begin:end].rstrip()[-1] not in _STOPS

    def _describe(self, mention: Mention) -> None:
        if self._predicate(mention):
            return
        if mention.possessor is not None and mention.possessor > mention.head:
            owner = self.by_head.get(mention.possessor)
            if owner is not None:
                self._resolve(owner)
        found = self._beside(mention)
        if found is not None and mention.definite and mention.possessor is None:
            self._absorb(mention, found)
        if found is None and self._in_headline(mention):
            found = self.descriptions.announced(mention)
        if found is None:
            found = self.descriptions.find(mention)
        if found is None:
            found = self.leads.find(mention)
        self._place(mention, found)
        self.descriptions.relate(mention, self.cluster_of[mention.head])

    def _predicate(self, mention: Mention) -> bool:
        """ "My son is not a deserter": the word describes the subject, it names nobody."""
        token = self.tokens[mention.head]
        verb = self.tokens[token.head]
        if token.dep != "attr" or verb.lemma != "be" or mention.type is not EntityType.PERSON:
            return False
        subject = next(iter(self.parse.children(verb.i, "nsubj")), None)
        if subject is None or subject.i not in self.cluster_of:
            return False
        cluster = self.cluster_of[subject.i]
        negated = bool(self.parse.children(verb.i, "neg"))
        if cluster.type is EntityType.PERSON and not negated and not mention.plural:
            if not clash(mention.gender, cluster.gender):
                self._place(mention, cluster)
        return cluster.type is EntityType.PERSON

    def _absorb(self, mention: Mention, named: Cluster) -> None:
        """ "his lawyer ...", then "the lawyer, Olha Terletska,": the first was she."""
        unnamed = self.descriptions.find(mention)
        if unnamed is not None and unnamed.anonymous and unnamed is not named:
            merge(unnamed, named, self.clusters, self.cluster_of)

    def _place(self, mention: Mention, cluster: Cluster | None) -> None:
        if cluster is None:
            cluster = Cluster(type=mention.type or EntityType.PERSON)
            self.clusters.append(cluster)
        cluster.add(mention, self.tokens[mention.head].lemma)
        self.cluster_of[mention.head] = cluster

    # -- a name beside a description

    def _beside(self, mention: Mention) -> Cluster | None:
        """The name that stands beside a description: "her husband Yuri Degtyarev"."""
        if mention.type is EntityType.PLACE:
            # "Alkino-2 camp", "Tel Hashomer induction base": the name is inside.
            inside = [
                self.named[self.inside[i]]
                for i in range(mention.first, mention.last)
                if i in self.inside
            ]
            places = [name for name in inside if name.type is EntityType.PLACE]
            return self.cluster_of.get(places[0].head) if places else None
        if mention.plural:
            return None
        person = mention.type is EntityType.PERSON
        beside = self._names_beside(mention, self.tokens[mention.head])
        name = next((n for n in beside if (n.type is EntityType.PERSON) == person), None)
        if name is None:
            return None
        if name.head not in self.cluster_of:
            self._place(name, self.names.find(name))
        cluster = self.cluster_of[name.head]
        return None if clash(mention.gender, cluster.gender) else cluster

    def _names_beside(self, mention: Mention, token: Token) -> Iterator[Mention]:
        if token.dep in {"appos", "compound"} and token.head in self.inside:
            yield self.named[self.inside[token.head]]
        for child in self.parse.children(token.i, "appos", "acl", "oprd"):
            named = (child, *self.parse.children(child.i, "oprd", "dobj", "attr"))
            yield from (self.named[self.inside[t.i]] for t in named if t.i in self.inside)
        # "The mayor of Toribio, Hernando Campo,": the parser may hang the name on the town.
        of = [t for t in self.parse.children(token.i, "prep") if t.lower == "of"]
        if of and mention.definite and not mention.plural:
            comma = of[0].right + 1
            for at in (
                comma,
                *(t.left - 1 for t in self.parse.subtree(of[0].i) if t.dep == "appos"),
            ):
                if (
                    0 < at < len(self.tokens) - 1
                    and self.tokens[at].text == ","
                    and at + 1 in self.inside
                ):
                    name = self.named[self.inside[at + 1]]
                    closes = name.last + 1 < len(self.tokens) and self.tokens[
                        name.last + 1
                    ].text in {",", "."}
                    if name.first == at + 1 and (
                        closes or self.tokens[name.last + 1].pos in {"VERB", "AUX"}
                    ):
                        yield name
        # The parser may hang neither on the other: "Galimov's lawyer, Timur Akhmetshin,".
        after = mention.last + 1
        if (
            after < len(self.tokens)
            and self.tokens[after].text == ","
            and mention.possessor is not None
        ):
            after += 1
        if after in self.inside and mention.type is EntityType.PERSON:
            follower = self.named[self.inside[after]]
            if follower.first == after and follower.type is EntityType.PERSON:
                yield follower
