"""Text as a reader sees it, with the way back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.capture.layout import lay_out
from sayso.records.report import Report

WRAPPED = """\
The first case against soldiers who refused to fight has opened in the country, according to
footage circulating on social media over the weekend.

The video shows two soldiers who allegedly refused to go to the front being pulled out of a
 line by military police, the channel said. Under the law they face up to three years in jail
if found guilty.
"""

ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\n\r\t \x00\x0c\x85\xa0\xad\u200b\u200f\u2028\u202e\ufeff\ud800-–—."),
    )
)
PROSE = st.lists(
    st.text(st.sampled_from("aB.- "), min_size=30, max_size=99), min_size=1, max_size=12
).map("\n".join)


def report_of(text: str, origin: tuple[tuple[int, int], ...]) -> Report:
    return Report(
        id="r", title=None, publisher=None, url=None, published=None, captured=None,
        language="en", sha256="0" * 64, text=text, origin=origin,
    )  # fmt: skip


@given(st.one_of(ODD, PROSE), st.booleans(), st.booleans())
@example(WRAPPED, True, False)
@example("mobili\xad\nzation \r\n\r\n— a\xa0\u200bb", True, True)
def test_every_character_is_found_at_its_place_in_the_capture(
    captured: str, wrapped: bool, hyphenated: bool
) -> None:
    layout = lay_out(captured, wrapped=wrapped, hyphenated=hyphenated)

    report = report_of(layout.text, layout.origin)
    for offset, char in enumerate(layout.text):
        there = captured[report.captured_offset(offset)]
        assert there == char or (there.isspace() and char in " \n")


@given(st.one_of(ODD, PROSE), st.booleans())
def test_paragraphs_are_separated_by_one_newline_and_nothing_is_padded(
    captured: str, wrapped: bool
) -> None:
    text = lay_out(captured, wrapped=wrapped).text

    assert text == text.strip()
    assert "\n\n" not in text
    assert "  " not in text
    assert " \n" not in text
    assert "\n " not in text


@given(st.one_of(ODD, PROSE))
def test_laying_out_drops_only_what_nobody_sees(captured: str) -> None:
    text = lay_out(captured).text

    seen = [char for char in captured if char.isalnum()]
    assert [char for char in text if char.isalnum()] == seen


@given(ODD)
def test_a_text_is_fit_for_any_encoding_and_terminal(captured: str) -> None:
    text = lay_out(captured).text

    text.encode("utf-8")
    assert not set(text) & set("\x00\x07\x1b\r\x85\u200b\u202e\ufeff")


def test_wrapped_lines_become_paragraphs() -> None:
    text = lay_out(WRAPPED).text

    first, second = text.split("\n")
    assert first.endswith("according to footage circulating on social media over the weekend.")
    assert "pulled out of a line by military police" in second


@pytest.mark.parametrize(
    "captured",
    [
        "A headline of some length that ends without a stop\nBy A. Reporter\n"
        + "She said so. " * 9,
        "One short line.\nAnother short line.\nA third.",
        "bread\nmilk\nbutter and cheese\neggs",
        "He refused to go.\n" + "The court heard him for an hour and a half on Monday. " * 4,
    ],
)
def test_where_each_line_is_a_paragraph_none_is_joined(captured: str) -> None:
    assert lay_out(captured).text.count("\n") == captured.count("\n")


def test_headings_lists_and_indented_paragraphs_stand_apart_in_wrapped_text() -> None:
    captured = (
        "Soldiers held in a basement\n"
        "The men were detained last week near the front by military police, who refused to say\n"
        "why, and were taken to a village in the east of the country, relatives said. Nobody has\n"
        "seen them since.\n"
        "  A lawyer asked for them on Monday and was sent away at the gate, he told the paper by\n"
        "telephone. He listed what they had been promised when they were called up in autumn:\n"
        "• a month of training at a base far behind the front line, with instructors\n"
        "• new equipment\n"
    )

    assert [line[:12] for line in lay_out(captured).text.split("\n")] == [
        "Soldiers hel",
        "The men were",
        "A lawyer ask",
        "• a month of",
        "• new equipm",
    ]


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [
        ("the case of draft-", "dodging was closed after a hearing of an hour.", "draft-dodging"),
        ("the years 2021-", "2022 were the worst that anybody could remember.", "2021-2022"),
        ("he said it plainly—", "nobody had asked him before that day in May.", "plainly—nobody"),
        (
            "he said it plainly -",
            "nobody had asked him before that day in May.",
            "plainly - nobody",
        ),
        ("many were mobi\xad", "lized in the autumn and sent to the front line.", "mobilized"),
    ],
)
def test_what_a_dash_joins_at_a_line_end_gets_no_blank(end: str, begin: str, joined: str) -> None:
    captured = (
        "The men refused to go back to the trenches, and in\n"
        f"a village far behind the front {end}\n{begin}"
    )

    assert joined in lay_out(captured).text


def test_a_divided_word_is_mended_where_the_text_shows_that_it_is_one() -> None:
    captured = (
        "The ministry announced a partial mobilization in\n"
        "the autumn, and many left the country. A mobili-\n"
        "zation of all was expected by nobody, he said on\n"
        "Monday."
    )

    assert "A mobilization of all" in lay_out(captured).text


def test_a_line_with_a_blank_line_after_each_is_still_prose() -> None:
    captured = "\n\n".join(
        [
            "The men refused to go back to the trenches, and were held in a",
            "village far behind the front line for two weeks, their families",
            "told the newspaper, which could not reach the ministry by phone",
            "on Monday or on the following day.",
            "Nobody has seen them since.",
        ]
    )

    assert lay_out(captured).text.count("\n") == 1
