"""Whether a source is surely another one than the rest."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta

from sayso.reconcile.origins.claims import NO_STEP
from sayso.reconcile.origins.decided import can_be
from sayso.reconcile.origins.nodes import Told
from sayso.reconcile.origins.sources import Source
from sayso.reconcile.origins.vocabulary import Group
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import CaseFile
from sayso.records.claim import SourceKind
from sayso.records.reading import Reading

# Those whom reports call nothing but somebody: they may be any of the others.
_ANYBODY = frozenset({Group.SOURCE, Group.PUBLIC, Group.UNKNOWN, Group.MEDIA})
_NO_DAY = "9999"
# What others told so many days before is no news of a medium's own.
_NEWS = timedelta(days=7)


def join_relayed(
    sources: Sequence[Source], relayed: Mapping[Witness, Set[Witness | None]]
) -> list[Source]:
    """Return sources with those left out that only repeat in others' words what these tell.

    What a man told his lawyer, and the lawyer tells besides, is the lawyer's word once.

    Args:
        sources: All of a case.
        relayed: By witness, who gave its words; ``None`` where nobody but media.
    """
    number_of = {
        member: number for number, it in enumerate(sources) for member in it.circle.members
    }
    kept = []
    left_out: set[int] = set()
    for number, source in enumerate(sources):
        relayers = {
            None if it is None else number_of.get(it)
            for member in source.circle.members
            for it in relayed.get(member, {None})
        }
        by = relayers.pop() if len(relayers) == 1 else None
        # Of two who give each other's words one stays.
        if by is None or by == number or by in left_out:
            kept.append(source)
            continue
        other = sources[by]
        if {it.step for it in source.told} <= {it.step for it in other.told}:
            left_out.add(number)
            other.told = list({*other.told, *source.told})
            other.because.append(
                f"The word of {source.name} is there only as {other.name} gives it."
            )
        else:
            kept.append(source)
    return kept


class Timeline:
    """Who told which step of a case first, and which reports have later news.

    Args:
        case: The case, its history in order.
        sources: All of the case.
        readings: Those of its reports, by SHA-256.
    """

    def __init__(
        self, case: CaseFile, sources: Sequence[Source], readings: Mapping[str, Reading]
    ) -> None:
        self._readings = readings
        self._place = {step.id: number for number, step in enumerate(case.history)}
        self._latest: dict[str, int] = {}
        for number, step in enumerate(case.history):
            for report in step.reports:
                self._latest[report] = number
        # By step, when the earliest two sources told it.
        self._first: dict[str, list[tuple[str, int]]] = {}
        for number, source in enumerate(sources):
            days: dict[str, str] = {}
            for told in source.told:
                day = self._get_day(told.claim.report)
                days[told.step] = min(day, days.get(told.step, day))
            for told_step, day in days.items():
                self._first[told_step] = sorted([*self._first.get(told_step, ()), (day, number)])[
                    :2
                ]
        self._number = {id(source): number for number, source in enumerate(sources)}

    def find_recalled(self, source: Source, known: Set[Told] = frozenset()) -> frozenset[str]:
        """Return the ids of the steps that a medium only recalls, citing nobody.

        Its reports that tell them have later news, or it told them in an earlier report, or
        they are old news by then, and others told them before: it may have them from these.
        Of a source that is no medium there are none.

        Args:
            source: The one in question.
            known: What media told in earlier reports.
        """
        if source.circle.members[0].medium is None or source.because:
            return frozenset()
        reports: dict[str, set[str]] = {}
        days: dict[str, str] = {}
        new: set[str] = set()
        for told in source.told:
            day = self._get_day(told.claim.report)
            days[told.step] = min(day, days.get(told.step, day))
            if told.claim.report in source.published and told not in known:
                new.add(told.step)
            if told.claim.report in source.published and told.step in self._place:
                reports.setdefault(told.step, set()).add(told.claim.report)
        return frozenset(
            step
            for step, mine in reports.items()
            if self._is_told_before(step, days[step], source)
            and (
                step not in new
                or all(self._latest.get(it, -1) > self._place[step] for it in mine)
                or self._is_told_before(step, _go_back(days[step]), source)
            )
        )

    def _is_told_before(self, step: str, day: str, source: Source) -> bool:
        mine = self._number[id(source)]
        known = day != _NO_DAY
        return known and any(first < day and number != mine for first, number in self._first[step])

    def _get_day(self, report: str) -> str:
        found = self._readings.get(report)
        return _NO_DAY if found is None else (found.report.published or _NO_DAY)[:10]


def _go_back(day: str) -> str:
    """Return the ISO day before which what was told is old news; "" of what is no day."""
    try:
        return (date.fromisoformat(day) - _NEWS).isoformat()
    except (ValueError, OverflowError):
        return ""


def find_doubt(source: Source, sources: Sequence[Source], recalled: Set[str]) -> str | None:
    """Return why a source may be one of the others, ``None`` where it cannot.

    Args:
        source: The one in question.
        sources: All of the case.
        recalled: Ids of the steps that it only recalls.
    """
    member = source.circle.members[0]
    if member.decided == "":
        return "People decided that nobody knows whose word it is: not counted as another one."
    if len(sources) == 1:
        return None
    if member.medium is not None and member.kind is SourceKind.PUBLIC:
        return (
            "Who published the report is not known: it may be any of the others, and is not "
            "counted as another one."
        )
    if member.group in _ANYBODY:
        return f"{member.name} may be any of the others: not counted as another one."
    if member.decided is not None:
        other = _find_alike(source, sources)
        if other is None:
            return None
        return (
            f"{member.name}, a name that people decided, may be {other.name}: not counted as "
            "another one."
        )
    steps = {it.step for it in source.told} - {NO_STEP}
    if steps and steps <= recalled:
        return (
            f"{member.name} only recalls, citing nobody, what others told before: it may have it "
            "from them, and is not counted as another one."
        )
    return None


def _find_alike(source: Source, sources: Sequence[Source]) -> Source | None:
    """Return a source that one may be of which people decided the name; of two such the later."""
    before = True
    for other in sources:
        if other is source:
            before = False
        elif (before or other.circle.members[0].decided is None) and any(
            can_be(member, it) for member in source.circle.members for it in other.circle.members
        ):
            return other
    return None
