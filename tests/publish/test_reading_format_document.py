from pathlib import Path

import pytest

from sayso.publish.reading_json import schema

DOCUMENT = (Path(__file__).parents[2] / "docs/reference/reading-format.md").read_text("utf-8")
SCHEMA = schema()
NAMES = {
    name
    for described in [SCHEMA, *SCHEMA["$defs"].values()]
    for name in described.get("properties", {})
}
VALUES = {value for described in SCHEMA["$defs"].values() for value in described.get("enum", [])}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_document_names_every_field(name: str) -> None:
    assert f"`{name}`" in DOCUMENT or f'"{name}"' in DOCUMENT


@pytest.mark.parametrize("value", sorted(VALUES))
def test_the_document_names_every_value(value: str) -> None:
    assert f"`{value}`" in DOCUMENT
