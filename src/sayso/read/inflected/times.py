"""When, how long and how often, in languages that tell by endings what English tells by order."""

from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.inflected import times_tense
from sayso.read.inflected.times_clock import CLOCK_RULES, add_daypart
from sayso.read.inflected.times_dates import DATE_RULES, NIGHT_RULES
from sayso.read.inflected.times_distance import DISTANCE_RULES
from sayso.read.inflected.times_relative import RELATIVE_RULES
from sayso.read.inflected.times_spans import SPAN_RULES
from sayso.read.times_parts import PART_RULES
from sayso.read.times_reader import Candidate, Grammar, read_by
from sayso.records.parse import Parse
from sayso.records.value import TimeExpression

# Lexicons are written with "е" and the straight apostrophe.
_FOLDED = {"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'", "`": "'", "‑": "-"}
_NAMED = ("month", "weekday")  # slots whose words may be names
_FEW = 3  # words of a time that a name can hold: "имени 8 Марта"


def read_times(
    parse: Parse, language: Language, *, published: str | None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report in text order, with the days that they can mean.

    Args:
        parse: The report's parse.
        language: The report's language.
        published: Day or moment of publication, ISO 8601, or ``None``: then what is counted
            from that day keeps its words and has no days.
    """
    text = parse.text
    for letter, plain in _FOLDED.items():
        text = text.replace(letter, plain)
    found = read_by(replace(parse, text=text), language, _INFLECTED, published=published)
    return tuple(replace(time, text=parse.text[slice(*time.span)]) for time in found)


def _stands_alone(parse: Parse, candidate: Candidate, language: Language) -> bool:
    """Whether the words are no part of a name ("площадь 8 Марта") or of a longer word."""
    tokens = parse.tokens_in(candidate.begin, candidate.end)
    if not tokens or tokens[0].paragraph != tokens[-1].paragraph:
        return False
    first, last = tokens[0], tokens[-1]
    text = parse.text
    if any(ch.isalnum() for ch in text[first.begin : candidate.begin]):
        return False
    if any(ch.isalnum() for ch in text[candidate.end : last.end]):
        return False
    if last.i - first.i < _FEW and _is_named(parse, candidate, language):
        return False
    return not _is_capital(parse, candidate)


def _is_named(parse: Parse, candidate: Candidate, language: Language) -> bool:
    """Whether a street, a plant or a person bears these words as its name."""
    first, *_, last = (*parse.tokens_in(candidate.begin, candidate.end),) * 2
    before = parse.tokens[first.i - 1] if first.i else first
    sites = language.words("times", "site")
    if before.i != first.i and {before.lower, before.lower.rstrip("."), before.lemma} & sites:
        return True
    inside = first.name != "" and first.name == last.name
    if first.name == "PERSON" and not (first.i == last.i and first.text.istitle()):
        return False  # no person bears figures or several such words
    beyond = before.name == first.name and before.i != first.i
    after = parse.tokens[min(last.i + 1, len(parse.tokens) - 1)]
    return inside and (beyond or (after.name == last.name and after.i != last.i))


def _is_capital(parse: Parse, candidate: Candidate) -> bool:
    """Whether a month or a weekday alone is written as a name: "Марта пришла"."""
    said = candidate.match.groupdict()
    if said.get("dayth") is not None or said.get("year") is not None:
        return False
    for slot in _NAMED:
        word = said.get(slot)
        if word is None or not word[:1].isupper() or word.isupper():
            continue
        token = parse.token_at(candidate.match.start(slot))
        if token is None or token.name == "PERSON":
            return True
        opening = parse.tokens[parse.sentences[token.sentence][0]]
        # A heading, a list or a quotation may begin the sentence.
        words = [t for t in parse.tokens[opening.i : token.i] if t.pos != "PUNCT"]
        return bool(words)
    return False


_INFLECTED = Grammar(
    rules={
        **NIGHT_RULES,
        **DATE_RULES,
        "half_rule": PART_RULES["half_rule"],
        "quarter_rule": PART_RULES["quarter_rule"],
        "holiday_rule": PART_RULES["holiday_rule"],
        **RELATIVE_RULES,
        **CLOCK_RULES,
        **DISTANCE_RULES,
        **SPAN_RULES,
    },
    days=frozenset(
        {
            "month_day",
            "numeric_day",
            "weekday_rule",
            "day_word_rule",
            "day_range",
            "anaphoric",
            "eve_rule",
        }
    ),
    dated=frozenset({"month_day", "day_range", "month_rule"}),
    clocks=frozenset(CLOCK_RULES),
    told=frozenset({*RELATIVE_RULES, *DISTANCE_RULES, *CLOCK_RULES}),
    deictic=frozenset(
        {"day_word_rule", "deictic", "deictic_daypart", "weekend_rule", "ago", "period_word_rule"}
    ),
    plain=frozenset({*SPAN_RULES, "year_rule", "decade_rule", "century_rule", "numeric_day"}),
    accounts=frozenset(),
    clauses=times_tense,
    add_daypart=add_daypart,
    stands_alone=_stands_alone,
)
