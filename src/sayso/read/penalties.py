"""Penalties that are threatened, asked for or imposed, and whom they hit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.lang.language import Language
from sayso.read.event_status import is_unsaid
from sayso.read.penalty_bearers import find_bearer, find_earlier_bearer
from sayso.read.penalty_denials import is_not_imposed
from sayso.read.penalty_draft import Draft
from sayso.read.penalty_drafts import find_drafts
from sayso.read.penalty_gaps import share_out
from sayso.read.penalty_status import Standing, find_standing
from sayso.read.penalty_upholding import uphold_penalties
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse
from sayso.records.value import Penalty, PenaltyKind, PenaltyStatus, Quantity

# What a court or prosecutor did about a case goes on with the case told before.
_DONE = set(PenaltyStatus) - {PenaltyStatus.FACED}
_DAY = "day"
_BOTH = 20  # characters after a penalty within which "or both" stands
_ELLIPTIC = 250  # how far after a term a number can share its unit, in characters


def read_penalties(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[PenaltyFinding, ...]:
    """Return every penalty in text order, with the word that names who faces or bears it.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        quantities: The report's quantities: fines take their sums from them.
    """
    found: list[PenaltyFinding] = []
    previous: Draft | None = None
    drafts = find_drafts(parse, language, quantities)
    penal = {token.i for draft in drafts for token in parse.tokens_in(*draft.span)}
    for number, draft in enumerate(drafts):
        before = found[-1] if found else None
        joined = (
            previous is not None
            and previous is drafts[number - 1]
            and _joined(parse.text, drafts[number - 1 :], language)
        )
        if draft.elliptic:
            unit = _unit_before(drafts[:number], draft)
            if draft.gapped and not _shares_sentence(parse, drafts[number - 1], draft):
                unit = None
            if unit is None:
                continue
            draft = replace(draft, unit=unit)
        opens = draft.bare and _opens(parse.text, drafts[number:], language)
        if draft.bare and not (joined or opens or draft.has_amount):
            continue
        standing = find_standing(parse, language, draft.span)
        if joined and before is not None:
            standing = Standing(before.anchor, before.penalty.status)
            bearer = before.bearer
        else:
            if standing is None or is_unsaid(parse, language, parse.tokens[standing.anchor]):
                continue
            if is_not_imposed(parse, language, draft, standing):
                continue
            if draft.bare and draft.has_amount and _is_difference(parse, language, draft):
                continue
            bearer = find_bearer(parse, language, standing.anchor, draft.span, penal)
            if bearer is None and standing.status in _DONE:
                bearer = next((f.bearer for f in reversed(found) if f.bearer is not None), None)
                bearer = bearer or find_earlier_bearer(parse, language, standing.anchor)
            if bearer is None and before is not None and _governs(parse, before, standing.anchor):
                bearer = before.bearer
        if draft.bare and draft.unit == _DAY and _last_in_days(found) is PenaltyKind.ARREST:
            draft = replace(draft, kind=PenaltyKind.ARREST)
        penalty = _make(draft, f"p{len(found) + 1}", standing.status, parse.text)
        if joined and before is not None:
            first = before.penalty.alternative_of or before.penalty.id
            penalty = replace(penalty, alternative_of=first)
        found.append(PenaltyFinding(penalty=penalty, anchor=standing.anchor, bearer=bearer))
        previous = drafts[number]
    shared = share_out(parse, language, found)
    return uphold_penalties(parse, language, tuple(_restore(parse, language, shared)))


def _shares_sentence(parse: Parse, before: Draft, draft: Draft) -> bool:
    first, second = (parse.tokens_in(*it.span)[0].sentence for it in (before, draft))
    return first == second and before.span.begin < draft.span.begin


def _governs(parse: Parse, before: PenaltyFinding, anchor: int) -> bool:
    """Whether a penalty hangs on the one before: "a minimum of one year and a maximum of ..."."""
    return any(word.i == anchor for word in parse.tokens_in(*before.penalty.span))


def _last_in_days(found: Sequence[PenaltyFinding]) -> PenaltyKind | None:
    """Return the kind of the last penalty of days: "10 days of arrest; the maximum is 20 days"."""
    counted = (it.penalty for it in reversed(found) if it.penalty.unit == _DAY)
    return next((penalty.kind for penalty in counted), None)


def _restore(
    parse: Parse, language: Language, findings: Sequence[PenaltyFinding]
) -> Iterator[PenaltyFinding]:
    """Yield the findings, what was reduced as imposed: "commuted the death sentence to life"."""
    for number, finding in enumerate(findings):
        later = findings[number + 1] if number + 1 < len(findings) else None
        replaced = (
            later is not None
            and finding.penalty.status is later.penalty.status is PenaltyStatus.REDUCED
            and later.anchor == finding.anchor
            and later.penalty.alternative_of is None
            and not _follows(parse, language, finding)
            and _follows(parse, language, later)
        )
        if replaced:
            penalty = replace(finding.penalty, status=PenaltyStatus.IMPOSED)
            finding = replace(finding, penalty=penalty)
        yield finding


def _follows(parse: Parse, language: Language, finding: PenaltyFinding) -> bool:
    """Whether "to" stands before a penalty."""
    first = parse.tokens_in(*finding.penalty.span)[0].i
    return first > 0 and parse.tokens[first - 1].lower in language.words("law", "destined")


def _is_difference(parse: Parse, language: Language, draft: Draft) -> bool:
    """Whether a term is by how much another was changed: "cut by two years"."""
    first = parse.tokens_in(*draft.span)[0].i
    return first > 0 and parse.tokens[first - 1].lower in language.words("law", "less_by")


def _unit_before(before: Sequence[Draft], draft: Draft) -> str | None:
    """Return the unit of the last term, if it is near enough to be meant by a bare number."""
    last = next((it for it in reversed(before) if it.unit is not None), None)
    if last is None or last.currency is not None:
        return None
    return last.unit if draft.span.begin - last.span.end <= _ELLIPTIC else None


def _make(draft: Draft, identity: str, status: PenaltyStatus, text: str) -> Penalty:
    return Penalty(
        id=identity,
        span=draft.span,
        text=text[draft.span.begin : draft.span.end],
        kind=draft.kind,
        min=draft.min,
        max=draft.max,
        unit=draft.unit,
        currency=draft.currency,
        status=status,
        suspended=draft.suspended,
    )


def _opens(text: str, drafts: Sequence[Draft], language: Language) -> bool:
    """Whether a list of alternatives that names a term or a sum begins with a bare one."""
    for number, draft in enumerate(drafts[1:], start=1):
        if not _joined(text, drafts[number - 1 :], language):
            return False
        if draft.has_amount or not draft.bare:
            return True
    return False


def _joined(text: str, drafts: Sequence[Draft], language: Language) -> bool:
    """Whether the second of these penalties can stand in place of the first.

    Only "or", with what may go with it, may stand between them, or a comma in a list that an
    "or" closes.
    """
    openers, fillers = language.words("law", "or"), language.words("law", "or_filler")
    for before, after in pairwise(drafts):
        between = text[before.span.end : after.span.begin]
        words = between.lower().replace(",", " ").split()
        if words and words[0] in openers and fillers.issuperset(words[1:]):
            return True
        if between.strip() not in {",", ""}:
            return False
        tail = " ".join(text[after.span.end :][:_BOTH].lower().replace(",", " ").split())
        if any(tail.startswith(both) for both in language.words("law", "or_both")):
            return True
    return False
