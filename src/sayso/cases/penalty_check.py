"""Penalties that the law which a report names does not provide for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sayso.cases.bounds import find_bounds, find_day
from sayso.cases.penalty_belonging import Belonging
from sayso.lang.language import Language, get_language
from sayso.lang.templates import compile_any
from sayso.packs.law import Article, Law, Threat, Wording
from sayso.records.casefile import CaseFile
from sayso.records.event import Check, CheckKind, Event
from sayso.records.reading import Reading
from sayso.records.value import Penalty, PenaltyStatus, Provision, TimeExpression

_LAW_WORDS = ("law_word", "treaty_word", "code", "short_code")
_MONTHS = {"year": 12.0, "month": 1.0, "day": 12 / 365.25, "hour": 12 / 365.25 / 24}
# "730 days" are two years.
_SLACK = 0.02


def find_penalty_mismatches(reading: Reading, law: Law) -> Iterator[Check]:
    """Yield the penalties that differ from what the law as in force that day provides.

    A penalty belongs to the only article of its sentence, else to that of the event which
    imposed it, else to the only one of its case or, while it is only faced, of the report. It
    is compared with the penalties of its kind of the part that is named, or of all parts where
    none is; nothing is said where a part is not known, where the wording of that day is not
    established, where no day is known, or where the words may tell of another's penalty,
    another deed, several deeds, an earlier law, or what is usual (`Belonging`).
    """
    language = get_language(reading.report.language)
    belonging = Belonging(reading, language)
    provisions = {provision.id: provision for provision in reading.provisions}
    times = {time.id: time for time in reading.times}
    for penalty in reading.penalties:
        provision = _find_provision(penalty, reading, provisions, belonging)
        article = None if provision is None else _find_article(provision, reading, language, law)
        if provision is None or article is None or (penalty.min is None and penalty.max is None):
            continue
        if _may_add_up(penalty, reading, provisions) or not belonging.may_belong(
            penalty, provision
        ):
            continue
        if belonging.is_above_or_below(penalty):
            # "More than ten years" need not be the greatest: it must lie within, as a sentence.
            penalty = replace(penalty, status=PenaltyStatus.SOUGHT)
        days = _find_days(penalty, provision, reading, times)
        said = None if days is None else _compare(penalty, provision, article, days)
        if said is not None:
            words = " ".join(penalty.text.split())
            yield Check(
                kind=CheckKind.PENALTY_MISMATCH,
                about=(penalty.id, provision.id),
                message=f"The report gives “{words}” for {_name(provision, article)}; {said}.",
            )


def list_beyond(case: CaseFile, law: Law) -> Iterator[tuple[str, Check]]:
    """Yield, by report, the penalties above or below all that a case's only article allows.

    Every wording that the pack has is looked at, of any day; nothing is said where the penalty
    may fit one of them, or where what one allows is not known. It judges no sentence: another
    law, or a wording that is not packaged, may allow it.
    """
    if len({_key(it.provision) for it in case.provisions}) != 1:
        return  # a sentence for several articles may add up
    provision = case.provisions[0].provision
    article = law.find_article(provision.code, provision.article)
    wordings = () if article is None else article.find_wordings(provision.part, provision.paragraph)
    for it in case.penalties:
        beyond = _find_beyond(it.penalty, tuple(wordings))
        for at in it.given if beyond is not None else ():
            yield (
                at.report,
                Check(
                    kind=CheckKind.PENALTY_MISMATCH,
                    about=(at.id, provision.id),
                    message=f"{beyond} what the code allows for this article, as far as is "
                    "packaged",
                ),
            )


def _find_beyond(penalty: Penalty, wordings: Sequence[Wording]) -> str | None:
    """Return whether a penalty is "above" or "below" all that wordings allow, else ``None``."""
    alike = [_comparable(penalty, it) for it in wordings]
    threats = [it for found in alike for it in found]
    if penalty.status is PenaltyStatus.FACED or not threats or not all(alike):
        return None
    if any(_fits(penalty, it) for it in threats):
        return None
    low, high = _measure(penalty.min, penalty.unit), _measure(penalty.max, penalty.unit)
    most = [_measure(it.max, it.unit) for it in threats]
    least = [_measure(it.min, it.unit) for it in threats]
    if low is not None and all(it is not None and low > it for it in most):
        return "above"
    if high is not None and all(it is not None and high < it for it in least):
        return "below"
    return None


def _find_provision(
    penalty: Penalty,
    reading: Reading,
    provisions: Mapping[str, Provision],
    belonging: Belonging,
) -> Provision | None:
    """Return the article that a penalty is given for, ``None`` where that is open."""
    beside = [it for it in reading.provisions if belonging.is_beside(penalty, it)]
    if beside:
        return beside[0] if len({_key(it) for it in beside}) == 1 else None
    event = _find_event(penalty, reading.events)
    if event is not None and event.provision is not None:
        return provisions.get(event.provision)
    for case in reading.cases:
        if penalty.id in case.penalties:
            return _find_only(case.provisions, provisions)
    if penalty.status is PenaltyStatus.FACED:
        # "The offense carries up to ten years": the only one that the report names.
        return _find_only(tuple(provisions), provisions)
    return None


def _find_only(ids: tuple[str, ...], provisions: Mapping[str, Provision]) -> Provision | None:
    """Return the article that ids stand for, where they all stand for one."""
    named = [provisions[it] for it in ids if it in provisions]
    return named[0] if len({_key(it) for it in named}) == 1 else None


def _may_add_up(penalty: Penalty, reading: Reading, provisions: Mapping[str, Provision]) -> bool:
    """Whether a sentence may be one for several articles of its case."""
    cases = [case for case in reading.cases if penalty.id in case.penalties]
    named = {_key(provisions[it]) for case in cases for it in case.provisions if it in provisions}
    return penalty.status is not PenaltyStatus.FACED and len(named) > 1


def _key(provision: Provision) -> tuple[str | None, ...]:
    return (provision.code, provision.article, provision.part, provision.paragraph)


def _find_article(
    provision: Provision, reading: Reading, language: Language, law: Law
) -> Article | None:
    """Return the article of a law; of a bare "Article 337" the only one of a country named."""
    if provision.code is not None or provision.jurisdiction is None or provision.article is None:
        return law.find_article(provision.code, provision.article)
    for name in _LAW_WORDS:
        source = compile_any(language, "law", name).pattern
        if re.search(rf"(?<!\w)(?:{source})(?!\w)", provision.text, re.IGNORECASE):
            return None  # It is of another law than those of the pack, though it has no code.
    values = language.values("law", "jurisdiction").items()
    names = [re.escape(name) for name, code in values if code == provision.jurisdiction]
    if not re.search(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", reading.report.text, re.IGNORECASE):
        return None
    return law.find_only(provision.jurisdiction, provision.article)


def _find_event(penalty: Penalty, events: tuple[Event, ...]) -> Event | None:
    return next((event for event in events if event.id == penalty.event), None)


def _find_days(
    penalty: Penalty,
    provision: Provision,
    reading: Reading,
    times: Mapping[str, TimeExpression],
) -> tuple[date, date] | None:
    """Return the first and last day of the event, else twice that of publication."""
    told = [_find_event(penalty, reading.events)]
    told += [event for event in reading.events if event.provision == provision.id]
    for event in told:
        time = None if event is None or event.time is None else times.get(event.time)
        if (days := find_bounds(time)) is not None:
            return days
    day = find_day(reading.report.published)
    return None if day is None else (day, day)


def _compare(
    penalty: Penalty, provision: Provision, article: Article, days: tuple[date, date]
) -> str | None:
    """Say what the law provides, ``None`` where the penalty fits or it cannot be told."""
    wordings = article.find_wordings(provision.part, provision.paragraph)
    in_force = [(it, {it.is_in_force(day) for day in days}) for it in wordings]
    if provision.part is None:
        # One part of several: it speaks only if none can be meant.
        open_ = [it for it, force in in_force if force != {False}]
        if not article.is_whole or any(_could_be_meant(penalty, it) for it in open_):
            return None
        sure = [it for it, force in in_force if force == {True} and _comparable(penalty, it)]
        told = [f"part {it.part or '1'}: {_list(penalty, it)}" for it in sure]
        return f"no part of it in force then says so ({'; '.join(told)})" if told else None
    if provision.paragraph is None and any(it.paragraph is not None for it in wordings):
        return None  # Other paragraphs of the part may threaten more.
    if len(in_force) != 1 and any(None in force for _, force in in_force):
        return None
    sure = [it for it, force in in_force if force == {True}]
    if len(sure) != 1 or _may_fit(penalty, sure[0]):
        return None
    begin = sure[0].begin
    since = f" since {begin.day} {begin:%B %Y}" if begin is not None else ""
    return f"the wording in force{since} says {_list(penalty, sure[0])}"


def _may_fit(penalty: Penalty, wording: Wording) -> bool:
    """Whether a wording can be meant: one of its penalties fits, or none can be compared."""
    threats = _comparable(penalty, wording)
    return not threats or any(_fits(penalty, it) for it in threats)


def _could_be_meant(penalty: Penalty, wording: Wording) -> bool:
    """Whether a part can be what an article named without one stands for."""
    alike = [it for it in wording.threats if it.kind is penalty.kind]
    return any(it.unsettled or it.max is None or _fits(penalty, it) for it in alike)


def _comparable(penalty: Penalty, wording: Wording) -> list[Threat]:
    """Return the penalties of the same kind; none if since when one of them holds is open."""
    alike = [it for it in wording.threats if it.kind is penalty.kind]
    known = all(it.max is not None and not it.unsettled for it in alike)
    return [it for it in alike if it.currency == penalty.currency] if known else []


def _fits(penalty: Penalty, threat: Threat) -> bool:
    """Whether a penalty is what is threatened, or lies within it.

    "Up to three years" names the greatest penalty alone: the least is not compared then.
    """
    low, high = _measure(penalty.min, penalty.unit), _measure(penalty.max, penalty.unit)
    least, most = _measure(threat.min, threat.unit), _measure(threat.max, threat.unit)
    if penalty.status is not PenaltyStatus.FACED or low == high:
        within = low is None or most is None or low <= most * (1 + _SLACK)
        return within and (high is None or least is None or high >= least * (1 - _SLACK))
    return _is_same(high, most) and (low is None or least is None or _is_same(low, least))


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= _SLACK * max(one, other)


def _measure(number: float | None, unit: str | None) -> float | None:
    """Return a term in months, a sum as it is."""
    return None if number is None else number * _MONTHS.get(unit or "", 1.0)


def _list(penalty: Penalty, wording: Wording) -> str:
    return " or ".join(_say(it) for it in _comparable(penalty, wording)) or "none of that kind"


def _say(threat: Threat) -> str:
    """Say a range as an editor would: "2 to 3 years", "up to 200,000 RUB"."""
    unit = threat.currency or f"{threat.unit}{'' if threat.max == 1 else 's'}"
    if threat.min is None:
        return f"up to {threat.max:,.10g} {unit}"
    if threat.min == threat.max:
        return f"{threat.max:,.10g} {unit}"
    return f"{threat.min:,.10g} to {threat.max:,.10g} {unit}"


def _name(provision: Provision, article: Article) -> str:
    part = "" if provision.part is None else f" part {provision.part}"
    meant = "" if provision.code is not None else f", if that of {article.code} is meant"
    return f"Article {provision.article}{part}{meant}"
