"""Which events of a case are one step: compared by type, people, time, place and provision."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.cases.across.days import (
    Interval,
    Tally,
    Vote,
    agree_on_days,
    measure_gap,
    measure_width,
)
from sayso.cases.across.places import Standing, compare_spots
from sayso.cases.across.tellings import UNDATED, Telling
from sayso.cases.history import DONE
from sayso.packs.pack import EventType, Pack
from sayso.records.casefile import Reason, Ref
from sayso.records.decision import Judgement
from sayso.records.event import EventStatus
from sayso.records.ruling import Rulings

_AHEAD = (EventStatus.EXPECTED, EventStatus.INTENDED)
_DENIED = (EventStatus.DENIED,)
_FIRMEST = (*DONE, *_AHEAD, EventStatus.CONDITIONAL, EventStatus.DENIED)
# A step that is taken once is told of two days by mistake; so far apart it was taken twice.
_TURN = 92
# One hearing, one arrest: a day begins earlier in the east, and a night has two.
_NIGHT = 1
# What is done again and again, told of the same place within so many days, is one.
_SAME_PLACE = 31
_NO_PLACE = 3
# A step foretold for a day took place so many days later at most.
_PUT_OFF = 31
_LONG = 366
# What somebody means to do is done so many days later, or it is a body's answer to it.
_FILED = 14


@dataclass(slots=True)
class Gathered:
    """Events that are one step."""

    tellings: list[Telling] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    days: Interval | None = None
    lent: Interval | None = None
    # By whether an account's days are its own, and whether it tells it as done.
    tallies: dict[tuple[bool, bool], Tally] = field(default_factory=dict)

    def add(self, telling: Telling, reason: Reason | None = None) -> None:
        """Take one more account of the step in."""
        self.tellings.append(telling)
        if reason is not None:
            self.reasons.append(reason)
        if telling.days is not None:
            kind = (not telling.borrowed, telling.status in DONE)
            vote = Vote(days=telling.days, voice=telling.voice, rank=telling.order[:2])
            self.tallies.setdefault(kind, Tally()).add(vote)
        # Days of its own before borrowed ones, and of these what is told as done.
        orders = ((True, True), (True, False), (False, True), (False, False))
        tally = next((self.tallies[it] for it in orders if it in self.tallies), Tally())
        self.days = tally.agree() or self.lent

    def lend(self, days: Interval) -> None:
        """Give the step a day that its reports tell of what is decided with it."""
        self.lent = days
        self.days = self.days or days

    @property
    def first(self) -> Telling:
        """The account that was told first."""
        return min(self.tellings, key=lambda it: it.order)

    @property
    def type(self) -> str:
        """The type of its first account."""
        return self.tellings[0].type

    @property
    def status(self) -> EventStatus:
        """The firmest word that any account gives of it."""
        return min((it.status for it in self.tellings), key=_FIRMEST.index)

    @property
    def published(self) -> str | None:
        """The day on which it was first told, or ``None``."""
        return min((it.published for it in self.tellings if it.published), default=None)


def gather_steps(tellings: Iterable[Telling], pack: Pack, rulings: Rulings) -> tuple[Gathered, ...]:
    """Return the steps that events of several reports are, in no particular order.

    What a report tells as done is gathered first; what was expected is the step that came of it,
    if any did; what is denied stands apart, so that both sides are seen.

    Args:
        tellings: Of one case.
        pack: Says which steps are taken once and which repeat.
        rulings: What people decided of events and places.
    """
    gatherer = _Gatherer(pack, rulings)
    known = sorted(tellings, key=_sharpness)
    for statuses in (DONE, _AHEAD, _DENIED):
        for telling in known:
            if telling.status in statuses:
                gatherer.place(telling)
        if statuses is DONE:
            gatherer.fold_types()
    for step in gatherer.steps:
        _date_by_scene(step)
    return gatherer.steps


def _sharpness(telling: Telling) -> tuple[int, int, tuple[str, str, int]]:
    """Sort key: the most precise days of its own first, then borrowed ones, then none."""
    if telling.days is None:
        return (2, 0, telling.order)
    return (int(telling.borrowed), measure_width(telling.days), telling.order)


class _Gatherer:
    def __init__(self, pack: Pack, rulings: Rulings) -> None:
        self._pack = pack
        self._rulings = rulings
        self._found: defaultdict[str, list[Gathered]] = defaultdict(list)
        self._step_of: dict[Ref, Gathered] = {}
        self._ruled = _index_rulings(rulings)

    @property
    def steps(self) -> tuple[Gathered, ...]:
        return tuple(step for group in self._found.values() for step in group)

    def place(self, telling: Telling) -> None:
        """Put an event to the step that it is an account of, or begin one."""
        step, reason = self._find_ruled(telling)
        if step is None:
            fits = [
                (fit, -number, it)
                for number, it in enumerate(self._list_alike(telling))
                if not self._is_ruled_out(telling, it)
                and (fit := self._fit(telling, it)) is not None
            ]
            if fits:
                step = max(fits, key=lambda it: it[:2])[2]
                reason = self._explain(telling, step)
        if step is None:
            step = Gathered()
            self._found[telling.type].append(step)
        step.add(telling, reason)
        self._step_of[telling.at] = step

    def _list_alike(self, telling: Telling) -> list[Gathered]:
        """Return the steps that an event may be: of its type, or what a court held that day."""
        alike = list(self._found[telling.type])
        kind = self._pack.types.get(telling.type)
        if telling.status in _AHEAD and telling.days is not None and kind is not None and kind.held:
            alike += [
                step
                for name, other in self._pack.types.items()
                if other.held and name != telling.type
                for step in self._found.get(name, ())
                if step.status in DONE and _find_gap(telling, step) == 0
            ]
        return alike

    def fold_types(self) -> None:
        """Take a type for another where it was told in its stead ("convicted" for "sentenced")."""
        for name, kind in self._pack.types.items():
            steps = self._found.get(name, [])
            for other in kind.told_for:
                there = self._found.get(other, [])
                telling_both = {it.at.report for step in there for it in step.tellings}
                if any(it.at.report in telling_both for step in steps for it in step.tellings):
                    _lend_days(steps, there)
                    continue
                for step in list(steps):
                    fits = [it for it in there if self._is_told_for(step, it)]
                    if len(fits) == 1:
                        steps.remove(step)
                        for telling in step.tellings:
                            fits[0].add(telling, self._explain(telling, fits[0]))
                            self._step_of[telling.at] = fits[0]

    def _is_told_for(self, step: Gathered, other: Gathered) -> bool:
        if any(self._is_ruled_out(it, other) for it in step.tellings):
            return False
        if step.days is not None and other.days is not None:
            return measure_gap(step.days, other.days) <= _NIGHT
        return True

    # ------------------------------------------------------------ what people decided
    def _find_ruled(self, telling: Telling) -> tuple[Gathered | None, Reason | None]:
        for other, judgement, decision in self._ruled.get(telling.at, ()):
            if judgement is Judgement.YES and other in self._step_of:
                if self._is_ruled_out(telling, self._step_of[other]):
                    continue  # people contradict each other: what is kept apart stays apart
                words = "a person decided that they are one event"
                reason = Reason(kind="decision", weight=1.0, words=f"{words} ({decision})")
                return self._step_of[other], reason
        return None, None

    def _is_ruled_out(self, telling: Telling, step: Gathered) -> bool:
        foes = {
            other
            for other, judgement, _ in self._ruled.get(telling.at, ())
            if judgement is Judgement.NO
        }
        return bool(foes) and any(it.at in foes for it in step.tellings)

    # ------------------------------------------------------------ what the reports say
    def _fit(self, telling: Telling, step: Gathered) -> tuple[int, int, str] | None:
        """Return how well an event fits a step, more is better; ``None`` where it cannot be it."""
        if _are_others(telling, step):
            return None
        kind = self._pack.types.get(telling.type)
        if (telling.status in _DENIED) is not (step.status in _DENIED):
            return None
        if telling.status in _AHEAD and step.status not in _AHEAD:
            return self._fit_ahead(telling, step)
        gap = _find_gap(telling, step)
        if gap is None or telling.borrowed:
            return self._fit_undated(telling, step, kind)
        if gap and kind is not None and not self._may_differ(telling, step, kind, gap):
            return None
        if not gap and kind is not None and kind.repeats and self._is_elsewhere(telling, step):
            return None
        return (2, -gap, _begin(step))

    def _fit_undated(
        self, telling: Telling, step: Gathered, kind: EventType | None
    ) -> tuple[int, int, str] | None:
        """What has no day of its own may be any step that was taken when it was told."""
        if telling.status in DONE and _is_after(step, telling.published):
            return None
        if kind is not None and kind.repeats and self._is_elsewhere(telling, step, wide=True):
            return None
        near = 0 if _find_gap(telling, step) != 0 else 1
        return (1, near, _begin(step))

    def _fit_ahead(self, telling: Telling, step: Gathered) -> tuple[int, int, str] | None:
        """What was expected is the step that came of it, if it came after it was told."""
        gap = _find_gap(telling, step)
        if gap is not None and telling.days is not None and step.days is not None:
            late = step.days[0] >= telling.days[0]
            if gap > (_PUT_OFF if late else _NIGHT):
                return None
            return (2, -gap, _begin(step))
        told = telling.published
        came = step.days[1] if step.days is not None else step.published
        if told is None or came is None or came < told:
            return None
        apart = measure_gap((came, came), (told, told))
        if apart > _LONG:
            return None
        if apart > _FILED and not telling.decided and all(it.decided for it in step.tellings):
            # "He will appeal" is not yet what a court decides of it months later.
            return None
        # Of several that came after, the first.
        return (1, -apart, "")

    def _may_differ(self, telling: Telling, step: Gathered, kind: EventType, gap: int) -> bool:
        """Tell whether two days that do not agree can be meant for one step."""
        if any(
            it.at.report == telling.at.report and it.days is not None and not it.borrowed
            for it in step.tellings
        ):
            return False
        if not kind.repeats:
            return gap <= _TURN and not self._lies_between(telling, step)
        if kind.step:
            return gap <= _NIGHT
        standing = {compare_spots(telling.spot, it.spot, self._rulings) for it in step.tellings}
        if Standing.OTHER in standing:
            return False
        return gap <= (_SAME_PLACE if Standing.SAME in standing else _NO_PLACE)

    def _lies_between(self, telling: Telling, step: Gathered) -> bool:
        """Tell whether something lies between that begins the matter anew."""
        if telling.days is None or step.days is None:
            return False
        first, second = sorted((telling.days, step.days))
        return any(
            other.days is not None
            and other.status in DONE
            and first[1] <= other.days[0]
            and other.days[1] <= second[0]
            for name, kind in self._pack.types.items()
            if kind.anew and name != telling.type
            for other in self._found.get(name, ())
        )

    def _is_elsewhere(self, telling: Telling, step: Gathered, *, wide: bool = False) -> bool:
        """Tell whether two things that may repeat befell at different places."""
        sharp = not wide and telling.days is not None and step.days is not None
        if sharp and _is_sharp(telling.days) and _is_sharp(step.days):
            return False
        return any(
            compare_spots(telling.spot, it.spot, self._rulings) is Standing.OTHER
            for it in step.tellings
        )

    def _explain(self, telling: Telling, step: Gathered) -> Reason:
        gap = _find_gap(telling, step)
        if gap is None:
            words = f"the same {_say(telling.type)}, told without a day"
        elif gap:
            words = f"the same {_say(telling.type)}, though told of other days"
        else:
            words = f"the same {_say(telling.type)} on days that agree"
        return Reason(kind="event", weight=0.5 if gap is None or gap else 1.0, words=words)


def _lend_days(steps: Sequence[Gathered], others: Sequence[Gathered]) -> None:
    """Date what is decided in one verdict: "jailed for two years", and "convicted on Monday"."""
    if len(steps) != 1 or len(others) != 1:
        return
    one, other = (steps[0], others[0]) if steps[0].days is None else (others[0], steps[0])
    shared = {it.at.report for it in one.tellings} & {it.at.report for it in other.tellings}
    if shared and one.days is None and _is_sharp(other.days) and other.days is not None:
        one.lend(other.days)


def _date_by_scene(step: Gathered) -> None:
    """Date what nobody dates by the scene in which it is told."""
    if step.days is not None or step.status not in DONE:
        return
    told = [it for it in step.tellings if it.status in DONE]
    votes = [Vote(days=it.scene, voice=it.voice, rank=it.order[:2]) for it in told if it.scene]
    days = agree_on_days(votes)
    if days is not None:
        step.lend(days)
        words = f"told right behind what happened on {days[0]}"
        step.reasons.append(Reason(kind="scene", weight=0.5, words=words))


def _index_rulings(rulings: Rulings) -> Mapping[Ref, list[tuple[Ref, Judgement, str]]]:
    """Return by event what people decided of it and another, and what follows from that.

    Who says that one is another, and that this one is not a third, keeps all of the one from the
    third: what is one by decision shares each "no".
    """
    found: defaultdict[Ref, list[tuple[Ref, Judgement, str]]] = defaultdict(list)
    ordered = sorted(rulings.events.items(), key=lambda it: it[0])
    for (one, other), ruling in ordered:
        found[one].append((other, ruling.judgement, ruling.decision))
        found[other].append((one, ruling.judgement, ruling.decision))
    for (one, other), ruling in ordered:
        if ruling.judgement is Judgement.NO:
            ours, theirs = (_list_decided(it, found) for it in (one, other))
            for mine, his in ((a, b) for a in ours for b in theirs if (a, b) != (one, other)):
                found[mine].append((his, Judgement.NO, ruling.decision))
                found[his].append((mine, Judgement.NO, ruling.decision))
    return found


def _list_decided(
    event: Ref, ruled: Mapping[Ref, Sequence[tuple[Ref, Judgement, str]]]
) -> list[Ref]:
    """Return the events that are one with an event by decision, itself first."""
    found = [event]
    for it in found:
        for other, judgement, _ in ruled.get(it, ()):
            if judgement is Judgement.YES and other not in found:
                found.append(other)
    return found


def _are_others(telling: Telling, step: Gathered) -> bool:
    """Tell whether the two are of different people by name."""
    if not telling.named or telling.named != telling.people:
        return False
    return all(
        it.named and it.named == it.people and not it.named & telling.named for it in step.tellings
    )


def _find_gap(telling: Telling, step: Gathered) -> int | None:
    if telling.days is None or step.days is None:
        return None
    readings = (telling.days, *telling.others)
    return min(measure_gap(days, step.days) for days in readings)


def _is_after(step: Gathered, day: str | None) -> bool:
    return day is not None and step.days is not None and step.days[0] > day


def _begin(step: Gathered) -> str:
    """Sort key: of steps that fit as well the latest."""
    return step.days[0] if step.days is not None else step.published or UNDATED


def _is_sharp(days: Interval | None) -> bool:
    return days is not None and measure_width(days) <= _NIGHT


def _say(type_: str) -> str:
    return type_.replace("_", " ")
