"""Who tells a report in his own words throughout: "My name is Ruslan. They mobilized me"."""

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.records.entity import EntityType
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass")


def find_narrator(parse: Parse, language: Language, clusters: Clusters) -> Cluster | None:
    """Return the one person who gives his name as the writer's own, outside all quotations.

    "My name is Ruslan", "I am Ruslan Orlov", "I, Ruslan Orlov, refuse". Nobody, where two do.
    """
    alone = language.words("coreference", "speaker_alone")
    nouns = language.words("people", "name_noun")
    found = {
        cluster
        for cluster in clusters.all
        if cluster.type is EntityType.PERSON and not cluster.plural and cluster.names
        for mention in cluster.mentions
        if _is_own(parse, parse.tokens[mention.head], alone, nouns)
    }
    return found.pop() if len(found) == 1 else None


def _is_own(parse: Parse, name: Token, alone: frozenset[str], nouns: frozenset[str]) -> bool:
    above = parse.tokens[name.head]
    if name.pos != "PROPN" or name.quoted:
        return False
    if name.dep == "appos":
        return above.lower in alone
    if name.dep != "attr":
        return False
    return any(
        subject.lower in alone
        or (
            subject.lemma in nouns
            and any(whose.lower in alone for whose in parse.children(subject.i, "poss"))
        )
        for subject in parse.children(above.i, *_SUBJECTS)
    )
