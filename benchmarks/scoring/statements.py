"""Statements: which claim gives which, and whether it is put on the right word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scoring.given import Given, GivenClaim
from benchmarks.scoring.gold import Gold, GoldStatement
from benchmarks.scoring.matching import EntityMatch
from benchmarks.scoring.tally import OF_ATTRIBUTED, OF_STATEMENTS, Section, Tally
from benchmarks.scoring.text import NO_WORDS, Words, get_likeness

_NOTHING = "covers no statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """A claim in the gold's terms.

    Attributes:
        claim: The claim.
        covered: The demanded statements that its content holds.
        fault: What keeps it from giving them, or ``None``.
        sources: Whom its source words can stand for; ``None`` for nobody.
        chain: The gold's entity ids; ``None`` where a step is none of them.
    """

    claim: GivenClaim
    covered: tuple[GoldStatement, ...]
    fault: str | None
    sources: frozenset[str | None]
    chain: tuple[str | None, ...]

    def judge(self, statement: GoldStatement) -> frozenset[Section]:
        """Return the sections in which it is right about a statement."""
        claim = self.claim
        chains = [chain for chain in statement.chains if chain.entities == self.chain]
        kinds = [link.kind for link in claim.chain]
        right = {
            Section.DETECTED: True,
            Section.SOURCE: not statement.sources.isdisjoint(self.sources),
            Section.CHAIN: bool(chains),
            Section.CHAIN_KIND: any(
                all(kind in accepted for kind, accepted in zip(kinds, chain.kinds, strict=True))
                for chain in chains
            ),
            Section.CERTAINTY: claim.certainty in statement.certainties,
            Section.POLARITY: claim.polarity in statement.polarities,
        }
        return frozenset(section for section, is_right in right.items() if is_right)


def score_statements(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count statements detected and, over all of them, what is said of their source."""
    heard = [_hear(claim, gold, match) for claim in given.claims]
    chosen = _choose(gold, heard)
    for statement in gold.demanded:
        parts = [heard[number] for number in chosen.get(statement.id, ())]
        _count_wanted(statement, parts, tally)
    for number, claim in enumerate(heard):
        mine = [it for it in gold.demanded if number in chosen.get(it.id, ())]
        if mine:
            _count_right(claim, mine, tally)
        elif not _is_tolerated(claim.claim, gold):
            _count_wrong(claim, gold, tally)


def _hear(claim: GivenClaim, gold: Gold, match: EntityMatch) -> _Heard:
    covered = tuple(it for it in gold.demanded if it.is_covered(claim.content))
    chain = tuple(
        match.find(link.entity) if link.entity is not None else match.find_mentioned(link.words)
        for link in claim.chain
    )
    return _Heard(
        claim=claim,
        covered=covered,
        fault=_find_fault(claim, covered, gold),
        sources=_find_sources(claim, chain, match),
        chain=chain,
    )


def _find_sources(
    claim: GivenClaim, chain: Sequence[str | None], match: EntityMatch
) -> frozenset[str | None]:
    """Return who the source is by the reading's mentions, else by its chain."""
    if claim.source is None:
        return frozenset([None])
    is_mentioned, named = match.find_named(claim.source)
    if not is_mentioned:
        steps = zip(claim.chain, chain, strict=True)
        touched = [step for link, step in steps if link.words & claim.source]
        return frozenset(touched or chain) - {None}
    return frozenset([named]) - {None}


def _find_fault(claim: GivenClaim, covered: tuple[GoldStatement, ...], gold: Gold) -> str | None:
    content = claim.content
    if not covered:
        return _NOTHING
    group = covered[0].group
    if any(statement.group != group for statement in covered):
        return f"runs over {', '.join(statement.id for statement in covered)}"
    family = [statement for statement in gold.statements if statement.group == group]
    tolerated = NO_WORDS.union(*(statement.tolerated for statement in family))
    allowed = tolerated.union(*(statement.content for statement in family))
    excess = len(content - allowed) + claim.surplus
    if excess > max(2, 0.15 * len(content)):
        return f"{excess} words too many for {covered[0].id}"
    for statement in covered:
        if (content & statement.cue) - tolerated:
            return f"holds the cue of {statement.id}"
    for statement in gold.demanded:
        is_other = statement.group != group and not statement.has_heads_in(allowed)
        if is_other and statement.has_heads_in(content):
            return f"runs over into {statement.id}"
    return None


def _choose(gold: Gold, heard: Sequence[_Heard]) -> Mapping[str, Collection[int]]:
    """Choose the claims (by number) that give each statement (by id).

    One claim, the best of those that do; else several that give it in parts.
    """
    chosen: dict[str, Collection[int]] = {}
    for statement in gold.demanded:
        fitting = [
            (-len(it.judge(statement)), len(it.claim.content - statement.content), number)
            for number, it in enumerate(heard)
            if it.fault is None and statement in it.covered
        ]
        if fitting:
            chosen[statement.id] = (min(fitting)[2],)
    for statement in gold.demanded:
        if statement.id not in chosen:
            taken = {number for numbers in chosen.values() for number in numbers}
            parts = [
                number
                for number, it in enumerate(heard)
                if it.fault == _NOTHING and number not in taken and _is_part(it.claim, statement)
            ]
            whole: Words = NO_WORDS.union(*(heard[number].claim.content for number in parts))
            if statement.is_covered(whole):
                chosen[statement.id] = parts
    return chosen


def _is_part(claim: GivenClaim, statement: GoldStatement) -> bool:
    content = claim.content
    excess = len(content - statement.content - statement.tolerated) + claim.surplus
    if not content or (content & statement.cue) - statement.tolerated:
        return False
    return excess <= min(2, len(content) // 2)


def _is_tolerated(claim: GivenClaim, gold: Gold) -> bool:
    """Tell whether a claim that gives no demanded statement is not held against the reading."""
    if any(_is_optional(claim, statement) for statement in gold.statements):
        return True
    if claim.attributed or not claim.content or claim.surplus:
        return False
    own = (it.content | it.tolerated for it in gold.statements if it.own)
    return len(claim.content - NO_WORDS.union(*own)) <= 2


def _is_optional(claim: GivenClaim, statement: GoldStatement) -> bool:
    """Tell whether a claim gives a statement that need not be given."""
    if not statement.optional or (statement.own and claim.chain):
        return False
    return get_likeness(claim.content, statement.content) >= 0.6


def _count_wanted(statement: GoldStatement, parts: Sequence[_Heard], tally: Tally) -> None:
    right = [part.judge(statement) for part in parts]
    about = f"{statement.id} {statement.quote!r}"
    for section in (Section.DETECTED, *OF_STATEMENTS):
        # What was not detected is told once, not in every section.
        told = about if parts or section is Section.DETECTED else ""
        is_right = bool(right) and all(section in sections for sections in right)
        tally.want(section, is_right, told)
        if not statement.own and section in OF_ATTRIBUTED:
            tally.attributed[section].wanted += 1
            tally.attributed[section].found += is_right


def _count_right(heard: _Heard, mine: Sequence[GoldStatement], tally: Tally) -> None:
    right = frozenset.intersection(*(heard.judge(statement) for statement in mine))
    for section in (Section.DETECTED, *OF_STATEMENTS):
        about = f"{mine[0].id}: {_describe(heard.claim, section)}"
        tally.give(section, section in right, about)
        if heard.claim.attributed and section in OF_ATTRIBUTED:
            is_own = any(statement.own for statement in mine)
            tally.attributed[section].given += 1
            tally.attributed[section].right += section in right and not is_own


def _count_wrong(heard: _Heard, gold: Gold, tally: Tally) -> None:
    words = gold.text.quote(heard.claim.content)[:70]
    about = f"{words!r}: {heard.fault or 'a second time'}"
    for section in (Section.DETECTED, *OF_STATEMENTS):
        tally.give(section, False, about if section is Section.DETECTED else "")
        if heard.claim.attributed and section in OF_ATTRIBUTED:
            tally.attributed[section].given += 1


def _describe(claim: GivenClaim, section: Section) -> str:
    match section:
        case Section.SOURCE:
            return str(claim.source_text)
        case Section.CHAIN | Section.CHAIN_KIND:
            return " <- ".join(f"{link.name} ({link.kind})" for link in claim.chain) or "nobody"
        case Section.CERTAINTY:
            return str(claim.certainty)
        case _:
            return claim.polarity
