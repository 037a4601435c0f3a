"""The commands of a casebook, from an empty folder on; a reader without models stands in."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from plain_reader import PlainReader

from sayso.cli.main import main

Sayso = Callable[..., tuple[int, str, str]]

HELD = "Anna Petrova said that Ivan Petrov was detained in Kamyshin on Tuesday."
DENIED = "Oleg Sidorov said that nobody was detained at the base."
UNREADABLE = "UNREADABLE: the soldiers said that they had refused."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SAYSO_CASEBOOK", "SAYSO_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAYSO_ANALYST", "lena")
    monkeypatch.chdir(tmp_path)
    for name, text in (("held", HELD), ("denied", DENIED), ("unreadable", UNREADABLE)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sayso(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Sayso:
    """Run one command in a folder that has a casebook, `refusals`, to which it goes."""

    def run(*args: object, reader: PlainReader | None = None) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args], reader=reader or PlainReader())
        said = capsys.readouterr()
        return code, said.out, said.err

    assert run("new", "refusals.casebook")[0] == 0
    monkeypatch.setenv("SAYSO_CASEBOOK", "refusals.casebook")
    return run


@pytest.fixture
def held(sayso: Sayso) -> str:
    """The id of a report in the casebook."""
    code, out, _ = sayso(
        "add", "held.txt", "--id", "volga-1", "--published", "2024-03-11", "--publisher",
        "Volga Daily", "--title", "Two held", "--language", "en",
    )  # fmt: skip
    assert code == 0
    return out.split()[0]


def test_a_casebook_is_not_made_over_what_is_there(sayso: Sayso) -> None:
    code, out, err = sayso("new", "refusals.casebook")

    assert (code, out) == (2, "")
    assert "empty" in err


def test_each_report_that_comes_in_is_one_line(sayso: Sayso, held: str, folder: Path) -> None:
    assert held == "volga-1"
    (folder / "changed.txt").write_text(HELD.replace("Tuesday", "Monday"))
    (folder / "copy.txt").write_text(HELD)

    code, out, err = sayso(
        "add", "copy.txt", "denied.txt", "unreadable.txt", "missing.txt", "--language", "en"
    )

    assert code == 1
    lines = out.splitlines()
    assert lines[0] == "volga-1  the same bytes again: one more capture (copy.txt)"
    assert lines[1].endswith("  new, 1 statement (denied.txt)")
    assert "captured, but not read: It is in no language that is read." in lines[2]
    assert len(lines) == 3
    assert err == "sayso: missing.txt: There is no such file. Check its name.\n"

    code, out, _ = sayso("add", "changed.txt", "--version-of", "volga-1", "--language", "en")
    assert code == 0
    assert "a new version of volga-1, 1 statement" in out


def test_what_is_not_kept_as_it_was_given_is_said(sayso: Sayso, held: str, folder: Path) -> None:
    code, _, err = sayso("add", "held.txt", "--title", "Three held", "--published", "2024-03-11")
    assert code == 0
    assert err == (
        "sayso: volga-1: it is kept with another title than given now. If that is wrong: "
        "sayso correct volga-1 --title ... --because ...\n"
    )

    code, out, err = sayso("add", "denied.txt", "--id", "volga-1", "--language", "en")
    assert code == 0
    assert err == f"sayso: {out.split()[0]}: the id volga-1 belongs to another report.\n"


def test_what_is_known_of_a_capture_is_kept(sayso: Sayso) -> None:
    code, out, _ = sayso(
        "add", "held.txt", "--language", "en", "--url", "https://example.org/a", "--fetched",
        "2024-03-12T10:00:00+03:00", "--operator", "Mira", "--identity", "a reader", "--method",
        "web", "--http-status", "200", "--header", "Content-Type: text/plain", "--note", "by hand",
        "--format", "json",
    )  # fmt: skip
    assert code == 0
    added = json.loads(out)
    assert added["outcome"] == "added"

    _, out, _ = sayso("show", added["report"]["id"], "--format", "json")

    (capture,) = json.loads(out)["captures"]
    assert capture["fetched"] == "2024-03-12T07:00:00Z"
    assert (capture["operator"], capture["operator_identity"]) == ("Mira", "a reader")
    assert (capture["method"], capture["http_status"]) == ("web", 200)
    assert capture["headers"] == [["Content-Type", "text/plain"]]
    assert (capture["url"], capture["note"]) == ("https://example.org/a", "by hand")
    assert capture["warc_record"] is None


def test_reports_are_found_by_words_names_and_days(sayso: Sayso, held: str) -> None:
    sayso("add", "denied.txt", "--published", "2024-05-02", "--language", "en")

    code, out, _ = sayso("search", "detained")
    assert code == 0
    assert out.index("Oleg Sidorov") < out.index("Two held")
    assert "*detained*" in out

    for narrowed in (
        ("--person", "Ivan Petrov"),
        ("--source", "Volga Daily"),
        ("--until", "2024-03"),
        ("--limit", "1", "--until", "2024-04-30"),
    ):
        code, out, _ = sayso("search", "detained", *narrowed)
        assert code == 0
        assert out.startswith("volga-1  Two held\n"), narrowed
        assert "Sidorov" not in out

    code, out, err = sayso("search", "avalanche")
    assert (code, out, err) == (1, "", "sayso: no report fits.\n")
    code, out, err = sayso("search", "avalanche", "--person", "Nobody")
    assert (code, out, err) == (1, "", "sayso: no report fits.\n")
    code, out, err = sayso("search", "detained", "--person", "Nobody")
    assert (code, out) == (1, "")
    assert err == "sayso: no report fits; by these words alone there are some.\n"
    code, out, _ = sayso("search", "detained", "--format", "json")
    assert [json.loads(line)["report"]["published"] for line in out.splitlines()] == [
        "2024-05-02", "2024-03-11",
    ]  # fmt: skip


def test_a_search_says_how_to_go_on(sayso: Sayso, held: str) -> None:
    sayso("add", "denied.txt", "--published", "2024-05-02", "--language", "en")

    _, first, _ = sayso("search", "detained", "--limit", "1")
    more = first.splitlines()[-1]
    assert more.startswith("There are more: the same with --after ")

    _, second, _ = sayso("search", "detained", "--limit", "1", "--after", more.split()[-1])
    assert "volga-1" in second
    assert "There are more" not in second


def test_reports_and_claims_are_listed(sayso: Sayso, held: str) -> None:
    code, out, _ = sayso("reports")
    assert code == 0
    assert out == "volga-1  Two held\n  Volga Daily · 11 March 2024 · 1 statement\n"
    code, out, _ = sayso("reports", "--state", "failed")
    assert (code, out) == (1, "")

    code, out, _ = sayso("claims", "--report", "volga-1")
    assert code == 0
    assert out == (
        "volga-1 c1  Anna Petrova  2024-03-11\n  Ivan Petrov was detained in Kamyshin on Tuesday.\n"
    )
    _, out, _ = sayso("claims", "--format", "json")
    assert json.loads(out)["sources"] == ["Anna Petrova"]
    code, out, err = sayso("claims", "--report", "volga-9")
    assert (code, out) == (2, "")
    assert "volga-9" in err


def test_a_report_is_shown_with_how_it_came(sayso: Sayso, held: str) -> None:
    code, out, _ = sayso("show", "volga-1")

    assert code == 0
    assert "Two held" in out
    assert "Anna Petrova" in out
    assert "File: by lena" in out

    code, out, _ = sayso("show", "volga-1", "--format", "html")
    assert code == 0
    assert out.lower().startswith("<!doctype html>")
    assert "How it came" in out


def test_a_report_that_was_not_read_is_shown_with_the_reason(sayso: Sayso) -> None:
    sayso("add", "unreadable.txt", "--id", "bad", "--language", "en")

    code, out, _ = sayso("show", "bad")
    assert code == 0
    assert "Captured, but not read: It is in no language" in out
    assert "File: by lena" in out

    code, out, err = sayso("show", "bad", "--format", "html")
    assert (code, out) == (2, "")
    assert "not read" in err


def test_the_log_tells_who_did_what(sayso: Sayso, held: str) -> None:
    sayso("add", "denied.txt", "--language", "en", "--analyst", "Mira")

    code, out, _ = sayso("log")
    assert code == 0
    first, second, third = out.splitlines()
    assert "lena  casebook  refusals, made with sayso" in first
    assert "lena  capture  volga-1, from held.txt" in second
    assert "Mira  capture  " in third

    _, out, _ = sayso("log", "--report", "volga-1", "--format", "json")
    (entry,) = map(json.loads, out.splitlines())
    assert entry["n"] == 2
    assert entry["sealed"]["capture"]["file_name"] == "held.txt"
    _, out, _ = sayso("log", "--kind", "casebook", "--kind", "removal")
    assert out.startswith("1  ")
    _, out, _ = sayso("log", "--newest-first", "--limit", "1")
    assert out.startswith("3  ")


def test_how_much_there_is(sayso: Sayso, held: str) -> None:
    code, out, _ = sayso("stats")
    assert code == 0
    assert "reports     1\n" in out
    assert "evidence    1 file, 71 bytes\n" in out
    _, out, _ = sayso("stats", "--format", "json")
    assert json.loads(out)["claims"] == 1


def test_reading_anew_passes_over_what_the_same_reader_read(sayso: Sayso, held: str) -> None:
    code, out, _ = sayso("reread", "volga-1", reader=PlainReader(version=2))
    assert code == 0
    assert out == (
        "volga-1  with other findings than before\nReports: 1 with other findings than before.\n"
    )

    code, out, _ = sayso("reread", "--extract", "--report", "volga-1", reader=PlainReader(2))
    assert code == 0
    assert out == "Reports: 1 with the same findings as before.\n"
    sayso("add", "unreadable.txt", "--id", "bad", "--language", "en")
    code, out, err = sayso("reread", "bad", "volga-1")
    assert code == 1
    assert "1 not readable" in out
    assert err.startswith("sayso: bad: ")


def test_looking_into_a_casebook_loads_no_model_and_no_parser(sayso: Sayso, held: str) -> None:
    program = (
        "import sys; from sayso.cli.main import main; "
        "code = main(['search', 'detained']) or main(['stats']); "
        "heavy = {'spacy', 'numpy', 'lxml', 'onnxruntime', 'trafilatura', 'alembic', 'jinja2'}; "
        "print(sorted(heavy & set(sys.modules))); sys.exit(code)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_an_empty_casebook_says_how_it_is_filled(sayso: Sayso, folder: Path) -> None:
    code, out, err = sayso("reports")
    assert (code, out) == (1, "")
    assert err == "sayso: there are no reports yet: add some with sayso add FILES\n"

    sayso("add", "held.txt", "--language", "en")
    code, out, err = sayso("reports", "--person", "Nobody")
    assert (code, out, err) == (1, "", "sayso: no report fits.\n")


def test_what_went_is_gone_and_that_it_was_there_stays(sayso: Sayso, held: str) -> None:
    code, out, err = sayso("remove", "volga-1", "--because", "a court order")
    assert (code, out) == (2, "")
    assert "--yes" in err

    code, out, _ = sayso("remove", "volga-1", "--because", "a court order", "--yes")
    assert code == 0
    assert "volga-1 is removed" in out
    _, out, _ = sayso("reports")
    assert "Lawfully removed" in out
    assert "a court order" in out
    assert "Two held" not in out
    code, out, _ = sayso("search", "detained")
    assert code == 1

    code, out, err = sayso("add", "held.txt", "--language", "en")
    assert code == 2
    assert "--again" in err
    code, out, _ = sayso("add", "held.txt", "--language", "en", "--again")
    assert code == 0


def test_words_of_a_hostile_report_command_no_terminal(sayso: Sayso, folder: Path) -> None:
    evil = "\x1b]0;owned\x07\x9b31m\u202e"
    (folder / "evil.txt").write_text(f"{HELD} {evil} Ivan Petrov said that he{evil} fled.")
    sayso(
        "add", "evil.txt", "--language", "en", "--title", f"T{evil}", "--note", evil,
        "--publisher", evil, "--id", f"x{evil}",
    )  # fmt: skip
    _, listed, _ = sayso("reports", "--format", "json")
    name = json.loads(listed)["id"]

    said = [sayso("add", "evil.txt", "--language", "en", "--note", evil)]
    commands = [
        ["reports"],
        ["show", name],
        ["search", "detained"],
        ["claims"],
        ["log"],
        ["reread", name],
    ]
    for each in commands:
        said += [sayso(*each, "--format", form) for form in ("text", "json")]
    said.append(sayso("show", f"none{evil}"))

    for _, out, err in said:
        shown = out + err
        assert not any(ord(char) < 0x20 and char != "\n" for char in shown), shown
        assert not any(0x7F <= ord(char) < 0xA0 or char == "\u202e" for char in shown), shown
