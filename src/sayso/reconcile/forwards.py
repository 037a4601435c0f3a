"""Posts that were only passed on: whatever they say, it is the word of whom they come from."""

from collections.abc import Iterable
from dataclasses import replace

from sayso.records.claim import Claim, Link, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.report import Report

_PUBLISHING = frozenset(
    {EntityType.CHANNEL, EntityType.OUTLET, EntityType.ORGANIZATION, EntityType.PERSON}
)
_KINDS = {EntityType.OUTLET: SourceKind.OUTLET, EntityType.ORGANIZATION: SourceKind.ORGANIZATION}


def add_forwarder(
    claims: tuple[Claim, ...], report: Report, entities: Iterable[Entity]
) -> tuple[Claim, ...]:
    """Return claims with whom a post was forwarded from as the first link of each chain.

    What the post says in its own voice is that one's word, given in full, and so ``direct``: it
    has a chain, but neither a source nor a cue within the text. Reports that were not forwarded
    come back as they are.
    """
    if not report.forwarded_from:
        return claims
    first = _make_link(report.forwarded_from, entities)
    return tuple(_put_first(claim, first) for claim in claims)


def _make_link(name: str, entities: Iterable[Entity]) -> Link:
    """Return whom it comes from: an entity where the post names it so itself, else a channel."""
    known = (e for e in entities if e.type in _PUBLISHING and e.name.casefold() == name.casefold())
    entity = next(known, None)
    if entity is None:
        return Link(entity=None, name=name, kind=SourceKind.CHANNEL, span=None)
    kind = _KINDS.get(entity.type, SourceKind.CHANNEL)
    return Link(entity=entity.id, name=entity.name, kind=kind, span=None)


def _put_first(claim: Claim, first: Link) -> Claim:
    rest = tuple(
        link
        for link in claim.chain
        if link.name.casefold() != first.name.casefold()
        and (link.entity is None or link.entity != first.entity)
    )
    own = claim.style is Style.OWN
    return replace(claim, chain=(first, *rest), style=Style.DIRECT if own else claim.style)
