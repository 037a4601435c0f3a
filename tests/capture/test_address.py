"""A page's own address is one of the web, in ASCII, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.address import clean_address


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"),
        (" http://a.example:8080/~b \n", "http://a.example:8080/~b"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/a b<c>", "https://a.example/a%20b%3Cc%3E"),
        ("https://пример.example/", "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.example/"),
    ],
)
def test_an_address_of_the_web_is_kept_in_ascii(value: str, expected: str) -> None:
    assert clean_address(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "/news/1",
        "//a.example/1",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:///news",
        "https://[/",
        "https://a.example/\u202egnp.exe",
        "https://a.example/\u200b1",
        "https://a.example/\x07",
        "https://a.ex\nample/",
        "https://a.example/\u2028",
        "https://a.example/\ud800",
        "https://a.example/" + "a" * 5000,
    ],
)
def test_any_other_is_none(value: str) -> None:
    assert clean_address(value) is None


@given(st.text().map(lambda rest: "https://a" + rest))
def test_what_is_kept_is_ascii_and_stays_as_it_is(value: str) -> None:
    kept = clean_address(value)

    assert kept is None or (kept.isascii() and kept.isprintable() and " " not in kept)
    assert kept is None or clean_address(kept) == kept
