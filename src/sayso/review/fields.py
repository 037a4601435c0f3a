"""The fields of findings that people can decide, and what fits in each.

A finding's ids ("t2") say nothing outside of one reading. Where a field holds ids, a decided
value therefore names the findings as a decision names its subjects, and gets the ids of the
present reading when it is shown.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sayso.records.claim import Claim
from sayso.records.decision import SubjectKind
from sayso.records.entity import Entity, Place
from sayso.records.event import Case, Event
from sayso.records.plain import make_field, make_plain
from sayso.records.report import Report
from sayso.records.value import Penalty, Provision, Quantity, TimeExpression
from sayso.review.question_text import QuestionError

RECORDS: Mapping[SubjectKind, type] = {
    SubjectKind.REPORT: Report,
    SubjectKind.CLAIM: Claim,
    SubjectKind.ENTITY: Entity,
    SubjectKind.TIME: TimeExpression,
    SubjectKind.PLACE: Place,
    SubjectKind.QUANTITY: Quantity,
    SubjectKind.PROVISION: Provision,
    SubjectKind.PENALTY: Penalty,
    SubjectKind.EVENT: Event,
    SubjectKind.CASE: Case,
}

FIELDS: Mapping[SubjectKind, tuple[str, ...]] = {
    SubjectKind.REPORT: (
        *("title", "publisher", "author", "forwarded_from", "url"),
        *("published", "captured", "language"),
    ),
    SubjectKind.CLAIM: ("style", "chain", "certainty", "polarity", "said"),
    SubjectKind.ENTITY: (
        *("type", "name", "roles", "age", "gender", "anonymous", "count", "relations"),
    ),
    SubjectKind.TIME: ("type", "value", "begin", "end", "mod", "anchor", "alternatives"),
    SubjectKind.PLACE: (
        *("feature", "lat", "lon", "approx", "country", "admin1", "geonames", "katottg"),
        *("candidates", "within"),
    ),
    SubjectKind.QUANTITY: (
        *("value", "min", "max", "approx", "unit", "of", "currency", "equivalent"),
    ),
    SubjectKind.PROVISION: ("code", "article", "part", "paragraph", "jurisdiction", "offence"),
    SubjectKind.PENALTY: (
        *("kind", "min", "max", "unit", "currency", "alternative_of", "entity", "event"),
        *("status", "suspended"),
    ),
    SubjectKind.EVENT: (
        *("type", "participants", "time", "place", "status", "claims", "provision"),
    ),
    SubjectKind.CASE: (
        *("subjects", "kind", "stage", "events", "provisions", "penalties", "claims"),
    ),
}
"""What a ``value:`` question can ask: all fields of the reading format but ids, positions and
their words (they say which finding it is; a claim's are asked by ``span:``), and confidence."""

_ENTITY = SubjectKind.ENTITY
REFERENCES: Mapping[tuple[SubjectKind, str], tuple[str | None, SubjectKind]] = {
    (SubjectKind.CLAIM, "chain"): ("entity", _ENTITY),
    (SubjectKind.CLAIM, "said"): (None, SubjectKind.TIME),
    (SubjectKind.ENTITY, "relations"): ("to", _ENTITY),
    (SubjectKind.TIME, "anchor"): (None, SubjectKind.TIME),
    (SubjectKind.PLACE, "within"): (None, _ENTITY),
    (SubjectKind.PENALTY, "alternative_of"): (None, SubjectKind.PENALTY),
    (SubjectKind.PENALTY, "entity"): (None, _ENTITY),
    (SubjectKind.PENALTY, "event"): (None, SubjectKind.EVENT),
    (SubjectKind.EVENT, "participants"): ("entity", _ENTITY),
    (SubjectKind.EVENT, "time"): (None, SubjectKind.TIME),
    (SubjectKind.EVENT, "place"): (None, _ENTITY),
    (SubjectKind.EVENT, "claims"): (None, SubjectKind.CLAIM),
    (SubjectKind.EVENT, "provision"): (None, SubjectKind.PROVISION),
    (SubjectKind.CASE, "subjects"): (None, _ENTITY),
    (SubjectKind.CASE, "events"): (None, SubjectKind.EVENT),
    (SubjectKind.CASE, "provisions"): (None, SubjectKind.PROVISION),
    (SubjectKind.CASE, "penalties"): (None, SubjectKind.PENALTY),
    (SubjectKind.CASE, "claims"): (None, SubjectKind.CLAIM),
}
"""Fields that hold ids: in which key of an object (``None``: by themselves), of what kind."""

PUBLISHED = "published"
"""The anchor of times that is no id: the report's date of publication."""

_COUNTRY, _CURRENCY, _LANGUAGE = (re.compile(p) for p in ("[A-Z]{2}", "[A-Z]{3}", "[a-z]{2,3}"))


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except ValueError:
        return False


def _is_day_or_moment(value: Any) -> bool:
    try:
        return _is_day(value) or datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


FORMS: Mapping[str, tuple[Callable[[Any], object], str]] = {
    "published": (_is_day_or_moment, "a day, 2022-11-21, or a moment, 2022-11-21T14:30:00+03:00"),
    "captured": (_is_day_or_moment, "a day, 2022-11-21, or a moment, 2022-11-21T14:30:00+03:00"),
    "begin": (_is_day, "a day, 2022-11-21"),
    "end": (_is_day, "a day, 2022-11-21"),
    "language": (_LANGUAGE.fullmatch, "a language of BCP 47: en"),
    "country": (_COUNTRY.fullmatch, "two letters of ISO 3166-1: UA"),
    "jurisdiction": (_COUNTRY.fullmatch, "two letters of ISO 3166-1: UA"),
    "currency": (_CURRENCY.fullmatch, "three letters of ISO 4217: UAH"),
    "lat": (lambda value: -90 <= value <= 90, "degrees from -90 to 90"),
    "lon": (lambda value: -180 <= value <= 180, "degrees from -180 to 180"),
    "age": (lambda value: 0 <= value <= 150, "years"),
    "count": (lambda value: value >= 0, "how many"),
    "name": (str.strip, "a name"),
}
"""What a value must look like beyond its type."""


def check_value(kind: SubjectKind, field: str, value: Any) -> Any:
    """Return a value as the record of that kind holds it, as plain values.

    Args:
        kind: What the field is of.
        field: Its name in the reading format.
        value: Plain values, ids of the present reading among them; ``None`` for unknown.

    Raises:
        QuestionError: There is no such field to decide, or the value does not fit it.
    """
    if field not in FIELDS.get(kind, ()):
        raise QuestionError(
            f"A {kind.value} has no field {field!r} to decide.",
            remedy=f"It can be {', '.join(FIELDS.get(kind, ()))}."
            if kind in FIELDS
            else "Ask about a finding of a reading, or about a report.",
        )
    try:
        json.dumps(value, allow_nan=False)
        plain = make_plain(make_field(RECORDS[kind], field, _complete(kind, field, value)))
    except (TypeError, ValueError) as exc:
        raise QuestionError(
            f"{value!r} does not fit the field {field!r} of a {kind.value}: {exc}.",
            remedy="docs/reference/reading-format.md says what each field holds.",
        ) from exc
    is_fit, form = FORMS.get(field, (bool, ""))
    if form and plain is not None and not is_fit(plain):
        raise QuestionError(f"{plain!r} is not fit for {field!r}.", remedy=f"Give {form}.")
    return plain


def bind(kind: SubjectKind, field: str, value: Any, name: Callable[[str, SubjectKind], Any]) -> Any:
    """Return a value in which findings that it names by id are named by their words.

    Args:
        kind: What the field is of.
        field: Its name.
        value: Plain values as `check_value` gave them.
        name: Gives what stands for a finding by its id and kind; raises `QuestionError` where
            the reading has none.
    """

    def change(handle: Any, of: SubjectKind) -> Any:
        if handle is None or (of is SubjectKind.TIME and handle == PUBLISHED):
            return handle
        return name(handle, of)

    return change_references(kind, field, value, change)


def resolve(kind: SubjectKind, field: str, value: Any, find: Callable[[Any], str | None]) -> Any:
    """Return a value that `bind` gave with the ids that its findings have now.

    Args:
        kind: What the field is of.
        field: Its name.
        value: What `bind` gave.
        find: Gives the present id of what stands for a finding; ``None`` where it has none. A
            list then leaves it out, a single one is unknown.
    """

    def change(reference: Any, _of: SubjectKind) -> Any:
        return find(reference) if isinstance(reference, dict) else reference

    return drop_unknown(kind, field, change_references(kind, field, value, change))


def list_references(kind: SubjectKind, field: str, value: Any) -> list[Mapping[str, Any]]:
    """Return what stands for findings in a value that `bind` gave."""
    found: list[Mapping[str, Any]] = []

    def change(reference: Any, _of: SubjectKind) -> Any:
        if isinstance(reference, dict):
            found.append(reference)
        return reference

    change_references(kind, field, value, change)
    return found


def drop_unknown(kind: SubjectKind, field: str, value: Any) -> Any:
    """Return a list of findings without those that are none; anything else as it is."""
    reference = REFERENCES.get((kind, field))
    # A link of a chain may be no entity; what stands for a finding alone must be one.
    if reference is None or field == "chain" or not isinstance(value, list):
        return value
    inside, _ = reference
    return [item for item in value if (item if inside is None else item[inside]) is not None]


def change_references(
    kind: SubjectKind, field: str, value: Any, change: Callable[[Any, SubjectKind], Any]
) -> Any:
    """Return a field's value with all that names a finding changed (and its kind told)."""
    reference = REFERENCES.get((kind, field))
    if reference is None:
        return value
    inside, of = reference
    if not isinstance(value, list | tuple):
        return change(value, of)
    if inside is None:
        return [change(item, of) for item in value]
    return [{**item, inside: change(item[inside], of)} for item in value]


def get_handle(kind: SubjectKind, name: str) -> str:
    """Return what tells findings of a reading apart: an entity and its place share an id."""
    return f"{kind.value}:{name}"


def _complete(kind: SubjectKind, field: str, value: Any) -> Any:
    """Let people leave out of a link what says nothing: no entity, and no words of its own."""
    if (kind, field) == (SubjectKind.CLAIM, "chain") and isinstance(value, list):
        return [
            {"entity": None, **link, "span": None} if isinstance(link, dict) else link
            for link in value
        ]
    return value
