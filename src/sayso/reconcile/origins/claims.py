"""The claims of one case: which they are, which steps they tell, whom they cite."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sayso.reconcile.accounts.steps import list_imposing
from sayso.reconcile.origins.media import Media, is_nameless_medium, order_report
from sayso.reconcile.origins.vocabulary import Group, is_pronoun, matches
from sayso.reconcile.origins.witnesses import Cast
from sayso.records.casefile import CaseFile, Ref
from sayso.records.claim import Claim, Link, Polarity, SourceKind
from sayso.records.event import EventStatus
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import PenaltyStatus

NO_STEP = ""
"""Stands for a step where a claim is about the case and tells none."""

_IMPOSING = frozenset(list_imposing(PenaltyStatus.IMPOSED))
_TO_COME = frozenset({EventStatus.INTENDED, EventStatus.EXPECTED})
CLOSE = frozenset({Group.KIN, Group.LAWYER, Group.SUBJECT})
"""Whose words about a case count though they tell no step of it."""
# What these say in the procedure ("the prosecutor asked for three years") is part of it; what
# their press services give out is not.
_PROCEDURAL = frozenset({Group.COURT, Group.PROSECUTION, Group.INVESTIGATION, Group.POLICE})
# Who tells nothing of a case besides its steps: papers speak of what is always so.
_TELL_NOTHING = frozenset(
    {Group.DOCUMENT, Group.FOOTAGE, Group.PUBLIC, Group.MEDIA, Group.MEDIUM, Group.EXPERT}
)
_GIVE_OUT = frozenset(
    {
        SourceKind.COURT,
        SourceKind.OFFICIAL,
        SourceKind.MILITARY,
        SourceKind.ORGANIZATION,
    }
)
# What a body says outside of court: through who speaks for it, or as an office.
_SPEAKS_OUT = ("press", "office")
# Of whom a report need give no name for what they say to be somebody's word.
_KNOWN_BY_ROLE = frozenset({Group.WITNESS, Group.ARMY, Group.AUTHORITIES})
_MEDIA = frozenset({SourceKind.OUTLET, SourceKind.CHANNEL})
# Words of a statement that tells nothing, and of a plea.
_SAYS_NOTHING = 2
_PLEA = 5
_RULING = 3  # "the court announced its verdict"
# A headline is no longer than so many characters.
_HEADLINE = 200
_NEWS = timedelta(days=7)  # so long a step is news


class CaseClaims:
    """The claims on which a case rests.

    They are those that tell its steps and matters, and what the subjects, their kin and
    lawyers, and anybody who names a subject, are cited for besides. Where a report tells a step
    outside of any claim, the event stands for one in the report's own voice.

    Attributes:
        refs: The claims, the earliest report's first, in text order.
        media: Who publishes and is cited.
        cast: Who the sources are.
    """

    def __init__(
        self, case: CaseFile, readings: Mapping[str, Reading], media: Media, cast: Cast
    ) -> None:
        self._readings, self.media, self.cast = readings, media, cast
        self._types = {step.id: step.type for step in case.history}
        self._days = {step.id: (step.begin, step.end) for step in case.history}
        self._to_come = {step.id for step in case.history if step.status in _TO_COME}
        self._steps: defaultdict[Ref, list[str]] = defaultdict(list)
        for step in case.history:
            for ref in step.claims:
                self._steps[ref].append(step.id)
        self._spans: dict[Ref, tuple[Span, ...]] = {}
        self._events: set[Ref] = set()
        self._chains: dict[Ref, tuple[Link, ...]] = {}
        self._of_report: dict[str, list[Ref]] = {}
        self._collect(case)
        self.refs = [ref for refs in self._of_report.values() for ref in refs]
        self._tellings: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
        for ref in self.refs:
            for told in self.list_steps(ref):
                self._tellings[ref.report, told].append(ref)

    def get_spans(self, ref: Ref) -> tuple[Span, ...]:
        """Return where the content of a claim stands."""
        return self._spans[ref]

    def is_event(self, ref: Ref) -> bool:
        """Tell whether it is no claim but an event that none tells."""
        return ref in self._events

    def list_steps(self, ref: Ref) -> Sequence[str]:
        """Return the ids of the steps that a claim tells; `NO_STEP` where none."""
        return self._steps.get(ref) or (NO_STEP,)

    def is_to_come(self, step: str) -> bool:
        """Tell whether a step is only expected or meant."""
        return step in self._to_come

    def is_sentence(self, step: str) -> bool:
        """Tell whether a step is one that imposes a penalty."""
        return self._types.get(step) in _IMPOSING

    def is_in_passing(self, ref: Ref, step: str, procedure: Collection[str]) -> bool:
        """Tell whether a claim names a step only as what a step of the procedure was for or after.

        Args:
            ref: The claim.
            step: Id of a step that it tells.
            procedure: Types of the steps of a procedure.
        """
        later = [it for it in self.list_steps(ref) if self._types.get(it) in procedure]
        if self._types.get(step) in procedure:
            # "The appeals court overturned his sentence" of a month ago.
            return any(self._is_old_news(step, it) for it in later)
        return bool(later)

    def _is_old_news(self, step: str, other: str) -> bool:
        """Tell whether a step was over for more than a week when another came to pass."""
        end, begin = self._days.get(step, (None, None))[1], self._days.get(other, (None, None))[0]
        if end is None or begin is None or self.is_to_come(other):
            return False
        try:
            return date.fromisoformat(begin) - date.fromisoformat(end) > _NEWS
        except ValueError:
            return False

    def get_chain(self, ref: Ref) -> tuple[Link, ...]:
        """Return a claim's chain without the report's own publisher."""
        return self._chains[ref]

    def of_report(self, report: str) -> Sequence[Ref]:
        """Return the case's claims in one report, in text order."""
        return self._of_report.get(report, ())

    def of_step(self, report: str, step: str) -> Sequence[Ref]:
        """Return the claims of one report that tell a step."""
        return self._tellings.get((report, step), ())

    def of_type(self, report: str, step: str) -> Sequence[Ref]:
        """Return the claims of one report that tell steps of the same type."""
        wanted = self._types.get(step)
        return [
            ref
            for ref in self.of_report(report)
            if wanted is not None
            and any(self._types.get(told) == wanted for told in self.list_steps(ref))
        ]

    def list_reports(self) -> Sequence[str]:
        """Return the reports that have claims, the earliest first."""
        return tuple(self._of_report)

    def list_beside(self, ref: Ref) -> Sequence[Ref]:
        """Return the claims that cite somebody in the paragraph of another, the nearest first."""
        text = self._readings[ref.report].report.text
        at = self._spans[ref][0].begin
        begin = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        found = [
            it
            for it in self.of_report(ref.report)
            if self._chains[it]
            and begin <= self._spans[it][0].begin
            and (end < 0 or self._spans[it][0].begin < end)
        ]
        return sorted(found, key=lambda it: abs(self._spans[it][0].begin - at))

    def is_headline(self, ref: Ref) -> bool:
        """Tell whether a claim stands in its report's headline."""
        text = self._readings[ref.report].report.text
        head = text.split("\n", 1)[0]
        if "\n" not in text or len(head) > _HEADLINE or head.endswith((".", "…", ":")):
            return False
        return self._spans[ref][0].begin < len(head)

    def _collect(self, case: CaseFile) -> None:
        wanted = {*self._steps, *case.put_in}
        taken_out = frozenset(case.taken_out)
        matters: defaultdict[str, int] = defaultdict(int)
        for matter in case.matters:
            reading = self._readings.get(matter.report)
            if reading is None:
                continue
            matters[matter.report] += 1
            for found in reading.cases:
                if found.id == matter.id:
                    wanted |= {Ref(report=matter.report, id=it) for it in found.claims}
        for step in case.history:
            told = {ref.report for ref in step.claims}
            for ref in step.events:
                if ref.report not in told and ref not in (*step.foretold, *step.accused):
                    self._events.add(ref)
                    self._steps[ref].append(step.id)
        found_in = {ref.report for ref in (*wanted, *self._events)} | set(matters)
        reports = found_in & set(self._readings)
        for sha256 in sorted(reports, key=lambda it: order_report(self._readings[it].report)):
            reading = self._readings[sha256]
            alone = matters[sha256] == len(reading.cases)
            mentions = list(self._list_mentions(case, reading))
            mine = []
            before: tuple[Link, ...] = ()  # whom the statement before cites
            outlet: Link | None = None  # which medium it named last
            for claim in reading.claims:
                ref = Ref(report=sha256, id=claim.id)
                if ref in taken_out:
                    continue
                own = self.media.of_report(sha256)
                chain = tuple(it for it in claim.chain if not self._names_nobody(it, own))
                chain = tuple(self.cast.correct(reading, it) for it in chain)
                chain, outlet = self._name_media(chain, outlet)
                if chain and _is_verdict(claim, chain[-1]):
                    chain = ()
                if chain and _stands_for_source(chain[-1], before):
                    chain = before or chain
                elif chain:
                    before = chain
                decided = ref in self._steps or ref in case.put_in
                if chain and not decided and self._is_plea(reading, claim):
                    continue
                if ref in wanted or (
                    chain and self._is_about(reading, claim, chain, mentions, alone=alone)
                ):
                    self._spans[ref] = claim.content.spans
                    self._chains[ref] = chain
                    mine.append(ref)
            for event in reading.events:
                ref = Ref(report=sha256, id=event.id)
                if ref in self._events:
                    self._spans[ref] = event.trigger.spans
                    self._chains[ref] = ()
                    mine.append(ref)
            if mine:
                mine.sort(key=lambda it: self._spans[it][0].begin)
                self._of_report[sha256] = mine

    def _names_nobody(self, link: Link, own: str) -> bool:
        """Tell whether a link is the report itself, or a figure taken for somebody."""
        return (
            self.media.of_link(link) == own
            or matches("own_text", link.name)
            or (link.entity is None and link.name.split(" ")[0].isdigit())
        )

    def _name_media(
        self, chain: tuple[Link, ...], before: Link | None
    ) -> tuple[tuple[Link, ...], Link | None]:
        """Let "the outlet" or "the group" be the one that the report named last.

        Returns:
            The chain, and which outlet or body the report has named last now.
        """
        found: list[Link] = []
        for link in chain:
            nameless = _is_nameless(link)
            known = before if nameless and before is not None else link
            if not found or found[-1].name != known.name:
                found.append(known)
            body = link.kind is SourceKind.ORGANIZATION and link.entity is not None
            if not nameless and (body or self.media.of_link(link) is not None):
                before = link
        return tuple(found), before

    def _is_plea(self, reading: Reading, claim: Claim) -> bool:
        """Tell whether a claim gives somebody's word so short that it tells nothing.

        "He pleaded not guilty" is what happened in court, no account of the case.
        """
        text = " ".join(reading.report.text[begin:end] for begin, end in claim.content.spans)
        return len(text.split()) <= _SAYS_NOTHING or (
            len(text.split()) <= _PLEA and matches("plea", text)
        )

    def _list_mentions(self, case: CaseFile, reading: Reading) -> Iterator[tuple[int, int]]:
        """Yield where a report names the case's subjects, in text order."""
        ids = {
            at.id for it in case.subjects for at in it.members if at.report == reading.report.sha256
        }
        spans = (span for it in reading.entities if it.id in ids for span in it.mentions)
        yield from sorted(spans)

    def _is_about(
        self,
        reading: Reading,
        claim: Claim,
        chain: tuple[Link, ...],
        mentions: Sequence[tuple[int, int]],
        *,
        alone: bool,
    ) -> bool:
        """Tell whether what somebody is cited for is about the case, though it tells no step."""
        if self.media.of_link(chain[-1]) is not None:
            return False
        witness = self.cast.make(reading, chain[-1])
        # What these deny is no part of the procedure either.
        spoken_for = any(matches(it, name) for name in witness.names for it in _SPEAKS_OUT) or (
            alone and claim.polarity is Polarity.NEGATIVE and witness.group is not Group.COURT
        )
        if witness.group in _PROCEDURAL and not spoken_for:
            return False
        if any(_holds(mentions, begin, end) for begin, end in claim.content.spans):
            return True
        if witness.group in CLOSE or witness.group in _PROCEDURAL:
            return witness.subject is not None or witness.whose is not None or alone
        return (
            alone
            and witness.group not in _TELL_NOTHING
            and (not witness.nameless or witness.group in _KNOWN_BY_ROLE)
            and (
                claim.polarity is Polarity.NEGATIVE
                or _holds(mentions, *_find_paragraph(reading, claim))
            )
        )


def _holds(mentions: Sequence[tuple[int, int]], begin: int, end: int) -> bool:
    """Tell whether a stretch holds one of some mentions, in text order."""
    at = bisect_right(mentions, (begin, -1))
    return at < len(mentions) and mentions[at][1] <= end


def _find_paragraph(reading: Reading, claim: Claim) -> tuple[int, int]:
    """Return where the paragraph begins and ends in which a claim's content begins."""
    text = reading.report.text
    begin = claim.content.spans[0][0]
    end = text.find("\n", begin)
    return text.rfind("\n", 0, begin) + 1, len(text) if end < 0 else end


def _is_nameless(link: Link) -> bool:
    """Tell whether a link stands for an outlet or a body that its words do not name."""
    if link.kind is SourceKind.ORGANIZATION:
        return link.entity is None and link.name == link.name.lower()
    return link.kind in _MEDIA and is_nameless_medium(link.name)


def _stands_for_source(link: Link, before: Sequence[Link]) -> bool:
    """Tell whether a link is "he", or "the statement" that a body gave out just before."""
    if link.entity is None and is_pronoun(link.name):
        return True
    office = bool(before) and before[-1].kind in _GIVE_OUT
    return office and link.kind is SourceKind.DOCUMENT and matches("paper", link.name)


def _is_verdict(claim: Claim, last: Link) -> bool:
    """Tell whether a claim gives what a court decided, not what it said."""
    if last.kind is not SourceKind.COURT or claim.cue is None:
        return False
    short = len(claim.content.text.split()) <= _RULING
    return matches("verdict", claim.cue.text) or (short and matches("ruling", claim.content.text))
