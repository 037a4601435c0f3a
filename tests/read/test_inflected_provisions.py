"""Articles of law in Russian and Ukrainian reports."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.capture.options import CaptureOptions
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.packs.pack import get_pack
from sayso.read.inflected.provisions import read_provisions
from sayso.records.event import CheckKind
from sayso.records.selector import Span
from sayso.records.value import Provision
from sayso.workbench.reading import Workbench


def read(code: str, text: str, places: dict[Span, str] | None = None) -> tuple[Provision, ...]:
    packs = (get_pack("military-refusal"),)
    parse = load_inflected(code).parse(text)
    return read_provisions(parse, get_language(code), packs, places or {})


def say(provision: Provision) -> str:
    """Say a provision in short: "RU-CC 332 part 2.1"."""
    said = f"{provision.code} {provision.article}"
    said += "" if provision.part is None else f" part {provision.part}"
    return said + ("" if provision.paragraph is None else f" paragraph {provision.paragraph}")


CASES = [
    ("ru", "Его обвинили по ч. 2.1 ст. 332 УК РФ.", ["RU-CC 332 part 2.1"]),
    ("ru", "ч.2.1 ст.332 УК РФ", ["RU-CC 332 part 2.1"]),
    ("ru", "Часть 5 статьи 337 Уголовного кодекса России.", ["RU-CC 337 part 5"]),
    ("ru", "Часть пятая статьи 337 УК РФ.", ["RU-CC 337 part 5"]),
    ("ru", "По п. «б» ч. 2 ст. 105 УК РФ.", ["RU-CC 105 part 2 paragraph б"]),
    ("ru", "Статьи 337 и 338 УК РФ.", ["RU-CC 337", "RU-CC 338"]),
    ("ru", "ч. 3 ст. 30, ч. 1 ст. 281 УК РФ", ["RU-CC 30 part 3", "RU-CC 281 part 1"]),
    ("ru", "ч. 1, 2 ст. 337 УК РФ", ["RU-CC 337 part 1", "RU-CC 337 part 2"]),
    ("ru", "ст. 337 (ч. 5) УК РФ", ["RU-CC 337 part 5"]),
    ("ru", "ст. 332.2.1 УК РФ", ["RU-CC 332 part 2.1"]),
    ("ru", "Дело по 207.3 УК РФ.", ["RU-CC 207.3"]),
    ("ru", "Статья 361-4 УК Беларуси.", ["BY-CC 361-4"]),
    ("ru", "Его оштрафовали по ст. 20.3.3 КоАП РФ.", ["RU-CAO 20.3.3"]),
    ("ru", "Судят по ст. 402 УК Украины.", ["UA-CC 402"]),
    ("ru", "Статья 9 Европейской конвенции.", ["None 9"]),
    ("ru", "Статья 5 закона о связи.", ["None 5"]),
    ("ru", "Ст. 338 УК РФ. По ч. 3 этой статьи судят.", ["RU-CC 338", "RU-CC 338 part 3"]),
    ("ru", "Ст. 338 УК РФ и ч. 5 ст. 337 УК.", ["RU-CC 338", "RU-CC 337 part 5"]),
    ("ru", "Российский суд судил его по статье 337 УК.", ["RU-CC 337"]),
    ("ru", "Российский суд судил его по статье о дезертирстве.", ["RU-CC 338"]),
    ("ru", "Украинский суд судил его по статье о дезертирстве.", ["UA-CC 408"]),
    ("uk", "За частиною 4 статті 408 Кримінального кодексу України.", ["UA-CC 408 part 4"]),
    ("uk", "ч. 5 ст. 407 КК України, ст. 336 КК", ["UA-CC 407 part 5", "UA-CC 336"]),
    ("uk", "ст. 436² та 111-1 КК України", ["UA-CC 436-2", "UA-CC 111-1"]),
    ("uk", "Стаття 338 КК РФ.", ["RU-CC 338"]),
    ("uk", "Слідчі ДБР: ч. 4 ст. 402 КК.", ["UA-CC 402 part 4"]),
    ("uk", "Стаття 210 КУпАП.", ["UA-CAO 210"]),
    ("uk", "Йому закидають ст. 402 ККУ.", ["UA-CC 402"]),
    ("uk", "Український суд: стаття про державну зраду.", ["UA-CC 111"]),
]


@pytest.mark.parametrize(("code", "text", "told"), CASES)
def test_an_article_is_told_with_its_law_and_its_part(
    code: str, text: str, told: list[str]
) -> None:
    found = read(code, text)

    assert [say(it) for it in found] == told
    assert all(text[it.span.begin : it.span.end] == it.text for it in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Он написал статью. 20 человек её прочли."),
        ("ru", "В статье 5 способов уйти."),
        ("ru", "В статье 2022 года об этом ни слова."),
        ("ru", "Он служит в воинской части 12345."),
        ("ru", "Вышла вторая часть статьи."),
        ("uk", "У статті 5 порад."),
        ("uk", "Військова частина 1234."),
    ],
)
def test_a_magazine_has_articles_too_and_an_army_parts(code: str, text: str) -> None:
    assert not read(code, text)


def test_whose_law_it_is_stays_open_where_the_report_does_not_tell() -> None:
    for text in (
        "Его судят по ст. 337 УК.",
        "Россия и Украина спорят. Его судят по ст. 337 УК.",
        "Суд в оккупированном Донецке осудил россиянина по ст. 337 УК.",
    ):
        (found,) = read("ru", text)

        assert (found.code, found.jurisdiction, found.article) == (None, None, "337")


def test_the_place_of_a_court_tells_whose_law_it_applies() -> None:
    text = "Суд в Ростове осудил солдата по ст. 337 УК."
    begin = text.index("Ростове")

    (found,) = read("ru", text, {Span(begin, begin + 7): "RU"})

    assert found.code == "RU-CC"


def test_an_offence_is_in_the_words_of_the_report_else_of_the_pack_in_its_language() -> None:
    told = [
        ("ru", "Ст. 337 УК РФ (уход из части).", "уход из части"),
        (
            "ru",
            "Ст. 337 УК РФ (он не признаёт вину).",
            "самовольное оставление части или места службы",
        ),
        ("ru", "Ст. 338 УК РФ.", "дезертирство"),
        ("uk", "Ст. 402 КК України.", "непокора"),
    ]
    for code, text, offence in told:
        (found,) = read(code, text)

        assert found.offence == offence


LAW = "ст. ч. п. статья части статті 337 2.1 5 УК РФ и , ( ) « » этой статьи закона 20 человек"
WORDS = f"{LAW} КК України Кримінального кодексу о дезертирстве 111-1 436² пункт а б".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["ru", "uk"]))
def test_no_row_of_words_of_the_law_is_too_much(words: list[str], code: str) -> None:
    text = " ".join(words)

    for provision in read(code, text):
        assert text[provision.span.begin : provision.span.end] == provision.text
        assert provision.article is not None


@pytest.mark.parametrize(
    ("most", "asked"), [("семи", True), ("трёх", False)], ids=["too much", "as the law says"]
)
def test_a_penalty_that_the_law_does_not_threaten_is_asked_about_in_russian_too(
    most: str, asked: bool, workbench: Workbench
) -> None:
    text = (
        "В Москве завели дело против солдата Артёма Носова. "
        f"По ч. 2.1 ст. 332 УК РФ ему грозит до {most} лет лишения свободы."
    )
    options = CaptureOptions(language="ru", published="2023-03-05")

    reading = workbench.read(workbench.capture_text(text, options))

    kinds = {check.kind for check in reading.checks}
    assert (CheckKind.PENALTY_MISMATCH in kinds) is asked
