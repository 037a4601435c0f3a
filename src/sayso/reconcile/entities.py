"""Which mentions of a report stand for one person, place or body."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, clash
from sayso.reconcile.descriptions import DescriptionResolver
from sayso.reconcile.delayed_names import DelayedNames
from sayso.reconcile.making import make_resolution
from sayso.reconcile.namesakes import NameMatcher
from sayso.reconcile.pronouns import PronounResolver
from sayso.reconcile.relations import add_memberships, relate_coordinated_kin
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention, MentionKind, Resolution
from sayso.records.parse import Parse, Token


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
    return _Resolver(mentions, parse, language, attributions).resolve()


class _Resolver:
    def __init__(
        self,
        mentions: tuple[Mention, ...],
        parse: Parse,
        language: Language,
        attributions: Sequence[Attribution],
    ) -> None:
        self.mentions, self.parse, self.tokens = mentions, parse, parse.tokens
        self.clusters: list[Cluster] = []
        self.cluster_of: dict[int, Cluster] = {}
        named = [mention for mention in mentions if mention.kind is MentionKind.NAME]
        self.named = {mention.head: mention for mention in named}
        self.inside = {
            i: mention.head for mention in named for i in range(mention.first, mention.last + 1)
        }
        self.names = NameMatcher(language, self.clusters)
        self.descriptions = DescriptionResolver(parse, language, self.clusters, self.cluster_of)
        self.pronouns = PronounResolver(
            parse, language, self.clusters, self.cluster_of, attributions
        )
        self.leads = DelayedNames(parse, language, self.cluster_of, named, attributions)

    def resolve(self) -> Resolution:
        # Full names first: a surname alone may stand before the full name (headlines).
        full = [m for m in self.named.values() if m.type is not EntityType.PERSON or " " in m.name]
        for mention in sorted(full, key=lambda m: (-len(m.name.split()), m.first)):
            self._place(mention, self.names.find(mention))
        for mention in self.mentions:
            if mention.head in self.cluster_of:
                continue
            if mention.kind is MentionKind.NAME:
                self._place(mention, self.names.find(mention))
            elif mention.kind is MentionKind.NOMINAL:
                self._describe(mention)
            else:
                antecedent = self.pronouns.find(mention)
                if antecedent is not None:
                    antecedent.add(mention, "")
                    self.cluster_of[mention.head] = antecedent
        relate_coordinated_kin(self.parse, self.mentions, self.cluster_of, self.descriptions)
        add_memberships(self.parse, self.cluster_of)
        return make_resolution(self.parse, self.clusters, self.cluster_of, self.named)

    def _describe(self, mention: Mention) -> None:
        found = self._beside(mention)
        if found is None:
            found = self.descriptions.find(mention)
        if found is None:
            found = self.leads.find(mention)
        self._place(mention, found)
        self.descriptions.relate(mention, self.cluster_of[mention.head])

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
        name = next(self._names_beside(mention, self.tokens[mention.head]), None)
        if name is None:
            return None
        if (mention.type is EntityType.PERSON) != (name.type is EntityType.PERSON):
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
