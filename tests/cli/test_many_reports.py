"""Files that hold many reports, from the command line: each report for itself, and what is said."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from plain_reader import PlainReader

from exports import (
    ATOM,
    CHANNEL,
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
from sayso.cli.main import main
from sayso.records.reading import Reading
from sayso.records.report import Report

SAID = "Anna Petrova said that Ivan Petrov was detained in Kamyshin."
DENIED = "Oleg Sidorov said that nobody was detained at the base."

Sayso = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_ANALYST", "lena")
    monkeypatch.delenv("SAYSO_CASEBOOK", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run a command by a reader without models; return code, lines printed, lines of problems."""
    monkeypatch.setattr("sayso.workbench.reading.Workbench.read", _read)

    def run(*args: object) -> tuple[int, list[str], list[str]]:
        code = main([str(arg) for arg in args], reader=PlainReader())
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    assert run("new", "c.casebook")[0] == 0
    monkeypatch.setenv("SAYSO_CASEBOOK", "c.casebook")
    return run


def _read(_: object, report: Report) -> Reading:
    return PlainReader().read(report)


@pytest.fixture
def export(place: Path) -> Path:
    posts = [service(1), post(2, SAID), post(3, DENIED), post(4, "", photo="(Skipped.)")]
    return write_export(place / "ChatExport", chat(*posts))


def test_an_export_is_added_with_a_line_before_and_a_line_behind(
    sayso: Sayso, export: Path
) -> None:
    code, out, err = sayso("add", "ChatExport")

    assert (code, err) == (0, [])
    assert out[0] == (
        f"ChatExport: Telegram export of {CHANNEL}, 3 reports; passed over: service messages (1)."
    )
    assert out[1].endswith("new, 1 statement (ChatExport: post 2)")
    assert out[-1] == (
        "ChatExport: 2 new; 1 kept as evidence, without text to read. "
        "Files that are missing: 1 (Skipped)."
    )

    code, out, err = sayso("add", "ChatExport")
    assert (code, err) == (0, [])
    assert out[1].endswith("there already (ChatExport: post 2)")
    assert out[-1].startswith("ChatExport: 3 there already.")


def test_in_json_each_report_says_in_which_file_it_came(sayso: Sayso, export: Path) -> None:
    code, out, _ = sayso("add", "ChatExport", "--format", "json")

    rows = [json.loads(line) for line in out]
    assert code == 0
    assert [row["outcome"] for row in rows] == ["opened", "added", "added", "kept"]
    assert [row["within"] for row in rows] == [None, *["ChatExport"] * 3]
    assert rows[0]["opened"]["passed_over"] == {"service messages": 1}


def test_several_files_each_have_their_lines(sayso: Sayso, export: Path, place: Path) -> None:
    (place / "feed.xml").write_text(RSS.format(comments=1))
    (place / "a.txt").write_text(SAID + " It was said on Monday.")

    code, out, _ = sayso(
        "add", "a.txt", "ChatExport", "feed.xml", "missing.txt", "--publisher", "X"
    )

    assert code == 1
    assert [line for line in out if line.startswith(("ChatExport:", "feed.xml:"))] == [
        f"ChatExport: Telegram export of {CHANNEL}, 3 reports; passed over: service messages (1).",
        "ChatExport: 2 new; 1 kept as evidence, without text to read. "
        "Files that are missing: 1 (Skipped).",
        "feed.xml: feed of Volga Courier, 2 reports.",
        "feed.xml: 2 new.",
    ]


def test_what_cannot_be_taken_is_one_sentence_and_nothing_is_kept(
    sayso: Sayso, place: Path
) -> None:
    private = chat(post(1, SAID), type="personal_chat", name="Vera")
    cut = write_export(place / "cut", chat(post(1, SAID)))
    (cut / "result.json").write_bytes((cut / "result.json").read_bytes()[:-9])
    write_export(place / "private", private)
    write_export(place / "account", account(chat(post(1, SAID)), private))

    for name in ("cut", "private", "account"):
        code, out, err = sayso("add", name)
        assert (code, out) == (2, [])
        assert len(err) == 1
        assert err[0].startswith(f"sayso: {name}: It ")
    assert sayso("reports")[0] == 1

    assert sayso("add", "private", "--chat", "Vera")[0] == 0
    code, out, _ = sayso("add", "account", "--chat", CHANNEL)
    assert code == 0
    assert "passed over: chats (1)" in out[0]


def test_options_of_one_report_are_refused(sayso: Sayso, export: Path) -> None:
    for option, value in (("--title", "A"), ("--published", "2022-11-21"), ("--id", "a")):
        code, _, err = sayso("add", "ChatExport", option, value)
        assert code == 2
        assert f"Leave {option} out" in err[0]


def test_what_is_known_of_the_capture_holds_for_all_posts(sayso: Sayso, export: Path) -> None:
    _, out, _ = sayso(
        "add", "ChatExport", "--operator", "Mira", "--note", "by phone", "--format", "json"
    )
    report = json.loads(out[1])["report"]["id"]

    _, out, _ = sayso("show", report, "--format", "json")

    (capture,) = json.loads(out[0])["captures"]
    assert (capture["operator"], capture["note"], capture["method"]) == (
        "Mira",
        "by phone",
        "telegram",
    )


def test_all_reports_of_a_file_are_read_one_line_each(
    sayso: Sayso, export: Path, place: Path
) -> None:
    write_zip(place / "e.zip", export)

    for name in ("ChatExport", "ChatExport/result.json", "e.zip"):
        code, out, err = sayso("read", name, "--format", "json", "--url", "https://t.me/vesti")
        assert code == 0
        assert [json.loads(line)["report"]["url"] for line in out] == [
            "https://t.me/vesti/2",
            "https://t.me/vesti/3",
        ]
        assert err == [
            f"sayso: {name}: passed over: service messages (1).",
            f"sayso: {name}: 1 post without text left out.",
        ]


def test_posts_can_be_chosen_and_written_into_a_folder(
    sayso: Sayso, export: Path, place: Path
) -> None:
    assert len(sayso("read", "ChatExport", "--format", "json", "--item", "3")[1]) == 1
    assert len(sayso("read", "ChatExport", "--format", "json", "--limit", "1")[1]) == 1
    code, _, err = sayso("read", "ChatExport", "--format", "html")
    assert code == 2
    assert "--out" in err[0]

    assert sayso("read", "ChatExport", "--format", "html", "--out", "pages")[0] == 0
    assert len(list((place / "pages").iterdir())) == 2


def test_feeds_and_archives_are_read_too(sayso: Sayso, place: Path) -> None:
    (place / "feed.atom").write_text(ATOM)
    crawl = pack(
        record("response", "https://a.example/1", answer(page(SAID))),
        record("response", "https://a.example/2", answer(page("Gone."), status=404)),
    )
    (place / "crawl.warc.gz").write_bytes(crawl)

    code, out, err = sayso("read", "feed.atom", "crawl.warc.gz", "--format", "json")

    assert code == 0
    assert [json.loads(line)["report"]["url"] for line in out] == [
        "https://wire.example/7", "https://wire.example/8", "https://a.example/1",
    ]  # fmt: skip
    assert err[-1] == "sayso: crawl.warc.gz: passed over: answers other than success (1)."


def test_a_report_that_cannot_be_read_costs_the_others_nothing(sayso: Sayso, place: Path) -> None:
    write_export(place / "e", chat(post(1, "UNREADABLE " + SAID), post(2, SAID)))

    code, out, err = sayso("read", "e", "--format", "json")

    assert (code, len(out)) == (1, 1)
    assert err == ["sayso: e: post 1: It is in no language that is read. Wait for one."]


def test_a_posts_page_says_whose_it_is_and_how_it_came(sayso: Sayso, place: Path) -> None:
    one = post(3, SAID, author="Yu. L.", forwarded_from="Shore Watch", photo="photos/a.jpg")
    write_export(place / "e", chat(one), {"photos/a.jpg": b"photo"})
    _, out, _ = sayso("add", "e")

    page = "\n".join(sayso("show", out[1].split()[0])[1])

    flat = " ".join(page.split())
    assert (
        f"{CHANNEL} · by Yu. L. · forwarded from Shore Watch · published 21 November 2022" in flat
    )
    assert "post 3" in flat
    assert "media (mime image/jpeg, path photos/a.jpg, sha256 " in flat
    assert "{" not in page
