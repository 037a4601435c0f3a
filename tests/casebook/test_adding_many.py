"""Exports, feeds and archives come in report by report, once each, and nothing is lost."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from plain_reader import PlainReader

from exports import (
    CHANNEL,
    FORWARDED,
    HELD,
    RSS,
    account,
    answer,
    chat,
    pack,
    page,
    post,
    record,
    service,
    write_export,
    write_zip,
)
from sayso.capture.many import Medium, Selection
from sayso.errors import CaptureError
from sayso.records.casebook import ReadingState
from sayso.records.log import EntryKind
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench import adding_many
from sayso.workbench.adding import Added, Addition, Outcome
from sayso.workbench.casebook import Casebook

PHOTO = b"\xff\xd8\xff photo"


def add(casebook: Casebook, path: Path, *, again: bool = False, **wanted: object) -> list[Added]:
    selection = Selection(**wanted)  # type: ignore[arg-type]
    addition = Addition(name=path.name, source=path, selection=selection, again=again)
    return list(casebook.add([addition]))


def count(added: list[Added]) -> dict[str, int]:
    return dict(Counter(item.outcome.value for item in added))


def list_faults(casebook: Casebook) -> list[str]:
    return [fault.message for fault in casebook.verify() if fault.fails]


@pytest.fixture
def new_casebook(tmp_path: Path) -> Iterator[Callable[..., Casebook]]:
    """Make a casebook of a name, by another reader if one is given."""
    with ExitStack() as stack:

        def make(name: str = "other", reader: PlainReader | None = None) -> Casebook:
            made = Casebook.create(tmp_path / name, analyst="Vera", reader=reader or PlainReader())
            return stack.enter_context(made)

        yield make


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Two posts, one of them with a photo, and a photo alone."""
    posts = [
        service(1),
        post(2, photo="photos/one.jpg"),
        post(3, FORWARDED, forwarded_from="Дозор"),
        post(4, "", photo="photos/two.jpg"),
    ]
    return write_export(
        tmp_path / "export", chat(*posts), {"photos/one.jpg": PHOTO, "photos/two.jpg": b"other"}
    )


def test_each_post_is_a_report_and_each_file_is_evidence(casebook: Casebook, export: Path) -> None:
    opened, second, third, fourth = add(casebook, export)

    assert opened.opened is not None
    assert (opened.outcome, opened.opened.count) == (Outcome.OPENED, 3)
    assert opened.opened.passed_over == {"service messages": 1}
    assert (second.outcome, third.outcome, fourth.outcome) == (
        Outcome.ADDED, Outcome.ADDED, Outcome.KEPT,
    )  # fmt: skip
    assert (second.within, second.name) == ("export", "export: post 2")
    assert (fourth.report, fourth.problem) == (None, "It holds no text, only a photo.")
    assert third.report is not None
    report = casebook.show(third.report.id).report.report
    assert report is not None
    assert (report.publisher, report.forwarded_from) == (CHANNEL, "Дозор")
    # Three posts, two photos, the export.
    assert casebook.stats().objects == 6
    assert casebook.stats().reports == 2
    assert list_faults(casebook) == []


def test_a_captures_record_names_what_came_with_a_post(casebook: Casebook, export: Path) -> None:
    second = add(casebook, export)[1]

    assert second.report is not None
    (capture,) = casebook.show(second.report.id).captures
    assert capture.details is not None
    assert (capture.method, capture.details["post"]) == ("telegram", 2)
    (medium,) = capture.details["media"]
    assert (medium["path"], medium["mime"], medium["size"]) == (
        "photos/one.jpg", "image/jpeg", len(PHOTO),
    )  # fmt: skip
    assert casebook.holdings.evidence.get(medium["sha256"]) == PHOTO
    (photo,) = casebook.holdings.store.list_captures(medium["sha256"])
    assert (photo.parent, photo.file_name) == (capture.id, "one.jpg")
    holder = capture.details["held_in"]["sha256"]
    assert casebook.holdings.evidence.get(holder) == (export / "result.json").read_bytes()


def test_the_next_export_adds_what_is_new_and_what_was_edited(
    casebook: Casebook, export: Path, tmp_path: Path
) -> None:
    before = add(casebook, export)
    edited = post(
        3, FORWARDED + " Обновлено.", edited_unixtime="1669111800", forwarded_from="Дозор"
    )
    later = write_export(
        tmp_path / "later",
        chat(post(2, photo="(File not included.)"), edited, post(5, "Новый пост о суде.")),
    )

    opened, second, third, fifth = add(casebook, later)

    assert (second.outcome, third.outcome, fifth.outcome) == (
        Outcome.AGAIN, Outcome.VERSION, Outcome.ADDED,
    )  # fmt: skip
    assert opened.opened is not None
    assert second.missing == ("(File not included.): File not included.",)
    assert third.report is not None
    assert before[2].report is not None
    assert third.report.previous == before[2].report.id
    # That the post still stood there is one more capture.
    assert second.report is not None
    assert len(casebook.show(second.report.id).captures) == 2
    assert list_faults(casebook) == []


def test_the_same_export_again_changes_nothing(casebook: Casebook, export: Path) -> None:
    add(casebook, export)
    entries = casebook.stats().entries

    for path in (export, export / "result.json", write_zip(export.parent / "e.zip", export)):
        assert count(add(casebook, path)) == {"opened": 1, "again": 3}

    assert casebook.stats().entries == entries


def test_a_zip_is_still_open_when_what_it_holds_is_kept(casebook: Casebook, export: Path) -> None:
    packed = write_zip(export.parent / "e.zip", export)

    assert count(add(casebook, packed)) == {"opened": 1, "added": 2, "kept": 1}

    assert casebook.stats().objects == 6
    assert list_faults(casebook) == []


def test_media_that_came_later_are_kept_then(casebook: Casebook, export: Path) -> None:
    photo = export / "photos" / "one.jpg"
    data = photo.read_bytes()
    photo.unlink()
    assert add(casebook, export)[1].missing == ("photos/one.jpg: It is not in the export.",)
    photo.write_bytes(data)

    add(casebook, export)

    assert casebook.stats().objects == 6
    assert list_faults(casebook) == []


class _Stopping(PlainReader):
    """Is interrupted at the third report."""

    __slots__ = ()
    read_so_far = 0

    def read(self, report: Report) -> Reading:
        _Stopping.read_so_far += 1
        if _Stopping.read_so_far == 3:
            raise KeyboardInterrupt
        return PlainReader.read(self, report)


def test_an_interrupted_export_is_finished_when_it_is_added_again(
    new_casebook: Callable[..., Casebook], tmp_path: Path
) -> None:
    export = write_export(tmp_path / "e", chat(*(post(n, f"{HELD} {n}") for n in range(1, 8))))
    casebook = new_casebook(reader=_Stopping())
    with pytest.raises(KeyboardInterrupt):
        add(casebook, export)
    assert casebook.stats().reports == 7

    assert count(add(casebook, export)) == {"opened": 1, "again": 7}

    assert {it.state for it in casebook.reports()} == {ReadingState.READ}
    assert casebook.stats().objects == 8
    assert casebook.stats().captures == 8
    assert list_faults(casebook) == []


def test_many_posts_need_few_transactions(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = write_export(tmp_path / "e", chat(*(post(n, f"{HELD} {n}") for n in range(300))))
    begun = 0
    writing = casebook.holdings.store.writing

    def count_writing() -> object:
        nonlocal begun
        begun += 1
        return writing()

    monkeypatch.setattr(casebook.holdings.store, "writing", count_writing)

    assert count(add(casebook, export))["added"] == 300
    assert begun < 40


def test_a_refused_export_leaves_nothing(casebook: Casebook, export: Path) -> None:
    whole = (export / "result.json").read_bytes()
    (export / "result.json").write_bytes(whole[:-30])
    before = casebook.stats()

    (refused,) = add(casebook, export)

    assert (refused.outcome, refused.within) == (Outcome.REFUSED, None)
    assert "cut off" in str(refused.problem)
    assert casebook.stats() == before


def test_of_an_account_nothing_is_kept_but_what_was_named(
    casebook: Casebook, tmp_path: Path
) -> None:
    private = chat(post(9, "Секрет личной переписки."), name="Vera", type="personal_chat", id=5)
    export = write_export(tmp_path / "e", account(chat(post(1)), private))

    assert count(add(casebook, export)) == {"refused": 1}
    assert count(add(casebook, export, chats=(CHANNEL,))) == {"opened": 1, "added": 1}

    assert casebook.stats().objects == 1
    kept = [
        casebook.holdings.evidence.get(it.sha256) for it in casebook.holdings.store.list_objects()
    ]
    assert not any("Секрет".encode() in data for data in kept)


def test_a_part_of_an_export_is_kept_without_the_rest(casebook: Casebook, export: Path) -> None:
    assert count(add(casebook, export, limit=1)) == {"opened": 1, "added": 1}
    assert casebook.stats().objects == 2  # the post and its photo

    assert count(add(casebook, export)) == {"opened": 1, "again": 1, "added": 1, "kept": 1}
    assert casebook.stats().objects == 6


def test_of_a_file_that_is_too_long_the_hash_is_kept(
    casebook: Casebook, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_many, "MOST_BYTES", 6)

    second = add(casebook, export)[1]

    assert second.missing == ("photos/one.jpg: It is not kept, since it is longer than 6 bytes.",)
    assert second.report is not None
    details = casebook.show(second.report.id).captures[0].details
    assert details is not None
    assert len(details["media"][0]["sha256"]) == 64


def test_a_removed_post_takes_the_export_and_its_pictures_along(
    casebook: Casebook, export: Path, tmp_path: Path
) -> None:
    second, third = add(casebook, export)[1:3]
    assert second.report is not None
    assert third.report is not None
    holder = casebook.show(third.report.id).captures[0].details
    assert holder is not None

    casebook.remove(second.report.id, because="A court ordered it.")

    left = [
        casebook.holdings.evidence.get(it.sha256)
        for it in casebook.holdings.store.list_objects()
        if not it.removed
    ]
    assert len(left) == 3  # another post, the one without text, and its photo
    assert not any(HELD.encode() in data or data == PHOTO for data in left)
    assert casebook.show(third.report.id).report.report is not None
    assert [it.kind for it in casebook.log()].count(EntryKind.REMOVAL) == 3
    assert list_faults(casebook) == []

    # The next export has the words again: it brings the others, and is not kept itself.
    later = write_export(
        tmp_path / "later", chat(post(2, photo="photos/x"), post(6, "Суд отпустил солдата."))
    )
    outcomes = add(casebook, later)
    assert [it.outcome for it in outcomes[1:]] == [Outcome.REFUSED, Outcome.ADDED]
    kept = [it for it in casebook.holdings.store.list_objects() if not it.removed]
    assert not any(HELD.encode() in casebook.holdings.evidence.get(it.sha256) for it in kept)


def test_a_merge_carries_what_a_removal_took_along(
    new_casebook: Callable[..., Casebook], export: Path
) -> None:
    ours, theirs = new_casebook("ours"), new_casebook("theirs")
    add(ours, export)
    second = add(theirs, export)[1]
    assert second.report is not None
    theirs.remove(second.report.id, because="A court ordered it.")

    ours.merge(theirs)

    assert list_faults(ours) == []
    kept = [it for it in ours.holdings.store.list_objects() if not it.removed]
    assert not any(HELD.encode() in ours.holdings.evidence.get(it.sha256) for it in kept)


def test_a_merge_brings_posts_with_their_files(
    new_casebook: Callable[..., Casebook], export: Path
) -> None:
    ours, theirs = new_casebook("ours"), new_casebook("theirs")
    add(theirs, export)

    ours.merge(theirs)

    assert ours.stats().objects == 6
    assert list_faults(ours) == []
    report = next(ours.reports())
    shown = ours.show(report.id).report.report
    assert shown is not None
    assert shown.publisher == CHANNEL


def test_a_feeds_items_come_in_once_and_changed_ones_as_versions(
    casebook: Casebook, tmp_path: Path
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format(comments=1))
    assert count(add(casebook, path)) == {"opened": 1, "added": 2}

    path.write_text(RSS.format(comments=7).replace("fined one man", "fined two men"))
    assert count(add(casebook, path)) == {"opened": 1, "again": 1, "version": 1}

    assert [it.title for it in casebook.reports()] == ["Two soldiers held", "Court", "Court"]
    assert list_faults(casebook) == []


def test_a_page_of_an_archive_keeps_how_it_was_answered(casebook: Casebook, tmp_path: Path) -> None:
    text = "Жена мобилизованного сообщила, что его держат в подвале."
    body = page(text).decode().encode("cp1251")
    path = tmp_path / "crawl.warc.gz"
    url = "https://courier.example/1"
    path.write_bytes(pack(record("response", url, answer(body, "text/html; charset=cp1251"))))

    _, added = add(casebook, path)

    assert added.report is not None
    assert added.report.url == url
    (capture,) = casebook.show(added.report.id).captures
    assert (capture.method, capture.http_status, capture.mime) == ("warc", 200, "text/html")
    assert (capture.url, capture.fetched) == (url, "2022-11-22T09:15:00Z")
    # The text comes out the same from the bytes that are kept.
    (reread,) = casebook.reread([added.report.id], extract=True)
    assert (reread.problem, reread.changed) == (None, False)
    report = casebook.show(added.report.id).report.report
    assert report is not None
    assert report.text == text


def test_posts_give_their_texts_again_from_their_own_bytes(
    casebook: Casebook, export: Path
) -> None:
    add(casebook, export)
    before = [casebook.show(it.id).report for it in casebook.reports()]

    assert not any(it.changed or it.problem for it in casebook.reread(extract=True))

    assert [casebook.show(it.id).report for it in casebook.reports()] == before


def test_a_language_that_is_not_read_is_captured_and_said(
    casebook: Casebook, tmp_path: Path
) -> None:
    unreadable = post(2, "UNREADABLE " + HELD)
    short = post(3, "😊")
    export = write_export(tmp_path / "e", chat(post(1), unreadable, short))

    _, _, second, third = add(casebook, export)

    assert (second.outcome, third.outcome) == (Outcome.UNREAD, Outcome.UNREAD)
    assert second.report is not None
    assert third.report is not None
    assert third.report.language == "und"


def test_several_files_can_be_added_at_once(casebook: Casebook, export: Path) -> None:
    text = Addition(name="text", source=b"Anna Petrova said that nobody was detained there.")
    many = Addition(name="export", source=export)

    added = list(casebook.add(iter([text, many, text])))

    assert [it.within for it in added] == [None, None, "export", "export", "export", None]


def test_a_file_that_changes_while_it_is_read_is_not_taken_for_what_it_was() -> None:
    times = iter(range(9))
    medium = Medium(path="photos/one.jpg", open=lambda: BytesIO(b"photo %d" % next(times)))

    kept, note = adding_many.look_at(medium)

    assert kept is not None
    assert note["size"] == 7
    with pytest.raises(CaptureError, match="changed while it was read"):
        adding_many.read_medium(kept)
