"""When, how long and how often: the time expressions of a report (TIMEX3)."""

from sayso.lang.language import Language
from sayso.read import times_tense
from sayso.read.times_clock import CLOCK_RULES, add_daypart
from sayso.read.times_dates import DATE_RULES
from sayso.read.times_distance import DISTANCE_RULES
from sayso.read.times_parts import PART_RULES
from sayso.read.times_reader import Candidate, Grammar, read_by
from sayso.read.times_relative import RELATIVE_RULES
from sayso.read.times_spans import SPAN_RULES
from sayso.records.parse import Parse, Token
from sayso.records.value import TimeExpression

_FEW = 2  # words of a time that a name can hold: "8 March Square"


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
    return read_by(parse, language, _ANALYTIC, published=published)


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


def _stands_alone(parse: Parse, candidate: Candidate, language: Language) -> bool:
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


_ANALYTIC = Grammar(
    rules={
        **DATE_RULES,
        **PART_RULES,
        **RELATIVE_RULES,
        **CLOCK_RULES,
        **DISTANCE_RULES,
        **SPAN_RULES,
    },
    days=frozenset({"month_day", "numeric_day", "weekday_rule", "day_word_rule", "day_range"}),
    dated=frozenset({"month_day", "day_range", "month_rule"}),
    clocks=frozenset(CLOCK_RULES),
    told=frozenset({*RELATIVE_RULES, *DISTANCE_RULES, *CLOCK_RULES}),
    deictic=frozenset(
        {"day_word_rule", "deictic", "deictic_daypart", "weekend_rule", "ago", "before_last"}
    ),
    plain=frozenset({*SPAN_RULES, "year_rule", "decade_rule", "century_rule", "numeric_day"}),
    accounts=frozenset({"quarter_rule", "account_rule"}),
    clauses=times_tense,
    add_daypart=add_daypart,
    stands_alone=_stands_alone,
)
