"""The law of a case: what its articles allow, beside what was asked for or imposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.packs.law import Article, Law, Threat, Wording
from sayso.publish.cases_json import ReportNames
from sayso.publish.wording import say_day, say_number, say_penalty, say_provision, say_word
from sayso.records.casefile import CaseFile, SharedPenalty, SharedProvision
from sayso.records.event import Check
from sayso.records.value import PenaltyStatus

STATUSES = {
    PenaltyStatus.FACED: "threatened",
    PenaltyStatus.SOUGHT: "asked for",
    PenaltyStatus.IMPOSED: "imposed",
    PenaltyStatus.UPHELD: "upheld",
    PenaltyStatus.REDUCED: "reduced to",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report that gives something: its id, and the finding's id in its reading."""

    report: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """One part of an article in one wording.

    Attributes:
        name: "part 2.1".
        offence: What it punishes.
        force: From when to when it is known to be in force.
        threats: What it allows, one phrase each.
        sources: Where that is from.
        note: What to know of it, or ``None``.
    """

    name: str
    offence: str
    force: str
    threats: tuple[str, ...]
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionView:
    """One article that reports give.

    Attributes:
        words: It in words.
        offence: What it punishes, or ``None`` where that is not known.
        told: Who gives it.
        wordings: What the code says; empty where the field's pack does not know the article.
    """

    words: str
    offence: str | None
    told: tuple[Told, ...]
    wordings: tuple[WordingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyView:
    """One punishment that reports give.

    Attributes:
        words: It in words.
        status: Whether it was threatened, asked for or imposed.
        told: Who gives it.
        misfits: What does not fit the code, one sentence each.
    """

    words: str
    status: str
    told: tuple[Told, ...]
    misfits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawView:
    """The law of a case.

    Attributes:
        provisions: The articles.
        penalties: The punishments.
    """

    provisions: tuple[ProvisionView, ...]
    penalties: tuple[PenaltyView, ...]


def make_law_view(
    case: CaseFile, names: ReportNames, law: Law, checks: Iterable[tuple[str, Check]]
) -> LawView:
    """Return the law of a case.

    Args:
        case: The case.
        names: Names of its reports.
        law: The articles that the field's pack knows.
        checks: Penalties that do not fit the code, by report (SHA-256).
    """
    given = {(at.report, at.id) for it in case.penalties for at in it.given}
    mine = [(report, check) for report, check in checks if (report, check.about[0]) in given]
    return LawView(
        provisions=tuple(_make_provision(it, names, law) for it in case.provisions),
        penalties=tuple(_make_penalty(it, names, mine) for it in case.penalties),
    )


def _make_provision(it: SharedProvision, names: ReportNames, law: Law) -> ProvisionView:
    provision = it.provision
    article = law.find_article(provision.code, provision.article)
    wordings = () if article is None else article.find_wordings(provision.part, provision.paragraph)
    return ProvisionView(
        words=say_provision(provision),
        offence=_find_offence(article, it),
        told=tuple(Told(report=names.name(at.report), finding=at.id) for at in it.given),
        wordings=tuple(map(_make_wording, wordings)),
    )


def _find_offence(article: Article | None, it: SharedProvision) -> str | None:
    known = (
        None if article is None else article.find_offence(it.provision.part, it.provision.paragraph)
    )
    return known or it.provision.offence


def _make_wording(it: Wording) -> WordingView:
    parts = (("part ", it.part), ("paragraph ", it.paragraph))
    name = ", ".join(before + number for before, number in parts if number is not None)
    return WordingView(
        name=name or "the whole article",
        offence=it.offence,
        force=_say_force(it),
        threats=tuple(map(say_threat, it.threats)),
        sources=it.sources,
        note=it.note,
    )


def _say_force(it: Wording) -> str:
    begin = None if it.begin is None else say_day(it.begin.isoformat())
    end = None if it.end is None else say_day(it.end.isoformat())
    since = "since when is not known" if begin is None else f"in force since {begin}"
    if it.is_end_unknown:
        return f"{since}; whether it still is, is not known"
    return since if end is None else f"{since}, until {end}"


def say_threat(it: Threat) -> str:
    """Return what a part allows: "imprisonment, 2 to 3 years"."""
    words = say_word(it.kind)
    if it.min is not None or it.max is not None:
        words += f", {_say_bounds(it)} {_say_unit(it)}"
    return f"{words} (since when is not known)" if it.unsettled else words


def _say_bounds(it: Threat) -> str:
    if it.min is None:
        return f"up to {say_number(it.max or 0)}"
    if it.max is None:
        return f"at least {say_number(it.min)}"
    return (
        say_number(it.max) if it.min == it.max else f"{say_number(it.min)} to {say_number(it.max)}"
    )


def _say_unit(it: Threat) -> str:
    if it.currency is not None:
        return it.currency
    return f"{it.unit}{'' if (it.max or it.min) == 1 else 's'}"


def _make_penalty(
    it: SharedPenalty, names: ReportNames, checks: Sequence[tuple[str, Check]]
) -> PenaltyView:
    given = {(at.report, at.id) for at in it.given}
    misfits = dict.fromkeys(
        check.message for report, check in checks if (report, check.about[0]) in given
    )
    return PenaltyView(
        words=say_penalty(it.penalty),
        status=STATUSES[it.penalty.status],
        told=tuple(Told(report=names.name(at.report), finding=at.id) for at in it.given),
        misfits=tuple(misfits),
    )
