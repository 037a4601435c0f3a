"""Telegram exports are taken apart into posts, as a reader of the channel sees them."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exports import (
    CHANNEL,
    CHANNEL_ID,
    FORWARDED,
    HELD,
    account,
    chat,
    post,
    service,
    write_export,
    write_zip,
)
from sayso.capture.file import capture_bytes, capture_file
from sayso.capture.holders import open_many
from sayso.capture.many import Many, Piece, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.piece import capture_piece
from sayso.errors import CaptureError
from sayso.records.report import Report

PHOTO = b"\xff\xd8\xff photo"
SKIPPED = "(File not included. Change data exporting settings to download.)"


def open_export(path: Path, options: CaptureOptions | None = None, **wanted: Any) -> Many:
    many = open_many(path, options or CaptureOptions(), Selection(**wanted))
    assert many is not None
    return many


def list_pieces(path: Path, options: CaptureOptions | None = None, **wanted: Any) -> list[Piece]:
    return list(open_export(path, options, **wanted).pieces())


def read_one(path: Path, options: CaptureOptions | None = None) -> Report:
    (piece,) = list_pieces(path, options)
    return capture_piece(piece)


def test_a_post_is_a_report_of_its_channel(tmp_path: Path) -> None:
    write_export(tmp_path, chat(service(1), post(456, author="Ю. Л.")))
    many = open_export(tmp_path)

    assert many.what == f"Telegram export of {CHANNEL}"
    assert (many.count, many.passed_over) == (1, {"service messages": 1})
    (piece,) = many.pieces()
    report = capture_piece(piece)
    assert piece.name == "post 456"
    assert (report.publisher, report.author, report.title) == (CHANNEL, "Ю. Л.", None)
    assert report.url == f"tg://privatepost?channel={CHANNEL_ID}&post=456"
    # The clock of the machine that exported stands in its own zone.
    assert report.published == "2022-11-21T17:36:00+00:00"
    assert (report.text, report.language) == (HELD, "ru")


def test_the_address_of_the_channel_gives_those_of_its_posts(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(456)))

    report = read_one(tmp_path, CaptureOptions(url="t.me/vesti/"))

    assert report.url == "https://t.me/vesti/456"


def test_folder_zip_and_file_give_the_same_posts(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "export", chat(post(1), post(2, FORWARDED)))
    flat = write_zip(tmp_path / "flat.zip", folder)
    deep = write_zip(tmp_path / "deep.zip", folder, root="ChatExport_2022-11-30/")

    found = [
        [piece.data for piece in list_pieces(path)]
        for path in (folder, folder / "result.json", flat, deep)
    ]

    assert found == [found[0]] * 4
    assert {open_export(path).holder.sha256 for path in (folder, flat, deep)} == {
        open_export(folder).holder.sha256
    }


def test_a_forwarded_post_says_from_whom(tmp_path: Path) -> None:
    write_export(
        tmp_path, chat(post(1, forwarded_from="Береговой дозор"), post(2, forwarded_from=None))
    )

    first, second = (capture_piece(piece) for piece in list_pieces(tmp_path))

    assert (first.publisher, first.forwarded_from) == (CHANNEL, "Береговой дозор")
    assert second.forwarded_from == "Deleted Account"


def test_a_member_of_a_group_is_the_author_and_it_is_said_that_names_are_in_it(
    tmp_path: Path,
) -> None:
    member = post(7, **{"from": "Vera L.", "from_id": "user9"})
    write_export(tmp_path, chat(member, type="public_supergroup"))

    assert read_one(tmp_path).author == "Vera L."
    (warning,) = open_export(tmp_path).warnings
    assert "names of private persons" in warning


ENTITIES = [
    {"type": "bold", "text": "Глиняная."},
    {"type": "plain", "text": " Его жена сообщила нам, "},
    {"type": "text_link", "text": "что он жив", "href": "https://vesti.example/7"},
    {"type": "plain", "text": ":"},
    {"type": "blockquote", "text": "Они отказались воевать."},
    {"type": "plain", "text": "Подробности позже "},
    {"type": "custom_emoji", "text": "🔥", "document_id": "stickers/fire.tgs"},
]
SHOWN = (
    "Глиняная. Его жена сообщила нам, что он жив:\nОни отказались воевать.\nПодробности позже 🔥"
)


@pytest.mark.parametrize("part", ["text_entities", "text"])
def test_the_text_is_what_telegram_shows(part: str, tmp_path: Path) -> None:
    parts = [it["text"] if it["type"] == "plain" else it for it in ENTITIES]
    texts: Any = {"text": parts, "text_entities": ENTITIES if part == "text_entities" else ...}
    write_export(tmp_path, chat(post(1, **texts)))

    (piece,) = list_pieces(tmp_path)
    report = capture_piece(piece)

    assert report.text == SHOWN
    assert piece.facts["details"]["links"] == ["https://vesti.example/7"]
    # The same post has the same bytes, whichever way it was written.
    write_export(tmp_path, chat(post(1, text=parts, text_entities=ENTITIES)))
    assert list_pieces(tmp_path)[0].data == piece.data


def test_a_post_has_the_same_bytes_in_every_export(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(5, photo="photos/photo_1@21-11-2022.jpg")))
    (first,) = list_pieces(tmp_path)
    later = post(
        5,
        photo=SKIPPED,
        date="2022-11-21T10:05:00",
        reactions=[{"type": "emoji", "count": 5, "emoji": "👍"}],
        **{"from": "Новое имя"},
    )
    write_export(tmp_path, chat(post(4), later, name="Новое имя", type="private_channel"))

    assert list_pieces(tmp_path)[1].data == first.data

    edited = post(5, HELD + " Дополнено.", edited="x", edited_unixtime="1669111800")
    write_export(tmp_path, chat(edited))
    (piece,) = list_pieces(tmp_path)
    assert piece.data != first.data
    assert piece.facts["details"]["edited"] == "2022-11-22T10:10:00+00:00"
    assert capture_piece(piece).published == capture_piece(first).published


def test_a_posts_own_bytes_give_its_report_again(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(5, forwarded_from="Дозор", author="Ю. Л.")))
    (piece,) = list_pieces(tmp_path)

    again = capture_bytes(piece.data, CaptureOptions(publisher=CHANNEL))

    assert again == capture_piece(piece)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"photo": SKIPPED}, "a photo"),
        ({"poll": {"question": "Да?", "answers": [{"text": "Да", "voters": 2}]}}, "a poll"),
        ({"location_information": {"latitude": 48.1, "longitude": 37.5}}, "a place"),
        ({"file": SKIPPED, "media_type": "voice_message"}, "media (voice message)"),
        ({"type": "unsupported"}, "what Telegram adds"),
    ],
)
def test_a_post_without_text_is_evidence_and_no_report(
    more: dict[str, Any], what: str, tmp_path: Path
) -> None:
    write_export(tmp_path, chat(post(1, "", **more)))

    (piece,) = list_pieces(tmp_path)

    assert piece.problem == f"It holds no text, only {what}."
    assert json.loads(piece.data)["message"]["id"] == 1


@pytest.mark.parametrize("entities", [[], [{"type": "plain", "text": " "}], [7], None])
def test_no_words_are_lost_where_the_parts_of_a_text_are_empty(
    entities: object, tmp_path: Path
) -> None:
    write_export(tmp_path, chat(post(1, text_entities=entities)))

    assert read_one(tmp_path).text == HELD


def test_where_an_export_gives_two_texts_of_a_post_both_are_kept(tmp_path: Path) -> None:
    other = [{"type": "plain", "text": FORWARDED}]
    write_export(tmp_path, chat(post(1), post(2, text_entities=other)))

    same, both = (json.loads(piece.data)["message"] for piece in list_pieces(tmp_path))

    assert "text" not in same
    assert (both["text"], both["text_entities"]) == (HELD, other)


def test_posts_of_two_channels_stay_two_where_an_export_has_no_ids(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_export(tmp_path / name, chat(post(1), id=..., name=name))
    (one,), (two,) = list_pieces(tmp_path / "one"), list_pieces(tmp_path / "two")

    assert one.data != two.data
    assert capture_bytes(one.data, CaptureOptions(publisher="one")) == capture_piece(one)


def test_votes_are_no_part_of_a_post(tmp_path: Path) -> None:
    polls = [
        {"question": "Да?", "total_voters": n, "answers": [{"text": "Да", "voters": n}]}
        for n in (1, 2)
    ]
    write_export(tmp_path, chat(*(post(1, poll=poll) for poll in polls)))

    first, second = list_pieces(tmp_path)

    assert first.data == second.data


def test_media_are_found_beside_the_export_and_their_absence_is_said(tmp_path: Path) -> None:
    posts = [
        post(1, photo="photos/one.jpg"),
        post(2, file="files/missing.pdf", mime_type="application/pdf"),
        post(3, photo=SKIPPED),
    ]
    folder = write_export(tmp_path / "e", chat(*posts), {"photos/one.jpg": PHOTO})

    for path in (folder, folder / "result.json", write_zip(tmp_path / "e.zip", folder)):
        (one,), (two,), (three,) = (piece.media for piece in list_pieces(path))
        assert one.open is not None
        with one.open() as file:
            assert file.read() == PHOTO
        assert (one.path, one.mime, one.missing) == ("photos/one.jpg", "image/jpeg", None)
        assert (two.open, two.mime, two.missing) == (
            None,
            "application/pdf",
            "It is not in the export.",
        )
        assert three.missing is not None
        assert "not included" in three.missing


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.txt", "/etc/hostname", "photos/../../secret.txt", "C:\\x", "files/link.txt"),
        *("files/d", "photos/C:\\x", "photos//etc/hostname", "photos"),
    ],
)
def test_no_path_of_an_export_leads_outside(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = write_export(tmp_path / "e", chat(post(1, file=path)), {"files/d/x.txt": b"x"})
    (folder / "files" / "link.txt").symlink_to(tmp_path / "secret.txt")

    (piece,) = list_pieces(folder)

    (medium,) = piece.media
    assert medium.open is None
    assert medium.missing


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("photos/photo_1.jpg", True),
        ("chats/chat_001/voice_messages/audio_1.ogg", True),
        ("contacts/contact_1.vcard", True),
        (".ssh/id_rsa", False),
        ("photos/.ssh/id_rsa", False),
        ("chats/.ssh/photos/id_rsa", False),
        ("chats/photos/id_rsa", False),
        ("Documents/witnesses.odt", False),
        ("notes.txt", False),
        ("result.json", False),
    ],
)
def test_only_what_telegram_put_into_its_folders_is_taken(
    path: str, taken: bool, tmp_path: Path
) -> None:
    files = {} if path == "result.json" else {path: b"own"}
    folder = write_export(tmp_path / "e", chat(post(1, photo=path)), files)

    for source in (folder, folder / "result.json", write_zip(tmp_path / "e.zip", folder)):
        (piece,) = list_pieces(source)
        (medium,) = piece.media
        assert (medium.open is not None) == taken
        assert (medium.missing is None) == taken


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "e", chat(post(1, file="files/link.txt")))
    path = write_zip(tmp_path / "e.zip", folder)
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("files/link.txt")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/hostname")

    (piece,) = list_pieces(path)

    assert piece.media[0].open is None


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("result.json", b" " * 60_000_000)

    with pytest.raises(CaptureError, match="grows to more"):
        open_export(path)


def test_a_zip_with_two_exports_or_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a/result.json", "{}")
        archive.writestr("b/result.json", "{}")
    same = tmp_path / "same.zip"
    with zipfile.ZipFile(same, "w") as archive:
        archive.writestr("result.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("result.json", "{}")

    with pytest.raises(CaptureError, match="several exports"):
        open_export(two)
    with pytest.raises(CaptureError, match="two files of one name"):
        open_export(same)


def test_a_damaged_zip_is_told_in_one_sentence(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "e", chat(*(post(n) for n in range(1, 50))))
    path = write_zip(tmp_path / "e.zip", folder)
    data = bytearray(path.read_bytes())
    data[100:110] = b"0123456789"
    path.write_bytes(data)

    with pytest.raises(CaptureError, match="damaged"):
        open_export(path)
    path.write_bytes(bytes(data[:200]))
    with pytest.raises(CaptureError, match="damaged"):
        open_export(path)


WHOLE = json.dumps(chat(post(1), post(2)), ensure_ascii=False).encode()


@pytest.mark.parametrize("kept", [1, 30, len(WHOLE) // 2, len(WHOLE) - 1])
def test_nothing_is_taken_of_an_export_that_was_cut_off(kept: int, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(WHOLE[:kept])

    with pytest.raises(CaptureError):
        open_export(tmp_path)


def test_damaged_messages_cost_the_others_nothing_and_are_counted(tmp_path: Path) -> None:
    damaged: list[Any] = [
        "text",
        None,
        7,
        [],
        {},
        post(1, id=...),
        post(1, id="1"),
        post(1, id=True),
    ]
    odd = [
        post(3, date_unixtime="soon", date=5, text_entities=[None, {"type": 3, "text": None}]),
        post(4, photo=7, file={"a": 1}, forwarded_from=5, author=[], edited_unixtime=-1),
        post(5, text={"type": "bold"}, text_entities="x", reply_to_message_id=2**70),
        post(6, "half \ud83d of a pair", via_bot="\ud83d"),
    ]
    write_export(tmp_path, "")
    text = json.dumps(chat(post(2), *damaged, *odd, name=None, id=[]))
    (tmp_path / "result.json").write_text(text)
    many = open_export(tmp_path)

    assert many.passed_over == {"damaged messages": len(damaged)}
    pieces = list(many.pieces())
    assert [piece.name for piece in pieces] == [f"post {n}" for n in (2, 3, 4, 5, 6)]
    reports = [capture_piece(piece) for piece in pieces if piece.problem is None]
    assert {report.publisher for report in reports} == {None}
    assert {report.url for report in reports} == {None}
    assert reports[0].text == HELD


def test_without_a_moment_in_utc_the_local_clock_is_given_as_it_stands(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(2, date_unixtime=...), post(3, date_unixtime=..., date=...)))

    first, second = (capture_piece(piece) for piece in list_pieces(tmp_path))

    assert (first.published, second.published) == ("2022-11-21T13:02:00", None)


PRIVATE = {"type": "personal_chat", "name": "Vera L.", "id": 99}


def test_a_private_chat_is_not_taken_unless_it_is_named(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(1), **PRIVATE))

    with pytest.raises(CaptureError, match="private persons") as told:
        open_export(tmp_path)

    assert "--chat 'Vera L.'" in told.value.remedy
    assert len(list_pieces(tmp_path, chats=("vera l.",))) == 1


def test_of_a_whole_account_only_the_chats_that_are_named_are_taken(tmp_path: Path) -> None:
    other = chat(post(1, FORWARDED), name="Береговой дозор", id=77)
    twins = [chat(post(n), name="Twin", id=n) for n in (1001, 1002)]
    write_export(tmp_path, account(chat(post(1), post(2)), chat(post(3), **PRIVATE), other, *twins))

    with pytest.raises(CaptureError, match="whole account: 5 chats, of which 4") as told:
        open_export(tmp_path)
    assert CHANNEL in told.value.problem
    assert "Vera" not in told.value.problem

    many = open_export(tmp_path, chats=("77", CHANNEL))
    assert many.passed_over == {"chats": 3}
    assert [capture_piece(it).publisher for it in many.pieces()] == [
        CHANNEL, CHANNEL, "Береговой дозор",
    ]  # fmt: skip
    with pytest.raises(CaptureError, match="no chat of the name 'Nobody'"):
        open_export(tmp_path, chats=("Nobody",))
    with pytest.raises(CaptureError, match="several chats") as told:
        open_export(tmp_path, chats=("Twin",))
    assert "--chat 1001 or --chat 1002" in told.value.remedy
    with pytest.raises(CaptureError, match="address"):
        open_export(tmp_path, CaptureOptions(url="https://t.me/x"), chats=("77", CHANNEL))


def test_posts_can_be_chosen(tmp_path: Path) -> None:
    write_export(tmp_path, chat(*(post(n) for n in range(1, 9))))

    assert [it.name for it in list_pieces(tmp_path, limit=2)] == ["post 1", "post 2"]
    assert [it.name for it in list_pieces(tmp_path, items=("7", "3"))] == ["post 3", "post 7"]
    assert open_export(tmp_path, limit=2).count == 2


def test_what_is_no_export_is_told_or_left_to_others(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "messages.html").write_text("<html>")
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.json").write_text('[{"file": "a.txt"}]')
    (tmp_path / "note.json").write_text('{"name": "x", "text": "messages"}')
    (tmp_path / "a.txt").write_text(HELD)

    with pytest.raises(CaptureError, match="as web pages"):
        open_export(tmp_path / "html")
    with pytest.raises(CaptureError, match=r"folder without result\.json"):
        open_export(tmp_path / "empty")
    for name in ("list.json", "note.json", "a.txt", "missing"):
        assert open_many(tmp_path / name, CaptureOptions()) is None
    (tmp_path / "result.json").write_text('{"name": "x", "other": []}')
    with pytest.raises(CaptureError, match="no message"):
        open_export(tmp_path / "result.json")


def test_what_is_known_of_one_report_is_not_said_of_many(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(1)))

    for given in (
        CaptureOptions(title="A"),
        CaptureOptions(published="2022-11-21"),
        CaptureOptions(id="a"),
    ):
        with pytest.raises(CaptureError, match="cannot all have one"):
            open_export(tmp_path, given)


def test_an_export_is_never_read_as_one_text(tmp_path: Path) -> None:
    write_export(tmp_path, chat(post(1)))

    with pytest.raises(CaptureError, match="many reports"):
        capture_file(tmp_path / "result.json")
