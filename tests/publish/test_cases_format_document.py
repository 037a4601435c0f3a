from pathlib import Path

import pytest

from sayso.publish.cases_json import people_schema, schema

DOCUMENT = (Path(__file__).parents[2] / "docs/reference/cases-format.md").read_text("utf-8")
NAMES = {
    name
    for made in (schema(), people_schema())
    for described in [made, *made["$defs"].values()]
    for name in described.get("properties", {})
}
STATUSES = schema()["$defs"]["EventStatus"]["enum"]


@pytest.mark.parametrize("name", [*sorted(NAMES), *STATUSES])
def test_the_document_names_every_field_and_status(name: str) -> None:
    assert f"`{name}`" in DOCUMENT
