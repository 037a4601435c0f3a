"""Which languages are read, and how far; words in all their forms."""

import pytest

from sayso.errors import LanguageError
from sayso.lang.language import SUPPORTED, get_language
from sayso.lang.wordforms import compile_forms


def test_languages_say_how_their_words_tell_roles() -> None:
    grammars = {code: get_language(code).grammar for code in SUPPORTED}

    assert grammars == {"en": "analytic", "ru": "inflected", "uk": "inflected"}


def test_a_language_that_is_not_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(LanguageError, match="does not read the language 'pl' yet"):
        get_language("pl")


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("опроверг*", "Он ОПРОВЕРГЛА это", "ОПРОВЕРГЛА"),
        ("опроверг*", "неопровергнутый", None),
        ("*лась", "Она отказалась.", "отказалась"),
        ("*л", "л и м", None),
        ("СК", "из СК и скота", "СК"),
        ("СК", "скот и ск", None),
        ("Кремл*", "в КРЕМЛЕ", "КРЕМЛЕ"),
        ("осужденн*", "осуждённый", "осуждённый"),
        ("об'єднан*", "об’єднання", "об’єднання"),
        (
            "отказ* ... комментир*",
            "отказалась в четверг это комментировать",
            "отказалась в четверг это комментировать",
        ),
        ("отказ* ... комментир*", "отказ в том, что суд и его люди потом комментировали", None),
        ("не  подтвер*", "не\nподтвердил", "не\nподтвердил"),
    ],
)  # fmt: skip
def test_a_form_finds_the_words_that_it_stands_for(form: str, text: str, found: str | None) -> None:
    match = compile_forms((form,)).search(text)

    assert (match and match[0]) == found
    assert compile_forms(()).search(text) is None
