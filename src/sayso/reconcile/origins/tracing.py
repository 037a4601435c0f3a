"""Origins: the last sources, each once, with all that rests on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.reconcile.origins.claims import NO_STEP, CaseClaims
from sayso.reconcile.origins.denials import list_denials
from sayso.reconcile.origins.ground import find_ground
from sayso.reconcile.origins.grouping import Hearing, group_witnesses
from sayso.reconcile.origins.independence import Timeline, find_doubt, join_relayed
from sayso.reconcile.origins.media import Media, name_report, order_report
from sayso.reconcile.origins.nodes import Ground, Node, Told
from sayso.reconcile.origins.passing import find_passing
from sayso.reconcile.origins.resting import find_ends
from sayso.reconcile.origins.showing import choose_kind, list_spellings, shorten
from sayso.reconcile.origins.sources import Source
from sayso.reconcile.origins.witnesses import Cast, Witness
from sayso.records.casefile import CaseFile, Copying, Origin
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS, Rulings


def trace_origins(
    case: CaseFile,
    readings: Mapping[str, Reading],
    copies: Sequence[Copying],
    rulings: Rulings = NO_RULINGS,
    *,
    procedure: Collection[str] = frozenset(),
) -> tuple[Origin, ...]:
    """Return each independent origin of a case's claims once, and what rests on it.

    Args:
        case: The case; its steps and matters name the claims.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
        rulings: What people decided of origins.
        procedure: Types of the steps of a procedure, in the case's field.
    """
    media = Media(readings.values())
    claims = CaseClaims(case, readings, media, Cast(case=case, media=media, readings=readings))
    ground = find_ground(claims, readings, copies, rulings)
    return _Tracer(case, readings, claims, ground, procedure).run()


class _Tracer:
    def __init__(
        self,
        case: CaseFile,
        readings: Mapping[str, Reading],
        claims: CaseClaims,
        ground: Ground,
        procedure: Collection[str],
    ) -> None:
        self.case, self.readings, self.claims, self.ground = case, readings, claims, ground
        self.procedure = procedure
        self.media = claims.media
        self.order = {ref: number for number, ref in enumerate(claims.refs)}
        self.denials = set(list_denials(case, readings))
        self.loops: defaultdict[Witness, list[str]] = defaultdict(list)
        self.counts: dict[Witness, int] = {}
        self.timeline = Timeline(case, (), readings)

    def run(self) -> tuple[Origin, ...]:
        """Return the origins, in the order of first telling."""
        ends, loops = find_ends(self.ground.edges)
        if loops:
            self._end_loops(loops)
            ends, _ = find_ends(self.ground.edges)
        had = self._find_had(ends)
        rests: defaultdict[Witness, list[Told]] = defaultdict(list)
        for ref in self.claims.refs:
            for step in self.claims.list_steps(ref):
                told = Told(ref, step)
                for end in ends[told]:
                    if isinstance(end, Witness):
                        rests[end].append(told)
        self.counts = {it: len(tolds) for it, tolds in rests.items()}
        hearings = {
            it: Hearing(
                media=self.ground.heard[it],
                reports=self.ground.cited_in[it],
                order=(self.order[tolds[0].claim], repr(it)),
            )
            for it, tolds in rests.items()
        }
        circles = group_witnesses(hearings)
        sources = [
            Source(
                circle=circle,
                told=sorted(
                    {told for it in circle.members for told in rests[it]}, key=self._order_told
                ),
                because=[note for it in circle.members for note in self.loops.get(it, ())],
                published=frozenset(self.media.list_reports(circle.members[0].medium or "")),
            )
            for circle in circles
        ]
        sources = join_relayed(sources, self.ground.relayed)
        for source in sources:
            source.told.sort(key=self._order_told)
        sources.sort(key=lambda it: (self._order_told(it.told[0]), it.circle.members[0].names))
        self.timeline = Timeline(self.case, sources, self.readings)
        passing = find_passing(
            sources, self.claims, guessed=self.ground.guessed | had, procedure=self.procedure
        )
        return tuple(
            self._make_origin(number, source, sources, passing.get(number - 1, frozenset()))
            for number, source in enumerate(sources, start=1)
        )

    def _find_had(self, ends: Mapping[Node, frozenset[Node]]) -> set[Told]:
        """Return what people decided to rest on media that themselves have it from others."""
        had = set()
        for told, telling in self.ground.itself.items():
            if ends.get(telling) and not ends[telling] & ends[told]:
                had.add(told)
                self.ground.notes[told.claim] += (
                    f" What {telling.medium} itself tells of it rests on others: it is no second "
                    "word for it."
                )
        return had

    def _order_told(self, told: Told) -> tuple[int, int]:
        steps = self.claims.list_steps(told.claim)
        return self.order[told.claim], steps.index(told.step)

    def _end_loops(self, loops: Iterable[Collection[Node]]) -> None:
        """Let media that only cite one another rest on the one that was the earliest."""
        for loop in loops:
            told = [it for it in loop if isinstance(it, Told)]
            reports = sorted(
                {it.claim.report for it in told},
                key=lambda it: order_report(self.readings[it].report),
            )
            witness = self.claims.cast.make_medium(self.media.of_report(reports[0]))
            for it in told:
                if it.claim.report == reports[0]:
                    self.ground.edges[it] = (*self.ground.edges[it], witness)
            self.ground.heard[witness].add(witness.name)
            self.ground.relayed[witness].add(None)
            self.ground.cited_in[witness] |= set(reports)
            names = tuple(dict.fromkeys(self.media.of_report(it) for it in reports))
            note = (
                f"{' and '.join(names)} cite one another for it, and nobody else: they count as "
                "one, the earliest."
                if len(names) > 1
                else f"{names[0]} cites nobody but itself for it."
            )
            if note not in self.loops[witness]:
                self.loops[witness].append(note)

    def _make_origin(
        self, number: int, source: Source, sources: Sequence[Source], passing: Collection[str]
    ) -> Origin:
        members = source.circle.members
        recalled = self.timeline.find_recalled(source, self.ground.recalled)
        doubt = find_doubt(source, sources, recalled)
        because = [*self._list_reasons(source), *([doubt] if doubt else [])]
        refs = tuple(dict.fromkeys(it.claim for it in source.told))
        # Who says that something was not so is no second word for what he takes for granted.
        steps = {it.step for it in source.told if (it.claim, it.step) not in self.denials}
        if doubt is None and recalled:
            steps -= recalled
            because.append(
                f"{source.name} is not counted for what it only recalls, citing nobody, and others "
                "told before."
            )
        if steps & set(passing):
            steps -= set(passing)
            because.append(
                f"{source.name} is not counted for what it only names in telling what followed, "
                "and others tell themselves."
            )
        return Origin(
            id=f"o{number}",
            name=members[0].shown,
            kind=choose_kind(members, self.counts),
            claims=tuple(it for it in refs if not self.claims.is_event(it)),
            reports=tuple(dict.fromkeys(ref.report for ref in refs)),
            via=self._list_via(source),
            because=shorten(because),
            sure=doubt is None,
            spellings=list_spellings(members, self.media),
            steps=tuple(it.id for it in self.case.history if it.id in steps - {NO_STEP}),
        )

    def _list_via(self, source: Source) -> tuple[str, ...]:
        mine = {it.medium for it in source.circle.members}
        found = (it for told in source.told for it in self.ground.through.get(told.claim, ()))
        return tuple(dict.fromkeys(it for it in found if it not in mine))

    def _list_reasons(self, source: Source) -> list[str]:
        found = list(source.because)
        found += [f"{it[0].upper()}{it[1:]}." for it in source.circle.because]
        found += [
            self.ground.notes[told.claim] for told in source.told if told.claim in self.ground.notes
        ]
        medium = source.circle.members[0].medium
        if medium is not None and not source.because:
            found += self._tell_of_medium(source, medium)
        return found

    def _tell_of_medium(self, source: Source, medium: str) -> list[str]:
        """Return why a medium itself is an origin."""
        own = [
            it.claim
            for it in source.told
            if self.media.of_report(it.claim.report) == medium
            and not self.claims.get_chain(it.claim)
        ]
        if own:
            return [f"{name_report(self.readings, own[0].report)} cites nobody for it."]
        if not self.media.has_reports(medium):
            return [f"No report by {medium} itself is there: whom it has it from is not known."]
        return []
