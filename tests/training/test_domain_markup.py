"""The marks of docs/annotation.md: read as they are meant, refused where they do not fit."""

from pathlib import Path

import pytest
from training.domain import MarkupError, load, main, parse

HEADER = "language: en\nstyle: wire\npublished: 2024-03-11\n"


def test_marks_become_offsets_into_the_bare_text() -> None:
    marked = (
        "<c1>Two men were taken</c1>, <s1>the channel</s1> <q1>reported</q1>, citing "
        "<b1>relatives</b1>. <s2>She</s2> <q2>told</q2> <m2>Polar Post</m2> <c2>so</c2>."
    )

    text, (first, second) = parse(marked)

    assert text == (
        "Two men were taken, the channel reported, citing relatives. She told Polar Post so."
    )

    def quote(spans: list[tuple[int, int]]) -> list[str]:
        return [text[begin:end] for begin, end in spans]

    assert quote(first.content) == ["Two men were taken"]
    assert quote(first.source) == ["the channel"]
    assert quote(first.behind) == ["relatives"]
    assert quote(second.medium) == ["Polar Post"]
    assert (first.medium, second.behind) == ([], [])


def test_a_role_may_stand_in_pieces_and_a_stretch_serve_two() -> None:
    marked = (
        "<c1>They were</c1>, <s1><s2>he</s2></s1> <q1>said</q1>, <c1>beaten</c1>, <q2>adding</q2> "
        "<c2>that it was cold</c2>."
    )

    _, (first, second) = parse(marked)

    assert len(first.content) == 2
    assert first.source == second.source


def test_a_statement_within_another_knows_those_around_it() -> None:
    marked = (
        "<s1>A</s1> <q1>said</q1> <c1><s2>B</s2> <q2>said</q2> <c2><s3>C</s3> <q3>said</q3> "
        "<c3>so</c3></c2></c1>. <s4>D</s4> <q4>said</q4> <c4>no</c4>."
    )

    _, statements = parse(marked)

    assert [one.outer for one in statements] == [(), (1,), (1, 2), ()]


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("<s1>He</s1> <q1>said</q1> <c1>so.", "never closed: <c1>"),
        ("<s1>He <q1>said</s1></q1> <c1>so</c1>", "closes what is not open last"),
        ("He</s1> <q1>said</q1> <c1>so</c1>", "closes what is not open last"),
        ("<s1>He</s2> <q1>said</q1> <c1>so</c1>", "closes what is not open last"),
        ("<x1>He</x1> <q1>said</q1> <c1>so</c1>", "no such mark: <x1>"),
        ("<b>He</b> <q1>said</q1> <c1>so</c1>", "a stray mark: <b>"),
        ("<s2>He</s2> <q2>said</q2> <c2>so</c2>", "the numbers skip"),
        ("<s1>He</s1> <q1>said</q1> so", "no cue or no content"),
        ("<s1>He</s1> said <c1>so</c1>", "no cue or no content"),
        ("<s1>He</s1> <q1>said</q1> <c1> so</c1>", "blanks at its ends"),
        ("<s1></s1>He <q1>said</q1> <c1>so</c1>", "is empty"),
        ("<s1>H</s1>e <q1>said</q1> <c1>so</c1>", "cuts a word"),
        ("<q1>said\nthat</q1> <c1>so</c1>", "runs over a paragraph's end"),
        ("<q1>said</q1> <c1>so <s1>he</s1> was</c1>", "holds its own source"),
        ("<c1>so <q1>said</q1> he</c1>", "holds its own cue"),
        ("<s1>He</s1> <q1>said</q1> <c1>so</c1>.\n\nIt was cold.", "an empty line"),
    ],
)
def test_marks_that_do_not_fit_are_refused(marked: str, problem: str) -> None:
    with pytest.raises(MarkupError, match=problem):
        parse(marked)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (f"{HEADER}He said so.", "no empty line"),
        ("style: wire\n\nHe said so.", "language"),
        ("language: tlh\nstyle: wire\n\nHe said so.", "language"),
        ("language: en\nstyle: gossip\n\nHe said so.", "style"),
        (f"{HEADER}\n<s1>He said so.", "en/001: never closed"),
    ],
)
def test_a_file_that_does_not_fit_is_named(written: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "en" / "001.txt"
    path.parent.mkdir()
    path.write_text(written, encoding="utf-8")

    with pytest.raises(MarkupError, match=problem) as caught:
        load(path)

    assert "en/001" in str(caught.value)


def test_the_check_counts_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "en" / "001.txt", tmp_path / "en" / "002.txt"
    good.parent.mkdir()
    good.write_text(f"{HEADER}\n<s1>He</s1> <q1>said</q1> <c1>so</c1>.\n", encoding="utf-8")
    bad.write_text(f"{HEADER}\n<s1>He</s1> <q1>said</q1> so.\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["domain", "check", str(good), str(bad)])

    assert main() == 1

    printed = capsys.readouterr().out
    assert "en/002: statement 1 has no cue or no content" in printed
    assert "en: 1 reports, 1 statements, 0 of them nested" in printed


def test_what_the_second_annotator_gets_has_no_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "en" / "001.txt"
    path.parent.mkdir()
    path.write_text(f"{HEADER}\n<s1>He</s1> <q1>said</q1> <c1>so</c1>.\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["domain", "strip", str(path), "--to", str(tmp_path / "bare")])

    assert main() == 0

    bare = load(tmp_path / "bare" / "en" / "001.txt")
    assert (bare.text, bare.statements) == (load(path).text, ())
