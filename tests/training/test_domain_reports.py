"""Our own annotated reports: as many as promised, marked as docs/annotation.md has it."""

from collections import Counter
from dataclasses import replace

import pytest
from benchmarks.claims.scoring import add_up
from training.agreement import compare_reports, print_agreement
from training.domain import LANGUAGES, SECOND, STYLES, Annotated, load_folder, main


@pytest.fixture(scope="module")
def second() -> list[Annotated]:
    return load_folder(SECOND)


def test_every_report_obeys_the_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["domain", "check"])

    assert main() == 0, capsys.readouterr().out


def test_there_are_enough_reports_of_each_language_and_style(annotated: list[Annotated]) -> None:
    languages = Counter(report.language for report in annotated)
    styles = Counter(report.header["style"] for report in annotated)

    assert len(annotated) >= 150
    assert 3 * (languages["ru"] + languages["uk"]) >= len(annotated)
    assert set(languages) == set(LANGUAGES)
    assert set(styles) == set(STYLES)
    assert all(
        report.name.startswith(f"{report.language}/") and "published" in report.header
        for report in annotated
    )


def test_no_two_reports_are_the_same(annotated: list[Annotated]) -> None:
    assert len({report.name for report in annotated}) == len(annotated)
    assert len({report.text for report in annotated}) == len(annotated)


def test_every_role_and_nesting_is_there_in_each_language(annotated: list[Annotated]) -> None:
    for language in LANGUAGES:
        statements = [s for r in annotated if r.language == language for s in r.statements]
        assert sum(bool(one.medium) for one in statements) >= 5
        assert sum(bool(one.behind) for one in statements) >= 5
        assert sum(bool(one.outer) for one in statements) >= 20
        assert any(not one.source for one in statements)
        assert any(len(one.content) > 1 for one in statements)


def test_a_fifth_is_annotated_twice(annotated: list[Annotated], second: list[Annotated]) -> None:
    first = {report.name: report for report in annotated}

    assert 5 * len(second) >= len(annotated)
    assert {report.language for report in second} == set(LANGUAGES)
    for report in second:
        assert report.text == first[report.name].text
        assert bool(report.statements) == bool(first[report.name].statements)


def test_the_two_annotations_agree(
    annotated: list[Annotated],
    second: list[Annotated],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["domain", "agreement"])

    assert main() == 0

    head, *lines = capsys.readouterr().out.splitlines()
    assert f"all ({len(second)})" in head
    shares = {line[:26].strip(): float(line.split()[-1]) for line in lines[:-1]}
    assert shares["token content"] > 80
    assert shares["attribution strict"] > 80
    assert "95 % between" in lines[-1]


def test_an_annotation_agrees_with_itself_and_not_with_none(annotated: list[Annotated]) -> None:
    some = annotated[:10]
    none = [replace(report, statements=()) for report in some]

    def measure(other: list[Annotated]) -> float:
        scores = [one for scores in compare_reports(some, other).values() for one in scores]
        assert len(scores) == len(some)
        return add_up(scores).measures["attribution strict"].f1

    assert measure(some) == 1
    assert measure(none) == 0


def test_reports_annotated_once_are_left_out(
    annotated: list[Annotated], capsys: pytest.CaptureFixture[str]
) -> None:
    english = [report for report in annotated if report.language == "en"]

    print_agreement(english[:8], english[4:12])

    assert "en (4)" in capsys.readouterr().out
