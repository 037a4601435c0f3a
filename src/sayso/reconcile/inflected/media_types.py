"""Whether a title that no noun leads is a medium's: what was told to it, or through it."""

import re

from sayso.reconcile.clusters import Clusters
from sayso.records.entity import EntityType
from sayso.records.finding import MentionKind
from sayso.records.tagged import TaggedText

# What posts of a messenger hold, and articles do not: hashtags and accounts.
_POST = re.compile(r"(?<!\w)[#@]\w")


def tell_media(clusters: Clusters, tagged: TaggedText) -> None:
    """Make bodies that pass on what others say media: "рассказали «Сухому пайку»".

    In a messenger's post it is a channel; elsewhere an outlet.
    """
    parse = clusters.parse
    heard = {
        token.i
        for statement in tagged.statements
        for begin, end in (*statement.medium, *_list_sources(parse.text, statement.source))
        for token in parse.tokens_in(begin, end)
    }
    kind = EntityType.CHANNEL if _POST.search(parse.text) else EntityType.OUTLET
    for cluster in clusters.all:
        if cluster.type is EntityType.ORGANIZATION and not cluster.lemmas:
            names = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
            quoted = any(parse.tokens[m.first].quoted and not m.roles for m in names)
            if quoted and any(i in heard for m in names for i in range(m.first, m.last + 1)):
                cluster.type = kind


def _list_sources(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return sources that are a title in quotation marks and nothing else."""
    return [
        span for span in spans if re.fullmatch(r"[«\"“„][^«»\"“”„]+[»\"”“]", text[slice(*span)])
    ]
