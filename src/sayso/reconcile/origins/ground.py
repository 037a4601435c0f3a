"""What each claim of a case rests on directly: a source, a medium, or other claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.reconcile.origins.alike import Match, compare_witnesses
from sayso.reconcile.origins.claims import CLOSE, NO_STEP, CaseClaims
from sayso.reconcile.origins.decided import Naming
from sayso.reconcile.origins.media import name_report, order_report
from sayso.reconcile.origins.nodes import Ground, Node, Told
from sayso.reconcile.origins.own_reports import OwnReports
from sayso.reconcile.origins.recalling import is_recalled
from sayso.reconcile.origins.repeated import index_copies
from sayso.reconcile.origins.repetitions import Repetitions
from sayso.reconcile.origins.restating import can_restate
from sayso.reconcile.origins.vocabulary import Group, matches
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import Copying, Ref
from sayso.records.reading import Reading
from sayso.records.ruling import Rulings

_MEDIA_AT_LARGE = frozenset({Group.MEDIA, Group.PUBLIC})
# What holds somebody's words and tells nothing besides.
_HELD = frozenset({Group.DOCUMENT, Group.FOOTAGE, Group.PUBLIC})


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
        self.own = OwnReports(claims=claims, readings=readings, ground=self.ground)
        self.repetitions = Repetitions(
            claims=claims,
            readings=readings,
            ground=self.ground,
            own=self.own,
            copied=self.copied,
        )
        self.naming = Naming(claims, readings)
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
            return self._rest_decided(told)
        chain = self.claims.get_chain(ref)
        repeated = self.repetitions.find(told, attributed=bool(chain))
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
            found = self.own.list_told(report, told.step)
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
            for report in self.own.list_readable(told, medium)
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

    def _rest_decided(self, told: Told) -> tuple[Node, ...]:
        ref = told.claim
        name, decision = self.rulings.origins[ref]
        self.ground.notes[ref] = (
            f"Decision {decision}: a statement of {name_report(self.readings, ref.report)} "
            f"rests on {'nobody knows whom' if name is None else name}."
        )
        witness = self.naming.find(name, ref.report)
        medium = witness.medium
        if medium is not None and medium != self.media.of_report(ref.report):
            telling = self.own.find_telling(told, medium)
            if telling is not None:
                self.ground.itself[told] = telling
        return self._end(witness, ref)

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
        repeated = self.repetitions.find_largely(told)
        if repeated:
            return repeated
        steps = (told.step, *self.claims.list_steps(ref))
        for medium in self.cited[ref.report]:
            telling = next(
                filter(
                    None, (self.own.find_telling(Told(ref, it), medium, last=True) for it in steps)
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
            same = same if step == told.step else self._list_restated(told, same)
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
            alike = self._list_restated(told, others)
        if not alike and self.claims.is_event(told.claim):
            # Outside of any statement: of whom the report cites in the same breath.
            alike = list(self.claims.list_beside(told.claim))
        if not alike and self.claims.is_to_come(told.step):
            # What is to come a report has from somebody: from those near him whom it cites.
            alike = [it for it in others if self._is_near(it)]
            self.ground.guessed |= {told} if alike else set()
        return tuple(Told(it, self.claims.list_steps(it)[0]) for it in alike[:1])

    def _list_restated(self, told: Told, refs: list[Ref]) -> list[Ref]:
        """Return the statements on other steps that a claim can restate: they give its term."""
        if not self.claims.is_sentence(told.step):
            return refs
        reading, mine = self.readings[told.claim.report], self.claims.get_spans(told.claim)
        return [it for it in refs if can_restate(mine, self.claims.get_spans(it), reading)]

    def _is_near(self, ref: Ref) -> bool:
        """Tell whether a claim cites the man himself, his kin or his lawyer."""
        last = self.claims.get_chain(ref)[-1]
        return self.cast.make(self.readings[ref.report], last).group in CLOSE

    def _rest_on_medium(self, told: Told, medium: str) -> tuple[Node, ...]:
        """A statement for which a medium is cited whose own report is there."""
        ref = told.claim
        self.ground.through[ref] = tuple(dict.fromkeys((medium, *self.ground.through[ref])))
        found: Iterable[Node] = ()
        telling = self.own.find_telling(told, medium)
        found = (telling,) if telling is not None else self.own.find_loosely(told, medium)
        if not found:
            return self._end(self.cast.make_medium(medium), ref)
        self.ground.notes[ref] = (
            f"{name_report(self.readings, ref.report)} has it from {medium}, whose own report "
            "is there."
        )
        return tuple(found)
