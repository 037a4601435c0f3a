"""When, how long and how often: the time expressions of a report (TIMEX3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, find_templates
from sayso.read.times_calendar import Period, narrow
from sayso.read.times_clock import CLOCK_RULES, add_daypart, find_joint
from sayso.read.times_dates import DATE_RULES
from sayso.read.times_distance import DISTANCE_RULES
from sayso.read.times_meaning import PUBLISHED, as_interval
from sayso.read.times_parts import PART_RULES
from sayso.read.times_relative import RELATIVE_RULES
from sayso.read.times_scene import (
    Known,
    Meaning,
    Scene,
    Slots,
)
from sayso.read.times_spans import SPAN_RULES
from sayso.read.times_tense import (
    Tense,
    dates_aside,
    dates_document,
    dates_statement,
    find_dated,
    find_tense,
)
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Interval, TimeExpression, TimeType

# Of two that match the same words, the one that stands first here is asked first.
_RULES = {
    **DATE_RULES,
    **PART_RULES,
    **RELATIVE_RULES,
    **CLOCK_RULES,
    **DISTANCE_RULES,
    **SPAN_RULES,
}
_ACCOUNTS = frozenset({"quarter_rule", "account_rule"})
_YEARS = ("year", "spelled_century")  # slots whose words name a year
_DAYS = frozenset({"month_day", "numeric_day", "weekday_rule", "day_word_rule", "day_range"})
# What is counted from the day on which it is said.
_DEICTIC = frozenset(
    {"day_word_rule", "deictic", "deictic_daypart", "weekend_rule", "ago", "before_last"}
)
# What means the same whatever the verb.
_PLAIN = frozenset({*SPAN_RULES, "year_rule", "decade_rule", "century_rule", "numeric_day"})
_MEMORY = 64  # how many dated times before an expression it may be counted from
_FEW = 2  # words of a time that a name can hold: "8 March Square"
_REACH = 48  # how far before or behind a day its part of the day may stand, in characters


def read_times(
    parse: Parse, language: Language, *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Return every time expression, in text order, with the days that it can mean.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        published: Day or moment of publication, ISO 8601. Without it, what is counted
            from that day ("last week") keeps its words and has no days.
    """
    day = _find_day(published)
    reader = _Reader(parse, language, day)
    candidates = tuple(_candidates(parse.text, language))
    days = {candidate.begin for candidate in candidates if candidate.rule in _DAYS}
    waiting = 0  # where the last time of the day that waits for its day ends
    lead: dict[int, int] = {}  # where a day begins: where the time of the day before it does
    for candidate in candidates:
        if candidate.begin < reader.end or not _stands_alone(parse, candidate, language):
            continue
        if candidate.rule in CLOCK_RULES:
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


class _Reader:
    """Reads candidates in text order, each against the times before it.

    Attributes:
        found: The times read so far.
        end: Where the last one ends.
    """

    def __init__(self, parse: Parse, language: Language, published: date | None) -> None:
        self.found: list[TimeExpression] = []
        self.end = 0
        self._known: list[Known] = []
        self._quoted: list[tuple[int, _Candidate, Scene]] = []
        self._parse, self._language, self._published = parse, language, published

    def take(self, candidate: "_Candidate", lead: int | None) -> None:
        """Read a candidate, if it means a time; ``lead`` as in `Scene`."""
        parse, language = self._parse, self._language
        looks = candidate.rule not in _PLAIN
        scene = Scene(
            parse=parse,
            language=language,
            published=self._published,
            begin=candidate.begin,
            end=candidate.end,
            tense=find_tense(parse, candidate.begin, language) if looks else Tense.UNKNOWN,
            dated=find_dated(parse, candidate.begin, language) if looks else None,
            lead=lead,
            known=tuple(self._known[-_MEMORY:]),
        )
        meaning = _RULES[candidate.rule](Slots(candidate.match, language), scene)
        if meaning is None:
            return
        span, meaning = _extend(Span(candidate.begin, candidate.end), meaning, scene, self.end)
        time = _make(f"t{len(self.found) + 1}", span, meaning, parse.text)
        token = parse.token_at(span.begin)
        counted = meaning.anchor == PUBLISHED and candidate.rule in _DEICTIC
        if counted and token is not None and token.quoted:
            self._quoted.append((len(self.found), candidate, scene))
        self.found.append(time)
        self.end = span.end
        if meaning.period is not None:
            self._known.append(_know(time, meaning.period, scene, candidate))

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
            meaning = _RULES[candidate.rule](Slots(candidate.match, self._language), day)
            old = self.found[number]
            if meaning is None or meaning.period is None or old.begin is None:
                continue
            meaning = replace(
                meaning,
                anchor=said[0].id,
                alternatives=(Interval(value=old.value, begin=old.begin, end=old.end),),
            )
            self.found[number] = _make(old.id, old.span, meaning, self._parse.text)


def _is_named(parse: Parse, token: Token, language: Language) -> bool:
    """Whether a month or a weekday belongs to a name: "Mr. May", "Theresa May", "May Square"."""
    before = parse.tokens[token.i - 1] if token.i else token
    after = parse.tokens[min(token.i + 1, len(parse.tokens) - 1)]
    if token.name == "PERSON" and before.pos != "ADP":
        return True
    given = language.words("given_names", "male") | language.words("given_names", "female")
    first = before.lower in language.words("people", "title") or before.lower in given
    month = token.text in language.values("times", "month")
    site = after.text[:1].isupper() and after.lower in language.words("places", "site")
    named = before.name == "PERSON" and before.head == token.i and before.dep == "compound"
    return (month and first) or named or (site and after.sentence == token.sentence)


@dataclass(frozen=True, slots=True)
class _Candidate:
    begin: int
    end: int
    rule: str
    match: Match[str]


def _candidates(text: str, language: Language) -> Iterator[_Candidate]:
    """Yield what the rules match, from left to right and the longest first."""
    found = [
        _Candidate(match.start(), match.end(), rule, match)
        for rule in _RULES
        for match in find_templates(language, "times", rule, text)
    ]
    order = {rule: number for number, rule in enumerate(_RULES)}
    found.sort(key=lambda c: (c.begin, -c.end, order[c.rule]))
    yield from found


def _stands_alone(parse: Parse, candidate: _Candidate, language: Language) -> bool:
    """Whether the words are no part of a name ("The Sunday Times") and no verb ("May he rest")."""
    tokens = parse.tokens_in(candidate.begin, candidate.end)
    if not tokens:
        return False
    first, last = tokens[0], tokens[-1]
    if first.paragraph != last.paragraph:
        return False
    if first.dep == "mark":
        # "She added that Tuesday's ruling ...": the conjunction belongs to no day.
        return False
    if any(ch.isalpha() for ch in parse.text[first.begin : candidate.begin].rstrip("-–—")[-1:]):
        # A word that began earlier: only "mid-2022" and the like may be cut in two.
        return "-" in first.text and first.pos != "PROPN"
    if (
        last.end > candidate.end
        and parse.text[candidate.end : last.end].strip("-–—'’.")[:1].isalpha()
    ):
        return "-" in last.text
    if _is_named(parse, last, language) and last.i - first.i < _FEW:
        return False
    if len(tokens) == 1 and first.tag in {"MD", "VB", "VBP", "VBZ"} and first.text[:1].isupper():
        return first.pos not in {"AUX", "VERB"}
    head = parse.tokens[last.head]
    inside_name = (
        last.dep == "compound"
        and head.i == last.i + 1
        and head.pos == "PROPN"
        and last.name == head.name
        and last.name in {"ORG", "WORK_OF_ART", "FAC", "EVENT", "PERSON", "PRODUCT"}
    )
    return not inside_name


def _know(time: TimeExpression, period: Period, scene: Scene, candidate: _Candidate) -> Known:
    parse, language = scene.parse, scene.language
    said = candidate.match.groupdict()
    token = parse.token_at(candidate.begin)
    counted = time.anchor == PUBLISHED
    return Known(
        id=time.id,
        period=period,
        said=dates_statement(parse, scene.begin, language),
        aside=dates_aside(parse, scene.begin, language),
        on_paper=dates_document(parse, scene.begin, language),
        with_year=any(said.get(slot) is not None for slot in _YEARS),
        account=candidate.rule in _ACCOUNTS and said.get("year_before") is None,
        from_published=counted,
        deictic=counted
        and candidate.rule in {**RELATIVE_RULES, **DISTANCE_RULES, **CLOCK_RULES}
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


def _extend(span: Span, meaning: Meaning, scene: Scene, floor: int) -> tuple[Span, Meaning]:
    """Take in what narrows the expression: "late February", "Monday evening", "at 6 p.m."."""
    if meaning.type is not TimeType.DATE:
        return span, meaning
    text = scene.parse.text
    if meaning.value[:4].isdigit() or meaning.value.startswith("XXXX-"):
        is_day = meaning.period.unit == "D" if meaning.period else meaning.value.count("-") == 2
        if is_day:
            span, meaning = add_daypart(span, meaning, scene, floor)
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
