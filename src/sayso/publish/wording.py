"""How sayso puts its findings to a reader: dates, sums, terms, relations, in English."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from sayso.records.claim import Certainty, Polarity, SourceKind, Style
from sayso.records.entity import Gender, RelationType
from sayso.records.event import EventStatus
from sayso.records.value import Penalty, Provision, Quantity, TimeExpression, Unit

HOLDS_NAMES = (
    "This holds names of persons: before it leaves this machine, think of whom they can harm."
)
"""Said of every page, file and print that holds some."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STYLES: Mapping[Style, str] = MappingProxyType(
    {
        Style.DIRECT: "quoted",
        Style.INDIRECT: "paraphrased",
        Style.MIXED: "partly quoted",
        Style.OWN: "the report’s own voice",
    }
)
CERTAINTIES: Mapping[Certainty, str] = MappingProxyType(
    {
        Certainty.STATED: "stated",
        Certainty.ALLEGED: "alleged",
        Certainty.POSSIBLE: "possible",
        Certainty.EXPECTED: "expected, not yet done",
        Certainty.CONDITIONAL: "conditional",
    }
)
POLARITIES: Mapping[Polarity, str] = MappingProxyType(
    {Polarity.POSITIVE: "affirmed", Polarity.NEGATIVE: "denial"}
)

SOURCE_KINDS: Mapping[SourceKind, str] = MappingProxyType(
    {
        # The others are plain words as they are.
        SourceKind.SUBJECT: "whom it is about",
        SourceKind.PUBLIC: "nobody named",
        SourceKind.OUTLET: "news outlet",
    }
)
EVENT_STATUSES: Mapping[EventStatus, str | None] = MappingProxyType(
    {
        EventStatus.HAPPENED: None,
        EventStatus.ALLEGED: "alleged",
        EventStatus.INTENDED: "intended, not done",
        EventStatus.EXPECTED: "expected, not done",
        EventStatus.CONDITIONAL: "conditional, not done",
        EventStatus.DENIED: "denied",
    }
)

_RELATIONS: Mapping[RelationType, Mapping[Gender | None, str]] = MappingProxyType(
    {
        RelationType.SPOUSE: {Gender.FEMALE: "wife", Gender.MALE: "husband", None: "spouse"},
        RelationType.PARENT: {Gender.FEMALE: "mother", Gender.MALE: "father", None: "parent"},
        RelationType.CHILD: {Gender.FEMALE: "daughter", Gender.MALE: "son", None: "child"},
        RelationType.SIBLING: {Gender.FEMALE: "sister", Gender.MALE: "brother", None: "sibling"},
        RelationType.RELATIVE: {None: "relative"},
        RelationType.LAWYER_OF: {None: "lawyer"},
        RelationType.MEMBER_OF: {None: "member"},
        RelationType.COMMANDER_OF: {None: "commander"},
        RelationType.PART_OF: {None: "part"},
    }
)
_MODIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "APPROX": "about",
        "BEFORE": "before",
        "AFTER": "after",
        "ON_OR_BEFORE": "on or before",
        "ON_OR_AFTER": "on or after",
        "LESS_THAN": "less than",
        "EQUAL_OR_LESS": "at most",
        "MORE_THAN": "more than",
        "EQUAL_OR_MORE": "at least",
    }
)
_NO_BREAK_OF_SENSE = str.maketrans(
    # One character for one, so that offsets into the text still hold.
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
    | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
    | dict.fromkeys([0x09, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], 0x20)
    | {0x0A: 0x0A}
)
_TERM = re.compile(r"^P(?P<clock>T?)(?P<number>\d+(?:\.\d+)?)(?P<unit>[A-Z]{1,2})$")
_TERM_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "CE": "century",
        "DE": "decade",
        "Y": "year",
        "M": "month",
        "W": "week",
        "D": "day",
        "TH": "hour",
        "TM": "minute",
        "TS": "second",
    }
)


def make_harmless(text: str) -> str:
    """Return the text with every character that could command a screen made visible.

    Control characters become their pictures (escape becomes U+241B), overrides of the
    writing direction and halves of surrogate pairs U+FFFD; odd blanks become plain
    ones. The length never changes. Line ends and letters of every script stay.
    """
    # Nothing of that is printable, and most texts are: they need not be gone through in Python.
    return text if text.isprintable() else text.translate(_NO_BREAK_OF_SENSE)


def say_word(name: str) -> str:
    """Return a name of the format ("case_opened") as words ("case opened")."""
    return name.replace("_", " ")


def say_count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 source", "2 sources"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_list(items: Sequence[str], *, last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def say_relation(kind: RelationType, gender: Gender | None) -> str:
    """Return what the holder of a relation is to the other: "wife", "lawyer"."""
    forms = _RELATIONS[kind]
    return forms.get(gender, forms[None])


def say_day(day: str | None) -> str | None:
    """Return an ISO day or moment as "21 November 2022"; what is no such thing stays."""
    if day is None:
        return None
    try:
        known = date.fromisoformat(day[:10])
    except ValueError:
        return day
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def say_interval(begin: str | None, end: str | None) -> str | None:
    """Return the days from ``begin`` to ``end`` in words, or ``None`` where neither is known."""
    if begin is None or end is None:
        if begin is not None:
            return f"{say_day(begin)} or later"
        return None if end is None else f"{say_day(end)} or earlier"
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
    except ValueError:
        return f"{begin} to {end}"
    return _say_days(first, last)


def _say_days(first: date, last: date) -> str:
    after = last + timedelta(days=1) if last < date.max else last
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    if first.day == 1 and after.day == 1 and first.month == 1 and after.month == 1:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return (
        f"{first.day} {MONTHS[first.month - 1]}{year} – "
        f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    )


def say_time(time: TimeExpression) -> str | None:
    """Return what a time can mean, in words, or ``None`` where that is not known."""
    meant = say_interval(time.begin, time.end)
    if meant is None:
        meant = _say_length(time.value)
    if meant is None:
        return None
    # What narrows a time ("early November") narrows its interval already.
    modifier = _MODIFIERS.get(time.mod or "")
    return meant if modifier is None else f"{modifier} {meant}"


def _say_length(value: str) -> str | None:
    match = _TERM.match(value)
    unit = None if match is None else _TERM_UNITS.get(match["clock"] + match["unit"])
    if match is None or unit is None:
        return None
    number = float(match["number"])
    return f"{say_number(number)} {_say_unit(unit, one=number == 1)}"


def say_number(value: float) -> str:
    """Return "200,000" or "0.5"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def say_range(least: float | None, most: float | None) -> str | None:
    """Return "up to 2", "2 to 5", "at least 12", "7", or ``None`` where no bound is known."""
    if most is None:
        return None if least is None else f"at least {say_number(least)}"
    if least is None:
        return f"up to {say_number(most)}"
    return say_number(most) if least == most else f"{say_number(least)} to {say_number(most)}"


def say_penalty(penalty: Penalty) -> str:
    """Return a penalty in words: "imprisonment, up to 2 years"."""
    words = say_word(penalty.kind)
    bounds = say_range(penalty.min, penalty.max)
    if bounds is not None:
        unit = penalty.currency if penalty.unit == "money" else penalty.unit
        words += f", {bounds} {_say_unit(unit, one=_is_one(penalty.min, penalty.max))}"
    return f"{words}, suspended" if penalty.suspended else words


def _is_one(least: float | None, most: float | None) -> bool:
    """Whether a noun behind bounds is in the singular: "at least 1 month"."""
    return most == 1 or (most is None and least == 1)


def say_provision(provision: Provision) -> str:
    """Return an article in words: "RU-CC, article 332, part 2"."""
    parts = (
        ("", provision.code or "law not named"),
        ("article ", provision.article),
        ("part ", provision.part),
        ("paragraph ", provision.paragraph),
    )
    return ", ".join(name + value for name, value in parts if value is not None)


def say_quantity(quantity: Quantity) -> str:
    """Return a quantity in words: "about 300 mobilized soldiers"."""
    amount = (
        say_range(quantity.min, quantity.max)
        if quantity.value is None
        else say_number(quantity.value)
    )
    words = f"{amount or 'an unknown number of'} {_say_counted(quantity)}".strip()
    if quantity.approx:
        words = f"about {words}"
    other = quantity.equivalent
    return words if other is None else f"{words} ({say_number(other.value)} {other.currency})"


def _say_counted(quantity: Quantity) -> str:
    said = quantity.value
    one = _is_one(quantity.min, quantity.max) if said is None else said == 1
    if quantity.unit is Unit.PERCENT:
        return "percent" if quantity.of is None else f"percent of {quantity.of}"
    if quantity.unit is Unit.SHARE:
        return "of the whole" if quantity.of is None else f"of {quantity.of}"
    if quantity.unit is Unit.TIMES:
        return "times" if quantity.of is None else f"times ({quantity.of})"
    if quantity.unit is Unit.MONEY and quantity.currency is None:
        return "(currency not known)"
    if quantity.of is not None:
        return quantity.of
    if quantity.unit is Unit.PERSON:
        return "person" if one else "people"
    if quantity.unit is None or quantity.unit is Unit.ITEM:
        return ""
    return _say_unit(quantity.currency if quantity.unit is Unit.MONEY else quantity.unit, one=one)


def _say_unit(unit: str | None, *, one: bool) -> str:
    """Return a unit in the number it needs; currencies, in capitals, have but one form."""
    if unit is None:
        return "(unit not known)"
    if one or unit.isupper():
        return unit
    return f"{unit.removesuffix('y')}ies" if unit.endswith("ry") else f"{unit}s"
