"""Which reports are others translated, as the real reader reads invented ones."""

import hashlib
import random
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sayso.reconcile.origins.copies import find_copies
from sayso.reconcile.origins.copy_facts import find_concept, get_skeleton, is_same_name
from sayso.reconcile.origins.copy_keys import list_copy_keys
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.reading import Workbench

STORIES: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(
    Path(__file__).with_name("translated.toml").read_text("utf-8")
)


def make_report(name: str, told: Mapping[str, str]) -> Report:
    return Report(
        id=name,
        title=None,
        publisher=told["publisher"],
        url=None,
        published=told["published"],
        captured=None,
        language=told["language"],
        sha256=hashlib.sha256(told["text"].encode()).hexdigest(),
        text=told["text"],
    )


@pytest.fixture(scope="module")
def stories(workbench: Workbench) -> Mapping[str, Mapping[str, Reading]]:
    return {
        story: {name: workbench.read(make_report(name, told)) for name, told in reports.items()}
        for story, reports in STORIES.items()
    }


@pytest.mark.parametrize("story", sorted(STORIES))
def test_translations_are_told_from_accounts_of_ones_own(
    stories: Mapping[str, Mapping[str, Reading]], story: str
) -> None:
    readings = stories[story]
    names = {it.report.sha256: name for name, it in readings.items()}

    found = {
        (names[it.of], names[it.report], it.way) for it in find_copies(tuple(readings.values()))
    }

    assert found == {
        (told["of"], name, told.get("way", "translation"))
        for name, told in STORIES[story].items()
        if "of" in told
    }


def test_all_stories_together_in_any_order_give_the_same(
    stories: Mapping[str, Mapping[str, Reading]],
) -> None:
    readings = [it for story in stories.values() for it in story.values()]
    apart = {it for story in stories.values() for it in find_copies(tuple(story.values()))}

    together = find_copies(readings)
    random.Random(4).shuffle(readings)

    assert find_copies(readings) == together
    assert {(it.of, it.report) for it in together} == {(it.of, it.report) for it in apart}


def test_a_translated_sentence_leads_to_the_one_it_repeats(
    stories: Mapping[str, Mapping[str, Reading]],
) -> None:
    original, translated = (stories["desertion"][name] for name in ("ru_a", "en_tr"))
    (copying,) = find_copies((original, translated))
    at = translated.report.text.index("detained on February 2")

    (found,) = [(begin, end) for begin, end, low, high in copying.pairs if low <= at < high]

    assert original.report.text[slice(*found)].strip() == "Его задержали 2 февраля."


def test_reports_that_share_sentences_share_a_key(
    stories: Mapping[str, Mapping[str, Reading]], workbench: Workbench
) -> None:
    original = stories["strike"]["en0"]
    told: dict[str, Any] = dict(STORIES["strike"]["en0"])
    told["text"] = "Two die on a bus\n" + told["text"].replace("Thursday morning", "Thursday")
    copy = workbench.read(make_report("copy", told))
    other = stories["wives"]["en_a"]

    assert set(list_copy_keys(copy)) & set(list_copy_keys(original))
    assert not set(list_copy_keys(copy)) & set(list_copy_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Зайцевого", "Zaitseve"), ("Lapshin", "Лапшина"), ("Кременною", "Кремінній")],
)
def test_a_name_is_known_again_in_any_case_and_script(one: str, other: str) -> None:
    assert is_same_name(get_skeleton(one), get_skeleton(other))


def test_names_of_others_are_others() -> None:
    assert not is_same_name(get_skeleton("Грачёв"), get_skeleton("Gushchin"))


@pytest.mark.parametrize(
    "words", [("lawyers", "адвоката", "адвокат"), ("beaten", "избили", "побили")]
)
def test_words_of_the_field_say_the_same_in_three_languages(words: tuple[str, ...]) -> None:
    assert len({find_concept(word) for word in words}) == 1
    assert find_concept(words[0]) is not None


def test_every_concept_has_words_in_both_scripts() -> None:
    path = Path("src/sayso/reconcile/origins/copy_concepts.toml")
    for concept, words in tomllib.loads(path.read_text("utf-8"))["concepts"].items():
        cyrillic = {bool(re.search("[а-яіїєґ]", word)) for word in words}

        assert cyrillic == {True, False}, concept
