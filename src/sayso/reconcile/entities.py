"""Which mentions of a report stand for one person, place or body."""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.reconcile.beside import NamesBeside
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.delayed_names import DelayedNames
from sayso.reconcile.descriptions import DescriptionResolver
from sayso.reconcile.kin import join_first_names, join_kin
from sayso.reconcile.making import make_resolution
from sayso.reconcile.memberships import add_memberships
from sayso.reconcile.namesakes import NameMatcher
from sayso.reconcile.parts import find_part, find_parts, join_parts
from sayso.reconcile.pronouns import PronounResolver
from sayso.reconcile.relations import PossessorRelations
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention, MentionKind, Resolution
from sayso.records.parse import Parse

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
            _Resolver(inside, language, said, Clusters(parse, cluster_of)).resolve()
            for inside, said in zip(mentions_of, attributions_of, strict=True)
        ],
        cluster_of,
    )
    add_memberships(parse, language, cluster_of)
    named = {m.head: m for m in mentions if m.kind is MentionKind.NAME}
    return make_resolution(parse, clusters, cluster_of, named)


class _Resolver:
    """Resolves the mentions of one part of a text."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        language: Language,
        attributions: Sequence[Attribution],
        clusters: Clusters,
    ) -> None:
        self.mentions, self.language, self.clusters = mentions, language, clusters
        self.parse, self.tokens = clusters.parse, clusters.parse.tokens
        self.by_head = {mention.head: mention for mention in mentions}
        self.speakers: dict[int, list[int]] = {}
        for found in attributions:
            if found.speaker in self.by_head:
                for word in found.content:
                    self.speakers.setdefault(word, []).append(found.speaker)
        self.beside = NamesBeside(self.parse, mentions)
        self.names = NameMatcher(language, clusters, attributions)
        self.descriptions = DescriptionResolver(language, clusters, attributions)
        self.pronouns = PronounResolver(language, clusters, attributions)
        self.relations = PossessorRelations(language, clusters)
        named = [mention for mention in mentions if mention.kind is MentionKind.NAME]
        self.delayed = DelayedNames(language, clusters, named, attributions)

    def resolve(self) -> list[Cluster]:
        self._place_full_names()
        # Headlines last: what they call "man" is told by the text below.
        for mention in sorted(self.mentions, key=self._in_headline):
            self._resolve(mention)
        for mention in self.mentions:
            # A possessor may stand behind: "the father of another soldier, Roman Pak".
            if mention.kind is MentionKind.NOMINAL:
                self.relations.relate(mention, self.clusters.find(mention.head))
        join_first_names(self.mentions, self.clusters, self.language)
        join_kin(self.clusters, self.language)
        self.relations.relate_coordinated(self.mentions)
        return self.clusters.all

    def _place_full_names(self) -> None:
        """Full names first: a surname alone may stand before the full name (headlines)."""
        full = [
            mention
            for mention in self.mentions
            if mention.kind is MentionKind.NAME
            and (mention.type is not EntityType.PERSON or " " in mention.name)
        ]
        for mention in sorted(full, key=lambda m: (-len(m.name.split()), m.first)):
            self.clusters.place(mention, self.names.find(mention))

    def _resolve(self, mention: Mention) -> None:
        if mention.head in self.clusters.cluster_of:
            return
        if mention.kind is MentionKind.NAME:
            self.clusters.place(mention, self.names.find(mention))
            return
        if mention.kind is MentionKind.NOMINAL:
            self._describe(mention)
            return
        # Who says it first, though he stands behind it: "“They beat him,” Orlov said".
        for speaker in self.speakers.get(mention.head, ()):
            if self.by_head[speaker].kind is MentionKind.NAME:
                self._resolve(self.by_head[speaker])
        if (antecedent := self.pronouns.find(mention)) is not None:
            self.clusters.place(mention, antecedent)

    def _in_headline(self, mention: Mention) -> bool:
        """Whether a mention stands in a first line that is no sentence: a headline."""
        if mention.kind is not MentionKind.NOMINAL or len(self.parse.paragraphs) < 2:
            return False
        begin, end = self.parse.paragraphs[0]
        head = self.tokens[mention.head]
        return head.paragraph == 0 and self.parse.text[begin:end].rstrip()[-1] not in _STOPS

    # -- descriptions

    def _describe(self, mention: Mention) -> None:
        if self._is_predicate(mention):
            return
        if mention.possessor is not None and mention.possessor > mention.head:
            owner = self.by_head.get(mention.possessor)
            if owner is not None:
                self._resolve(owner)
        found = self._find_beside(mention)
        if found is not None and mention.definite:
            self._absorb(mention, found)
        if found is None and self._in_headline(mention):
            found = self.descriptions.find_announced(mention)
        if found is None:
            found = self.descriptions.find(mention)
        if found is None:
            found = self.delayed.find(mention)
        self.relations.relate(mention, self.clusters.place(mention, found))

    def _is_predicate(self, mention: Mention) -> bool:
        """Whether a noun only says what the subject is: "My son is not a deserter".

        It is then the subject's mention, or nobody's where it is denied.
        """
        token = self.tokens[mention.head]
        verb = self.tokens[token.head]
        if token.dep != "attr" or verb.lemma != "be" or mention.type is not EntityType.PERSON:
            return False
        subject = next(iter(self.parse.children(verb.i, "nsubj")), None)
        cluster = self.clusters.find(subject.i) if subject is not None else None
        if cluster is None or cluster.type is not EntityType.PERSON:
            return False
        denied = bool(self.parse.children(verb.i, "neg"))
        if not denied and not mention.plural and not clash(mention.gender, cluster.gender):
            # At once: whose lawyer she is tells who "her client" is.
            self.relations.relate(mention, self.clusters.place(mention, cluster))
        return True

    def _find_beside(self, mention: Mention) -> Cluster | None:
        """Who or what is named beside a description."""
        name = self.beside.find(mention)
        if name is None:
            return None
        if mention.type is EntityType.PLACE:
            return self.clusters.find(name.head)
        cluster = self.clusters.find(name.head)
        if cluster is None:
            cluster = self.clusters.place(name, self.names.find(name))
        # "Denis Orlov, a soldier from Perm, his lawyer said": nobody is his own lawyer.
        own = self.clusters.find(mention.possessor) is cluster
        return None if own or clash(mention.gender, cluster.gender) else cluster

    def _absorb(self, mention: Mention, named: Cluster) -> None:
        """Join "his lawyer" with her whom "the lawyer, Olha Terletska," names later.

        Likewise "his sister" with "His sister, Shaked Vardimon,".
        """
        unnamed = self.descriptions.find(mention)
        if unnamed is not None and unnamed.anonymous and unnamed is not named:
            self.clusters.merge(unnamed, named)
