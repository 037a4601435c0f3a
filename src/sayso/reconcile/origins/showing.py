"""What an origin is shown as."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.reconcile.origins.media import Media
from sayso.reconcile.origins.vocabulary import Group
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.claim import SourceKind

_SENTENCES = 12
_VAGUE = frozenset({SourceKind.PERSON, SourceKind.PUBLIC, SourceKind.ORGANIZATION})
_KIND_OF_GROUP = {
    Group.KIN: SourceKind.RELATIVE,
    Group.LAWYER: SourceKind.LAWYER,
    Group.SUBJECT: SourceKind.SUBJECT,
    Group.COURT: SourceKind.COURT,
}


def choose_kind(members: Sequence[Witness], counts: Mapping[Witness, int]) -> SourceKind:
    """Return what a source is: what its class tells, else what most claims call it.

    Args:
        members: What reports tell of it, the most telling first.
        counts: By member, how many claims rest on it.
    """
    first = members[0]
    if first.medium is not None:
        return first.kind
    if first.group is Group.SUBJECT:
        return SourceKind.SUBJECT
    votes: dict[SourceKind, int] = {}
    for member in members:
        if member.medium is not None:
            continue
        kind = _KIND_OF_GROUP.get(member.group, member.kind)
        if member.group is Group.WITNESS and kind is SourceKind.SUBJECT:
            kind = SourceKind.EYEWITNESS
        votes[kind] = votes.get(kind, 0) + counts.get(member, 0)
    telling = {kind: count for kind, count in votes.items() if kind not in _VAGUE} or votes
    return max(telling, key=lambda it: telling[it])


def list_spellings(members: Sequence[Witness], media: Media) -> tuple[str, ...]:
    """Return every name that reports give a source, the fullest first."""
    found = [members[0].shown]
    found += [name for member in members for name in (*member.names, member.body) if name]
    found += [
        name
        for member in members
        if member.medium is not None
        for name in media.list_spellings(member.medium)
    ]
    return tuple(dict.fromkeys(found))


def shorten(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return sentences once each, and of very many how many more there are."""
    found = list(dict.fromkeys(sentences))
    if len(found) <= _SENTENCES:
        return tuple(found)
    return (*found[: _SENTENCES - 1], f"And {len(found) - _SENTENCES + 1} more such.")
