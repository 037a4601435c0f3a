"""Whom a pronoun stands for: agreement first, then how near and how prominent."""

from collections.abc import Mapping, Sequence

from sayso.reconcile.clusters import Cluster
from sayso.records.entity import EntityType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_REACH = 3
"""Sentences back that a pronoun may reach (Lappin and Leass 1994 halve salience a sentence)."""
_RELATIVES = {"who", "whom", "whose", "which", "that"}
_SUBJECT, _EMBEDDED, _OBJECT, _OTHER = 9, 6, 4, 1
_PEOPLE = {EntityType.PERSON}
_SEVERAL = {EntityType.GROUP}


def find_antecedent(
    pronoun: Mention,
    parse: Parse,
    cluster_of: Mapping[int, Cluster],
    clusters: Sequence[Cluster],
) -> Cluster | None:
    """Return whom a pronoun stands for, or ``None`` where nothing agrees with it.

    Candidates agree in number and gender and stand before it, at most three sentences
    back; subjects of main clauses outrank embedded ones, those outrank objects.
    """
    token = parse.tokens[pronoun.head]
    if token.lower in _RELATIVES:
        return _relative(token, parse, cluster_of)
    best: tuple[int, int] | None = None
    found: Cluster | None = None
    for cluster in clusters:
        if not _agrees(pronoun, cluster):
            continue
        for mention in cluster.mentions:
            head = parse.tokens[mention.head]
            score = _score(head, token, parse, cluster_of, cluster)
            if score is not None and (best is None or (score, mention.head) > best):
                best, found = (score, mention.head), cluster
    return found


def _agrees(pronoun: Mention, cluster: Cluster) -> bool:
    if pronoun.plural:
        return cluster.type in _SEVERAL or (
            cluster.type is EntityType.ORGANIZATION and cluster.plural
        )
    if cluster.type not in _PEOPLE or cluster.plural:
        return False
    return cluster.gender is None or pronoun.gender is None or cluster.gender is pronoun.gender


def _score(
    head: Token, token: Token, parse: Parse, cluster_of: Mapping[int, Cluster], cluster: Cluster
) -> int | None:
    if head.i >= token.i:
        return None
    distance = token.sentence - head.sentence
    if distance > _REACH or _co_argument(head, token, parse):
        return None
    rank = _OTHER
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


def is_pronoun(mention: Mention) -> bool:
    """Whether a mention is a pronoun."""
    return mention.kind is MentionKind.PRONOUN
