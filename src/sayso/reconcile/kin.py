"""Kin who are described in one place and named in another."""

from collections.abc import Collection, Iterator, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.kinship import INVERSE, KIN, Surnames
from sayso.records.entity import EntityType, RelationType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Token


def join_first_names(mentions: Sequence[Mention], clusters: Clusters, language: Language) -> None:
    """Join a first name with whose it is: "a passenger who gave only his first name, Vasyl"."""
    tokens = clusters.parse.tokens
    nouns = language.words("people", "name_noun")
    for mention in mentions:
        head = tokens[mention.head]
        if mention.kind is not MentionKind.NAME or head.dep != "appos":
            continue
        named = clusters.find(mention.head)
        noun = tokens[head.head]
        if named is None or noun.lemma not in nouns:
            continue
        for owner in _owners(noun, clusters):
            people = owner.type is EntityType.PERSON and named.type is EntityType.PERSON
            if people and owner.anonymous and owner is not named:
                clusters.merge(owner, named)


def _owners(noun: Token, clusters: Clusters) -> Iterator[Cluster]:
    """Whose a name is: whom the relative clause describes, else whom the pronoun means."""
    parse = clusters.parse
    for whose in parse.children(noun.i, "poss"):
        clause = next((up for up in parse.ancestors(whose.i) if up.dep == "relcl"), None)
        described = clusters.find(clause.head) if clause is not None else None
        owner = described or clusters.find(whose.i)
        if owner is not None:
            yield owner


def join_kin(clusters: Clusters, language: Language) -> None:
    """Join unnamed kin with the one named person who can be meant.

    "The husband's brother" is Nikita Loginov, if he alone of those named bears the
    surname, has a fitting gender and is not known to be other kin. Where two could be
    meant nobody is.
    """
    kin = language.values("people", "kin")
    surnames = Surnames(language)
    # An investigator or a judge of the family's name is no relation.
    trying = language.words("people", "court") | language.words("coreference", "trying")
    _join_mirrored(clusters, kin.keys(), surnames)
    for unnamed in list(clusters.all):
        wanted = {RelationType(str(kin[lemma])) for lemma in unnamed.lemmas if lemma in kin}
        one_person = unnamed.type is EntityType.PERSON and not unnamed.plural
        if not wanted or not one_person or not unnamed.anonymous:
            continue
        fits = [
            cluster
            for cluster in _fits(unnamed, wanted, clusters, surnames)
            if trying.isdisjoint({*cluster.role_words, *cluster.lemmas})
        ]
        # A surname alone, of which nobody knows whose it is, names no further one.
        fits = [cluster for cluster in fits if " " in cluster.fullest] or fits
        if len(fits) == 1:
            clusters.merge(unnamed, fits[0])


def _join_mirrored(clusters: Clusters, kin: Collection[str], surnames: Surnames) -> None:
    """Join two who are each told of as unnamed kin of the other, and bear one surname.

    "Galina Belova heard her son's voice. ... Ivan Belov refused, according to his mother."
    """
    for child in list(clusters.all):
        if not _is_unnamed_kin(child, kin) or child not in clusters.all:
            continue
        pairs = [
            (parent, named)
            for relation, owner in child.relations
            if relation in KIN and not owner.anonymous
            for parent in clusters.all
            if parent is not child and _is_unnamed_kin(parent, kin)
            for inverse, named in parent.relations
            if inverse is INVERSE[relation] and named is not owner and not named.anonymous
            if not clash(parent.gender, owner.gender) and not clash(child.gender, named.gender)
            if surnames.are_one(owner.surname, named.surname)
        ]
        if len(pairs) == 1:
            parent, named = pairs[0]
            owner = next(other for relation, other in child.relations if relation in KIN)
            clusters.merge(child, named)
            clusters.merge(parent, owner)


def _is_unnamed_kin(cluster: Cluster, kin: Collection[str]) -> bool:
    one_person = cluster.type is EntityType.PERSON and not cluster.plural
    return one_person and cluster.anonymous and not cluster.lemmas.isdisjoint(kin)


def _fits(
    unnamed: Cluster, wanted: set[RelationType], clusters: Clusters, surnames: Surnames
) -> Iterator[Cluster]:
    of_whom = [other for relation, other in unnamed.relations if relation in wanted]
    for cluster in clusters.all:
        if cluster.anonymous or cluster.type is not EntityType.PERSON:
            continue
        if clash(cluster.gender, unnamed.gender) or cluster in of_whom:
            continue
        known = set(_kin_of(cluster, clusters))
        if not of_whom:
            # "the husband" of a couple: the one who is known to be somebody's.
            if known & wanted:
                yield cluster
        elif not known and any(
            not other.anonymous and surnames.are_one(cluster.surname, other.surname)
            for other in of_whom
        ):
            yield cluster


def _kin_of(cluster: Cluster, clusters: Clusters) -> Iterator[RelationType]:
    """What a cluster is known to be to anybody, whichever of the two said so."""
    for relation, _ in cluster.relations:
        if relation in KIN:
            yield relation
    for other in clusters.all:
        for relation, whose in other.relations:
            if whose is cluster and relation in KIN:
                yield INVERSE[relation]
