"""What reports repeat of others, word for word or translated, and therefore rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reconcile.origins.alike import Match, compare_witnesses
from sayso.reconcile.origins.claims import CaseClaims
from sayso.reconcile.origins.media import name_report
from sayso.reconcile.origins.nodes import Ground, Node, Told
from sayso.reconcile.origins.own_reports import OwnReports
from sayso.reconcile.origins.repeated import list_near, measure_overlap
from sayso.records.casefile import Copying, Ref
from sayso.records.reading import Reading

# A report of which so much is found in another adds nothing of its own.
_WHOLLY = 0.9
# A report of which so much is found in another has from there what else both tell.
_LARGELY = 0.5
# The part of a statement that must lie in a repeated passage.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetitions:
    """The copies among the reports of a case.

    Attributes:
        claims: The case's.
        readings: Those of its reports, by SHA-256.
        ground: What the claims rest on; why is noted there.
        own: What the reports tell.
        copied: By report, what it repeats, what it repeats most first.
    """

    claims: CaseClaims
    readings: Mapping[str, Reading]
    ground: Ground
    own: OwnReports
    copied: Mapping[str, Sequence[Copying]]

    def find(self, told: Told, *, attributed: bool) -> tuple[Node, ...]:
        """Return the statements of another report that this one repeats."""
        ref = told.claim
        for copying in self.copied.get(ref.report, ()):
            wholly = copying.share >= _WHOLLY
            if attributed and (not wholly or self._is_cited_there(ref, copying.of)):
                continue
            found = self._match_passages(told, copying)
            if not found and wholly:
                found = self.own.list_told(copying.of, told.step)
            if not found and wholly and not attributed:
                found = self._list_told_near(told, copying)
            if found:
                self._note_repeated(ref, copying)
                return tuple(found)
        return ()

    def find_largely(self, told: Told) -> tuple[Node, ...]:
        """Return what a report tells from which another has much, and so this statement too."""
        ref = told.claim
        steps = (told.step, *self.claims.list_steps(ref))
        for copying in self.copied.get(ref.report, ()):
            if copying.share < _LARGELY:
                continue
            there = next(filter(None, (self.own.list_told(copying.of, it) for it in steps)), [])
            if not there and self.claims.is_headline(ref):
                there = self.own.list_told_first(copying.of)
            if there:
                self._note_repeated(ref, copying)
                return tuple(there)
        return ()

    def _list_told_near(self, told: Told, copying: Copying) -> list[Told]:
        """Return what the original tells nearest to where a repetition of it tells a step.

        The reading of one language finds a step at times where that of the other does not.
        """
        spans = self.claims.get_spans(told.claim)
        at = next((pair[0] for pair in list_near(copying, spans)), None)
        mine = self.claims.of_report(copying.of)
        if at is None or not mine:
            return self.own.list_told_first(copying.of)
        near = min(mine, key=lambda it: abs(self.claims.get_spans(it)[0].begin - at))
        return [Told(near, self.claims.list_steps(near)[0])]

    def _note_repeated(self, ref: Ref, copying: Copying) -> None:
        self.ground.notes[ref] = (
            f"{name_report(self.readings, ref.report)} repeats "
            f"{name_report(self.readings, copying.of)} "
            f"({round(copying.share * 100)} % of its sentences)."
        )
        self.ground.through[ref] = (self.claims.media.of_report(copying.of),)

    def _is_cited_there(self, ref: Ref, report: str) -> bool:
        """Tell whether a report has the source that a repetition of it cites, or is it."""
        last = self.claims.get_chain(ref)[-1]
        if self.claims.media.of_link(last) == self.claims.media.of_report(report):
            return True
        witness = self.claims.cast.make(self.readings[ref.report], last)
        there = self.readings[report]
        links = {claim.chain[-1] for claim in there.claims if claim.chain}
        return any(
            compare_witnesses(witness, self.claims.cast.make(there, link)).match >= Match.MAYBE
            for link in links
        )

    def _match_passages(self, told: Told, copying: Copying) -> list[Told]:
        """Return what the original states where this claim repeats it."""
        spans = self.claims.get_spans(told.claim)
        length = sum(end - begin for begin, end in spans)
        met = [
            (pair[:2], sum(measure_overlap(span, pair[2:]) for span in spans))
            for pair in list_near(copying, spans)
        ]
        if sum(share for _, share in met) < _MOSTLY * length:
            return []
        same = self.own.list_told(copying.of, told.step)
        if same:
            return same
        passages = [passage for passage, share in met if share]
        return [
            Told(it, self.claims.list_steps(it)[0])
            for it in self.claims.of_report(copying.of)
            if any(
                measure_overlap(span, passage)
                for span in self.claims.get_spans(it)
                for passage in passages
            )
        ][:1]
