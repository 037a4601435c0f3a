"""Which names of bodies, media and places are one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters
from sayso.reconcile.spelling import Spelling
from sayso.records.entity import EntityType
from sayso.records.finding import Mention

_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL})
_SITES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})
_MEDIA = frozenset({EntityType.OUTLET, EntityType.CHANNEL})
_ENDING = 3
"""Letters at the end of a word that a case may change."""
_SHORTEST = 4


@dataclass(slots=True)
class ThingNames:
    """Finds what a name of no person names; it sees the clusters grow."""

    language: Language
    clusters: Clusters
    _spelling: Spelling = field(init=False)
    _known: dict[str, list[Cluster]] = field(default_factory=dict)
    _longer: dict[str, list[Cluster]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spelling = Spelling(self.language)

    def place(self, mention: Mention) -> Cluster:
        """Add a name to what it names, or to something new.

        "МВД" is the only МВД that was named with more words; two of several places stay two.
        """
        name, said = self._key(mention.name), self._key(self._say(mention))
        longer = len(name.split()) > len(said.split())
        keys = [name] if longer else list(dict.fromkeys((name, said)))
        found = self._find(keys, mention) or self._find_shorter(said, mention, longer=longer)
        cluster = self.clusters.place(mention, found)
        if cluster.type is EntityType.ORGANIZATION and mention.type in _MEDIA:
            cluster.type = mention.type  # what a noun beside it said later
        for key in keys:
            _note(self._known, key, cluster)
        if longer:
            _note(self._longer, said, cluster)
        return cluster

    def _find(self, keys: Sequence[str], mention: Mention) -> Cluster | None:
        return next(
            (c for key in keys for c in self._known.get(key, ()) if _agree(mention, c)), None
        )

    def _find_shorter(self, said: str, mention: Mention, *, longer: bool) -> Cluster | None:
        """Return what was named by more words, or of a longer name by fewer, where it is one."""
        named = [c for c in self._longer.get(said, ()) if _agree(mention, c)]
        if longer:
            return None if named else self._find([said], mention)
        return named[0] if len(named) == 1 else None

    def _say(self, mention: Mention) -> str:
        return self.clusters.parse.words(mention.first, mention.last)

    def _key(self, name: str) -> str:
        """Return what all cases of a name share: its words without their endings."""
        return " ".join(self._stem(word) for word in name.split())

    def _stem(self, word: str) -> str:
        plain = fold(word).strip('«»"“”„,.')
        if len(plain) <= _SHORTEST or not plain[-1].isalpha():
            return self._spelling.skeleton(plain)
        kept = max(len(plain) - _ENDING, _SHORTEST)
        return self._spelling.skeleton(plain[:kept])


def _note(known: dict[str, list[Cluster]], key: str, cluster: Cluster) -> None:
    clusters = known.setdefault(key, [])
    if cluster not in clusters:
        clusters.append(cluster)


def _agree(mention: Mention, cluster: Cluster) -> bool:
    kinds = {mention.type, cluster.type}
    return len(kinds) == 1 or kinds <= _BODIES or kinds <= _SITES
