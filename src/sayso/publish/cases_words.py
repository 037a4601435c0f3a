"""What reports together say, in words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sayso.publish.wording import (
    CERTAINTIES,
    SOURCE_KINDS,
    say_count,
    say_interval,
    say_list,
    say_word,
)
from sayso.records.board import (
    GRAVITY,
    CardSubject,
    CaseCard,
    find_last,
    get_gravity,
    is_stage_contested,
    list_bearing,
    list_contested,
)
from sayso.records.casefile import (
    CaseFile,
    Contradiction,
    Copying,
    Identity,
    Level,
    Likeness,
    Origin,
    Severity,
    Step,
)
from sayso.records.claim import Certainty, Claim, Polarity

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.HIGH: "grave", Severity.MEDIUM: "to be looked at", Severity.LOW: "slight"}
)
LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        Level.SAME: "the same",
        Level.LIKELY: "likely the same",
        Level.POSSIBLE: "possibly the same",
        Level.DIFFERENT: "somebody else",
    }
)
NOBODY = "nobody known"
CONTESTED = "contested"
"""What a step told as done is called that another account denies."""
_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "words": "repeats it word for word",
        "translation": "repeats it in another language",
        "forward": "forwards it",
        "version": "is a later version of it",
    }
)


def is_as_grave(contradiction: Contradiction, least: Severity) -> bool:
    """Return whether a contradiction is as grave as ``least``, or graver."""
    return get_gravity(contradiction) <= GRAVITY.index(least)


def say_subjects(subjects: Iterable[Identity]) -> str:
    """Return whose case it is; the unnamed are called what reports call them."""
    return say_list([say_identity(it) for it in subjects]) or NOBODY


def say_identity(identity: Identity | CardSubject) -> str:
    """Return who it is: a name, or for the unnamed what reports call them."""
    count = f"{identity.count} " if identity.count and identity.type == "group" else ""
    counted = count and not identity.name[:1].isdigit() and identity.anonymous
    return f"{count}{identity.name}" if counted else identity.name


def say_standing(case: CaseFile | CaseCard) -> str:
    """Return what kind of case it is, and where it stands."""
    if case.stage is None:
        return f"{say_word(case.kind)}, stage not known"
    contested = case.stage_contested if isinstance(case, CaseCard) else is_stage_contested(case)
    mark = f" ({CONTESTED})" if contested else ""
    return f"{say_word(case.kind)}, stands at: {say_word(case.stage)}{mark}"


def say_rests(case: CaseFile) -> str:
    """Return how many reports tell a case, on how many independent origins.

    Those on whose word no step rests (who only denies, or says something besides) do not count.
    """
    bearing = list_bearing(case)
    rest = [it for it in case.origins if it.id in bearing]
    return say_rests_on(len(case.reports), sum(it.sure for it in rest), len(rest))


def say_rests_on(reports: int, sure: int, all_: int) -> str:
    """Return "11 reports, at least 2 independent origins (1 more not sure)"."""
    return f"{say_count(reports, 'report')}, {say_independent(sure, all_)}"


def say_independent(sure: int, all_: int) -> str:
    """Return how many origins are independent, and how many may be."""
    if not all_:
        return "no origin known"
    least = max(sure, 1)
    words = say_count(least, "independent origin")
    doubtful = all_ - least
    return f"at least {words} ({doubtful} more not sure)" if doubtful else words


def say_conflicts(case: CaseFile) -> str | None:
    """Return how many conflicts a case has, or ``None`` where it has none."""
    if not case.contradictions:
        return None
    grave = sum(it.severity is Severity.HIGH for it in case.contradictions)
    words = say_count(len(case.contradictions), "conflict")
    return f"{words}, {grave} grave" if grave else words


def say_when(step: Step) -> str:
    """Return when a step was, or that this is not known."""
    return say_interval(step.begin, step.end) or "day not known"


def say_last(case: CaseFile) -> str | None:
    """Return when the last dated step told as done was, as exactly as is known, and what it is."""
    last = find_last(case)
    if last is None:
        return None
    mark = f", {CONTESTED}" if last.id in list_contested(case) else ""
    return f"{say_when(last)} ({say_word(last.type)}{mark})"


def say_origin(origin: Origin) -> str:
    """Return an origin with what it is: "Marina Belova (lawyer)"."""
    kind = SOURCE_KINDS.get(origin.kind, say_word(origin.kind))
    if kind.casefold() in origin.name.casefold():
        return origin.name
    return f"{origin.name} ({kind})"


def say_suggested(likeness: Likeness, identity: Identity) -> str:
    """Return how alike two are, and whether a case takes them for one already."""
    if {likeness.one, likeness.other} <= set(identity.members):
        return f"taken for one in this case, but not settled: {LEVELS[likeness.level]}"
    return f"not joined: {LEVELS[likeness.level]}"


def say_way(copying: Copying) -> str:
    """Return how one report repeats another, and how much of it that is."""
    share = round(100 * copying.share)
    way = _WAYS.get(copying.way, f"repeats it ({copying.way})")
    return f"{way}: {share} % of its sentences" if copying.way != "forward" else way


def list_marks(claim: Claim) -> tuple[str, ...]:
    """Return what to know of a claim before believing it."""
    marks = []
    if claim.polarity is Polarity.NEGATIVE:
        marks.append("denial")
    if claim.certainty is not Certainty.STATED:
        marks.append(CERTAINTIES[claim.certainty])
    return tuple(marks)
