"""Russian and Ukrainian words: what they are in their sentence, and what loads when."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.lang.engines import pins
from sayso.lang.engines.inflected.accents import Cleaned
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.inflected.plain import load_plain
from sayso.lang.engines.inflected.slovnet_models import load_slovnet
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

OURS = "slovnet navec razdel natasha pymorphy3 pytrovich shevchenko".split()  # noqa: SIM905


def parse(language: str, text: str) -> Parse:
    return load_inflected(language).parse(text)


def find(language: str, text: str, word: str) -> Token:
    return next(token for token in parse(language, text).tokens if token.text == word)


@pytest.mark.parametrize(
    ("language", "text", "word", "lemma", "pos"),
    [
        ("ru", "Суд допросил арестованного водителя.", "арестованного", "арестовать", "VERB"),
        ("ru", "Он был арестован.", "арестован", "арестовать", "VERB"),
        ("ru", "Он был арестован.", "был", "быть", "AUX"),
        ("ru", "Жена мобилизованного плачет.", "мобилизованного", "мобилизованный", "NOUN"),
        ("ru", "Он писал Ольге Дегтярёвой.", "Дегтярёвой", "дегтярёва", "PROPN"),
        ("ru", "Это письмо Юрия Дегтярёва.", "Дегтярёва", "дегтярёв", "PROPN"),
        ("ru", "Их держат в СИЗО.", "СИЗО", "сизо", "NOUN"),
        ("ru", "Людей избили.", "Людей", "человек", "NOUN"),
        ("uk", "Суд допитав заарештованого водія.", "заарештованого", "заарештувати", "VERB"),
        ("uk", "Його було затримано.", "затримано", "затримати", "VERB"),
        ("uk", "Це лист Юрія Дегтярьова.", "Дегтярьова", "дегтярьов", "PROPN"),
        ("uk", "Він писав Тетяні Дегтярьовій.", "Дегтярьовій", "дегтярьова", "PROPN"),
        ("uk", "Дружина мобілізованого плаче.", "мобілізованого", "мобілізований", "NOUN"),
    ],
)
def test_a_word_has_its_dictionary_form(
    language: str, text: str, word: str, lemma: str, pos: str
) -> None:
    token = find(language, text, word)

    assert (token.lemma, token.pos) == (lemma, pos)


@pytest.mark.parametrize(
    ("language", "text", "word", "case"),
    [
        ("ru", "Адвокат Юрия Дегтярёва молчит.", "Дегтярёва", "Gen"),
        ("ru", "Татьяна Дегтярёва молчит.", "Дегтярёва", "Nom"),
        ("ru", "Их увезли в Луганскую область.", "область", "Acc"),
        ("uk", "Адвокат Юрія Дегтярьова мовчить.", "Дегтярьова", "Gen"),
        ("uk", "Тетяна Дегтярьова мовчить.", "Дегтярьова", "Nom"),
        ("uk", "Його заарештували в Луганській області.", "області", "Loc"),
        ("uk", "Суд засудив його до двох років.", "років", "Gen"),
        ("uk", "Обстріляли село за річкою.", "річкою", "Ins"),
        ("uk", "За словами військової, хлопців побили.", "словами", "Ins"),
        ("uk", "Прокурор вимагає тюрми для солдата.", "солдата", "Gen"),
    ],
)
def test_a_word_stands_in_its_case(language: str, text: str, word: str, case: str) -> None:
    assert get_morph(find(language, text, word).tag).case == case


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize(
    "word",
    ["ВСУ", "ТЦК", "СИЗО", "в/ч", "@kanal_news", "#суд", "https://t.me/kanal/12", "👨‍👩‍👧", "🇺🇦",
     "❤️", "Ростове-на-Дону", "01.02.2024", "2.1"],
)  # fmt: skip
def test_what_belongs_together_is_one_word(language: str, word: str) -> None:
    assert word in [token.text for token in parse(language, f"Тут {word} там.").tokens]


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("ru", "Об этом сказал Д. Ковалёв.", "Д. Ковалёв"),
        ("ru", "Об этом сказал Ковалёв Д. А. журналистам.", "Ковалёв Д. А."),
        ("ru", "Адвокат Анна Белова-Громова молчит.", "Анна Белова-Громова"),
        ("ru", "Об этом сказал А.Б.Белов журналистам.", "А.Б.Белов"),
        ("uk", "Про це сказав Д. Ковальов.", "Д. Ковальов"),
        ("uk", "За словами Марії Іванівни Гребенюк, його немає.", "Марії Іванівни Гребенюк"),
    ],
)
def test_people_are_named_whole(language: str, text: str, person: str) -> None:
    read = parse(language, text)
    found = [read.words(name.first, name.last) for name in read.names if name.label == "PERSON"]

    assert found == [person]


def test_other_readings_of_a_form_are_kept() -> None:
    read = parse("uk", "Це лист Дегтярьова.")
    word = next(token for token in read.tokens if token.text == "Дегтярьова")

    genders = {get_morph(tag).gender for tag in (word.tag, *read.otherwise[word.i])}
    assert genders == {"Masc", "Fem"}


SCRAPS = st.sampled_from(
    ["Суд", "Дегтярёва", "Дегтярьова", "«", "»", ". ", ", ", " ", "\n", "5", "в/ч", "😡", "@", "#",
     "ВСУ", "http://", "́", "їхав", "John", "-", "—", "Х" * 600, "\u200d"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(SCRAPS, max_size=25), st.sampled_from(["ru", "uk"]))
def test_every_word_stands_where_it_is_said_to(scraps: list[str], language: str) -> None:
    text = "".join(scraps)

    read = parse(language, text)

    assert "".join(token.text for token in read.tokens) == "".join(text.split())
    assert all(text[token.begin : token.end] == token.text for token in read.tokens)
    assert all(one.last < other.first for one, other in pairwise(read.names))
    assert all(0 <= one.first <= one.last < len(read.tokens) for one in read.names)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=80), st.sampled_from(["ru", "uk"]))
def test_any_text_is_read(text: str, language: str) -> None:
    read = parse(language, text)

    assert all(text[token.begin : token.end] == token.text for token in read.tokens)


def test_the_models_are_named_with_version_and_hash() -> None:
    russian = {maker.name: maker for maker in load_inflected("ru").makers}
    ukrainian = {maker.name for maker in load_inflected("uk").makers}

    assert russian["natasha_news"].sha256 is not None
    assert russian["slovnet"].version
    assert russian["pymorphy3_dicts_ru"].version
    assert "natasha_news" not in ukrainian
    assert "pymorphy3_dicts_uk" in ukrainian


def test_other_weights_than_those_pinned_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(iter(pins.RUSSIAN.files))
    monkeypatch.setitem(pins.RUSSIAN.files, name, "0" * 64)

    with pytest.raises(ModelError, match="not the file that was pinned"):
        load_slovnet()


def list_loaded(code: str) -> set[str]:
    """Return which of the libraries for the two languages a new process loads."""
    script = f"import sys\n{code}\nprint(*sorted(set({OURS!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    return set(done.stdout.split())


def test_english_and_the_start_load_none_of_it() -> None:
    read = (
        "from sayso.capture.options import CaptureOptions\n"
        "from sayso.workbench.reading import Workbench\n"
        "bench = Workbench()\n"
        "text = 'Two soldiers refused to fight, their relatives said on Monday in Ufa.'\n"
        "bench.read(bench.capture_text(text, CaptureOptions(language='en')))"
    )

    assert list_loaded("import sayso") == set()
    assert list_loaded(read) == set()


def test_ukrainian_loads_no_russian_model() -> None:
    read = (
        "from sayso.lang.engines.inflected.engine import load_inflected\n"
        "load_inflected('uk').parse('Його затримали.')"
    )

    assert list_loaded(read) == {"pymorphy3"}


@pytest.mark.parametrize(
    ("code", "plain", "written"),
    [
        ("ru", "Ковалева арестовали в Самаре", "Ковалёва арестова\u0301ли в Сама\u0301ре"),
        ("ru", "Ковалева арестовали в Самаре", "Ковaлева aрестовали в Сaмаре"),
        ("uk", "Коваленка затримали в Полтаві", "Ковале\u0301нка затри\u0301мали в Полта\u0301ві"),
        ("uk", "Коваленка затримали в Полтаві", "Кoвaленка зaтримали в Пoлтaвi"),
    ],
)
def test_stress_marks_and_letters_that_look_alike_change_no_word(
    code: str, plain: str, written: str
) -> None:
    engine = load_inflected(code)
    plainly, parse = engine.parse(f"{plain}."), engine.parse(f"{written}.")

    assert parse.text == f"{written}."
    assert [token.text for token in parse.tokens] == [*written.split(), "."]
    assert all(parse.text[one.begin : one.end] == one.text for one in parse.tokens)
    assert [(one.lemma.replace("ё", "е"), one.pos, one.tag) for one in parse.tokens] == [
        (one.lemma.replace("ё", "е"), one.pos, one.tag) for one in plainly.tokens
    ]
    assert parse.names == plainly.names


@given(st.text(alphabet="ае\u0301a\u00e1c@ \n«».Иv5"))
def test_every_word_stands_where_it_was_written(text: str) -> None:
    cleaned = Cleaned.make(text)
    if cleaned is None:
        return
    parse = cleaned.restore(load_plain("ru").parse(cleaned.text))

    assert all(text[one.begin : one.end] == one.text for one in parse.tokens)
    assert all(text[one.begin : one.end] for one in (*parse.paragraphs, *parse.quotes))


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ru", "Солдат Иван Ковалёв отказался воевать.", "Sing"),
        ("ru", "Солдат Павел Зимин вернулся домой.", "Sing"),
        ("ru", "Среди солдат Иван Ковалёв был старшим.", "Plur"),
        ("uk", "Солдат Іван Коваленко відмовився воювати.", "Sing"),
    ],
)
def test_who_is_named_behind_his_rank_is_one(language: str, text: str, number: str) -> None:
    word = find(language, text, "солдат" if "солдат" in text else "Солдат")

    assert get_morph(word.tag).number == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Солдат отказался воевать.", "Sing"),
        ("«Солдат, который сбежал, молчит.", "Sing"),
        ("Солдат отправил на штурм командир.", "Plur"),
        ("Солдат увезли.", "Plur"),
        ("Солдат нет.", "Plur"),
    ],
)
def test_the_verb_tells_whether_soldat_is_one(text: str, number: str) -> None:
    parse = load_inflected("ru").parse(text)
    soldier = next(token for token in parse.tokens if token.text == "Солдат")

    assert f"Number={number}" in soldier.tag
