"""Whether a source is surely another one than the rest."""

from collections.abc import Mapping, Sequence, Set

from sayso.reconcile.origins.claims import NO_STEP
from sayso.reconcile.origins.ground import Told
from sayso.reconcile.origins.media import Media
from sayso.reconcile.origins.sources import Source
from sayso.reconcile.origins.vocabulary import Group
from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import CaseFile, Step
from sayso.records.reading import Reading

# Those whom reports call nothing but somebody: they may be any of the others.
_ANYBODY = frozenset({Group.SOURCE, Group.PUBLIC, Group.UNKNOWN, Group.MEDIA})
_NO_DAY = "9999"


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
    for number, source in enumerate(sources):
        relayers = {
            None if it is None else number_of.get(it)
            for member in source.circle.members
            for it in relayed.get(member, {None})
        }
        by = relayers.pop() if len(relayers) == 1 else None
        if by is None or by == number:
            kept.append(source)
            continue
        other = sources[by]
        if {it.step for it in source.told} <= {it.step for it in other.told}:
            other.told = list({*other.told, *source.told})
            other.because.append(
                f"The word of {source.name} is there only as {other.name} gives it."
            )
        else:
            kept.append(source)
    return kept


def find_doubt(
    source: Source,
    sources: Sequence[Source],
    case: CaseFile,
    readings: Mapping[str, Reading],
    media: Media,
) -> str | None:
    """Return why a source may be one of the others, ``None`` where it cannot.

    Args:
        source: The one in question.
        sources: All of the case.
        case: The case, its history in order.
        readings: Those of its reports, by SHA-256.
        media: Who publishes and is cited.
    """
    member = source.circle.members[0]
    if len(sources) == 1 or (member.decided is not None and member.group is not Group.UNKNOWN):
        return None
    if member.group in _ANYBODY:
        return f"{member.name} may be any of the others: not counted as another one."
    steps = {it.step for it in source.told} - {NO_STEP}
    if steps and steps <= find_background(source, case, readings, media):
        return (
            f"{member.name} only recalls, citing nobody, what others told before: it may have it "
            "from them, and is not counted as another one."
        )
    return None


def find_background(
    source: Source, case: CaseFile, readings: Mapping[str, Reading], media: Media
) -> frozenset[str]:
    """Return the ids of the steps that a medium only recalls, citing nobody.

    Its reports that tell them have later news, and others told them before: it may have them
    from these. Of a source that is no medium there are none.
    """
    medium = source.circle.members[0].medium
    if medium is None or source.because:
        return frozenset()
    own = [it for it in source.told if media.of_report(it.claim.report) == medium]
    mine = {it.step for it in own}
    return frozenset(
        step.id
        for step in case.history
        if step.id in mine and _is_background(step, own, case, readings)
    )


def _is_background(
    step: Step, own: Sequence[Told], case: CaseFile, readings: Mapping[str, Reading]
) -> bool:
    """Tell whether reports that tell a step have later news, and others told the step before."""
    reports = {it.claim.report for it in own if it.step == step.id}
    at = case.history.index(step)
    later = {report for it in case.history[at + 1 :] for report in it.reports}
    first = min(_get_day(readings, it) for it in reports)
    before = any(
        _get_day(readings, report) < first for report in step.reports if report not in reports
    )
    return before and reports <= later


def _get_day(readings: Mapping[str, Reading], report: str) -> str:
    found = readings.get(report)
    return _NO_DAY if found is None else (found.report.published or _NO_DAY)[:10]
