"""Feeds are taken apart into items; nothing in them is fetched, expanded or run."""

from pathlib import Path
from typing import Any

import pytest

from exports import ATOM, RDF, RSS
from sayso.capture import sandbox
from sayso.capture.file import capture_bytes
from sayso.capture.fragment import read_fragment
from sayso.capture.holders import open_many
from sayso.capture.many import Many, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.piece import capture_piece
from sayso.errors import CaptureError
from sayso.records.report import Report


def open_feed(text: str | bytes, **wanted: Any) -> Many:
    data = text if isinstance(text, bytes) else text.encode()
    many = open_many(data, CaptureOptions(), Selection(**wanted))
    assert many is not None
    return many


def read_all(text: str | bytes) -> list[Report]:
    return [capture_piece(piece) for piece in open_feed(text).pieces()]


def test_each_item_of_rss_is_a_report() -> None:
    first, second = read_all(RSS.format(comments=3))

    assert first.text == (
        "Anna Petrova said that two soldiers were held in Kamyshin.\n"
        "They had refused & were beaten.\nA lawyer confirmed it."
    )
    assert (first.title, first.publisher, first.author) == (
        "Two soldiers held", "Volga Courier", "Vera Lindt",
    )  # fmt: skip
    assert (first.url, first.published, first.language) == (
        "https://courier.example/1", "2022-11-21T14:30:00+03:00", "en",
    )  # fmt: skip
    assert (second.url, second.published) == ("https://courier.example/2", None)


def test_each_entry_of_atom_is_a_report_and_a_change_is_no_publication() -> None:
    first, second = read_all(ATOM)

    assert first.text == "The court fined him.\nHis lawyer said that he would appeal."
    assert (first.title, first.author, first.url, first.published) == (
        "Fined again", "Eleni Doukas", "https://wire.example/7", "2023-05-02T08:00:00+00:00",
    )  # fmt: skip
    assert (second.published, second.publisher) == (None, "Aegean Wire")


def test_items_of_rdf_stand_beside_the_channel() -> None:
    (report,) = read_all(RDF)

    assert (report.publisher, report.title, report.published) == ("Bureau", "Raid", "2023-09-05")


def test_it_is_said_where_a_feed_gives_a_summary_only() -> None:
    (warning,) = open_feed(RSS.format(comments=3)).warnings

    assert warning.startswith("Of 1 of 2 items it gives no more than a summary")


def test_an_items_own_bytes_do_not_change_with_the_feed_around_it() -> None:
    before = [piece.data for piece in open_feed(RSS.format(comments=3)).pieces()]
    changed = RSS.format(comments=99).replace("<rss ", '<rss xmlns:x="https://x.example/" ')
    after = [piece.data for piece in open_feed(changed).pieces()]

    assert before == after


def test_an_items_own_bytes_give_its_report_again() -> None:
    for feed in (RSS.format(comments=1), ATOM, RDF):
        many = open_feed(feed)
        for piece in many.pieces():
            report = capture_piece(piece)
            given = CaptureOptions(publisher=report.publisher, language=report.language)
            assert capture_bytes(piece.data, given) == report


def test_items_can_be_chosen() -> None:
    feed = RSS.format(comments=1)

    (piece,) = open_feed(feed, items=("courier-1",)).pieces()
    assert piece.options.url == "https://courier.example/1"
    (piece,) = open_feed(feed, items=("https://courier.example/2",)).pieces()
    assert piece.name == "https://courier.example/2"
    assert len(list(open_feed(feed, limit=1).pieces())) == 1


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY f SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>T</title><item><title>&b;&f;</title>
<description>&f;</description></item></channel></rss>"""


def test_a_feed_with_entities_of_its_own_is_refused() -> None:
    with pytest.raises(CaptureError, match="entities of its own"):
        open_feed(BOMB)


def test_a_feed_that_was_cut_off_gives_its_whole_items_and_says_so() -> None:
    feed = RSS.format(comments=1)

    many = open_feed(feed[: feed.index("fined one man")])

    assert [piece.name for piece in many.pieces()] == ["https://courier.example/1"]
    assert "damaged" in many.warnings[0]


def test_a_feed_that_was_cut_off_in_its_first_item_is_not_called_empty() -> None:
    with pytest.raises(CaptureError, match="cut off"):
        open_feed("<rss><channel><item><title>x")
    with pytest.raises(CaptureError, match="without items"):
        open_feed("<rss><channel></channel></rss>")


def test_a_feed_in_another_encoding_is_read() -> None:
    text = RSS.format(comments=1).replace("UTF-8", "windows-1251").replace("Court", "Суд")

    assert read_all(text.encode("cp1251"))[1].title == "Суд"
    assert read_all(RSS.format(comments=1).replace("UTF-8", "UTF-16").encode("utf-16"))[1].title


@pytest.mark.parametrize(
    "feed", ["<rss></rss>", "<rss><channel><title>x</title></channel></rss>", "<rss>"]
)
def test_a_feed_without_items_is_told(feed: str) -> None:
    with pytest.raises(CaptureError):
        open_feed(feed)


def test_markup_is_shown_as_a_reader_sees_it() -> None:
    assert read_fragment("5 < 6\nand 7") == "5 < 6\nand 7"
    assert read_fragment("a&nbsp;b<br/>c<style>x</style><!-- no -->d") == "a b\ncd"
    assert read_fragment("<ul><li>one<li>two</ul>three") == "one\ntwo\nthree"
    assert read_fragment("<p>a</p>" * 3) == "a\na\na"
    assert read_fragment("<div>" * 3000 + "deep") in ("deep", "")


@pytest.mark.parametrize(
    "answer",
    [
        b"[]",
        b'{"title": null, "problem": null, "items": 5}',
        b'{"title": null, "problem": null, "items": [5]}',
        b'{"title": null, "problem": null, "items": [{}]}',
        b'{"title": null, "problem": null, "items": [{"data": "x", "part": "content",'
        b' "mark": null, "updated": null, "found": {"text": "x", "url": "javascript:1"}}]}',
    ],
)
def test_what_the_child_says_of_a_feed_is_not_believed(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_run", lambda *_, **__: answer)

    with pytest.raises(CaptureError, match="damaged"):
        open_feed(RSS.format(comments=1))


def test_a_page_that_speaks_of_feeds_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><html><body><p>&lt;rss&gt; <rss></p></body></html>")

    assert open_many(path, CaptureOptions()) is None
