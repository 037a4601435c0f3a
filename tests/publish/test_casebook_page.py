"""A report of a casebook: what was decided stands beside what was read."""

from dataclasses import replace

import pytest
from invented import make_reading

from sayso.publish import reading_page, reading_text
from sayso.publish.casebook_lists import say_bytes
from sayso.publish.digest import Entry
from sayso.publish.register import Additions, Section
from sayso.records.reading import Reading

DECIDED = Section(
    key="decisions",
    title="Decisions",
    empty="None.",
    entries=(
        Entry(id="d", title="it stands", tag="no", facts=("because \x1b[31mred",), statements=()),
    ),
)


@pytest.fixture
def reading() -> Reading:
    return make_reading()


def test_pages_show_marks_ids_and_more_lists(reading: Reading) -> None:
    first, person = reading.claims[0].id, reading.entities[0]
    more = Additions(sections=(DECIDED,), marks={first: ("rejected",)}, ids=True)

    text = reading_text.render(reading, width=100, color=False, more=more)
    page = reading_page.render(reading, more=more)

    assert "[rejected" in text
    assert f"{person.name} · {person.id}" in text
    assert "· it stands (no): because ␛[31mred" in text
    assert ">rejected<" in page
    assert f"{person.name} · {person.id}" in page
    assert 'id="decisions"' in page


def test_without_additions_pages_are_those_of_a_reading(reading: Reading) -> None:
    plain = reading_text.render(reading, width=100, color=False)

    assert plain == reading_text.render(reading, width=100, color=False, more=Additions())
    assert " · e1" not in plain


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (4900, "4.9 kB"),
        (3 * 10**15, "3000.0 TB"),
    ],
)
def test_sizes_are_told_in_units(number: int, words: str) -> None:
    assert say_bytes(number) == words


def test_a_statement_keeps_its_own_marks(reading: Reading) -> None:
    claims = tuple(replace(claim) for claim in reading.claims)
    more = Additions(marks={claims[0].id: ("confirmed",)})

    marked = reading_text.render(replace(reading, claims=claims), width=200, color=False, more=more)
    plain = reading_text.render(reading, width=200, color=False)

    for word in ("alleged", "denial", "at second hand"):
        assert marked.count(word) == plain.count(word)
