"""How the time expressions of a text are read, in any language: its grammar is an argument."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from re import Match, Pattern
from typing import Protocol

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, find_templates
from sayso.read.times_calendar import Period, narrow
from sayso.read.times_clock import find_joint
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval
from sayso.read.times_scene import Known, Meaning, Scene, Slots
from sayso.read.times_tense import Dated, Tense
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Interval, TimeExpression, TimeType

_YEARS = ("year", "spelled_century")  # slots whose words name a year
_STORY = 4  # days and months with years long past that make a whole text a story
_MEMORY = 64  # how many dated times before an expression it may be counted from
_REACH = 48  # how far before or behind a day its part of the day may stand, in characters


class Clauses(Protocol):
    """What the clause around a time tells about it."""

    def find_tense(self, parse: Parse, offset: int, language: Language) -> Tense:
        """Return on which side of the report's day the clause around an offset lies."""

    def find_dated(self, parse: Parse, offset: int, language: Language) -> Dated | None:
        """Return how the verb stands that the time at an offset dates, ``None`` for none."""

    def dates_statement(self, parse: Parse, offset: int, language: Language) -> bool:
        """Whether the time at an offset says when something was said."""

    def dates_document(self, parse: Parse, offset: int, language: Language) -> bool:
        """Whether the time at an offset is the date that a document bears."""

    def dates_aside(self, parse: Parse, offset: int, language: Language) -> bool:
        """Whether the time at an offset dates what was over by then."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule of the lexicon matched."""

    begin: int
    end: int
    rule: str
    match: Match[str]


AddDaypart = Callable[[Span, Meaning, Scene, int], tuple[Span, Meaning]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one kind of languages tells times.

    Attributes:
        rules: By the name of the entry whose phrases they read; of two that match the same
            words, the one that stands first is asked first.
        days: Names of rules for days, beside which a time of the day may stand.
        dated: Names of rules for days and months that may name their year.
        clocks: Names of rules for times of the day.
        told: Names of rules that count from the report's day or the time told before.
        deictic: Names of rules that count from the day on which something is said.
        plain: Names of rules that mean the same whatever the verb.
        accounts: Names of rules for quarters of accounts.
        clauses: What tells tenses.
        add_daypart: Takes in the part of the day that stands beside a day.
        stands_alone: Whether a candidate is no part of a name or of a longer word.
    """

    rules: Mapping[str, Rule]
    days: frozenset[str]
    dated: frozenset[str]
    clocks: frozenset[str]
    told: frozenset[str]
    deictic: frozenset[str]
    plain: frozenset[str]
    accounts: frozenset[str]
    clauses: Clauses
    add_daypart: AddDaypart
    stands_alone: Callable[[Parse, Candidate, Language], bool]


def read_by(
    parse: Parse, language: Language, grammar: Grammar, *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Return every time expression, in text order; as `sayso.read.times.read_times` tells."""
    day = _find_day(published)
    candidates = tuple(_candidates(parse.text, language, grammar))
    story = day is not None and _is_story(candidates, grammar, day)
    reader = _Reader(parse, language, grammar, published=day, story=story)
    days = {candidate.begin for candidate in candidates if candidate.rule in grammar.days}
    waiting = 0  # where the last time of the day that waits for its day ends
    lead: dict[int, int] = {}  # where a day begins: where the time of the day before it does
    for candidate in candidates:
        if candidate.begin < reader.end or not grammar.stands_alone(parse, candidate, language):
            continue
        if candidate.rule in grammar.clocks:
            joint = find_joint(parse.text, candidate.end, language)
            if joint in days:
                lead.setdefault(joint, candidate.begin)
                waiting = candidate.end
            if candidate.begin < waiting:
                continue  # "9 a.m. Tuesday" is read with its day
        reader.take(candidate, lead.get(candidate.begin))
    reader.date_quotations()
    return tuple(reader.found)


def _find_day(published: str | None) -> date | None:
    """Return the day of publication, ``None`` where none is given that times count from."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return day if date.min.year < day.year < date.max.year else None


def _is_story(candidates: tuple[Candidate, ...], grammar: Grammar, published: date) -> bool:
    """Whether a text tells of years long past: several days and months of such years, none late.

    What counts from the text's own day ("last week") hardly stands in such a text.
    """
    years = {
        c.match.start("year"): int(c.match["year"])
        for c in candidates
        if c.rule in grammar.dated and c.match.groupdict().get("year") is not None
    }
    late = sum(year >= published.year - 1 for year in years.values())
    deictic = sum(c.rule in grammar.deictic or c.rule == "weekday_rule" for c in candidates)
    return len(years) - late >= _STORY * (1 + late + deictic)


class _Reader:
    """Reads candidates in text order, each against the times before it.

    Attributes:
        found: The times read so far.
        end: Where the last one ends.
    """

    def __init__(
        self,
        parse: Parse,
        language: Language,
        grammar: Grammar,
        *,
        published: date | None,
        story: bool,
    ) -> None:
        self.found: list[TimeExpression] = []
        self.end = 0
        self._known: list[Known] = []
        self._quoted: list[tuple[int, Candidate, Scene]] = []
        self._parse, self._language, self._published = parse, language, published
        self._grammar, self._story = grammar, story

    def take(self, candidate: Candidate, lead: int | None) -> None:
        """Read a candidate, if it means a time; ``lead`` as in `Scene`."""
        parse, language, grammar = self._parse, self._language, self._grammar
        clauses, at = grammar.clauses, candidate.begin
        looks = candidate.rule not in grammar.plain
        scene = Scene(
            parse=parse,
            language=language,
            published=self._published,
            begin=candidate.begin,
            end=candidate.end,
            tense=clauses.find_tense(parse, at, language) if looks else Tense.UNKNOWN,
            dated=clauses.find_dated(parse, at, language) if looks else None,
            lead=lead,
            story=self._story,
            known=tuple(self._known[-_MEMORY:]),
        )
        meaning = grammar.rules[candidate.rule](Slots(candidate.match, language), scene)
        if meaning is None:
            return
        span, meaning = self._extend(Span(candidate.begin, candidate.end), meaning, scene)
        time = _make(f"t{len(self.found) + 1}", span, meaning, parse.text)
        token = parse.token_at(span.begin)
        counted = meaning.anchor == PUBLISHED and candidate.rule in grammar.deictic
        if counted and token is not None and token.quoted:
            self._quoted.append((len(self.found), candidate, scene))
        self.found.append(time)
        self.end = span.end
        if meaning.period is not None:
            self._known.append(_know(time, meaning.period, scene, candidate, grammar))

    def date_quotations(self) -> None:
        """Count "yesterday" in a quotation from the day on which it was said, if that is told."""
        for number, candidate, scene in self._quoted:
            said = [
                known
                for known in self._known
                if known.said
                and known.sentence - scene.sentence in (0, 1)
                and known.period.unit == "D"
                and known.period.begin == known.period.end
            ]
            if not said or said[0].period.begin == scene.published:
                continue
            day = replace(scene, published=said[0].period.begin)
            meaning = self._grammar.rules[candidate.rule](
                Slots(candidate.match, self._language), day
            )
            old = self.found[number]
            if meaning is None or meaning.period is None or old.begin is None:
                continue
            meaning = replace(
                meaning,
                anchor=said[0].id,
                alternatives=(Interval(value=old.value, begin=old.begin, end=old.end),),
            )
            self.found[number] = _make(old.id, old.span, meaning, self._parse.text)

    def _extend(self, span: Span, meaning: Meaning, scene: Scene) -> tuple[Span, Meaning]:
        """Take in what narrows the expression: "late February", "Monday evening", "at 6 p.m."."""
        if meaning.type is not TimeType.DATE:
            return span, meaning
        text, floor = scene.parse.text, self.end
        if meaning.value[:4].isdigit() or meaning.value.startswith("XXXX-"):
            is_day = meaning.period.unit == "D" if meaning.period else meaning.value.count("-") == 2
            if is_day:
                span, meaning = self._grammar.add_daypart(span, meaning, scene, floor)
            for name in ("part", "part_before"):
                lead = _lead(scene.language, name).search(
                    text, max(floor, span.begin - _REACH), span.begin
                )
                if lead is None:
                    continue
                words = " ".join(lead[1].lower().split())
                mod = str(scene.language.values("times", name)[words])
                return Span(lead.start(1), span.end), _narrowed(meaning, mod, scene.published)
        return span, meaning


def _candidates(text: str, language: Language, grammar: Grammar) -> Iterator[Candidate]:
    """Yield what the rules match, from left to right and the longest first."""
    found = [
        Candidate(match.start(), match.end(), rule, match)
        for rule in grammar.rules
        for match in find_templates(language, "times", rule, text)
    ]
    order = {rule: number for number, rule in enumerate(grammar.rules)}
    found.sort(key=lambda c: (c.begin, -c.end, order[c.rule]))
    yield from found


def _know(
    time: TimeExpression, period: Period, scene: Scene, candidate: Candidate, grammar: Grammar
) -> Known:
    parse, language = scene.parse, scene.language
    said = candidate.match.groupdict()
    token = parse.token_at(candidate.begin)
    counted = time.anchor == PUBLISHED
    return Known(
        id=time.id,
        period=period,
        said=grammar.clauses.dates_statement(parse, scene.begin, language),
        aside=grammar.clauses.dates_aside(parse, scene.begin, language),
        on_paper=grammar.clauses.dates_document(parse, scene.begin, language),
        with_year=any(said.get(slot) is not None for slot in _YEARS),
        account=candidate.rule in grammar.accounts and said.get("year_before") is None,
        from_published=counted,
        deictic=counted
        and candidate.rule in grammar.told
        and token is not None
        and not token.quoted,
        night=time.value.endswith("TNI") and time.begin != time.end,
        heads=time.text == _get_paragraph(parse, time.span.begin),
        paragraph=scene.paragraph,
        sentence=scene.sentence,
    )


def _get_paragraph(parse: Parse, offset: int) -> str:
    token = parse.token_at(offset)
    return "" if token is None else parse.text[slice(*parse.paragraphs[token.paragraph])].strip()


def _make(identity: str, span: Span, meaning: Meaning, text: str) -> TimeExpression:
    period = meaning.period
    return TimeExpression(
        id=identity,
        span=span,
        text=text[span.begin : span.end],
        type=meaning.type,
        value=meaning.value,
        begin=None if period is None else period.begin.isoformat(),
        end=None if period is None else period.end.isoformat(),
        mod=meaning.mod,
        anchor=meaning.anchor,
        alternatives=meaning.alternatives,
    )


@cache
def _lead(language: Language, name: str) -> Pattern[str]:
    source = compile_any(language, "times", name).pattern
    return re.compile(
        rf"(?<!\w)({source})(?:\s+|-|(?<=-))(?:{_articles(language)}\s+)?$", re.IGNORECASE
    )


def _articles(language: Language) -> str:
    return language.alternation("times", "article_word")


def _narrow_other(other: Interval, unit: str, mod: str) -> Interval:
    if other.begin is None or other.end is None:
        return other
    begin, end = date.fromisoformat(other.begin), date.fromisoformat(other.end)
    return as_interval(narrow(Period(other.value, begin, end, unit), mod))


def _narrowed(meaning: Meaning, mod: str, published: date | None) -> Meaning:
    period = meaning.period
    if period is None or period.unit == "D":
        return replace(meaning, mod=mod)
    if mod in {"START", "MID", "END"}:
        part = narrow(period, mod)
        others = tuple(_narrow_other(other, period.unit, mod) for other in meaning.alternatives)
        return replace(meaning, mod=mod, period=part, alternatives=others)
    if published is None or not period.begin <= published <= period.end:
        return meaning
    begin, end = (period.begin, published) if mod == "BEFORE" else (published, period.end)
    part = Period(period.value, begin, end, period.unit)
    return replace(meaning, period=part, alternatives=(as_interval(period),))
