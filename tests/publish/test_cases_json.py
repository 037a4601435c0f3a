"""Cases as JSON keep to the cases format, and name every finding by its report."""

import json

import jsonschema
from invented_cases import make_case, make_identity, make_names

from sayso.publish.cases_json import (
    make_cases_document,
    make_people_document,
    people_schema,
    say_makers,
    schema,
    to_dict,
)
from sayso.publish.json_format import write_json
from sayso.records.reading import Maker

MADE_BY = say_makers(Maker(name="military-refusal", version="1"))


def test_cases_keep_to_their_schema() -> None:
    made = to_dict(make_cases_document([make_case()], make_names(), MADE_BY))

    jsonschema.validate(json.loads(write_json(made)), schema())
    assert made["schema"] == "sayso/cases/1"


def test_people_keep_to_their_schema() -> None:
    made = to_dict(make_people_document([make_identity()], [make_case()], make_names(), MADE_BY))

    jsonschema.validate(json.loads(write_json(made)), people_schema())
    assert made["people"][0]["cases"] == ["kabcdef0123"]


def test_the_fields_that_the_format_promises_are_there() -> None:
    made = to_dict(make_cases_document([make_case()], make_names(), MADE_BY))
    case = made["cases"][0]

    assert {"id", "kind", "stage", "subjects", "history", "reports", "origins"} <= case.keys()
    assert {"contradictions", "copies", "penalties", "provisions"} <= case.keys()
    assert {"entity", "name", "spellings", "count"} <= case["subjects"][0].keys()
    assert {"id", "type", "status", "begin", "end", "place", "claims", "reports", "origins"} <= (
        case["history"][0].keys()
    )
    assert {"id", "name", "kind", "reports", "via", "because"} <= case["origins"][0].keys()
    assert {"about", "severity", "values"} <= case["contradictions"][0].keys()
    assert {"of", "report", "share"} <= case["copies"][0].keys()
    assert {"id", "file", "title", "url", "publisher", "published"} <= made["reports"][0].keys()


def test_findings_are_named_by_the_ids_of_their_reports() -> None:
    case = to_dict(make_cases_document([make_case()], make_names(), MADE_BY))["cases"][0]

    assert case["reports"] == ["wire-1", "ledger-2", "post-3"]
    assert case["history"][0]["claims"] == ["wire-1/c1", "ledger-2/c2", "post-3/c3"]
    assert case["copies"] == [
        {"of": "wire-1", "report": "ledger-2", "share": 0.8, "way": "words", "because": ["Alike."]}
    ]
    assert case["penalties"][0]["entity"] == "wire-1/e1"
    assert case["subjects"][0]["suggested"][0]["question"].startswith("same-person:wire-1/e1=")


def test_what_may_not_be_independent_is_not_counted() -> None:
    case = to_dict(make_cases_document([make_case()], make_names(), MADE_BY))["cases"][0]

    assert case["history"][0]["origins"] == ["o1", "o2"]
    assert case["history"][0]["independent"] == 1
    assert case["history"][1]["independent"] == 0
