"""Asking a casebook what its reports together say: five invented reports, read as they are."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from sayso.cli.main import main
from sayso.publish.cases_json import people_schema, schema

ROOT = Path(__file__).parents[2]
Sayso = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("across") / "kirsanov.casebook"
    assert main(["new", str(path)]) == 0
    manifest = str(ROOT / "examples/across.json")
    assert main(["--casebook", str(path), "add", "--manifest", manifest]) == 0
    return path


@pytest.fixture
def sayso(casebook: Path, capsys: pytest.CaptureFixture[str]) -> Sayso:
    def run(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--casebook", str(casebook), *map(str, args)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_five_reports_are_one_case_on_fewer_origins(sayso: Sayso) -> None:
    code, out, _ = sayso("cases", "--format", "json")
    found = json.loads(out)

    assert code == 0
    jsonschema.validate(found, schema())
    (case,) = found["cases"]
    assert [it["name"] for it in case["subjects"]] == ["Denis Kirsanov"]
    assert set(case["reports"]) == {"dispatch", "herald", "tyl", "today", "appeal"}
    assert {"Денис Кирсанов", "Denis Kirsanov"} <= set(case["subjects"][0]["spellings"])
    lawyer = next(it for it in case["origins"] if it["kind"] == "lawyer")
    assert set(lawyer["reports"]) == {"dispatch", "herald", "tyl", "appeal"}
    assert {(it["of"], it["report"]) for it in case["copies"]} == {
        ("dispatch", "herald"),
        ("dispatch", "tyl"),
    }
    assert [it["field"] for it in case["contradictions"]] == ["term"]


def test_a_case_is_found_by_its_id_and_by_that_of_any_report(sayso: Sayso) -> None:
    name = json.loads(sayso("cases", "--format", "json")[1])["cases"][0]["id"]

    assert sayso("case", name)[1] == sayso("case", name[:7])[1]
    assert name in sayso("case", "today/k1")[1]
    assert "2 independent origins" in sayso("case", name)[1]


@pytest.mark.parametrize("name", ["Кирсанов", "Кирсановым", "Денису Кирсанову"])
def test_who_finds_a_name_in_another_script_and_form(name: str, sayso: Sayso) -> None:
    code, out, _ = sayso("who", name, "--format", "json")
    found = json.loads(out)

    assert code == 0
    jsonschema.validate(found, people_schema())
    assert "Denis Kirsanov" in {it["person"]["name"] for it in found["people"]}
    assert sayso("who", "Nobody Known")[0] == 1


def test_origins_and_conflicts_say_who_repeats_whom_and_give_both_sides(sayso: Sayso) -> None:
    out = sayso("origins", "today/k1")[1]
    conflicts = sayso("conflicts", "--severity", "high")[1]

    assert "tyl of dispatch: repeats it in another language" in out
    assert "Inna Morozova (lawyer)" in out
    assert "2 years 6 months" in conflicts
    assert "2 years on the word of Olga Kirsanova" in conflicts


def test_pages_are_written_with_an_index(sayso: Sayso, tmp_path: Path) -> None:
    code, _, _ = sayso("cases", "--format", "html", "--out", tmp_path / "pages")
    written = sorted(it.name for it in (tmp_path / "pages").iterdir())

    assert code == 0
    assert "index.html" in written
    assert len(written) == 2


def test_a_list_goes_on_after_its_last_case(sayso: Sayso) -> None:
    name = json.loads(sayso("cases", "--format", "json")[1])["cases"][0]["id"]
    code, _, err = sayso("cases", "--after", name)

    assert code == 1
    assert "no case fits" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("case", "kffffff"), "sayso cases"),
        (("case", "nowhere/k1"), ""),
        (("cases", "--format", "html"), "--out"),
        (("cases", "--out", "x"), "--format html"),
        (("cases", "--person", "X", "--limit", "3"), "--limit"),
    ],
)
def test_a_mistake_gets_one_sentence_and_a_code(
    sayso: Sayso, args: tuple[str, ...], said: str
) -> None:
    code, out, err = sayso(*args)

    assert code == 2
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_decision_splits_a_person_and_its_undoing_restores_the_case(sayso: Sayso) -> None:
    before = sayso("cases", "--format", "json")[1]
    subject = json.loads(before)["cases"][0]["subjects"][0]
    today = next(it for it in subject["members"] if it.startswith("today/"))
    others = [it for it in subject["members"] if not it.startswith("today/")]
    made = []
    for other in others:
        code, out, _ = sayso(
            "decide", f"same-person:{other}={today}", "no", "--because", "Two men."
        )
        assert code == 0
        made.append(out)
    split = json.loads(sayso("cases", "--format", "json")[1])
    decisions = json.loads(
        "[" + ",".join(sayso("log", "--kind", "decision", "--format", "json")[1].splitlines()) + "]"
    )
    for entry in decisions:
        assert sayso("undo", entry["body"]["id"], "--because", "One man.")[0] == 0

    assert len(split["cases"]) == 2
    assert sayso("cases", "--format", "json")[1] == before
