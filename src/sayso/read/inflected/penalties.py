"""Penalties: what a law threatens, what was asked for, what was imposed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.lang.language import Language
from sayso.read.inflected.penalty_bearers import Bearers, may_look_back
from sayso.read.inflected.penalty_drafts import Found, find_drafts
from sayso.read.inflected.penalty_standing import Standing, Standings, is_difference, is_exact
from sayso.read.penalty_draft import Draft
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Penalty, PenaltyStatus, Quantity

_BETWEEN = 70  # characters between two penalties of which one stands in place of the other
_SAME_CASE = 8  # sentences within which what was sought is sought of whom was told last
_NEAR = 3  # sentences within which "the sentence" is the one that was told


@dataclass(frozen=True, slots=True)
class _Told:
    """A penalty that was kept, with what it was made of."""

    found: Found
    standing: Standing
    finding: PenaltyFinding


def read_penalties(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[PenaltyFinding, ...]:
    """Return the penalties of a report in text order, with the word that names whose each is."""
    drafts = find_drafts(parse, language, quantities)
    if not drafts:
        return ()
    reader = _Reader(parse, language)
    for number, found in enumerate(drafts):
        reader.read(found, drafts[max(number - 1, 0) : number], drafts[number + 1 : number + 4])
    return tuple(_uphold(parse, language, [told.finding for told in reader.told]))


class _Reader:
    """Reads the penalties of one report, each by what the earlier ones tell."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.told: list[_Told] = []
        self._parse, self._language = parse, language
        self._standings = Standings(parse, language)
        self._bearers = Bearers(parse, language)

    def read(self, found: Found, before: Sequence[Found], after: Sequence[Found]) -> None:
        """Add a draft, if it is a penalty."""
        last = self.told[-1] if self.told else None
        joined = (
            last is not None
            and bool(before)
            and before[0] is last.found
            and self._is_joined([last.found, found, *after])
        )
        if found.draft.bare and found.is_named and not (joined or self._opens(found, after)):
            return
        standing = self._standings.find(found)
        if joined and last is not None:
            standing = Standing(last.standing.anchor, last.standing.status, last.standing.cue)
        elif standing is None or not self._standings.is_penalty(found, standing):
            return
        if standing is None or is_difference(self._parse, self._language, found, standing):
            return
        if is_exact(self._parse, self._language, found, standing):
            found = _make_exact(found)
        if joined and last is not None:
            self._add(found, standing, last.finding.bearer, last)
            return
        self._add(found, standing, self._find_bearer(found, standing), None)

    def _find_bearer(self, found: Found, standing: Standing) -> int | None:
        bearer = self._bearers.find(standing, found.draft.span)
        if bearer is not None or not may_look_back(standing.status):
            return bearer
        if self.told:
            last = self.told[-1].finding
            sentence = self._sentence(last.penalty.span.begin)
            near = 1 if standing.status is PenaltyStatus.IMPOSED else _SAME_CASE
            if (
                self._sentence(found.draft.span.begin) - sentence <= near
                and last.bearer is not None
            ):
                return last.bearer
        return self._bearers.find_before(standing)

    def _sentence(self, offset: int) -> int:
        token = self._parse.token_at(offset)
        return -1 if token is None else token.sentence

    def _add(
        self, found: Found, standing: Standing, bearer: int | None, other: _Told | None
    ) -> None:
        penalty = _make(found.draft, f"p{len(self.told) + 1}", standing.status, self._parse.text)
        if other is not None:
            first = other.finding.penalty
            penalty = replace(penalty, alternative_of=first.alternative_of or first.id)
        finding = PenaltyFinding(penalty=penalty, anchor=standing.anchor, bearer=bearer)
        self.told.append(_Told(found, standing, finding))

    # ------------------------------------------------------------ alternatives
    def _opens(self, found: Found, after: Sequence[Found]) -> bool:
        """Whether a list of alternatives that names a term or a sum begins with a bare one."""
        row = [found, *after]
        for number in range(1, len(row)):
            if not self._is_joined(row[number - 1 :]):
                return False
            if row[number].draft.has_amount:
                return True
        return False

    def _is_joined(self, row: Sequence[Found]) -> bool:
        """Whether the second of these can stand in place of the first.

        Only "or", with what may go with it, stands between them, or a comma in a list that an
        "or" closes.
        """
        openers = self._language.words("law", "or")
        fillers = self._language.words("law", "or_filler")
        text = self._parse.text
        for one, other in pairwise(row):
            between = text[one.draft.span.end : other.draft.span.begin]
            if len(between) > _BETWEEN or "." in between:
                return False
            words = between.lower().replace(",", " ").split()
            if any(word in openers for word in words):
                return all(word in fillers or word in openers for word in words)
            if not all(word in fillers for word in words) or "," not in between:
                return False
        return False


def _make_exact(found: Found) -> Found:
    """Return a draft whose "до" tells what was decided, not a bound."""
    draft, term = found.draft, found.term
    begin, end = draft.span
    if term is not None and term.begin == begin:
        begin = term.number
    return replace(found, draft=replace(draft, min=draft.max, span=Span(begin, end)))


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


def _uphold(
    parse: Parse, language: Language, findings: Sequence[PenaltyFinding]
) -> list[PenaltyFinding]:
    """Return the penalties, those that a later sentence upholds without naming them as upheld.

    Only the penalty told last can be meant by "the sentence", with those told by one word with it.
    """
    if not findings:
        return []
    made = list(findings)
    spans = [(it.penalty.span.begin, it.penalty.span.end) for it in made]
    for match in language.pattern("law", "upheld_later").finditer(parse.text):
        token = parse.token_at(match.start())
        if token is None:
            continue
        first, last = parse.span(*parse.sentences[token.sentence])
        if any(first <= begin < last for begin, _ in spans):
            continue
        told = [n for n, (_, end) in enumerate(spans) if end <= match.start()]
        if not told:
            continue
        near = parse.token_at(spans[told[-1]][0])
        if near is None or token.sentence - near.sentence > _NEAR:
            continue
        anchor = made[told[-1]].anchor
        for number in told:
            penalty = made[number].penalty
            if made[number].anchor == anchor and penalty.status is PenaltyStatus.IMPOSED:
                made[number] = replace(
                    made[number], penalty=replace(penalty, status=PenaltyStatus.UPHELD)
                )
    return made
