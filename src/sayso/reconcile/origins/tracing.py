"""Origins: the last sources, each once, with all that rests on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sayso.reconcile.origins.claims import Ground, Node, find_ground
from sayso.reconcile.origins.grouping import Circle, group_witnesses
from sayso.reconcile.origins.media import Media, name_report, order_report
from sayso.reconcile.origins.resting import find_ends
from sayso.reconcile.origins.vocabulary import Group
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import NO_RULINGS, CaseFile, Copying, Origin, Ref, Rulings
from sayso.records.claim import SourceKind
from sayso.records.reading import Reading

_SENTENCES = 12
# Those whom reports call nothing but somebody: they may be any of the others.
_ANYBODY = frozenset({Group.SOURCE, Group.PUBLIC, Group.UNKNOWN, Group.MEDIA})
_VAGUE = frozenset({SourceKind.PERSON, SourceKind.PUBLIC, SourceKind.ORGANIZATION})
_KIND_OF_GROUP = {
    Group.KIN: SourceKind.RELATIVE,
    Group.LAWYER: SourceKind.LAWYER,
    Group.SUBJECT: SourceKind.SUBJECT,
    Group.COURT: SourceKind.COURT,
}


def trace_origins(
    case: CaseFile,
    readings: Mapping[str, Reading],
    copies: Sequence[Copying],
    rulings: Rulings = NO_RULINGS,
) -> tuple[Origin, ...]:
    """Return each independent origin of a case's claims once, and what rests on it.

    Args:
        case: The case; its steps and matters name the claims.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
        rulings: What people decided of origins.
    """
    media = Media(readings.values())
    ground = find_ground(case, readings, copies, rulings, media)
    tracer = _Tracer(case, readings, media, ground)
    return tracer.run()


@dataclass(slots=True)
class _Source:
    """A circle of witnesses, and the claims that rest on it."""

    circle: Circle
    claims: list[Ref]
    loops: list[str]


class _Tracer:
    def __init__(
        self, case: CaseFile, readings: Mapping[str, Reading], media: Media, ground: Ground
    ) -> None:
        self.case, self.readings, self.media, self.ground = case, readings, media, ground
        self.order = {ref: number for number, ref in enumerate(ground.claims)}
        self.loops: defaultdict[Witness, list[str]] = defaultdict(list)

    def run(self) -> tuple[Origin, ...]:
        """Return the origins, in the order of first telling."""
        ends, loops = find_ends(self.ground.edges)
        if loops:
            self._end_loops(loops)
            ends, _ = find_ends(self.ground.edges)
        rests: defaultdict[Witness, list[Ref]] = defaultdict(list)
        for ref in self.ground.claims:
            for end in ends[ref]:
                if isinstance(end, Witness):
                    rests[end].append(ref)
        first = {it: self.order[refs[0]] for it, refs in rests.items()}
        order = {it: (first[it], repr(it)) for it in rests}
        circles = group_witnesses({it: self.ground.heard[it] for it in rests}, order)
        sources = [self._gather(circle, rests) for circle in circles]
        sources.sort(key=lambda it: (self.order[it.claims[0]], it.circle.members[0].names))
        return tuple(
            self._make_origin(number, source, sources)
            for number, source in enumerate(sources, start=1)
        )

    def _end_loops(self, loops: Iterable[Set[Node]]) -> None:
        """Let media that only cite one another rest on the one that was the earliest."""
        for loop in loops:
            refs = sorted((it for it in loop if isinstance(it, Ref)), key=self.order.__getitem__)
            reports = sorted(
                {it.report for it in refs}, key=lambda it: order_report(self.readings[it].report)
            )
            medium = self.media.of_report(reports[0])
            witness = Witness(
                group=Group.MEDIUM,
                kind=self.media.get_kind(medium),
                names=(medium,),
                medium=medium,
            )
            for ref in refs:
                if ref.report == reports[0]:
                    self.ground.edges[ref] = (*self.ground.edges[ref], witness)
            self.ground.heard[witness].add(medium)
            names = dict.fromkeys(self.media.of_report(it) for it in reports)
            self.loops[witness].append(
                f"{' and '.join(names)} cite one another for it, and nobody else: they count as "
                f"one, the earliest."
            )

    def _gather(self, circle: Circle, rests: Mapping[Witness, list[Ref]]) -> _Source:
        claims = {ref for it in circle.members for ref in rests[it]}
        return _Source(
            circle=circle,
            claims=sorted(claims, key=self.order.__getitem__),
            loops=[note for it in circle.members for note in self.loops.get(it, ())],
        )

    def _make_origin(self, number: int, source: _Source, sources: Sequence[_Source]) -> Origin:
        members = source.circle.members
        reports = tuple(dict.fromkeys(ref.report for ref in source.claims))
        name = _choose_name(members)
        doubt = self._find_doubt(source, sources)
        because = [*self._list_reasons(source), *([doubt] if doubt else [])]
        spellings = [name, *(it for member in members for it in member.names)]
        spellings += [
            it
            for member in members
            if member.medium is not None
            for it in self.media.list_spellings(member.medium)
        ]
        return Origin(
            id=f"o{number}",
            name=name,
            kind=_choose_kind(members),
            claims=tuple(source.claims),
            reports=reports,
            via=self._list_via(source),
            because=tuple(_shorten(dict.fromkeys(because))),
            sure=not doubt,
            spellings=tuple(dict.fromkeys(spellings)),
        )

    def _list_via(self, source: _Source) -> tuple[str, ...]:
        mine = {it.medium for it in source.circle.members}
        found = (it for ref in source.claims for it in self.ground.through.get(ref, ()))
        return tuple(dict.fromkeys(it for it in found if it not in mine))

    def _list_reasons(self, source: _Source) -> Iterator[str]:
        yield from source.loops
        yield from (f"{it[0].upper()}{it[1:]}." for it in source.circle.because)
        for ref in source.claims:
            if ref in self.ground.notes:
                yield self.ground.notes[ref]
        if source.circle.members[0].medium is not None and not source.loops:
            yield from self._tell_of_medium(source)

    def _tell_of_medium(self, source: _Source) -> Iterator[str]:
        medium = source.circle.members[0].medium
        own = [it for it in source.claims if self.media.of_report(it.report) == medium]
        if own:
            yield f"{name_report(self.readings, own[0].report)} cites nobody for it."
        elif medium is not None and not self.media.list_reports(medium, None):
            yield f"No report by {medium} itself is there: whom it has it from is not known."

    def _find_doubt(self, source: _Source, sources: Sequence[_Source]) -> str | None:
        """Return why a source may be one of the others, ``None`` where it cannot."""
        member = source.circle.members[0]
        if len(sources) == 1 or member.decided:
            return None
        if member.group in _ANYBODY:
            return f"{member.name!r} may be any of the others: not counted as another one."
        if member.medium is None or source.loops:
            return None
        told = {ref: self.order[ref] for ref in source.claims}
        mine = set(source.claims)
        steps = [set(step.claims) for step in self.case.history if mine & set(step.claims)]
        earliest = min(told.values())
        day = (self.readings[source.claims[0].report].report.published or "9999")[:10]
        others = all(
            any(
                self.order[it] < earliest
                and (self.readings[it.report].report.published or "9999")[:10] < day
                for it in claims - mine
                if it in self.order
            )
            for claims in steps
        )
        if steps and others and self.media.of_report(source.claims[0].report) == member.medium:
            return (
                f"{member.name} cites nobody for what others had told before: it may have it "
                "from them, and is not counted as another one."
            )
        return None


def _choose_name(members: Sequence[Witness]) -> str:
    """Return the fullest name: a person's before a word for one, the one most often given."""
    return members[0].name


def _choose_kind(members: Sequence[Witness]) -> SourceKind:
    first = members[0]
    if first.medium is not None or first.decided is not None:
        return first.kind
    if first.group in _KIND_OF_GROUP:
        return _KIND_OF_GROUP[first.group]
    kinds = [it.kind for it in members]
    telling = [it for it in kinds if it not in _VAGUE] or kinds
    return max(dict.fromkeys(telling), key=telling.count)


def _shorten(sentences: Iterable[str]) -> list[str]:
    found = list(sentences)
    if len(found) <= _SENTENCES:
        return found
    return [*found[: _SENTENCES - 1], f"And {len(found) - _SENTENCES + 1} more such."]
