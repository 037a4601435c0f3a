import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import make_bare_reading, make_reading

from sayso.publish.reading_json import schema, to_dict, to_json

LISTS = ["entities", "times", "places", "quantities", "claims"]
LISTS += ["provisions", "penalties", "events", "cases", "checks"]


def validate(value: object) -> None:
    jsonschema.Draft202012Validator(schema()).validate(value)


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_reading_is_valid_in_the_generated_schema() -> None:
    validate(json.loads(to_json(make_reading())))


def test_the_names_and_their_order_are_those_of_the_format() -> None:
    names = list(to_dict(make_reading()))

    assert names == ["schema", "made_by", "report", *LISTS, "claims_only", "languages"]


def test_the_schema_names_every_field_that_is_written() -> None:
    definitions = schema()["$defs"]

    written = to_dict(make_reading())

    assert list(written["claims"][0]) == list(definitions["Claim"]["properties"])
    assert list(written["report"]) == list(definitions["Report"]["properties"])


def test_every_field_of_the_schema_says_what_it_means() -> None:
    told = schema()["$defs"]["TimeExpression"]["properties"]

    assert told["begin"]["description"] == told["end"]["description"]
    assert told["begin"]["description"].startswith("First and last day it can mean")
    assert told["begin"]["description"].endswith("that is not known.")


def test_the_map_back_to_the_capture_stays_inside() -> None:
    assert "origin" not in to_dict(make_reading())["report"]


def test_what_is_not_known_is_written_as_null() -> None:
    written = to_dict(make_bare_reading())

    assert written["report"]["publisher"] is None
    assert written["report"]["published"] is None


def test_spans_are_pairs_and_whole_numbers_stay_whole() -> None:
    written = to_dict(make_reading())

    assert written["quantities"][0]["value"] == 200
    assert '"value": 200,' in to_json(make_reading())
    begin, end = written["entities"][0]["mentions"][0]
    assert written["report"]["text"][begin:end] == "Reservist"


def test_letters_of_every_script_stay_as_they_are() -> None:
    assert "Дегтярёва" in to_json(make_bare_reading("Дегтярёва"))


@given(st.text(min_size=1))
def test_any_text_survives_the_way_through_json(text: str) -> None:
    written = to_json(make_bare_reading(text))

    assert json.loads(written.encode("utf-8"))["report"]["text"] == text


def test_half_a_surrogate_pair_can_still_be_encoded() -> None:
    written = to_json(make_bare_reading("a\ud800b"))

    assert json.loads(written.encode("utf-8"))["report"]["text"] == "a\ud800b"


def _remove_title(value: dict[str, Any]) -> None:
    del value["report"]["title"]


def _widen_span(value: dict[str, Any]) -> None:
    value["entities"][0]["mentions"][0].append(3)


def _invent_style(value: dict[str, Any]) -> None:
    value["claims"][0]["style"] = "whispered"


@pytest.mark.parametrize("spoil", [_remove_title, _widen_span, _invent_style])
def test_the_schema_refuses_what_breaks_the_format(spoil: Any) -> None:
    value = to_dict(make_reading())
    spoil(value)

    with pytest.raises(jsonschema.ValidationError):
        validate(value)


def test_equal_readings_give_equal_bytes() -> None:
    assert to_json(make_reading()) == to_json(replace(make_reading()))
