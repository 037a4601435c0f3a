"""A report's own publisher, which names of engines take for a person."""

from collections.abc import Iterable
from dataclasses import replace

from sayso.records.entity import EntityType
from sayso.records.finding import Mention, MentionKind

# A body that publishes may be a human-rights group; people, places and crowds publish nothing.
_MISTAKEN = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.PLACE})
_ARTICLE = "the "


def type_publisher(mentions: Iterable[Mention], publisher: str | None) -> tuple[Mention, ...]:
    """Return mentions in which no person, crowd or place bears the publisher's name.

    Args:
        mentions: Of a report.
        publisher: Who published it, or ``None``.
    """
    name = None if publisher is None else _make_plain(publisher)
    return tuple(
        replace(it, type=EntityType.OUTLET, gender=None, plural=False, readings=())
        if name is not None
        and it.kind is MentionKind.NAME
        and it.type in _MISTAKEN
        and _make_plain(it.name) == name
        else it
        for it in mentions
    )


def _make_plain(name: str) -> str:
    plain = " ".join(name.casefold().replace("«", "").replace("»", "").replace('"', "").split())
    return plain.removeprefix(_ARTICLE)
