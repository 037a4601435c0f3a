"""Web pages: the article's text, and the day of its first publication."""

import json
import textwrap

import pytest

from sayso.capture.html import extract_page
from sayso.errors import CaptureError

LEAD = "Two soldiers who refused to return to the front were detained last week, relatives said."
BODY = (
    "Their wives told the newspaper on Sunday that the men were being held in a basement near "
    "the line of contact, where about forty others were already waiting for a transfer."
)
END = (
    "The ministry denied the report. A lawyer for one of the men said that he would ask a court "
    "for his release, and that no charges had been brought until Monday evening."
)


def page(head: str = "", body: str = "", lang: str = ' lang="en"') -> str:
    return (
        f"<!DOCTYPE html><html{lang}><head><title>Two held</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
        f"<main><article><h1>Two held after refusal</h1>{body}<p>{LEAD}</p><p>{BODY}</p>"
        f"<p>{END}</p></article></main><footer>Copyright 2024 The Site</footer></body></html>"
    )


def linked(*things: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things
    )


def published(head: str = "", body: str = "") -> str | None:
    return extract_page(page(head, body), 10**6).published


def test_the_article_is_kept_and_the_furniture_is_not() -> None:
    text = extract_page(page(), 10**6).text

    assert [line for line in text.split("\n") if line in {LEAD, BODY, END}] == [LEAD, BODY, END]
    assert "Copyright" not in text
    assert "Home" not in text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2022-11-21T10:15:00Z">',
         "2022-11-21T10:15:00+00:00"),
        ('<meta name="DC.date.issued" content="2022-11-21">', "2022-11-21"),
        ('<meta itemprop="datePublished" content="2022/11/21">', "2022-11-21"),
        ('<meta name="pubdate" content="Mon, 21 Nov 2022 10:15:00 +0300">',
         "2022-11-21T10:15:00+03:00"),
        (linked({"@type": "NewsArticle", "datePublished": "2022-11-21"}), "2022-11-21"),
        (linked({"@graph": [{"@type": ["Article", "X"], "datePublished": "2022-11-21T01:00"}]}),
         "2022-11-21T01:00:00"),
        (linked({"@type": "WebPage", "datePublished": "2020-01-01"},
                {"@type": "ReportageNewsArticle", "datePublished": "2022-11-21"}), "2022-11-21"),
        (linked({"@type": "ItemList", "itemListElement": [
            {"@type": "NewsArticle", "datePublished": "2021-05-05"}]})
         + '<meta property="article:published_time" content="2022-11-21">', "2022-11-21"),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00">', None),
        ('<meta property="article:published_time" content="yesterday">', None),
        (linked({"@type": "NewsArticle", "datePublished": 20221121}), None),
    ],
)  # fmt: skip
def test_the_day_of_first_publication_is_found(head: str, expected: str | None) -> None:
    assert published(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2023-02-01T10:00:00Z">',
        '<meta property="og:updated_time" content="2023-02-01T10:00:00Z">',
        '<meta http-equiv="last-modified" content="2023-02-01">',
        '<meta itemprop="dateModified" content="2023-02-01">',
        '<meta itemprop="copyrightYear" content="2023">',
        linked({"@type": "NewsArticle", "dateModified": "2023-02-01"}),
        "",
    ],
)
def test_a_day_of_change_is_never_taken_for_it(head: str) -> None:
    assert published(head) is None


def test_the_first_day_stands_where_both_are_given() -> None:
    head = linked(
        {"@type": "NewsArticle", "dateModified": "2023-02-01", "datePublished": "2022-11-21"}
    )

    assert published('<meta property="article:modified_time" content="2023-02-01">' + head) == (
        "2022-11-21"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<time datetime="2022-11-21T08:00:00Z" pubdate>Nov. 21</time>',
         "2022-11-21T08:00:00+00:00"),
        ('<span class="publish-date">November 21, 2022</span>', "2022-11-21"),
        ("<p>The men had been called up on 2022-10-05, " + BODY + "</p>", None),
    ],
)  # fmt: skip
def test_a_shown_date_counts_but_not_one_in_a_sentence(body: str, expected: str | None) -> None:
    assert published(body=body) == expected


def test_name_title_address_and_language_are_the_pages_own() -> None:
    head = (
        linked(
            {"@type": "NewsArticle", "headline": "Two held", "publisher": {"@id": "#us"}},
            {"@type": "Organization", "@id": "#us", "name": "The Example Times"},
        )
        + '<link rel="canonical" href="https://example.org/two-held">'
        + '<meta property="og:site_name" content="Times Online">'
    )

    found = extract_page(page(head, lang=' lang="en-GB"'), 10**6)

    assert found.title == "Two held"
    assert found.publisher == "The Example Times"
    assert found.url == "https://example.org/two-held"
    assert found.language == "en"


def test_what_a_page_does_not_say_is_unknown() -> None:
    found = extract_page(page(lang=""), 10**6)

    assert (found.publisher, found.url, found.published, found.language) == (None,) * 4
    assert found.title == "Two held after refusal"


@pytest.mark.parametrize(
    "href",
    [
        "/two-held",
        "javascript:alert(1)",
        "http://[",
        "",
        "https://a.example/\u202egnp.exe",
        "https://a.example/\u200b1",
    ],
)
def test_only_a_full_web_address_is_one(href: str) -> None:
    assert extract_page(page(f'<link rel="canonical" href="{href}">'), 10**6).url is None


def test_a_page_whose_address_is_unsound_may_have_another() -> None:
    head = (
        '<link rel="canonical" href="https://a.example/\u202e">'
        '<meta property="og:url" content="https://a.example/é">'
    )

    assert extract_page(page(head), 10**6).url == "https://a.example/%C3%A9"


@pytest.mark.parametrize(
    "cut", ["<html", "<html><body>", "<!DOCTYPE html>", "<html><script>x</script></html>", "<p>"]
)
def test_a_page_without_text_is_refused_with_a_way_out(cut: str) -> None:
    with pytest.raises(CaptureError, match="no text of its own") as caught:
        extract_page(cut, 10**6)

    assert "browser" in caught.value.remedy


def test_a_truncated_page_gives_what_is_there() -> None:
    whole = page()

    assert LEAD in extract_page(whole[: whole.index(END) + 20], 10**6).text


def test_scripts_that_lie_about_themselves_do_no_harm() -> None:
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'

    assert LEAD in extract_page(page(deep + broken), 10**6).text


def test_a_page_far_over_the_limit_is_refused_before_it_is_analyzed() -> None:
    with pytest.raises(CaptureError, match="far more than 1,000 bytes"):
        extract_page(page(body=f"<p>{BODY}</p>" * 50), 1_000)


def test_typewritten_text_keeps_its_paragraphs() -> None:
    typed = "\n\n".join(textwrap.fill(part, 60) for part in (LEAD, BODY, END))

    text = extract_page(f"<html><body><pre>{typed}</pre></body></html>", 10**6).text

    assert text.split("\n") == [LEAD, BODY, END]


@pytest.mark.parametrize(
    "odd", ["\x00", "\x0b", "\x1b", "\x7f", "\uffff", "&#0;", "&#1;", "&#xD800;"]
)
def test_characters_that_no_page_should_hold_do_no_harm(odd: str) -> None:
    text = extract_page(page(body=f"<p>A{odd}B</p><script>x</script>{odd}C"), 10**6).text

    assert LEAD in text.split("\n")
