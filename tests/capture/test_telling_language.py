"""Russian, Ukrainian and English are told apart, whatever a page declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.language import tell_language, tell_paragraph_languages
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


@pytest.mark.parametrize("declared", [None, "en", "ru", "uk"])
@pytest.mark.parametrize(
    "text",
    [
        "Суд прызнаў мужчыну вінаватым і пакараў яго двума гадамі калоніі, паведамілі сваякі.",
        "Сот ер адамды екі жылға бас бостандығынан айырды, оның адвокаты үкімге шағымданады.",
        "Съдът призна мъжа за виновен и го осъди на две години затвор, каза адвокатът му вчера.",
        "Суд је прогласио мушкарца кривим и осудио га на две године затвора, рекао је адвокат.",
        "Судот го прогласи мажот за виновен и го осуди на две години затвор, рече адвокатот.",
        "Суд уни айбдор деб топди ва икки йилга озодликдан маҳрум қилди, деди адвокати бугун.",
        "სასამართლომ მამაკაცი დამნაშავედ ცნო და ორი წლით თავისუფლების აღკვეთა მიუსაჯა გუშინ.",
        "Sąd uznał mężczyznę za winnego i skazał go na dwa lata więzienia, powiedział adwokat.",
        "Das Gericht sprach den Mann schuldig und verurteilte ihn zu zwei Jahren Haft, hieß es.",
        "Суьдо стаг бехке лерина, шина шарна чувоьллина, цуьнан адвоката аьлла суьдан сацам.",
    ],
)
def test_no_language_is_taken_for_one_that_is_read(text: str, declared: str | None) -> None:
    try:
        told = tell_language(text, declared)
    except LanguageError:
        return

    assert told not in {"en", "ru", "uk"}


@pytest.mark.parametrize(
    ("lines", "main", "wanted"),
    [
        ([RUSSIAN, UKRAINIAN, RUSSIAN], "ru", ["ru", "uk", "ru"]),
        ([RUSSIAN, "", "Хроника, 5 мая", UKRAINIAN], "ru", ["ru", "ru", "ru", "uk"]),
        ([UKRAINIAN, "5 травня", UKRAINIAN, ENGLISH], "uk", ["uk", "uk", "uk", "en"]),
        (["Фото", "Видео"], "ru", ["ru", "ru"]),
        (
            [f"{RUSSIAN} «Ми не поїдемо звідси, бо її затримали», — сказала женщина журналистам."],
            "ru",
            ["ru"],
        ),
        (["Its channel: @long_name https://t.me/long_name/1", RUSSIAN], "ru", ["ru", "ru"]),
        (
            [ENGLISH, "“My brother never ran away from them,” Alfira Karimova told the news site "
             "Kama Segodnya. “He was asleep at home when they came.”"],
            "en",
            ["en", "en"],
        ),
        (["John Smith, Mary Black, Human Rights Watch", UKRAINIAN], "uk", ["uk", "uk"]),
        ([RUSSIAN, "Екі сарбаз соғысудан бас тартып, ұсталды, деп хабарлады туыстары бүгін."],
         "ru", ["ru", "kk"]),
        (["Та шо ты мені кажеш, я ж його вчора бачив, він каже шо завтра їдемо на полігон."],
         "uk", ["uk"]),
    ],
)  # fmt: skip
def test_every_paragraph_is_in_a_language(lines: list[str], main: str, wanted: list[str]) -> None:
    assert list(tell_paragraph_languages("\n".join(lines), main)) == wanted


OTHERS = {
    "be": "Жыхар Гомеля адмовіўся ваяваць, паведаміла яго жонка. Мужа трымаюць у падвале.",
    "bg": "Съдът осъди войника на три години затвор, защото отказа да служи. Каза го адвокатът му.",
    "sr": "Војник је одбио да ратује, рекла је његова жена. Полиција га држи у затвору.",
    "mk": "Војникот одби да војува, изјави неговата сопруга. Полицијата го држи во затвор.",
    "kk": "Сарбаз соғысудан бас тартты, деді оның әйелі. Оны полиция өткен аптада ұстады.",
}


@pytest.mark.parametrize(("main", "told"), [("ru", RUSSIAN), ("uk", UKRAINIAN)])
@pytest.mark.parametrize("other", sorted(OTHERS))
def test_a_paragraph_in_a_language_that_is_not_read_is_told(
    main: str, told: str, other: str
) -> None:
    text = f"{told}\n{OTHERS[other]}\n{told}"

    assert tell_paragraph_languages(text, main) == (main, other, main)


@pytest.mark.parametrize("declared", [None, "uk"])
def test_a_letter_of_neither_decides_in_short_texts_unless_a_name_has_it(
    declared: str | None,
) -> None:
    belarusian = "Салдат Раман Ткачук не вярнуўся. Яго затрымалі."

    assert tell_language(belarusian, declared) == "be"
    assert tell_paragraph_languages(f"{UKRAINIAN}\n{belarusian}", "uk") == ("uk", "be")
    assert tell_language(f"{RUSSIAN} {RUSSIAN} Ждут Қасыма.", None) == "ru"


def test_a_report_in_several_languages_is_in_that_of_most_letters_that_are_read() -> None:
    polish = "Rzecznik sądu nie potwierdził zatrzymania mężczyzny, powiedział adwokat."
    text = f"{RUSSIAN}\n\n{UKRAINIAN} {UKRAINIAN}\n\n{polish} {polish}"

    assert tell_language(text, None) == "uk"


@given(st.text(), st.sampled_from(["en", "ru", "uk"]))
def test_there_is_one_language_for_every_line(text: str, main: str) -> None:
    assert len(tell_paragraph_languages(text, main)) == text.count("\n") + 1
