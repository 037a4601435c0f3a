"""When, how long and how often in Russian and Ukrainian: what no text may break."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.times import read_times
from sayso.records.value import TimeExpression

PUBLISHED = "2022-11-21"  # a Monday
LANGUAGES = ("ru", "uk")
# Words of which times are made, and words beside which they change.
RUSSIAN = """
в на с до по за через около более ночь ночи утра день дня два три 5 24 2022 XX 2,5 14:30
05.03.2023 31.12.9998 года лет марта февраля среду пятницу субботу осенью прошлой
следующей неделе назад спустя этого того же каждый раз конце начале половине первой 90-е
22-го — – , . ( ) задержан будет обещал несколько полгода месяцев летний 32-летний сутки
накануне вчера сегодня Марта ё ’ İ ſ
"""
UKRAINIAN = """
у в на з до по за через близько понад ніч ночі ранку день дні два три 5 24 2022 XX 2,5
14:30 05.03.2023 31.12.9998 року років березня лютого середу п’ятницю неділю восени
минулої наступного тижня тому потому цього того ж кожного раз наприкінці початку половині
першій 90-ті 22-го — – , . ( ) затримано буде обіцяв кілька півроку місяців 32-річний доба
напередодні вчора сьогодні ё ' İ ſ
"""
WORDS = {"ru": RUSSIAN.split(), "uk": UKRAINIAN.split()}


def read(code: str, text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    return read_times(load_inflected(code).parse(text), get_language(code), published=published)


def shuffled(code: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[code]), max_size=40).map(" ".join)


@pytest.mark.parametrize("code", LANGUAGES)
@given(data=st.data(), published=st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31"]))
@settings(max_examples=150, deadline=None)
def test_any_words_give_times_that_quote_their_text_and_end_after_they_begin(
    code: str, data: st.DataObject, published: str | None
) -> None:
    text = data.draw(shuffled(code))

    for time in read(code, text, published):
        assert text[time.span.begin : time.span.end] == time.text
        readings = [(time.begin, time.end), *((a.begin, a.end) for a in time.alternatives)]
        for begin, end in readings:
            assert (begin is None) == (end is None)
            if begin is not None and end is not None:
                assert date.fromisoformat(begin) <= date.fromisoformat(end)


@pytest.mark.parametrize("code", LANGUAGES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_times(code: str, data: st.DataObject) -> None:
    text = data.draw(shuffled(code))

    assert read(code, text) == read(code, text)


@pytest.mark.parametrize("code", LANGUAGES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_times_never_overlap(code: str, data: st.DataObject) -> None:
    times = read(code, data.draw(shuffled(code)))

    ends = [0, *(time.span.end for time in times)]
    assert all(end <= time.span.begin for end, time in zip(ends, times, strict=False))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Это было в пятницу, на прошлой неделе, позавчера, два дня назад и в сентябре."),
        ("uk", "Це було у п'ятницю, минулого тижня, позавчора, два дні тому і у вересні."),
    ],
)
def test_without_a_day_of_publication_nothing_counted_from_it_has_days(
    code: str, text: str
) -> None:
    times = read(code, text, None)

    assert len(times) == 5
    assert {(time.begin, time.end) for time in times} == {(None, None)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "32-летний житель ушёл. Ему 32 года. Иванов, 45 лет, ушёл. Петрову было 19 лет."),
        ("ru", "Часть 2.1 статьи 332, в/ч 12345, 2000 рублей, дом 1937, 1500 мобилизованных."),
        ("ru", "Марта Коваль осталась в среде военных на улице 8 Марта."),
        ("ru", "Накануне войны они уехали через квартал."),
        ("uk", "32-річний мешканець пішов. Йому 32 роки. Іваненко, 45 років, пішов."),
        ("uk", "Частина 2.1 статті 332, в/ч 12345, 2000 гривень, 1500 мобілізованих."),
        ("uk", "На час війни він поїхав на північ і на південь, на південну дорогу."),
        ("uk", "Лютий бій тривав."),
    ],
)
def test_ages_articles_sums_and_names_are_no_times(code: str, text: str) -> None:
    assert read(code, text) == ()


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "Он провёл неделю и час.", {"P1W", "PT1H"}),
        ("uk", "Це було в неділю.", {"2022-11-20"}),
    ],
)
def test_words_that_both_languages_have_keep_their_own_meaning(
    code: str, text: str, value: set[str]
) -> None:
    assert {time.value for time in read(code, text)} <= value


@pytest.mark.parametrize(
    ("code", "text", "begins"),
    [
        ("ru", "12 мая он ушёл. За день до этого он звонил.", ["2022-05-12", "2022-05-11"]),
        ("ru", "12 мая он ушёл. В тот же день его видели.", ["2022-05-12", "2022-05-12"]),
        ("ru", "12 мая он ушёл. Три дня спустя его нашли.", ["2022-05-12", "2022-05-15"]),
        ("ru", "В марте 2021 года он ушёл, а в октябре вернулся.", ["2021-03-01", "2021-10-01"]),
        ("uk", "12 травня він пішов. За день до того він дзвонив.", ["2022-05-12", "2022-05-11"]),
        ("uk", "12 травня він пішов. Того ж дня його бачили.", ["2022-05-12", "2022-05-12"]),
        ("uk", "12 травня він пішов. Наступного дня його знайшли.", ["2022-05-12", "2022-05-13"]),
    ],
)
def test_a_time_is_counted_from_the_one_told_before(
    code: str, text: str, begins: list[str]
) -> None:
    times = read(code, text)

    assert [time.begin for time in times] == begins
    assert times[1].anchor == "t1"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Его судили в 1937 году. 5 марта 1938 года он умер. {} 5 марта 1939 года."),
        ("uk", "Його судили у 1937 році. 5 березня 1938 року він помер. {} 5 березня 1939 року."),
    ],
)
def test_a_day_of_a_story_of_years_long_past_is_of_that_story(code: str, text: str) -> None:
    day = {"ru": "12 мая открыли дело.", "uk": "12 травня відкрили справу."}[code]

    times = read(code, text.format(day) + " " + text.format("") + " " + text.format(""))

    assert [time.begin for time in times][2] == "1938-05-12"


@pytest.mark.parametrize("code", LANGUAGES)
def test_ten_thousand_words_of_one_phrase_are_read(code: str) -> None:
    phrase = {"ru": "в ночь на 5 марта два дня назад ", "uk": "у ніч на 5 березня два дні тому "}

    assert len(read(code, phrase[code] * 1250)) == 2500


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("ru", "3 ноября его вывезли, 7-го предъявили обвинение.", ["2022-11-03", "2022-11-07"]),
        ("ru", "28 октября его вывезли, а 3-го вернули.", ["2022-10-28", "2022-11-03"]),
        ("uk", "Його привели 5-го ввечері.", ["2022-11-05"]),
        ("ru", "Солдаты 7-го полка молчат.", []),
        # What somebody had been through does not say of which year the story is.
        (
            "ru",
            "Это Орлов, мобилизованный в марте 2021 года. 2 мая он отказался идти.",
            ["2021-03-01", "2022-05-02"],
        ),
    ],
)
def test_a_day_alone_is_of_the_month_that_is_told(code: str, text: str, days: list[str]) -> None:
    assert [it.begin for it in read(code, text)] == days
