"""What "the channel", "the ministry", "the village", "the letter" or "the video" mean."""

from collections.abc import Iterable, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, get_nearest
from sayso.reconcile.described_people import find_same_words
from sayso.records.entity import EntityType
from sayso.records.finding import Mention

BODIES = frozenset({EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL})


class DescribedThings:
    """Finds the bodies, places and papers that descriptions point back to."""

    def __init__(self, language: Language, clusters: Clusters) -> None:
        self.clusters, self.parse = clusters, clusters.parse
        self.short = language.words("bodies", "short_for")
        self.associations = language.words("bodies", "association")
        self.authorities = language.words("coreference", "authority")
        self.channels = language.words("outlets", "channel_noun")
        self.agencies = language.words("coreference", "agency")
        self.media = language.words("outlets", "head")
        self.any_medium = language.words("coreference", "medium")

    def find_place(self, mention: Mention) -> Cluster | None:
        """Return which place "the village" means: the one that was called just so."""
        if not mention.definite:
            return None
        return find_same_words(mention, self.clusters.find_before(mention))

    def find_footage(self, mention: Mention) -> Cluster | None:
        """Return which footage "the recording" means: the last, whatever it was called."""
        if not mention.definite:
            return None
        return _find_last(EntityType.FOOTAGE, self.clusters.find_before(mention), mention)

    def find_paper(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return which document "the letter" means: "an open letter", if the noun is bare."""
        before = self.clusters.find_before(mention)
        if (same := find_same_words(mention, before)) is not None:
            return same
        if not mention.definite or " " in mention.name or mention.possessor is not None:
            return None
        return _find_last(mention.type, (c for c in before if lemma in c.lemmas), mention)

    def find_body(self, mention: Mention, lemma: str) -> Cluster | None:
        """Return which body "the ministry" means.

        What was called so, else what bears the word in its name, else the last body of
        that kind: a channel, a medium, an association.
        """
        # "The court of appeal" is no short form of "the Supreme Court".
        if any(child.lower == "of" for child in self.parse.children(mention.head, "prep")):
            return None
        before = self.clusters.find_before(mention)
        same = find_same_words(mention, before)
        if same is not None or not mention.definite or lemma not in self.short:
            return same
        if mention.possessor is not None:
            return None
        bodies = [c for c in before if c.type in BODIES]
        words = _plain(mention.name)
        called = [c for c in bodies if _was_called(c, words)]
        if called:
            return get_nearest(called, mention)
        return self._find_kind(mention, lemma, bodies) if len(words) == 1 else None

    def _find_kind(self, mention: Mention, lemma: str, bodies: list[Cluster]) -> Cluster | None:
        if lemma in self.channels:
            return _find_last(EntityType.CHANNEL, bodies, mention)
        if lemma in self.media:
            fits = (c for c in bodies if self._can_be(c, lemma))
            return _find_last(EntityType.OUTLET, fits, mention)
        if lemma in self.associations:
            fits = (c for c in bodies if not c.anonymous and not self._is_authority(c))
            return _find_last(EntityType.ORGANIZATION, fits, mention)
        return None

    def _can_be(self, outlet: Cluster, lemma: str) -> bool:
        """An agency is no newspaper, a broadcaster neither; "outlet" fits all but agencies."""
        said = outlet.lemmas & self.media
        if not said or lemma in said:
            return True
        general = lemma in self.any_medium or not said.isdisjoint(self.any_medium)
        return general and said.isdisjoint(self.agencies)

    def _is_authority(self, body: Cluster) -> bool:
        words = {word for name in body.names for word in name.lower().split()}
        return not words.isdisjoint(self.authorities)


def _find_last(
    kind: EntityType | None, clusters: Iterable[Cluster], mention: Mention
) -> Cluster | None:
    fits: Sequence[Cluster] = [c for c in clusters if c.type is kind]
    return get_nearest(list(fits), mention) if fits else None


def _was_called(body: Cluster, words: set[str]) -> bool:
    """Whether a name, with the descriptions, or any mention holds all these words."""
    named = any(words <= {*_plain(name), *body.lemmas} for name in [*body.names, ""])
    return named or any(words <= _plain(m.name) for m in body.mentions)


def _plain(name: str) -> set[str]:
    """A name's words in lower case, without possessive endings."""
    words = name.lower().replace("’", "'").split()
    return {word.removesuffix("'s").removesuffix("'") for word in words}
