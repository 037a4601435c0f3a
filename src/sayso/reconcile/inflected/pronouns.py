"""Whom a pronoun stands for: agreement first; where two can be meant, nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention
from sayso.records.morph import get_morph
from sayso.records.parse import Token

_REACH = 2
"""Sentences back that a pronoun may reach."""
_PARTS = frozenset({"PUNCT", "CCONJ", "SCONJ"})
"""What may part one clause from another."""
_SINGLE = frozenset({EntityType.PERSON})


@dataclass(slots=True)
class Pronouns:
    """Finds antecedents; it sees the clusters grow.

    Attributes:
        speakers: By each word that somebody says the words that name who says it.
        owners: By the heads of descriptions the words that say whose they are.
    """

    language: Language
    clusters: Clusters
    speakers: Mapping[int, Sequence[int]]
    owners: Mapping[int, int]
    _bystanders: frozenset[str] = field(init=False)
    _protagonists: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        told_of = self.language.words("people", "protagonist")
        self._protagonists = frozenset(fold(word) for word in told_of)
        words = self.language.words("coreference", "bystander")
        self._bystanders = frozenset(fold(word) for word in words)

    def find(self, pronoun: Mention) -> Cluster | None:
        """Return whom a pronoun stands for, or ``None`` where nothing tells."""
        token = self.clusters.parse.tokens[pronoun.head]
        if self.language.pattern("coreference", "relative").fullmatch(token.text):
            return self._find_described(pronoun, token)
        if self._means_speaker(token):
            return self._find_speaker(token)
        if self.language.pattern("coreference", "own").fullmatch(token.text):
            return self._find_subject(token)
        return self._find_nearest(pronoun, token)

    def _means_speaker(self, token: Token) -> bool:
        alone = {fold(word) for word in self.language.words("coreference", "speaker_alone")}
        owner = self.language.pattern("coreference", "speaker_owner")
        return fold(token.text) in alone or owner.fullmatch(token.text) is not None

    def _find_speaker(self, token: Token) -> Cluster | None:
        for i in self.speakers.get(token.i, ()):
            cluster = self.clusters.find(i)
            if cluster is not None and cluster.type is EntityType.PERSON:
                return cluster
        return None

    def _find_described(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Return what stands right before the clause of "который"."""
        tokens = self.clusters.parse.tokens
        mark = next(
            (i for i in range(token.i - 1, max(token.i - 4, -1), -1) if tokens[i].text == ","), None
        )
        if mark is None:
            return None
        for i in range(mark - 1, max(mark - 6, -1), -1):
            if tokens[i].sentence != token.sentence or tokens[i].text == ",":
                return None
            cluster = self.clusters.find(i) or self._find_named(i)
            if cluster is not None and self._fits_form(pronoun, cluster):
                return cluster
        return None

    def _find_named(self, i: int) -> Cluster | None:
        """Return the cluster of a name that ends with a word."""
        for back in range(1, 4):
            cluster = self.clusters.find(i - back)
            if cluster is not None:
                ends = any(m.first == i - back and m.last >= i for m in cluster.mentions)
                return cluster if ends else None
        return None

    @staticmethod
    def _fits_form(pronoun: Mention, cluster: Cluster) -> bool:
        if cluster.type is EntityType.PERSON:
            return not pronoun.plural and not clash(pronoun.gender, cluster.gender)
        return True

    def _find_subject(self, token: Token) -> Cluster | None:
        """Return who does it: the nearest nominative before, in the same sentence."""
        tokens = self.clusters.parse.tokens
        for i in range(token.i - 1, -1, -1):
            if tokens[i].sentence != token.sentence:
                return None
            cluster = self.clusters.find(i)
            if cluster is not None and get_morph(tokens[i].tag).case == "Nom":
                return cluster if cluster.type in {EntityType.PERSON, EntityType.GROUP} else None
        return None

    def _find_nearest(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Return the only one of the nearest sentence that agrees; of several the subject."""
        quoted = self._list_tellers(token)
        done = None if pronoun.plural else self._find_doer(token)
        bystander: Cluster | None = None
        for back in range(_REACH + 1):
            fits: dict[Cluster, bool] = {}
            for mention, cluster in self._list_told(token, token.sentence - back):
                if self._agrees(pronoun, cluster) and cluster not in quoted and cluster is not done:
                    subject = self._is_subject(mention)
                    fits[cluster] = fits.get(cluster, False) or subject
            if pronoun.gender is Gender.FEMALE:
                known = {c: s for c, s in fits.items() if c.gender is Gender.FEMALE}
                fits = known or fits
            named = {c: s for c, s in fits.items() if not self._is_bystander(c)}
            if fits and not named and not self._is_subject(pronoun):
                # "Командир порвал рапорт, а его избили": who was told of before is meant.
                bystander = bystander or (next(iter(fits)) if len(fits) == 1 else None)
                continue
            fits = named or fits
            if back and fits and quoted and all(map(self._speaks_for_others, fits)):
                # "Жалобу подал адвокат Белов. Орлов рассказал, что его били": not the lawyer.
                teller = self._find_teller(pronoun, token, quoted)
                if teller is not None:
                    return teller
            if len(fits) == 1:
                return next(iter(fits))
            if get_morph(token.tag).case not in {"Nom", None}:
                # "Орлова задержали, сообщил адвокат Белов. Ему предъявили обвинение": who has
                # only told is seldom whom something is done to.
                told = {c: s for c, s in fits.items() if not self._only_tells(c, token)}
                if len(told) == 1:
                    return next(iter(told))
            if fits:
                subjects = [cluster for cluster, subject in fits.items() if subject]
                return subjects[0] if len(subjects) == 1 else None
        return bystander or self._find_teller(pronoun, token, quoted)

    def _list_tellers(self, token: Token) -> set[Cluster]:
        """Return who says a word: not whose kin or lawyer he is, "сестра Белова"."""
        words = self.speakers.get(token.i, ())
        found = [(i, c) for i in words if (c := self.clusters.find(i)) is not None]
        # Behind a quotation whose kin speaks is not resolved yet, but known.
        owners = {
            self.clusters.find(self.owners[i])
            for i in words
            if i in self.owners and self.owners[i] in words
        }
        return {cluster for _, cluster in found if cluster not in owners}

    def _find_doer(self, token: Token) -> Cluster | None:
        """Return who does it in the clause of a pronoun, for whom it never stands.

        "Командир порвал рапорт у него на глазах": not the commander's eyes. "Его жену" may
        be the commander's.
        """
        tokens = self.clusters.parse.tokens
        if token.pos != "PRON" or get_morph(token.tag).case in {"Nom", ""}:
            return None
        for i in range(token.i - 1, -1, -1):
            if tokens[i].sentence != token.sentence or tokens[i].pos in _PARTS:
                # "Сержант ударил водителя и сломал ему палец": who did the one did the other.
                if tokens[i].pos != "CCONJ" or not self._does_one(i):
                    return None
                continue
            cluster = self.clusters.find(i)
            noun = tokens[i].pos in {"NOUN", "PROPN"}
            if cluster is not None and noun and get_morph(tokens[i].tag).case == "Nom":
                return cluster if cluster.type is EntityType.PERSON else None
        return None

    def _does_one(self, joint: int) -> bool:
        """Whether one alone does what is told behind "и": its verb is in the singular."""
        tokens = self.clusters.parse.tokens
        for token in tokens[joint + 1 :]:
            if token.sentence != tokens[joint].sentence or token.pos == "PUNCT":
                return False
            morph = get_morph(token.tag)
            if token.pos == "VERB" and morph.form == "Fin":
                return morph.number == "Sing" and morph.gender != "Neut"
        return False

    def _find_teller(self, pronoun: Mention, token: Token, quoted: set[Cluster]) -> Cluster | None:
        """Return who tells it of himself: "Роман Гнатюк каже, що його били".

        Nobody else may have been named, he must be named, or be one of those whom reports are
        about ("Мобилизованный рассказал, что он и ещё пятеро"), and speak for nobody; in his own
        words he would be "я".
        """
        fits = [c for c in self.clusters.all if self._agrees(pronoun, c) and c in quoted]
        before = [
            c
            for c in self.clusters.all
            if c not in quoted and any(m.head < token.i for m in c.mentions)
            and self._agrees(pronoun, c)
            and not self._speaks_for_others(c)
        ]  # fmt: skip
        if len(fits) != 1 or before or self._is_quoted(token):
            return None
        told_of = {fold(it) for it in (*fits[0].lemmas, *fits[0].role_words)} & self._protagonists
        if not told_of and (not fits[0].names or not self._is_before(fits[0], token)):
            # Of himself nobody says "Его били, рассказал Гнатюк".
            return None
        return None if self._speaks_for_others(fits[0]) or fits[0].gender is None else fits[0]

    def _speaks_for_others(self, cluster: Cluster) -> bool:
        words = self.language.words("people", "lawyer")
        words |= self.language.words("coreference", "commentator")
        words |= self.language.words("coreference", "companion")
        return not {fold(it) for it in words}.isdisjoint(map(fold, cluster.role_words))

    @staticmethod
    def _is_before(cluster: Cluster, token: Token) -> bool:
        return any(m.head < token.i for m in cluster.mentions)

    def _is_quoted(self, token: Token) -> bool:
        """Tell whether a word stands in quotation marks, as far as its paragraph tells."""
        parse = self.clusters.parse
        begin = max((p.begin for p in parse.paragraphs if p.begin <= token.begin), default=0)
        text = parse.text[begin : token.begin]
        opened = text.count("«") + text.count("“") + text.count("„")
        closed = text.count("»") + text.count("”")
        return opened > closed or text.count('"') % 2 == 1

    def _list_told(self, token: Token, sentence: int) -> Iterator[tuple[Mention, Cluster]]:
        """Yield who was mentioned in a sentence, before a word."""
        if sentence < 0:
            return
        first, last = self.clusters.parse.sentences[sentence]
        for i in range(first, min(last + 1, token.i)):
            cluster = self.clusters.find(i)
            if cluster is not None:
                yield next(m for m in cluster.mentions if m.head == i), cluster

    def _agrees(self, pronoun: Mention, cluster: Cluster) -> bool:
        if pronoun.plural:
            return cluster.type is EntityType.GROUP
        return cluster.type in _SINGLE and not clash(cluster.gender, pronoun.gender)

    def _is_subject(self, mention: Mention) -> bool:
        return get_morph(self.clusters.parse.tokens[mention.head].tag).case == "Nom"

    def _only_tells(self, cluster: Cluster, token: Token) -> bool:
        """Tell whether all that was said of somebody so far is that he says something."""
        tellers = {i for words in self.speakers.values() for i in words}
        return all(it.head in tellers for it in cluster.mentions if it.head < token.i)

    def _is_bystander(self, cluster: Cluster) -> bool:
        return not cluster.names and bool(
            {fold(word) for word in cluster.lemmas} & self._bystanders
        )
