"""Russian, Ukrainian and English are told apart, whatever a page declares."""

import pytest

from sayso.capture.language import tell_language
from sayso.errors import LanguageError

RUSSIAN = "Двое солдат отказались воевать и были задержаны, сообщили родственники."
UKRAINIAN = "Двоє солдатів відмовилися воювати і їх затримали, повідомили родичі."
ENGLISH = "Two soldiers refused to fight and were detained, their relatives said."


@pytest.mark.parametrize("declared", [None, "en", "ru", "uk"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        (ENGLISH, "en"),
        ("Это был обыск.", "ru"),
        ("Її затримали вчора.", "uk"),
        (f"🔴 {RUSSIAN} https://t.me/some_long_channel_name/12345 @another_channel #news", "ru"),
        (f"{UKRAINIAN} {UKRAINIAN} «Мы вас не выпустим», — сказали им.", "uk"),
        (f"{RUSSIAN} {RUSSIAN} Посёлок Зайцеве, улица Шевченко, «Київ».", "ru"),
    ],
)
def test_letters_tell_the_language_whatever_is_declared(
    text: str, language: str, declared: str | None
) -> None:
    assert tell_language(text, declared) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Двое салдат адмовіліся ваяваць і былі затрыманыя, паведамілі сваякі ўчора ў Мінску.",
            "be",
        ),
        ("Двама войници отказаха да се бият и бяха задържани, съобщиха роднини на мъжете.", "bg"),
        ("Екі сарбаз соғысудан бас тартып, ұсталды, деп хабарлады туыстары бүгін таңертең.", "kk"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("declared", [None, "ru"])
def test_other_languages_of_the_alphabet_are_not_taken_for_them(
    text: str, language: str, declared: str | None
) -> None:
    assert tell_language(text, declared) == language


def test_what_is_too_short_is_what_it_declares_or_is_asked_about() -> None:
    assert tell_language("Воно", "uk") == "uk"
    with pytest.raises(LanguageError, match="too little text"):
        tell_language("Воно", None)


def test_a_declared_language_of_other_letters_still_counts() -> None:
    assert tell_language("Zwei Soldaten weigerten sich zu kämpfen.", "de") == "de"
