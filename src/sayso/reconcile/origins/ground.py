"""What each claim of a case rests on directly: a source, a medium, or other claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sayso.reconcile.origins.alike import Match, compare_witnesses
from sayso.reconcile.origins.claims import CLOSE, NO_STEP, CaseClaims
from sayso.reconcile.origins.media import (
    name_report,
    order_report,
)
from sayso.reconcile.origins.recalling import is_recalled
from sayso.reconcile.origins.repeated import index_copies, list_near, measure_overlap
from sayso.reconcile.origins.vocabulary import Group, matches
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import Copying, Ref
from sayso.records.reading import Reading
from sayso.records.ruling import Rulings

# A report of which so much is found in another adds nothing of its own.
_WHOLLY = 0.9
# A report of which so much is found in another has from there what else both tell.
_LARGELY = 0.5
# A report of so many days later can be the one that another cites.
_SOON = 3
_MEDIA_AT_LARGE = frozenset({Group.MEDIA, Group.PUBLIC})
# The part of a statement that must lie in a repeated passage.
_MOSTLY = 0.5
# What holds somebody's words and tells nothing besides.
_HELD = frozenset({Group.DOCUMENT, Group.FOOTAGE, Group.PUBLIC})


class Told(NamedTuple):
    """What a claim tells of one step (its id, or `NO_STEP`)."""

    claim: Ref
    step: str


class Telling(NamedTuple):
    """What a medium tells of a step, as far as one who cites it can have read it.

    Attributes:
        medium: As `Media` names it.
        step: Id of the step.
        reports: Which of its reports.
    """

    medium: str
    step: str
    reports: tuple[str, ...]


Node = Told | Telling | Witness
"""What claims can rest on."""


@dataclass(slots=True, kw_only=True)
class Ground:
    """What the claims of a case rest on.

    Attributes:
        edges: By what is told, what it rests on directly; of a witness nothing.
        heard: By witness, the media that heard it.
        relayed: By witness, who gave its words to the reports; ``None`` where nobody but media.
        cited_in: By witness, the reports that cite it.
        through: By claim, the media it came through, nearest to the origin first.
        recalled: What a medium tells in its own voice and told, or cited, in an earlier report.
        guessed: What is to come, laid to one near the man whom the report cites for other things.
        notes: By claim, why it rests on that, where the report does not tell it in so many words.
    """

    edges: dict[Node, tuple[Node, ...]] = field(default_factory=dict)
    heard: defaultdict[Witness, set[str]] = field(default_factory=lambda: defaultdict(set))
    relayed: defaultdict[Witness, set[Witness | None]] = field(
        default_factory=lambda: defaultdict(set)
    )
    cited_in: defaultdict[Witness, set[str]] = field(default_factory=lambda: defaultdict(set))
    through: dict[Ref, tuple[str, ...]] = field(default_factory=dict)
    recalled: set[Told] = field(default_factory=set)
    guessed: set[Told] = field(default_factory=set)
    notes: dict[Ref, str] = field(default_factory=dict)


def find_ground(
    claims: CaseClaims,
    readings: Mapping[str, Reading],
    copies: Sequence[Copying],
    rulings: Rulings,
) -> Ground:
    """Return what each claim of a case rests on directly, step by step.

    Args:
        claims: The case's claims.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
        rulings: What people decided of origins.
    """
    return _Grounding(claims, readings, copies, rulings).run()


class _Grounding:
    def __init__(
        self,
        claims: CaseClaims,
        readings: Mapping[str, Reading],
        copies: Sequence[Copying],
        rulings: Rulings,
    ) -> None:
        self.claims, self.readings, self.rulings = claims, readings, rulings
        self.media, self.cast = claims.media, claims.cast
        self.copied = index_copies(copies, readings)
        self.ground = Ground()
        # What media tell in their own voice; whom others name behind a medium, by step.
        self.own_word: dict[Told, str] = {}
        self.behind: defaultdict[tuple[str, str], dict[Witness, str]] = defaultdict(dict)
        self.cited = {it: self._list_cited(it) for it in claims.list_reports()}

    def run(self) -> Ground:
        for ref in self.claims.refs:
            for step in self.claims.list_steps(ref):
                self.ground.edges[Told(ref, step)] = self._rest(Told(ref, step))
        self._name_sources()
        return self.ground

    def _name_sources(self) -> None:
        """Let a medium's own word rest on whom others, who cite it for the same, name behind it."""
        for told, medium in self.own_word.items():
            day = self._get_day(told.claim.report)
            named = self.behind.get((medium, told.step), {})
            # Who was cited before that report was there, was cited for another.
            behind = [it for it, until in named.items() if day <= until]
            if not behind:
                continue
            self.ground.edges[told] = tuple(behind)
            for witness in behind:
                self.ground.heard[witness].add(medium)
                self.ground.cited_in[witness].add(told.claim.report)
            self.ground.notes[told.claim] = (
                f"{name_report(self.readings, told.claim.report)} cites nobody for it, but who "
                f"cites it names {behind[0].name}."
            )

    def _get_day(self, report: str) -> str:
        """Return when a report was published, as far as one who cites it knew it."""
        return order_report(self.readings[report].report)[0][:10]

    def _list_cited(self, report: str) -> tuple[str, ...]:
        """Return the media with reports of their own that a report cites."""
        chains = (self.claims.get_chain(ref) for ref in self.claims.of_report(report))
        found = (self.media.of_link(link) for chain in chains for link in chain)
        return tuple(dict.fromkeys(it for it in found if it and self.media.has_reports(it)))

    def _rest(self, told: Told) -> tuple[Node, ...]:
        """Return what one claim rests on for one step."""
        ref = told.claim
        if ref in self.rulings.origins:
            return self._rest_decided(ref)
        chain = self.claims.get_chain(ref)
        repeated = self._find_repeated(told, attributed=bool(chain))
        if repeated:
            return repeated
        if not chain:
            return self._rest_own(told)
        media = [it for link in chain[:-1] if (it := self.media.of_link(link)) is not None]
        self.ground.through[ref] = tuple(dict.fromkeys(reversed(media)))
        last = self.media.of_link(chain[-1])
        if last is not None and self.media.has_reports(last):
            return self._rest_on_medium(told, last)
        reading = self.readings[ref.report]
        witness = self.cast.make(reading, chain[-1])
        if witness.group in _MEDIA_AT_LARGE and matches("media", witness.name):
            first = self._find_first_told(told)
            if first:
                return first
        if media and self.media.has_reports(media[-1]):
            if self._is_contradicted(witness, told, media[-1]):
                return self._rest_on_medium(told, media[-1])
            named = self.behind[media[-1], told.step]
            named[witness] = max(named.get(witness, ""), self._get_day(ref.report))
        relayer = chain[-2] if len(chain) > 1 else None
        if relayer is not None and self.media.of_link(relayer) is None:
            by = self.cast.make(reading, relayer)
            if by.group not in _HELD and self._tells_itself(by, told):
                self.ground.notes[ref] = (
                    f"{name_report(self.readings, ref.report)} gives the word of {witness.name} "
                    f"only as {by.name} tells it, who tells the same."
                )
                return self._end(by, ref, media[-1:])
            self.ground.relayed[witness].add(by)
        return self._end(witness, ref, media[-1:])

    def _find_first_told(self, told: Told) -> tuple[Node, ...]:
        """Return what the earliest report of others tells of a step: "media reported"."""
        mine = order_report(self.readings[told.claim.report].report)
        own = self.media.of_report(told.claim.report)
        for report in self.cited if told.step != NO_STEP else ():
            earlier = order_report(self.readings[report].report) < mine
            found = self._list_told(report, told.step)
            if found and earlier and self.media.of_report(report) != own:
                self.ground.notes[told.claim] = (
                    f"{name_report(self.readings, told.claim.report)} cites media that it does not "
                    f"name; {name_report(self.readings, report)} told it first."
                )
                return tuple(found)
        return ()

    def _is_contradicted(self, witness: Witness, told: Told, medium: str) -> bool:
        """Tell whether a medium has a step from others than whom it is said to cite."""
        if told.step == NO_STEP:
            return False
        sources = [
            self.cast.make(self.readings[report], chain[-1])
            for report in self._list_readable(told, medium)
            for it in self.claims.of_step(report, told.step)
            if (chain := self.claims.get_chain(it))
        ]
        return bool(sources) and all(
            compare_witnesses(witness, it).match < Match.MAYBE for it in sources
        )

    def _tells_itself(self, witness: Witness, told: Told) -> bool:
        """Tell whether a report cites a source also for what it tells of another's words."""
        if told.step == NO_STEP:
            return True
        reading = self.readings[told.claim.report]
        return any(
            self.cast.make(reading, chain[-1]) == witness
            for it in self.claims.of_step(told.claim.report, told.step)
            if (chain := self.claims.get_chain(it))
        )

    def _rest_decided(self, ref: Ref) -> tuple[Node, ...]:
        name, decision = self.rulings.origins[ref]
        self.ground.notes[ref] = (
            f"Decision {decision}: a statement of {name_report(self.readings, ref.report)} "
            f"rests on {'nobody knows whom' if name is None else name}."
        )
        reading = self.readings[ref.report]
        return self._end(self.cast.make_decided(reading, self.claims.get_chain(ref), name), ref)

    def _end(self, witness: Witness, ref: Ref, media: Sequence[str] = ()) -> tuple[Node, ...]:
        heard = set(media) or {self.media.of_report(ref.report)}
        for copying in self.copied.get(ref.report, ()):
            heard.add(self.media.of_report(copying.of))
        self.ground.heard[witness] |= heard
        self.ground.cited_in[witness].add(ref.report)
        chain = self.claims.get_chain(ref)
        if len(chain) < 2 or self.media.of_link(chain[-2]) is not None:
            self.ground.relayed[witness].add(None)
        return (witness,)

    def _rest_own(self, told: Told) -> tuple[Node, ...]:
        """A statement in the report's own voice: whom the report cites for it, else itself."""
        ref = told.claim
        cited = self._find_cited_for(told)
        if cited:
            return cited
        steps = (told.step, *self.claims.list_steps(ref))
        for copying in self.copied.get(ref.report, ()):
            if copying.share < _LARGELY:
                continue
            there = next(filter(None, (self._list_told(copying.of, step) for step in steps)), [])
            if not there and self.claims.is_headline(ref):
                there = self._list_told_first(copying.of)
            if there:
                self._note_repeated(ref, copying)
                return tuple(there)
        for medium in self.cited[ref.report]:
            telling = next(
                filter(
                    None, (self._find_telling(Told(ref, it), medium, last=True) for it in steps)
                ),
                None,
            )
            if telling is not None:
                self.ground.notes[ref] = (
                    f"{name_report(self.readings, ref.report)} tells it in its own voice, but "
                    f"cites {medium}, which tells it too."
                )
                self.ground.through[ref] = (medium,)
                return (telling,)
        own = self.media.of_report(ref.report)
        if is_recalled(told.claim, told.step, self.claims, self.readings):
            self.ground.recalled.add(told)
        else:
            self.own_word[told] = own
        return self._end(self.cast.make_medium(own), ref)

    def _find_cited_for(self, told: Told) -> tuple[Node, ...]:
        """Return the statements for which the report cites somebody and which tell the same."""
        report = told.claim.report
        # "He was sentenced for refusing": where his lawyer is cited for the sentence, the
        # refusal is no other's word.
        for step in (told.step, *self.claims.list_steps(told.claim)):
            same = [it for it in self.claims.of_step(report, step) if self.claims.get_chain(it)]
            if same:
                return tuple(Told(it, step) for it in same)
        alike = [it for it in self.claims.of_type(report, told.step) if self.claims.get_chain(it)]
        others = [it for it in self.claims.of_report(report) if self.claims.get_chain(it)]
        # Another step of the same type: a guess, which others' own word goes before.
        self.ground.guessed |= {told} if alike else set()
        if not alike and self.claims.is_headline(told.claim):
            # What the body tells of the same in the report's own voice, the headline sums up.
            for it in self.claims.of_step(report, told.step):
                if not self.claims.is_headline(it):
                    return (Told(it, told.step),)
            alike = others
        if not alike and self.claims.is_event(told.claim):
            # Outside of any statement: of whom the report cites in the same breath.
            alike = list(self.claims.list_beside(told.claim))
        if not alike and self.claims.is_to_come(told.step):
            # What is to come a report has from somebody: from those near him whom it cites.
            alike = [it for it in others if self._is_near(it)]
            self.ground.guessed |= {told} if alike else set()
        return tuple(Told(it, self.claims.list_steps(it)[0]) for it in alike[:1])

    def _is_near(self, ref: Ref) -> bool:
        """Tell whether a claim cites the man himself, his kin or his lawyer."""
        last = self.claims.get_chain(ref)[-1]
        return self.cast.make(self.readings[ref.report], last).group in CLOSE

    def _rest_on_medium(self, told: Told, medium: str) -> tuple[Node, ...]:
        """A statement for which a medium is cited whose own report is there."""
        ref = told.claim
        self.ground.through[ref] = tuple(dict.fromkeys((medium, *self.ground.through[ref])))
        found: Iterable[Node] = ()
        telling = self._find_telling(told, medium)
        found = (telling,) if telling is not None else self._find_loosely(told, medium)
        if not found:
            return self._end(self.cast.make_medium(medium), ref)
        self.ground.notes[ref] = (
            f"{name_report(self.readings, ref.report)} has it from {medium}, whose own report "
            "is there."
        )
        return tuple(found)

    def _find_telling(self, told: Told, medium: str, *, last: bool = False) -> Telling | None:
        """Return what a medium tells of a step, or its last report does; ``None`` where nothing."""
        reports = self._list_readable(told, medium)
        if last:
            reports = reports[-1:]
        node = Telling(medium, told.step, reports)
        if node not in self.ground.edges:
            targets = [it for report in reports for it in self._list_told(report, told.step)]
            if not targets:
                return None
            self.ground.edges[node] = tuple(targets)
        return node

    def _find_loosely(self, told: Told, medium: str) -> Sequence[Told]:
        """Return what a medium tells that is the nearest to a step of which it tells nothing."""
        for report in self._list_readable(told, medium):
            alike = self.claims.of_type(report, told.step)
            if alike:
                return [Told(alike[0], self.claims.list_steps(alike[0])[0])]
            first = self._list_told_first(report)
            if first:
                return first
        return ()

    def _list_readable(self, told: Told, medium: str) -> tuple[str, ...]:
        """Return the reports of a medium that a claim can rest on: earlier ones, if there are."""
        with_claims = set(self.cited)
        day = self.readings[told.claim.report].report.published
        early = self.media.list_reports(medium, day)
        found = tuple(it for it in early if it in with_claims)
        # Days of publication are not always right; but no one cites what comes weeks later.
        soon = None if day is None else _add_days(day, _SOON)
        late = self.media.list_reports(medium, soon)
        return found or tuple(it for it in late if it in with_claims)

    def _list_told(self, report: str, step: str) -> list[Told]:
        return [Told(it, step) for it in self.claims.of_step(report, step)]

    def _list_told_first(self, report: str) -> list[Told]:
        """Return the first thing for which a report cites somebody, else the first it tells."""
        mine = self.claims.of_report(report)
        best = [it for it in mine if self.claims.get_chain(it)] or list(mine)
        return [Told(it, self.claims.list_steps(it)[0]) for it in best[:1]]

    def _find_repeated(self, told: Told, *, attributed: bool) -> tuple[Node, ...]:
        """Return the statements of another report that this one repeats."""
        ref = told.claim
        for copying in self.copied.get(ref.report, ()):
            wholly = copying.share >= _WHOLLY
            if attributed and (not wholly or self._is_cited_there(ref, copying.of)):
                continue
            found = self._match_passages(told, copying)
            if not found and wholly:
                found = self._list_told(copying.of, told.step)
            if not found and wholly and not attributed:
                found = self._list_told_near(told, copying)
            if found:
                self._note_repeated(ref, copying)
                return tuple(found)
        return ()

    def _list_told_near(self, told: Told, copying: Copying) -> list[Told]:
        """Return what the original tells nearest to where a repetition of it tells a step.

        The reading of one language finds a step at times where that of the other does not.
        """
        spans = self.claims.get_spans(told.claim)
        at = next((pair[0] for pair in list_near(copying, spans)), None)
        mine = self.claims.of_report(copying.of)
        if at is None or not mine:
            return self._list_told_first(copying.of)
        near = min(mine, key=lambda it: abs(self.claims.get_spans(it)[0].begin - at))
        return [Told(near, self.claims.list_steps(near)[0])]

    def _note_repeated(self, ref: Ref, copying: Copying) -> None:
        self.ground.notes[ref] = (
            f"{name_report(self.readings, ref.report)} repeats "
            f"{name_report(self.readings, copying.of)} "
            f"({round(copying.share * 100)} % of its sentences)."
        )
        self.ground.through[ref] = (self.media.of_report(copying.of),)

    def _is_cited_there(self, ref: Ref, report: str) -> bool:
        """Tell whether a report has the source that a repetition of it cites, or is it."""
        last = self.claims.get_chain(ref)[-1]
        if self.media.of_link(last) == self.media.of_report(report):
            return True
        witness = self.cast.make(self.readings[ref.report], last)
        there = self.readings[report]
        links = {claim.chain[-1] for claim in there.claims if claim.chain}
        return any(
            compare_witnesses(witness, self.cast.make(there, link)).match >= Match.MAYBE
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
        same = self._list_told(copying.of, told.step)
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


def _add_days(day: str, count: int) -> str | None:
    """Return a later ISO day, ``None`` where it is none."""
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=count)).isoformat()
    except (ValueError, OverflowError):
        return None
