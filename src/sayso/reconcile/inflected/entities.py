"""Which mentions of a report stand for one person, place or body."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.inflected.announced import Announced
from sayso.reconcile.inflected.descriptions import Descriptions
from sayso.reconcile.inflected.media_types import tell_media
from sayso.reconcile.inflected.people_names import PeopleNames, find_best_name
from sayso.reconcile.inflected.pronouns import Pronouns
from sayso.reconcile.inflected.relations import Relations
from sayso.reconcile.inflected.thing_names import ThingNames
from sayso.reconcile.making import make_resolution
from sayso.reconcile.parts import find_part, find_parts, join_parts
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention, MentionKind, Resolution
from sayso.records.morph import get_morph
from sayso.records.parse import Parse
from sayso.records.tagged import TaggedText

_CLAUSE_MARKS = frozenset(",;:—–«»")


def resolve_entities(
    mentions: tuple[Mention, ...], parse: Parse, language: Language, tagged: TaggedText
) -> Resolution:
    """Join the mentions of one report into entities, and say which word stands for which.

    What cannot be resolved stays apart: a description becomes an entity of its own, a pronoun
    none, and so does a name that can be two people's. The statements that were tagged tell
    who "я" is in a quotation.
    """
    speakers = _list_speakers(parse, tagged)
    parts = find_parts(parse)
    mentions_of: list[list[Mention]] = [[] for _ in parts]
    for mention in mentions:
        mentions_of[find_part(parts, mention.head)].append(mention)
    cluster_of: dict[int, Cluster] = {}
    clusters = join_parts(
        [
            _Resolver(inside, language, Clusters(parse, cluster_of), speakers).resolve()
            for inside in mentions_of
        ],
        cluster_of,
    )
    tell_media(Clusters(parse, cluster_of, clusters), tagged)
    for cluster in clusters:
        if cluster.type is EntityType.PERSON and cluster.names:
            cluster.names = [find_best_name(cluster.names)]
    named = {m.head: m for m in mentions if m.kind is MentionKind.NAME}
    # What stands inside another name is what it names itself: "прокуратура Ростовской области".
    lengths = {m.head: m.last - m.first for m in mentions}
    ordered = sorted(cluster_of, key=lambda head: -lengths.get(head, 0))
    return make_resolution(parse, clusters, {head: cluster_of[head] for head in ordered}, named)


def _list_speakers(parse: Parse, tagged: TaggedText) -> Mapping[int, Sequence[int]]:
    """Return by each word of a statement the words that name who says it, innermost last."""
    found: dict[int, Sequence[int]] = {}
    for statement in sorted(tagged.statements, key=lambda one: one.level):
        words = [t.i for begin, end in statement.source for t in parse.tokens_in(begin, end)]
        if not words:
            continue
        for begin, end in statement.content:
            for token in parse.tokens_in(begin, end):
                found[token.i] = words
    return found


class _Resolver:
    """Resolves the mentions of one part of a text."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        language: Language,
        clusters: Clusters,
        speakers: Mapping[int, Sequence[int]],
    ) -> None:
        self.mentions, self.clusters, self.language = mentions, clusters, language
        self.people = PeopleNames(language, clusters)
        self.things = ThingNames(language, clusters)
        self.descriptions = Descriptions(language, clusters, speakers)
        owners = {m.head: m.possessor for m in mentions if m.possessor is not None}
        self.pronouns = Pronouns(language, clusters, speakers, owners)
        self.relations = Relations(language, clusters)
        self.announced = Announced(language, clusters, self.people)
        self.speakers = speakers
        self.by_head = {mention.head: mention for mention in mentions}

    def resolve(self) -> list[Cluster]:
        """Return all that the mentions stand for."""
        self._place_names()
        self.mentions = list(map(self._mend_owner, self.mentions))
        self.by_head = {mention.head: mention for mention in self.mentions}
        for mention in self.mentions:
            self._resolve(mention)
        for mention in self.mentions:
            # Whose somebody is may stand behind: "мать Ковалёва".
            if mention.kind is MentionKind.NOMINAL:
                self.relations.relate(mention, self.clusters.find(mention.head))
        self.relations.relate_members()
        self.announced.join()
        self.people.settle()
        return self.clusters.all

    def _place_names(self) -> None:
        """Full names first, then what can be one person alone, then what can be two."""
        named = [m for m in self.mentions if m.kind is MentionKind.NAME]
        people = [m for m in named if m.type is EntityType.PERSON and m.beside is None]
        ranked = sorted(people, key=self._rank)
        things = [m for m in named if m.type is not EntityType.PERSON]
        kin = {m.beside for m in self.mentions if m.kin and m.possessor is not None}
        for mention in ranked:
            self.people.place(mention, kin=mention.head in kin)
        for mention in things:
            self.things.place(mention)
        for mention in named:
            if mention.type is EntityType.PERSON and mention.beside is not None:
                self._place_call_sign(mention)

    def _rank(self, mention: Mention) -> tuple[bool, int, int, int]:
        name = mention.readings[0].name if mention.readings else mention.name
        whole = sum(len(word.rstrip(".")) > 1 for word in name.split())
        return not self.people.is_full(mention), -whole, len(mention.readings), mention.first

    def _mend_owner(self, mention: Mention) -> Mention:
        """Return a mention with the owner before a name that turned out to be nobody's owner."""
        named = self.people.named_kin
        if mention.head in named:
            return self._name_kin(mention, named[mention.head])
        if mention.beside in named.values():
            return replace(mention, beside=None)
        if mention.possessor is None or mention.possessor not in self.people.as_written:
            return mention
        before = self.people.as_written[mention.possessor] - 1
        return replace(mention, possessor=before if before in self.by_head else None)

    def _name_kin(self, mention: Mention, name: int) -> Mention:
        """Return kin with the name behind it, and with whose kin it is: "мати студента Ленура"."""
        between = (i for i in range(mention.head + 1, name) if i in self.by_head)
        owner = None if mention.possessor == name else mention.possessor
        return replace(mention, beside=name, possessor=next(between, owner))

    def _place_call_sign(self, mention: Mention) -> None:
        """Add a call sign to whom the words before it name or describe."""
        owner = self.clusters.find(mention.beside)
        if owner is None and mention.beside is not None:
            noun = self.by_head.get(mention.beside)
            owner = self.clusters.place(noun, None) if noun is not None else None
        self.clusters.place(mention, owner)

    def _resolve(self, mention: Mention) -> None:
        if mention.head in self.clusters.cluster_of or mention.kind is MentionKind.NAME:
            return
        if mention.kind is MentionKind.PRONOUN:
            antecedent = self.pronouns.find(mention)
            if antecedent is not None:
                self.clusters.place(mention, antecedent)
            return
        if mention.possessor is not None and mention.possessor > mention.head:
            owner = self.by_head.get(mention.possessor)
            if owner is not None:
                self._resolve(owner)
        mention = self._find_owner(mention)
        found = self._find_beside(mention) or self._find_said_to_be(mention)
        if found is None:
            found = self.descriptions.find(mention)
        self.relations.relate(mention, self.clusters.place(mention, found))

    def _find_owner(self, mention: Mention) -> Mention:
        """Return kin in somebody's words, where nobody's are named, as the speaker's.

        "Муж на карантине, — сказала Людмила Вагина": hers. Beside who alone does something
        they are that one's: "Анна Белова говорила с мужем".
        """
        if not mention.kin or mention.possessor is not None or mention.beside is not None:
            return mention
        speaker = next(
            (i for i in self.speakers.get(mention.head, ()) if self.clusters.find(i)), None
        )
        if speaker is None and mention.head not in self.speakers and self._is_new_spouse(mention):
            speaker = self._find_doer(mention)
        cluster = self.clusters.find(speaker)
        if cluster is None or cluster.type is not EntityType.PERSON:
            return mention
        return replace(mention, possessor=speaker, definite=True)

    def _is_new_spouse(self, mention: Mention) -> bool:
        lemma = self.descriptions.lemma_of(mention)
        spouse = self.descriptions.kin.get(lemma) is RelationType.SPOUSE
        return spouse and self.descriptions.find(mention) is None

    def _find_doer(self, mention: Mention) -> int | None:
        """Return the one named person in the nominative who stands before kin of no one's.

        Nobody where a clause ends between the two, or another may be meant.
        """
        tokens = self.clusters.parse.tokens
        begin = self.clusters.parse.sentences[tokens[mention.head].sentence][0]
        found: dict[Cluster, int] = {}
        for i in range(begin, mention.first):
            if tokens[i].text in _CLAUSE_MARKS:
                return None
            cluster = self.clusters.find(i)
            if cluster is not None and cluster.type in (EntityType.PERSON, EntityType.GROUP):
                found.setdefault(cluster, i)
        if len(found) != 1:
            return None
        cluster, at = next(iter(found.items()))
        doing = get_morph(tokens[at].tag).case == "Nom" and bool(cluster.names)
        doing = doing and clash(cluster.gender, mention.gender)
        oblique = get_morph(tokens[mention.head].tag).case not in ("", "Nom")
        return at if doing and oblique and cluster.type is EntityType.PERSON else None

    def _find_said_to_be(self, mention: Mention) -> Cluster | None:
        """Return whom a sentence has named, where it then says "и есть тот человек"."""
        tokens = self.clusters.parse.tokens
        before = tokens[max(mention.first - 1, 0)]
        those = {fold(word) for word in self.language.words("coreference", "that_one")}
        told = before.sentence == tokens[mention.head].sentence and fold(before.text) in those
        if not told or mention.plural or get_morph(tokens[mention.head].tag).case != "Nom":
            return None
        named = {
            cluster: None
            for cluster in self.clusters.all
            for m in cluster.mentions
            if m.kind is MentionKind.NAME
            and cluster.type is EntityType.PERSON
            and tokens[m.first].sentence == before.sentence
            and m.first < before.i
        }
        return next(iter(named)) if len(named) == 1 else None

    def _find_beside(self, mention: Mention) -> Cluster | None:
        """Return whom the name beside a description names."""
        cluster = self.clusters.find(mention.beside)
        if cluster is None or clash(mention.gender, cluster.gender):
            return None
        if cluster.gender is None and mention.gender is not None:
            cluster.gender = mention.gender
        return cluster
