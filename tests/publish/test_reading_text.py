import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import make_bare_reading, make_reading
from rich.cells import cell_len

from sayso.publish.reading_text import render

STYLES = re.compile(r"\x1b\[[0-9;]*m")


def show(width: int = 100, *, color: bool = False) -> str:
    return render(make_reading(), width=width, color=color)


@pytest.mark.parametrize("width", [40, 80, 100, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(cell_len, show(width).splitlines())) <= width


def test_the_head_says_what_the_report_rests_on() -> None:
    page = show()

    assert page.startswith("Reservist held after refusing to fight, wife says\n")
    assert "The Coast Gazette · published 12 March 2031" in page
    assert (
        "10 statements, 4 original sources, 3 at second hand, 1 in the report’s own voice" in page
    )


def test_a_statement_shows_the_way_of_its_word_from_the_origin() -> None:
    assert "Mira Tessaly (wife of Ilan Tessaly) → Harbor News (news outlet)  “told”" in show()
    assert "relatives (relative) → Lantern (channel)  “reported … citing”" in show()


def test_doubt_and_denial_are_said_in_words() -> None:
    page = show(120)

    assert "[denial]" in page
    assert "[conditional]" in page
    assert "[expected, not yet done, at second hand]" in page


def test_the_pieces_of_a_statement_stay_apart() -> None:
    assert "“Nobody,” … “has told us where he is.”" in show()


def test_a_step_that_is_not_done_looks_so() -> None:
    page = show()

    assert "○  date not given       reopening (intended, not done)" in page
    assert "●  “May”, not resolved  charges dropped" in page


def test_the_reports_own_voice_is_set_apart() -> None:
    assert re.search(r"The report itself\n +│ a case against a 24-year-old man", show())


def test_a_long_statement_is_cut_after_three_lines() -> None:
    page = show(40)

    assert "fine of 40,000 crowns ($1,900) …" in page
    assert "if convicted" not in page


def test_what_is_not_known_is_said_to_be() -> None:
    page = render(make_bare_reading(), width=80, color=False)

    assert page == (
        "Nothing is known.\n"
        "Publisher not known · publication date not known\n"
        "\n"
        "No statement was found in this report.\n"
    )
    assert "position not known, within 35 km of 49.00, 38.00" in show(120)
    assert "age not given" in show(120)


def test_without_color_there_is_no_escape_and_with_color_the_same_words() -> None:
    plain, colored = show(), show(color=True)

    assert "\x1b" not in plain
    assert "\x1b" in colored
    assert re.sub(r" +\n", "\n", STYLES.sub("", colored)) == plain


@given(st.text(st.characters(), min_size=1), st.booleans())
def test_a_report_cannot_command_the_terminal(text: str, color: bool) -> None:
    reading = make_bare_reading(text, title=text)

    page = STYLES.sub("", render(reading, width=60, color=color))

    assert not any(ord(character) < 0x20 for character in page.replace("\n", ""))


def test_an_escape_in_a_name_is_shown_and_not_sent() -> None:
    reading = make_reading()
    hostile = replace(reading.entities[0], name="\x1b]0;owned\x07\x9b31m[red]Ilan[/red]:smile:")

    page = render(
        replace(reading, entities=(hostile, *reading.entities[1:])), width=120, color=False
    )

    assert "␛]0;owned␇�31m[red]Ilan[/red]:smile:" in page
    assert "\x1b" not in page


def test_no_setting_of_the_environment_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    before = show(color=True)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "20", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)

    assert show(color=True) == before
