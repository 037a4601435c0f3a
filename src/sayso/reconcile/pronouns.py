"""Whom a pronoun stands for: agreement first, then how near and how prominent."""

from collections.abc import Mapping, Sequence

from sayso.reconcile.clusters import Cluster, clash
from sayso.records.entity import EntityType, Gender
from sayso.lang.language import Language
from sayso.records.finding import Attribution, Mention
from sayso.records.parse import Parse, Token

_REACH = 3
"""Sentences back that a pronoun may reach (Lappin and Leass 1994 halve salience a sentence)."""
_RELATIVES = {"who", "whom", "whose", "which", "that"}
_SUBJECT, _EMBEDDED, _OBJECT, _OTHER, _SPEAKER = 9, 6, 4, 1, 5
_GENDERS = {
    "he": Gender.MALE,
    "him": Gender.MALE,
    "his": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
}
_SUBJECTS = {"nsubj", "nsubjpass"}
_FIRST = {"i", "me", "my", "mine", "myself"}
_PEOPLE = {EntityType.PERSON}
_SEVERAL = {EntityType.GROUP}
_BODIES = {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL, EntityType.DOCUMENT}


class PronounResolver:
    """Finds antecedents; it sees the clusters grow."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        clusters: Sequence[Cluster],
        cluster_of: Mapping[int, Cluster],
        attributions: Sequence[Attribution],
    ) -> None:
        self.parse, self.clusters, self.cluster_of = parse, clusters, cluster_of
        self.clause = frozenset().union(
            *(language.words("reporting", name) for name in ("clause", "demand", "thing", "naming"))
        )
        # Innermost last: a quotation within a quotation is the inner speaker's.
        nearest = [(*found.outer, found)[0] for found in attributions]
        self.spoken = sorted(nearest, key=lambda found: -found.verb)
        self.cited = {i for found in attributions for i in found.behind}
        self.quoted = sorted(attributions, key=lambda found: -len(found.content))

    def find(self, pronoun: Mention) -> Cluster | None:
        """Return whom a pronoun stands for, or ``None`` where nothing agrees with it.

        Candidates agree in number and gender and stand before it, at most three
        sentences back; subjects of main clauses outrank embedded ones, those outrank
        objects. "I" is who is quoted; "it" is looked up only where it speaks.
        """
        token = self.parse.tokens[pronoun.head]
        if token.lower in _RELATIVES:
            return _relative(token, self.parse, self.cluster_of)
        if token.lower in {"we", "us", "our", "ours"}:
            return None
        if token.lower in _FIRST:
            return self._speaker(token)
        if token.lower in {"it", "its"} and not self._speaks(token):
            return None
        best: tuple[int, int] | None = None
        found: Cluster | None = None
        quoted = self._speaker(token) if token.quoted else None
        last = self._last_speaker(token) if self._speaks(token) else None
        told = self._told_of(token) | self._other_speaker(token)
        for cluster in self.clusters:
            if not _agrees(pronoun, cluster) or cluster is quoted or cluster in told:
                continue
            for mention in cluster.mentions:
                head = self.parse.tokens[mention.head]
                score = _score(head, token, self.parse)
                if score is not None:
                    score += _SPEAKER * (cluster is last) + (not cluster.anonymous)
                    # Those who are only cited are seldom spoken of again.
                    score -= 3 * (mention.head in self.cited)
                    score += 4 * self._told_with(token, head)
                if score is not None and (best is None or (score, mention.head) > best):
                    best, found = (score, mention.head), cluster
        return found

    def _speaks(self, token: Token) -> bool:
        return token.dep == "nsubj" and self.parse.tokens[token.head].lemma in self.clause

    def _speaker(self, token: Token) -> Cluster | None:
        speaker = None
        for attribution in self.quoted:
            if token.i in attribution.content and attribution.speaker is not None:
                speaker = attribution.speaker
        return self.cluster_of.get(speaker) if speaker is not None else None

    def _told_of(self, token: Token) -> set[Cluster]:
        """Who is named in what a pronoun says: not the speaker ("Petrov was beaten, he said")."""
        return {
            self.cluster_of[i]
            for attribution in self.quoted
            if attribution.speaker == token.i
            for i in attribution.content
            if i in self.cluster_of and self.parse.tokens[i].pos in {"NOUN", "PROPN"}
        }

    def _other_speaker(self, token: Token) -> set[Cluster]:
        """In "if he does it again, she warned" the one who spoke last is she, not he."""
        mine = _GENDERS.get(token.lower)
        for attribution in self.quoted:
            if token.i not in attribution.content or attribution.speaker is None or mine is None:
                continue
            theirs = _GENDERS.get(self.parse.tokens[attribution.speaker].lower)
            last = self._last_speaker(token)
            if theirs is not None and theirs is not mine and last is not None:
                return {last}
        return set()

    def _told_with(self, token: Token, head: Token) -> bool:
        """ "X said that Y was beaten so badly that he": whom the same statement is about."""
        subject = head if head.dep in _SUBJECTS else self.parse.tokens[head.head]
        if subject.dep not in _SUBJECTS or subject.i > token.i or head.sentence != token.sentence:
            return False
        inner = [a for a in self.quoted if token.i in a.content and head.i in a.content]
        return bool(inner) and token.dep not in {"poss"} and token.i != inner[-1].content[0]

    def _last_speaker(self, token: Token) -> Cluster | None:
        """Who spoke last before a pronoun, of those whom it can stand for: "she added"."""
        gender = _GENDERS.get(token.lower)
        for found in self.spoken:
            if found.speaker is None or found.verb >= token.i or found.speaker >= token.i:
                continue
            cluster = self.cluster_of.get(found.speaker)
            if cluster is None or clash(cluster.gender, gender):
                continue
            if gender is None or cluster.type is EntityType.PERSON:
                return cluster
        return None


def _agrees(pronoun: Mention, cluster: Cluster) -> bool:
    if pronoun.name.lower() in {"it", "its"}:
        return cluster.type in _BODIES
    if pronoun.plural:
        return cluster.type in _SEVERAL or (
            cluster.type is EntityType.ORGANIZATION and cluster.plural
        )
    if cluster.type not in _PEOPLE or cluster.plural:
        return False
    return cluster.gender is None or pronoun.gender is None or cluster.gender is pronoun.gender


def _score(head: Token, token: Token, parse: Parse) -> int | None:
    if head.i >= token.i:
        return None
    distance = token.sentence - head.sentence
    if distance > _REACH or _co_argument(head, token, parse):
        return None
    rank = _OTHER
    if head.dep == "appos" and parse.tokens[head.head].dep in _SUBJECTS:
        head = parse.tokens[head.head]
    if head.dep in {"nsubj", "nsubjpass"}:
        root = parse.tokens[head.head]
        rank = (
            _SUBJECT
            if root.head == root.i or root.dep in {"ccomp", "conj"} and root.head < head.i
            else _EMBEDDED
        )
    elif head.dep in {"dobj", "dative"}:
        rank = _OBJECT
    elif (
        head.dep == "pobj"
        and parse.tokens[head.head].lower == "to"
        and parse.tokens[parse.tokens[head.head].head].lower == "according"
    ):
        rank = _EMBEDDED
    elif head.dep == "poss":
        rank = _OBJECT
    # A pronoun in one's own quotation is seldom oneself: "he" said by Petrov is another.
    return rank - 4 * distance - (3 if head.paragraph != token.paragraph and distance > 1 else 0)


def _co_argument(head: Token, token: Token, parse: Parse) -> bool:
    """Whether both hang on one verb ("he met him"), or one owns the other ("her husband")."""
    if head.left <= token.i <= head.right and head.pos in {"NOUN", "NUM"}:
        return True
    if token.tag == "PRP$":
        return token.head == head.i
    return token.head == head.head and token.dep != head.dep


def _relative(token: Token, parse: Parse, cluster_of: Mapping[int, Cluster]) -> Cluster | None:
    for up in (token, *parse.ancestors(token.i)):
        if up.dep in {"relcl", "acl"} and up.left <= token.i <= up.right and up.head < token.i:
            before = [
                i
                for i in range(token.i - 1, max(token.i - 4, -1), -1)
                if parse.tokens[i].pos != "PUNCT"
            ]
            # The noun right before the pronoun outweighs a distant attachment.
            if before and before[0] in cluster_of and token.lower in {"who", "whom", "whose"}:
                if cluster_of[before[0]].type in _PEOPLE | _SEVERAL:
                    return cluster_of[before[0]]
            return cluster_of.get(up.head)
    return None
