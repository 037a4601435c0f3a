"""What people decide by commands, and a casebook checked, copied, joined and handed on."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from plain_reader import PlainReader

from sayso.cli.access import Access
from sayso.cli.main import main
from sayso.cli.reading import LateReader

Sayso = Callable[..., tuple[int, str, str]]

HELD = "Anna Petrova said that Ivan Petrov was detained in Kamyshin on Tuesday."
PASSPHRASE = "four horses drank by the river"


@pytest.fixture
def sayso(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Sayso:
    """Run one command in a folder with a casebook that holds the report volga-1."""
    for name in ("SAYSO_CASEBOOK", "SAYSO_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAYSO_ANALYST", "lena")
    monkeypatch.chdir(tmp_path)
    Path("held.txt").write_text(HELD, encoding="utf-8")

    def run(*args: object, reader: PlainReader | None = None) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args], reader=reader or PlainReader())
        said = capsys.readouterr()
        return code, said.out, said.err

    run("new", "refusals.casebook")
    monkeypatch.setenv("SAYSO_CASEBOOK", "refusals.casebook")
    run("add", "held.txt", "--id", "volga-1", "--published", "2024-03-11", "--language", "en")
    return run


def test_a_decision_that_moves_a_third_report_says_so(sayso: Sayso) -> None:
    for number, name in enumerate(("Mira Tessaly", "Pavel Dalen", "Ilan Orsk")):
        Path("more.txt").write_text(f"{name} was detained.", encoding="utf-8")
        sayso("add", "more.txt", "--id", f"r{number}", "--published", "2024-03-12", "--language=en")
    sayso("decide", "same-person:r1/e1=r2/e1", "yes", "--because", "She knows.")
    sayso("cases")

    asked = ("decide", "same-person:r0/e1=r1/e1", "yes", "--because", "A false name.")
    code, out, _ = sayso(*asked)
    decision, *told = out.splitlines()
    _, undone, _ = sayso("undo", decision.split()[0], "--because", "A mistake.", "--format=json")

    assert code == 0
    assert len(told) == 2
    assert told[0].startswith("  also: report r")
    assert " is in case k" in told[0]
    assert [json.loads(it).get("kind") for it in undone.splitlines()] == [None, "case", "person"]


def test_a_claim_is_rejected_and_shown_so_and_the_rejection_undone(sayso: Sayso) -> None:
    code, out, _ = sayso("decide", "claim:volga-1/c1", "no", "--because", "She denies it.")
    assert code == 0
    assert out.endswith(" in volga-1 stands: no, because She denies it.\n")
    decision = out.split()[0]

    _, out, _ = sayso("show", "volga-1")
    assert "[rejected]" in out
    assert "stands (no): because She denies it; lena, " in " ".join(out.split())

    code, out, _ = sayso("undo", decision, "--because", "wrong report")
    assert code == 0
    assert f"undoes {decision}" in out
    _, out, _ = sayso("show", "volga-1")
    assert "[rejected]" not in out
    assert "no longer in force" in " ".join(out.split())


def test_a_value_is_decided_and_shown_in_place_of_the_one_that_was_read(sayso: Sayso) -> None:
    code, out, _ = sayso(
        "decide", "value:volga-1/c1.certainty", "--value", "alleged", "--because", "hearsay",
        "--format", "json",
    )  # fmt: skip
    assert code == 0
    assert json.loads(out)["value"] == "alleged"

    _, out, _ = sayso("show", "volga-1")
    assert "[certainty as decided, alleged]" in " ".join(out.split())


def test_a_report_is_corrected_and_its_evidence_stays(sayso: Sayso) -> None:
    code, out, _ = sayso(
        "correct", "volga-1", "--published", "2024-03-12", "--title", "Held", "--because", "a scan"
    )
    assert code == 0
    assert "published of the report volga-1: 2024-03-12, because a scan\n" in out
    assert "title of the report volga-1: Held, because a scan\n" in out

    for command in (("reports",), ("search", "detained")):
        _, out, _ = sayso(*command)
        assert out.startswith("volga-1  Held\n")
        assert "12 March 2024" in out
    _, out, _ = sayso("show", "volga-1")
    assert out.startswith("Held\n")
    assert "12 March 2024" in out
    _, out, _ = sayso("correct", "volga-1", "--unknown", "published", "--because", "no date")
    assert "published of the report volga-1: not known" in out
    _, out, _ = sayso("reports")
    assert "date not known" in out


def test_what_is_to_be_decided_comes_with_its_question(sayso: Sayso) -> None:
    code, out, _ = sayso("worklist")
    assert code == 0
    question, kind = out.splitlines()[0].split()
    assert (question, kind) == ("claim:volga-1/c1", "doubtful")

    assert sayso("decide", question, "yes", "--because", "I was there.")[0] == 0
    code, out, err = sayso("worklist")
    assert (code, out, err) == (0, "", "sayso: there is nothing to decide.\n")


def test_a_decision_outlives_a_reader_that_finds_less_and_is_an_orphan(
    sayso: Sayso, tmp_path: Path
) -> None:
    (tmp_path / "perhaps.txt").write_text("Anna Petrova said that perhaps he fled.")
    sayso("add", "perhaps.txt", "--id", "p", "--language", "en")
    sayso("decide", "claim:p/c1", "yes", "--because", "heard")

    sayso("reread", "p", reader=PlainReader(version=3))

    code, out, _ = sayso("worklist", "--orphans", "--format", "json")
    assert code == 0
    (item,) = map(json.loads, out.splitlines())
    assert (item["kind"], item["report"]) == ("orphan", "p")


def test_a_question_that_is_none_is_said_with_what_to_write(sayso: Sayso) -> None:
    for question in ("claim:volga-1/c9", "claim:none/c1", "anything", "claim:"):
        code, out, err = sayso("decide", question, "yes", "--because", "b")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_a_sound_casebook_verifies_and_a_flipped_byte_is_named(
    sayso: Sayso, tmp_path: Path
) -> None:
    code, out, _ = sayso("verify")
    assert code == 0
    assert out.startswith("refusals.casebook is sound.\nLast entry: 2, ")
    (kept,) = (tmp_path / "refusals.casebook/evidence/data").rglob("*/*/*/????*")
    data = bytearray(kept.read_bytes())
    data[3] ^= 1
    kept.chmod(0o600)
    kept.write_bytes(data)

    code, out, _ = sayso("verify", "refusals.casebook")
    assert code == 1
    assert f"altered  evidence/data/objects/{kept.parent.parent.name}/" in out
    assert "is not sound" in out
    code, out, _ = sayso("verify", "--format", "json")
    assert code == 1
    assert json.loads(out.splitlines()[0])["kind"] == "altered"

    code, out, err = sayso("verify", tmp_path / "nothing")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_a_backup_is_restored(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = sayso("backup", "copy.tar")
    assert code == 0
    assert "sayso restore" in out
    code, out, _ = sayso("restore", "copy.tar", "again.casebook")
    assert code == 0

    code, out, _ = sayso("reports", "--casebook", "again.casebook")
    assert code == 0
    assert "volga-1" in out
    assert sayso("verify", "again.casebook")[0] == 0
    code, _, err = sayso("backup", "copy.tar")
    assert code == 2
    assert "already" in err


def test_another_casebook_is_merged(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Oleg Sidorov said that nobody was held.")
    sayso("new", "other.casebook")
    sayso("add", "other.txt", "--id", "o", "--language", "en", "--casebook", "other.casebook")

    code, out, _ = sayso("merge", "other.casebook")
    assert code == 0
    assert out.startswith("From other: 1 report, 0 decisions, 2 entries of its log.\n")
    _, out, _ = sayso("reports")
    assert "volga-1" in out
    assert "\no  " in out
    assert sayso("verify")[0] == 0

    _, out, _ = sayso("log", "--kind", "merge", "--format", "json")
    chain = json.loads(out)["body"]["chain"]
    code, out, _ = sayso("log", "--chain", chain[:8])
    assert code == 0
    assert "other, made with" in out
    code, out, err = sayso("log", "--chain", "none")
    assert (code, out) == (2, "")
    assert chain in err


def test_exports_hold_what_was_decided(sayso: Sayso, tmp_path: Path) -> None:
    sayso("decide", "claim:volga-1/c1", "no", "--because", "=HYPERLINK(1)")

    code, out, _ = sayso("export", "--csv", "tables")
    assert code == 0
    assert out.split() == [
        f"tables{os.sep}{name}.csv" for name in ("reports", "claims", "captures", "decisions")
    ]
    with Path("tables/claims.csv").open(encoding="utf-8-sig", newline="") as file:
        (claim,) = csv.DictReader(file)
    assert (claim["report"], claim["standing"]) == ("volga-1", "rejected")
    with Path("tables/decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        (decision,) = csv.DictReader(file)
    assert decision["reason"] == "'=HYPERLINK(1)"

    code, out, _ = sayso("export", "--jsonl", "lines")
    assert code == 0
    (reading,) = map(json.loads, Path("lines/readings.jsonl").read_text().splitlines())
    assert reading["report"]["text"] == HELD
    entries = map(json.loads, Path("lines/log.jsonl").read_text().splitlines())
    assert [entry["kind"] for entry in entries] == [
        "casebook",
        "capture",
        "decision",
        "custody",
        "custody",
    ]
    assert not list(Path("lines").glob(".*"))
    code, out, err = sayso("export", "--csv", "lines")
    assert (code, out) == (2, "")
    assert "not empty" in err


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_a_bag_is_verified_by_us_and_by_others(sayso: Sayso) -> None:
    assert sayso("export", "--bag", "bag")[0] == 0

    assert sayso("verify", "bag")[0] == 0
    check = ["sha256sum", "--check", "--quiet", "manifest-sha256.txt"]
    assert subprocess.run(check, cwd="bag", check=False).returncode == 0


def test_a_request_for_a_timestamp_is_taken_for_no_answer(sayso: Sayso) -> None:
    pytest.importorskip("rfc3161_client", reason="rfc3161-client is not installed")
    assert sayso("timestamp", "--request", "log.tsq")[0] == 0

    code, out, err = sayso("timestamp", "--reply", "log.tsq")

    assert (code, out) == (2, "")
    assert "This is a request" in err
    assert sayso("timestamp", "--reply", "none.tsr")[0] == 2
    assert sayso("timestamp")[0] == 2


def test_an_encrypted_casebook_opens_with_its_passphrase_alone(
    sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text(PASSPHRASE + "\n", encoding="utf-8")
    (tmp_path / "next").write_text("five swans over the frozen lake\n", encoding="utf-8")
    code, out, err = sayso("new", "s.casebook", "--encrypt", "--passphrase-file", "key")
    assert code == 0
    assert "loses the casebook" in err

    monkeypatch.setenv("SAYSO_CASEBOOK", "s.casebook")
    code, out, err = sayso("reports")
    assert (code, out) == (2, "")
    assert "encrypted" in err
    monkeypatch.setenv("SAYSO_PASSPHRASE", PASSPHRASE)
    assert sayso("add", "held.txt", "--language", "en")[0] == 0
    assert sayso("search", "detained")[0] == 0

    code, _, _ = sayso("passphrase", "--passphrase-file", "key", "--new-passphrase-file", "next")
    assert code == 0
    code, _, err = sayso("reports")
    assert code == 2
    assert "wrong" in err
    assert sayso("reports", "--passphrase-file", "next")[0] == 0


def test_encryption_without_a_passphrase_makes_nothing(sayso: Sayso, tmp_path: Path) -> None:
    code, out, err = sayso("new", "s.casebook", "--encrypt")

    assert (code, out) == (2, "")
    assert "--passphrase-file" in err
    assert not (tmp_path / "s.casebook").exists()


def test_an_open_casebook_has_no_passphrase_to_change(sayso: Sayso) -> None:
    code, _, err = sayso("passphrase")

    assert code == 2
    assert "not encrypted" in err


def test_a_casebook_keeps_by_which_pack_its_reports_are_read(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sayso("new", "federal.casebook", "--pack", "us-federal-cases")[0] == 0
    packs: list[object] = []
    monkeypatch.setattr(
        "sayso.workbench.reading.Workbench", lambda **given: packs.append(given.get("packs"))
    )

    for pack in (None, "military-refusal"):
        reader = LateReader(pack=pack, claims="model", gazetteer=None)
        access = Access(casebook=Path("federal.casebook"), analyst=None, passphrase_file=None)
        with access.by(reader).open(), pytest.raises(AttributeError):
            reader.read(None)  # type: ignore[arg-type]

    assert packs == [("us-federal-cases",), ("military-refusal",)]


def test_a_server_that_does_not_answer_leaves_no_folder_in_the_way(
    sayso: Sayso, tmp_path: Path
) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")

    code, out, err = sayso("new", "p.casebook", "--database", "postgresql://x@127.0.0.1:1/none")

    assert (code, out) == (2, "")
    assert "does not answer" in err
    assert not (tmp_path / "p.casebook").exists()


def test_a_casebook_on_a_server_does_what_one_in_a_folder_does(
    sayso: Sayso, postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sayso("new", "p.casebook", "--database", postgresql)[0] == 0
    monkeypatch.setenv("SAYSO_CASEBOOK", "p.casebook")
    assert sayso("add", "held.txt", "--id", "volga-1", "--language", "en")[0] == 0
    assert sayso("correct", "volga-1", "--title", "Held", "--because", "a scan")[0] == 0
    assert sayso("decide", "claim:volga-1/c1", "no", "--because", "She denies it.")[0] == 0

    for command in (["reports"], ["search", "detained"], ["show", "volga-1"], ["log"]):
        code, out, _ = sayso(*command)
        assert code == 0
        assert "Held" in out
    assert not (tmp_path / "p.casebook/casebook.sqlite").exists()
    assert sayso("backup", "p.tar")[0] == 0
    assert sayso("restore", "p.tar", "again.casebook")[0] == 0
    assert sayso("remove", "volga-1", "--because", "a court order", "--yes")[0] == 0
    assert sayso("verify")[0] == 0
    assert sayso("verify", "again.casebook")[0] == 0
