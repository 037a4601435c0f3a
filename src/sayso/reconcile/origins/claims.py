"""What each claim of a case rests on directly: a source, a medium, or other claims."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.reconcile.origins.alike import Match, compare_witnesses
from sayso.reconcile.origins.media import Media, name_report, order_report
from sayso.reconcile.origins.witnesses import Cast, Witness
from sayso.records.casefile import CaseFile, Copying, Ref, Rulings
from sayso.records.claim import Claim, Link
from sayso.records.reading import Reading

# A report of which so much is found in another adds nothing of its own.
_WHOLLY = 0.9
# The part of a statement that must lie in a repeated passage.
_MOSTLY = 0.5
# A headline is no longer than so many characters.
_HEADLINE = 200


class Telling(NamedTuple):
    """What a medium tells of a step, as far as one who cites it can have read it.

    Attributes:
        medium: As `Media` names it.
        step: Id of the step, or empty of what is about none.
        reports: Which of its reports.
    """

    medium: str
    step: str
    reports: tuple[str, ...]


Node = Ref | Telling | Witness
"""What claims can rest on."""


@dataclass(slots=True, kw_only=True)
class Ground:
    """What the claims of a case rest on.

    Attributes:
        claims: The case's claims, the earliest report's first, in text order.
        edges: By claim or telling, what it rests on directly; of a witness nothing.
        heard: By witness, the media that heard it.
        through: By claim, the media it came through, nearest to the origin first.
        notes: By claim, why it rests on that, where the report does not tell it in so many words.
    """

    claims: list[Ref]
    edges: dict[Node, tuple[Node, ...]] = field(default_factory=dict)
    heard: defaultdict[Witness, set[str]] = field(default_factory=lambda: defaultdict(set))
    through: dict[Ref, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[Ref, str] = field(default_factory=dict)


def find_ground(
    case: CaseFile,
    readings: Mapping[str, Reading],
    copies: Sequence[Copying],
    rulings: Rulings,
    media: Media,
) -> Ground:
    """Return what each claim of a case rests on directly.

    Args:
        case: Its steps and matters name the claims.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
        rulings: What people decided of origins.
        media: Who publishes and is cited in the readings.
    """
    return _Grounding(case, readings, copies, rulings, media).run()


class _Grounding:
    def __init__(
        self,
        case: CaseFile,
        readings: Mapping[str, Reading],
        copies: Sequence[Copying],
        rulings: Rulings,
        media: Media,
    ) -> None:
        self.readings, self.rulings, self.media = readings, rulings, media
        self.cast = Cast(case=case, media=media)
        self.claim_of: dict[Ref, Claim] = {}
        self.steps: defaultdict[Ref, list[str]] = defaultdict(list)
        self.types: dict[str, str] = {step.id: step.type for step in case.history}
        self.mine: defaultdict[str, list[Ref]] = defaultdict(list)
        self.copied = _index_copies(copies, readings)
        for step in case.history:
            for ref in step.claims:
                self.steps[ref].append(step.id)
        self._collect(case)
        self.ground = Ground(claims=[ref for refs in self.mine.values() for ref in refs])
        self.telling_of: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
        for ref in self.ground.claims:
            for told in self._list_steps(ref):
                self.telling_of[ref.report, told].append(ref)
        self.cited: dict[str, tuple[str, ...]] = {
            report: self._list_cited(refs) for report, refs in self.mine.items()
        }

    def run(self) -> Ground:
        for ref in self.ground.claims:
            self.ground.edges[ref] = self._rest(ref)
        return self.ground

    def _collect(self, case: CaseFile) -> None:
        wanted = set(self.steps)
        for matter in case.matters:
            reading = self.readings.get(matter.report)
            found = (
                next((it for it in reading.cases if it.id == matter.id), None) if reading else None
            )
            wanted |= {Ref(report=matter.report, id=it) for it in (found.claims if found else ())}
        reports = {ref.report for ref in wanted} & set(self.readings)
        for report in sorted(reports, key=lambda it: order_report(self.readings[it].report)):
            for claim in self.readings[report].claims:
                ref = Ref(report=report, id=claim.id)
                if ref in wanted:
                    self.claim_of[ref] = claim
                    self.mine[report].append(ref)

    def _list_steps(self, ref: Ref) -> Sequence[str]:
        return self.steps.get(ref) or ("",)

    def _list_chain(self, ref: Ref) -> tuple[Link, ...]:
        """Return a claim's chain without the report's own publisher."""
        own = self.media.of_report(ref.report)
        return tuple(it for it in self.claim_of[ref].chain if self.media.of_link(it) != own)

    def _list_cited(self, refs: Sequence[Ref]) -> tuple[str, ...]:
        """Return the media with reports of their own that a report cites."""
        found = (self.media.of_link(link) for ref in refs for link in self._list_chain(ref))
        return tuple(
            dict.fromkeys(
                it for it in found if it is not None and self.media.list_reports(it, None)
            )
        )

    def _rest(self, ref: Ref) -> tuple[Node, ...]:
        """Return what one claim rests on."""
        reading = self.readings[ref.report]
        if ref in self.rulings.origins:
            name, decision = self.rulings.origins[ref]
            self.ground.notes[ref] = (
                f"Decision {decision}: a statement of {name_report(self.readings, ref.report)} "
                f"rests on {name or 'nobody knows whom'}."
            )
            return self._end(self.cast.make_decided(reading, self.claim_of[ref], name), ref)
        chain = self._list_chain(ref)
        repeated = self._find_repeated(ref, attributed=bool(chain))
        if repeated:
            return repeated
        if not chain:
            return self._rest_own(ref)
        media = [it for link in chain[:-1] if (it := self.media.of_link(link)) is not None]
        self.ground.through[ref] = tuple(dict.fromkeys(reversed(media)))
        last = self.media.of_link(chain[-1])
        if last is not None and self.media.list_reports(last, None):
            return self._rest_on_medium(ref, last)
        return self._end(self.cast.make(reading, chain[-1]), ref, media[-1:])

    def _end(self, witness: Witness, ref: Ref, media: Sequence[str] = ()) -> tuple[Node, ...]:
        heard = set(media) or {self.media.of_report(ref.report)}
        for copying in self.copied.get(ref.report, {}).values():
            heard.add(self.media.of_report(copying.of))
        self.ground.heard[witness] |= heard
        return (witness,)

    def _rest_own(self, ref: Ref) -> tuple[Node, ...]:
        """A statement in the report's own voice: whom the report cites for it, else itself."""
        cited = self._find_cited_for(ref)
        if cited:
            return cited
        for medium in self.cited[ref.report]:
            tellings = self._find_tellings(ref, medium, loosely=False)
            if tellings:
                self.ground.notes[ref] = (
                    f"{name_report(self.readings, ref.report)} tells it in its own voice, but "
                    f"cites {medium}, which tells it too."
                )
                self.ground.through[ref] = (medium,)
                return tellings
        return self._end(self.cast.make_medium(self.media.of_report(ref.report)), ref)

    def _find_cited_for(self, ref: Ref) -> tuple[Node, ...]:
        """Return the statements for which the report cites somebody and which tell the same."""
        others = [it for it in self.mine[ref.report] if self._list_chain(it)]
        if not others:
            return ()
        steps = set(self._list_steps(ref))
        same = [it for it in others if steps & set(self._list_steps(it))]
        if not same:
            types = {self.types.get(it) for it in steps}
            same = [
                it for it in others if types & {self.types.get(s) for s in self._list_steps(it)}
            ]
        if not same and self._is_headline(ref):
            same = others[:1]
        return tuple(same)

    def _is_headline(self, ref: Ref) -> bool:
        report = self.readings[ref.report].report
        head = report.text.split("\n", 1)[0]
        if "\n" not in report.text or len(head) > _HEADLINE or head.endswith((".", "…", ":")):
            return False
        return self.claim_of[ref].content.begin < len(head)

    def _rest_on_medium(self, ref: Ref, medium: str) -> tuple[Node, ...]:
        """A statement for which a medium is cited whose own report is there."""
        self.ground.through[ref] = tuple(dict.fromkeys((medium, *self.ground.through[ref])))
        found = self._find_tellings(ref, medium, loosely=True)
        if not found:
            return self._end(self.cast.make_medium(medium), ref)
        self.ground.notes[ref] = (
            f"{name_report(self.readings, ref.report)} has it from {medium}, whose own report "
            "is there."
        )
        return found

    def _find_tellings(self, ref: Ref, medium: str, *, loosely: bool) -> tuple[Node, ...]:
        """Return what a medium tells of what a claim tells; loosely: of whatever it tells."""
        day = self.readings[ref.report].report.published
        reports = tuple(it for it in self.media.list_reports(medium, day) if it in self.mine)
        reports = reports or tuple(
            it for it in self.media.list_reports(medium, None) if it in self.mine
        )
        found = []
        for step in self._list_steps(ref):
            node = Telling(medium, step, reports)
            if node not in self.ground.edges:
                targets = [it for report in reports for it in self.telling_of[report, step]]
                if not targets:
                    continue
                self.ground.edges[node] = tuple(targets)
            found.append(node)
        if found or not loosely:
            return tuple(found)
        types = {self.types.get(it) for it in self._list_steps(ref)}
        for report in reports:
            alike = [
                it
                for it in self.mine[report]
                if types & {self.types.get(step) for step in self._list_steps(it)}
            ]
            cited = [it for it in self.mine[report] if self._list_chain(it)]
            best = alike[:1] or cited[:1] or self.mine[report][:1]
            if best:
                return tuple(best)
        return ()

    def _find_repeated(self, ref: Ref, *, attributed: bool) -> tuple[Node, ...]:
        """Return the statements of another report that this one repeats."""
        for copying in self.copied.get(ref.report, {}).values():
            wholly = copying.share >= _WHOLLY
            if attributed and (not wholly or self._is_cited_there(ref, copying.of)):
                continue
            found = self._match_passages(ref, copying)
            if not found and wholly:
                found = [
                    it for step in self._list_steps(ref) for it in self.telling_of[copying.of, step]
                ]
            if found:
                self.ground.notes[ref] = " ".join(
                    (
                        f"{name_report(self.readings, ref.report)} repeats "
                        f"{name_report(self.readings, copying.of)} "
                        f"({round(copying.share * 100)} % of its sentences).",
                    )
                )
                self.ground.through[ref] = (self.media.of_report(copying.of),)
                return tuple(dict.fromkeys(found))
        return ()

    def _is_cited_there(self, ref: Ref, report: str) -> bool:
        """Tell whether a report has the source that a repetition of it cites, or is it."""
        last = self._list_chain(ref)[-1]
        if self.media.of_link(last) == self.media.of_report(report):
            return True
        witness = self.cast.make(self.readings[ref.report], last)
        there = self.readings[report]
        links = {claim.chain[-1] for claim in there.claims if claim.chain}
        return any(
            compare_witnesses(witness, self.cast.make(there, link)).match >= Match.MAYBE
            for link in links
        )

    def _match_passages(self, ref: Ref, copying: Copying) -> list[Ref]:
        """Return what the original states where this claim repeats it."""
        claim = self.claim_of[ref]
        length = sum(end - begin for begin, end in claim.content.spans)
        met = [
            (pair, sum(_overlap(span, pair[2:]) for span in claim.content.spans))
            for pair in _near(copying, claim)
        ]
        if sum(share for _, share in met) < _MOSTLY * length:
            return []
        passages = [pair[:2] for pair, share in met if share]
        inside = [
            it
            for it in self.mine.get(copying.of, ())
            if any(
                _overlap(span, passage)
                for span in self.claim_of[it].content.spans
                for passage in passages
            )
        ]
        steps = set(self._list_steps(ref))
        same = [it for it in inside if steps & set(self._list_steps(it))]
        told = [it for step in steps for it in self.telling_of[copying.of, step]]
        return same or told or inside


def _index_copies(
    copies: Sequence[Copying], readings: Mapping[str, Reading]
) -> dict[str, dict[str, Copying]]:
    """Return by report what it repeats, what it repeats most first."""
    found: dict[str, dict[str, Copying]] = {}
    for it in sorted(copies, key=lambda it: (-it.share, it.of, it.report)):
        if it.of in readings and it.report in readings and it.of != it.report:
            found.setdefault(it.report, {})[it.of] = it
    return found


def _near(copying: Copying, claim: Claim) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pairs of passages near a claim, which stand in the order of the report."""
    pairs = sorted(copying.pairs, key=lambda it: it[2:])
    first = bisect_left(pairs, claim.content.begin, key=lambda it: it[3])
    for pair in pairs[first:]:
        if pair[2] >= claim.content.spans[-1].end:
            return
        yield pair


def _overlap(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
