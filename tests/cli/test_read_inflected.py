"""`sayso read` of a Russian and a Ukrainian report."""

import json
from pathlib import Path

import jsonschema
import pytest

from sayso.cli.main import main
from sayso.publish.reading_json import schema

RUSSIAN = """Двое контрактников задержаны под Волжском, сообщает телеграм-канал «Нижний берег» \
со ссылкой на родственников солдат. Это произошло в ночь на 9 марта.

«Военная полиция пришла за мужем ночью, мне не дали собрать вещи», — рассказала «Речному вестнику» \
жена одного из них Ирина Сорокина. Её мужа увезли в сторону Волгограда.

Представитель гарнизона опроверг, что на базе удерживают солдат. В прокуратуре отказались \
комментировать задержание.
"""
UKRAINIAN = """Двоє військових відмовилися повертатися на позиції, повідомляє видання \
«Сумська хвиля» з посиланням на їхніх рідних. Це сталося в ніч на 9 березня.

«Чоловіка забрали просто з дому, мені нічого не пояснили», — розповіла «Річковому віснику» \
дружина одного з них Оксана Гриценко. Його повезли в бік Полтави.

Речник бригади спростував, що на базі когось утримують. У прокуратурі відмовилися \
коментувати затримання.
"""
REPORTS = pytest.mark.parametrize(
    ("language", "text", "quoted", "denied", "kind"),
    [
        ("ru", RUSSIAN, "Военная полиция пришла", "на базе удерживают", "relative"),
        ("uk", UKRAINIAN, "Чоловіка забрали", "на базі когось", "relative"),
    ],
)


def read(path: Path, capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["read", str(path), *args]) == 0
    return capsys.readouterr().out


@REPORTS
def test_every_statement_has_its_sources(
    language: str,
    text: str,
    quoted: str,
    denied: str,
    kind: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")

    reading = json.loads(read(path, capsys, "--format", "json"))

    jsonschema.validate(reading, schema())
    assert reading["report"]["language"] == language
    claims = reading["claims"]
    [wife] = [one for one in claims if quoted in one["content"]["text"]]
    assert (wife["style"], wife["chain"][-1]["kind"]) == ("direct", kind)
    [denial] = [one for one in claims if denied in one["content"]["text"]]
    spokesman = denial["chain"][-1]
    assert (denial["polarity"], spokesman["kind"]) == ("negative", "official")
    assert spokesman["entity"] in {entity["id"] for entity in reading["entities"]}
    assert any(one["style"] == "own" for one in claims)
    body = reading["report"]["text"]
    for claim in claims:
        for passage in (claim["source"], claim["cue"], claim["content"]):
            if passage is not None:
                assert passage["text"] == " ".join(body[b:e] for b, e in passage["spans"])


def test_a_page_that_declares_the_wrong_language_is_read_in_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in UKRAINIAN.split("\n\n"))
    path.write_text(
        f'<html lang="ru"><title>Затримання</title><article>{body}</article></html>',
        encoding="utf-8",
    )

    assert json.loads(read(path, capsys, "--format", "json"))["report"]["language"] == "uk"


MIXED = """Канал «Нижний берег» пишет, что под Волжском стреляли по военным.
У Сумах обстріл пошкодив школу, повідомила мерія міста в четвер.
Według władz miasta zginęły trzy osoby, a szkoła została zniszczona.
"""


def test_each_paragraph_is_read_in_its_own_language_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "post.txt"
    path.write_text(MIXED, encoding="utf-8")

    reading = json.loads(read(path, capsys, "--language", "ru", "--format", "json"))
    page = read(path, capsys, "--language", "ru")

    jsonschema.validate(reading, schema())
    body = reading["report"]["text"]
    assert [
        (body[slice(*it["span"])].split()[0], it["language"], it["read"])
        for it in reading["languages"]
    ] == [("Канал", "ru", True), ("У", "uk", True), ("Według", "pl", False)]
    assert [claim["content"]["text"] for claim in reading["claims"]] == [
        "под Волжском стреляли по военным",
        "У Сумах обстріл пошкодив школу",
    ]
    assert [maker["name"] for maker in reading["made_by"]["languages"]] == ["lang-ru", "lang-uk"]
    assert "Not read: 1 passage in a language that sayso does not read (pl)" in " ".join(
        page.split()
    )


def list_events(
    text: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> set[tuple[str, str, str]]:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    reading = json.loads(read(path, capsys, "--language", language, "--format", "json"))
    names = {entity["id"]: entity["name"] for entity in reading["entities"]}
    return {
        (event["type"], one["role"], names[one["entity"]])
        for event in reading["events"]
        for one in event["participants"]
    }


def test_who_only_tells_of_it_has_no_part_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Солдата Ивана Орлова задержали. По словам жены Орлова, Дарьи, мужа увезли в комендатуру."
    )

    events = list_events(text, "ru", tmp_path, capsys)

    assert events == {("detention", "subject", "Иван Орлов")}


def test_a_case_over_the_dead_is_not_against_who_was_detained_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Ивана Орлова задержали в Самаре. Три человека погибли при обстреле, возбуждено "
        "уголовное дело."
    )

    events = list_events(text, "ru", tmp_path, capsys)

    assert ("detention", "subject", "Иван Орлов") in events
    assert not any(kind == "case_opened" for kind, _, _ in events)
