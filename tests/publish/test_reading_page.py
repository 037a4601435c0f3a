import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import make_bare_reading, make_reading
from invented_report import TEXT

from sayso.publish.reading_page import render
from sayso.publish.wording import make_harmless

HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;{{ 7*7 }}"
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "style"}


class Page(HTMLParser):
    """A page taken apart: its tags, its text, and the report's text without its numbers."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self.content: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "br", "img"}:
            self._open.append((tag, dict(attrs)))
        if tag == "p" and self._inside("text"):
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        tag, attributes = self._open[-1] if self._open else ("", {})
        self.content[tag] = self.content.get(tag, "") + data
        if not self._inside("text") or any(one == "sup" for one, _ in self._open):
            return
        if any(one == "p" for one, _ in self._open):
            self.paragraphs[-1] += data
            for number in (attributes.get("data-s") or "").split():
                self.marked.setdefault(number, []).append(data)

    def _inside(self, wanted: str) -> bool:
        return any(attributes.get("id") == wanted for _, attributes in self._open)


def test_the_page_reproduces_the_report() -> None:
    assert "\n".join(Page(render(make_reading())).paragraphs) == TEXT.strip()


def test_what_is_marked_for_a_statement_is_what_it_says() -> None:
    reading = make_reading()
    marked = Page(render(reading)).marked

    for number, claim in enumerate(reading.claims, start=1):
        words = "".join(reading.report.text[begin:end] for begin, end in claim.content.spans)
        assert "".join(marked[str(number)]) == words


@given(st.text(st.characters(), min_size=1))
def test_any_text_is_shown_as_text(text: str) -> None:
    page = Page(render(make_bare_reading(text, title=text)))

    assert "\n".join(page.paragraphs) == make_harmless(text)
    assert {tag for tag, _ in page.tags} <= PLAIN_TAGS


PLAIN_TAGS = {tag for tag, _ in Page(render(make_reading())).tags}


def test_markup_in_a_report_is_shown_and_not_obeyed() -> None:
    reading = make_reading()
    report = replace(reading.report, title=HOSTILE, publisher=HOSTILE, id=HOSTILE, language=HOSTILE)
    entities = tuple(replace(entity, name=HOSTILE, roles=(HOSTILE,)) for entity in reading.entities)
    checks = tuple(replace(check, message=HOSTILE) for check in reading.checks)
    page = Page(render(replace(reading, report=report, entities=entities, checks=checks)))

    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)
    assert page.content["h1"] == HOSTILE


def test_the_page_loads_nothing() -> None:
    for tag, attributes in Page(render(make_reading())).tags:
        assert not LOADING & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert "@import" not in render(make_reading())
    assert "url(" not in render(make_reading())


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    page = Page(render(make_reading()))
    policy = next(
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy is not None
    for tag in ("style", "script"):
        digest = b64encode(sha256(page.content[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_every_link_inside_the_page_leads_somewhere() -> None:
    tags = Page(render(make_reading())).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    leads = [attributes["href"] or "" for tag, attributes in tags if tag == "a"]

    assert len(ids) == len(set(ids))
    assert {lead[1:] for lead in leads if lead.startswith("#")} <= set(ids)


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://gazette.example/a?b=c&d", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:///nowhere", False),
        ("http://[broken", False),
        ("gazette.example", False),
    ],
)
def test_only_an_address_on_the_web_is_a_link(url: str, followed: bool) -> None:
    reading = make_reading()
    tags = Page(render(replace(reading, report=replace(reading.report, url=url)))).tags

    assert any(tag == "a" and attributes["href"] == url for tag, attributes in tags) is followed


def test_what_is_not_known_is_said_to_be() -> None:
    page = render(make_bare_reading())

    for words in (
        "Publisher not known",
        "publication date not known",
        "Address of the original not known",
        "time of capture not given",
        "No statement was found in this report.",
        "No case was found in this report.",
    ):
        assert words in page


def test_every_statement_has_its_chain_in_the_list() -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", render(make_reading()))

    assert re.search(r"relatives +relative +Lantern +channel +The Coast Gazette", page)


def test_equal_readings_give_equal_pages() -> None:
    assert render(make_reading()) == render(make_reading())
