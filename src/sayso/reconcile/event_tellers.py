"""Who tells of an event: what that says of whom it befell."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.records.claim import Claim, SourceKind
from sayso.records.entity import RelationType
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse

# A lawyer, a mother or an office speaks of others.
_MAY_TELL_OF_THEMSELVES = frozenset(
    {SourceKind.SUBJECT, SourceKind.PERSON, SourceKind.MILITARY, SourceKind.EYEWITNESS}
)


def find_clients(resolution: Resolution) -> dict[str | None, str]:
    """Return by each lawyer the one person whom the report says they represent."""
    found: dict[str | None, str] = {}
    for entity in resolution.entities:
        whose = {it.to for it in entity.relations if it.type is RelationType.LAWYER_OF}
        if len(whose) == 1:
            found[entity.id] = whose.pop()
    return found


def leave_frames(telling: Telling, claims: Sequence[Claim], parse: Parse) -> Telling:
    """Return a telling without participants whose words only say whose word it is.

    "По словам жены, Дарьи, мужа увезли": nobody says that Дарья did it. Who says of himself that
    he refused did: "Орлов сказал, что отказался". Where dependencies are known they have told as
    much already.
    """
    if parse.tokens[telling.anchor].dep:
        return telling
    framed = [(claim, frame) for claim in claims if (frame := _find_frame(claim)) is not None]

    def keep(words: tuple[int, ...], *, own: bool = False) -> tuple[int, ...]:
        return tuple(
            i
            for i in words
            if not any(
                low <= parse.tokens[i].begin < high and not (own and _is_own(claim, i, parse))
                for claim, (low, high) in framed
            )
        )

    return replace(
        telling,
        subjects=keep(telling.subjects, own=True),
        actors=keep(telling.actors),
        others=keep(telling.others),
    )


def _is_own(claim: Claim, word: int, parse: Parse) -> bool:
    """Tell whether a word names who says something, and may say it of himself."""
    if claim.source is None or claim.cue is None or not claim.chain:
        return False
    if claim.chain[-1].kind not in _MAY_TELL_OF_THEMSELVES:
        return False
    token, cue = parse.tokens[word], parse.token_at(claim.cue.spans[0].begin)
    if cue is None or cue.pos != "VERB":
        return False
    return any(span.begin <= token.begin < span.end for span in claim.source.spans)


def _find_frame(claim: Claim) -> tuple[int, int] | None:
    """Return where a claim says whose word it is, before or behind all that is said."""
    if claim.source is None or claim.cue is None:
        return None
    spans = (*claim.source.spans, *claim.cue.spans)
    first, last = min(span.begin for span in spans), max(span.end for span in spans)
    begin, end = claim.content.spans[0].begin, claim.content.spans[-1].end
    if last <= begin:
        return first, begin
    return (end, last) if end <= first else None
