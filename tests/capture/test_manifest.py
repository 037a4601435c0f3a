"""A list of reports says of each what its file does not."""

import json
from pathlib import Path

import pytest

from sayso.capture.manifest import read_manifest
from sayso.capture.options import CaptureOptions
from sayso.errors import CaptureError

NO_DEFAULTS = CaptureOptions()


def listed(
    folder: Path, text: str, defaults: CaptureOptions = NO_DEFAULTS
) -> list[tuple[Path, CaptureOptions]]:
    file = folder / "list"
    file.write_text(text, encoding="utf-8")
    return [(item.path, item.options) for item in read_manifest(file, defaults)]


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CaptureError) as caught:
        listed(folder, text)
    return str(caught.value)


def test_json_and_csv_say_the_same(tmp_path: Path) -> None:
    row = {"id": "r1", "file": "a/b.txt", "title": "Held, again", "published": "2022-11-21"}
    table = '\ufeffid,file,title,published,url\r\nr1,a/b.txt,"Held, again",2022-11-21,\r\n'

    expected = [
        (
            tmp_path / "a" / "b.txt",
            CaptureOptions(id="r1", title="Held, again", published="2022-11-21"),
        )
    ]
    assert listed(tmp_path, json.dumps([row])) == expected
    assert listed(tmp_path, table) == expected


def test_a_row_goes_before_the_defaults(tmp_path: Path) -> None:
    rows = [{"file": "a"}, {"file": "b", "publisher": "Own", "language": None}]

    found = listed(tmp_path, json.dumps(rows), CaptureOptions(publisher="All", language="en"))

    assert [options.publisher for _, options in found] == ["All", "Own"]
    assert {options.language for _, options in found} == {"en"}


def test_every_bad_row_is_named_with_its_number(tmp_path: Path) -> None:
    rows = [
        {"file": "a", "id": "same"},
        {"id": "b"},
        "c",
        {"file": "d", "published": "21 November"},
        {"file": "e", "date": "2022"},
        {"file": 5},
        {"file": "g", "id": "same"},
    ]

    said = refusal(tmp_path, json.dumps(rows))

    assert "Row 1:" not in said
    assert "Row 2: It names no file." in said
    assert "Row 3: It is no object." in said
    assert "Row 4: '21 November' is no date of publication. Give it in ISO 8601" in said
    assert "Row 5: 'date' is no known column." in said
    assert "Row 6: Its 'file' is no text." in said
    assert "Row 7: Its id 'same' is that of row 1." in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "empty"),
        ("", "no column 'file'"),
        ("file\n", "empty"),
        ("{}", "JSON object"),
        ("[{]", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ("name,title\na,b\n", "no column 'file'"),
        ('file\n"a', "no valid CSV"),
        ("file,id\na,b,c\n", "Row 1: It has more cells than there are headings"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(tmp_path, text)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="cannot be opened"):
        read_manifest(tmp_path / "none", NO_DEFAULTS)
