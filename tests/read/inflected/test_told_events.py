"""Events of Russian and Ukrainian reports: what is told, of whom, by whom, when, how firmly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.packs.pack import get_pack
from sayso.read.inflected.events import read_events
from sayso.read.inflected.times import read_times
from sayso.records.finding import Telling
from sayso.records.parse import Parse

PACKS = (get_pack("military-refusal"),)


def _read(code: str, text: str) -> tuple[Parse, tuple[Telling, ...]]:
    parse = load_inflected(code).parse(text)
    return parse, read_events(parse, get_language(code), PACKS)


def _tell(code: str, text: str) -> list[tuple[str, str, list[str], list[str]]]:
    parse, tellings = _read(code, text)
    return [
        (
            telling.type,
            telling.status.value,
            [parse.tokens[i].text for i in telling.subjects],
            [parse.tokens[i].text for i in telling.actors],
        )
        for telling in tellings
    ]


@pytest.mark.parametrize(
    ("code", "text", "subjects", "actors"),
    [
        ("ru", "Полиция задержала Орлова.", ["Орлова"], ["Полиция"]),
        ("ru", "Орлова задержала полиция.", ["Орлова"], ["полиция"]),
        ("ru", "Орлов был задержан полицией.", ["Орлов"], ["полицией"]),
        ("ru", "Его задержали.", ["Его"], []),
        ("uk", "Адвентиста Богдана Лисюка затримали.", ["Лисюка"], []),
        (
            "uk",
            "Двоє невідомих уночі вивезли з двору фермера Сергія Бойчука.",
            ["Бойчука"],
            ["невідомих"],
        ),
        ("ru", "Задержание Орлова подтвердили.", ["Орлова"], []),
        ("ru", "Орлова и Сидорова задержали.", ["Орлова", "Сидорова"], []),
        ("ru", "Солдат, которого задержала полиция, болен.", ["Солдат"], ["полиция"]),
        ("ru", "Солдат, задержанный полицией, болен.", ["Солдат"], ["полицией"]),
        ("ru", "Орлов был задержан прошлой осенью.", ["Орлов"], []),
        ("ru", "Сына Марии Беловой задержали.", ["Сына"], []),
        ("ru", "Брата Ивана Орлова задержали.", ["Брата"], []),
        ("ru", "Солдата Ивана Орлова задержали.", ["Орлова"], []),
        ("uk", "Поліція затримала Орленка.", ["Орленка"], ["Поліція"]),
        ("uk", "Орленка затримала поліція.", ["Орленка"], ["поліція"]),
        ("uk", "Орленка було затримано поліцією.", ["Орленка"], ["поліцією"]),
        ("uk", "Його затримали.", ["Його"], []),
        ("uk", "Затримання Орленка підтвердили.", ["Орленка"], []),
        ("uk", "Солдат, якого затримала поліція, хворий.", ["Солдат"], ["поліція"]),
        ("uk", "Орленка затримали минулої осені.", ["Орленка"], []),
        ("ru", "Орлов и ещё трое солдат были задержаны.", ["Орлов", "солдат"], []),
        ("uk", "Поліція затримала Орленка за спробу знімати пікет.", ["Орленка"], ["Поліція"]),
        ("uk", "Орленка та ще двох солдатів затримали.", ["Орленка", "солдатів"], []),
    ],
)
def test_endings_tell_whom_it_befell_and_who_did_it(
    code: str, text: str, subjects: list[str], actors: list[str]
) -> None:
    assert _tell(code, text) == [("detention", "happened", subjects, actors)]


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("ru", "Орлова задержали.", "happened"),
        ("ru", "Орлова якобы задержали.", "alleged"),
        ("ru", "Орлова собираются задержать.", "intended"),
        ("ru", "Орлова задержат.", "expected"),
        ("ru", "Орлова должны задержать.", "expected"),
        ("ru", "Орлова могут задержать.", "conditional"),
        ("ru", "Если он вернётся, Орлова задержат.", "conditional"),
        ("ru", "Орлова бы задержали.", "conditional"),
        ("ru", "Орлова не задерживали.", "denied"),
        ("ru", "Министерство отрицает, что Орлова задержали.", "denied"),
        ("ru", "Министерство отрицает задержание Орлова.", "denied"),
        ("uk", "Орленка затримали.", "happened"),
        ("uk", "Орленка нібито затримали.", "alleged"),
        ("uk", "Орленка планують затримати.", "intended"),
        ("uk", "Орленка затримають.", "expected"),
        ("uk", "Орленка мають затримати.", "expected"),
        ("uk", "Орленка можуть затримати.", "conditional"),
        ("uk", "Якщо він повернеться, Орленка затримають.", "conditional"),
        ("uk", "Орленка не затримували.", "denied"),
        ("uk", "Міністерство заперечує, що Орленка затримали.", "denied"),
    ],
)
def test_only_what_is_told_as_done_has_happened(code: str, text: str, status: str) -> None:
    assert [told[1] for told in _tell(code, text)] == [status]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Приказано задержать Орлова."),
        ("ru", "Жена попросила освободить Орлова."),
        ("ru", "Задержите Орлова!"),
        ("ru", "Орлова задержали?"),
        ("ru", "Любого отказника задержат."),
        ("ru", "Власти не подтвердили, что Орлова задержали."),
        ("ru", "Орлов чуть не погиб."),
        ("ru", "Суд выдал ордер на арест Орлова."),
        ("ru", "Рейс задержали."),
        ("ru", "Задержанный солдат болен."),
        ("uk", "Наказано затримати Орленка."),
        ("uk", "Дружина попросила звільнити Орленка."),
        ("uk", "Орленка затримали?"),
        ("uk", "Влада не підтвердила, що Орленка затримали."),
        ("uk", "Рейс затримали."),
    ],
)
def test_orders_wishes_questions_and_things_tell_no_event(code: str, text: str) -> None:
    assert _tell(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "when"),
    [
        ("ru", "5 мая Орлова задержали, а 7 мая отпустили.", ["5 мая", "7 мая"]),
        ("ru", "5 мая Орлова задержали и увезли в отдел.", ["5 мая", "5 мая"]),
        ("ru", "Орлова, которого задержали 5 мая, отпустили.", ["5 мая", ""]),
        ("uk", "5 травня Орленка затримали, а 7 травня відпустили.", ["5 травня", "7 травня"]),
    ],
)
def test_an_event_is_dated_by_its_own_clause(code: str, text: str, when: list[str]) -> None:
    language = get_language(code)
    parse = load_inflected(code).parse(text)
    times = read_times(parse, language, published="2023-06-01")
    said = {time.span.begin: time.text for time in times}

    tellings = read_events(parse, language, PACKS, times)

    assert ["" if t.time is None else said[t.time] for t in tellings] == when


def test_events_in_brackets_and_titles_do_not_become_participants() -> None:
    told = _tell("ru", "По данным канала «Дно», Орлова (ст. 337 УК РФ) задержали.")

    assert told == [("detention", "happened", ["Орлова"], [])]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "Орлова",
                    "задержали",
                    "который",
                    "отказался",
                    "воевать",
                    ",",
                    ".",
                    "(",
                    ")",
                    ":",
                ),
                *("не", "если", "его", "и", "«", "»", "полиция", "задержанный", "300", "суд", "-"),
                *("что", "бы", "отказ", "дело", "в", "отношении", "?", "било", "№", "**"),
            ]
        ),
        max_size=25,
    )
)
def test_no_order_of_words_stops_the_reader(words: list[str]) -> None:
    for code in ("ru", "uk"):
        parse, tellings = _read(code, " ".join(words))
        for telling in tellings:
            known = (*telling.trigger, *telling.subjects, *telling.actors, *telling.places)
            assert all(0 <= i < len(parse.tokens) for i in known)


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("ru", "В прокуратуре заявили, что удерживаемых солдат нет.", "солдат"),
        ("uk", "У прокуратурі заявили, що утримуваних солдатів немає.", "солдатів"),
    ],
)
def test_who_says_that_there_are_none_such_denies(code: str, text: str, subject: str) -> None:
    assert _tell(code, text) == [("confinement", "denied", [subject], [])]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Двое детей погибли при пожаре. Следователи возбудили уголовное дело."),
        ("ru", "Сержант избил Орлова. Следователи возбудили уголовное дело."),
        ("ru", "Обстреляли Орловку, погиб водитель.\nВозбуждено уголовное дело."),
        ("ru", "Орлова держали в подвале. Прокуратура возбудила уголовное дело."),
        ("uk", "Загинула пенсіонерка. Поліція розпочала досудове розслідування."),
        ("uk", "Сержант побив Орленка. Слідчі відкрили кримінальне провадження."),
    ],
)
def test_no_case_is_understood_to_be_against_who_was_harmed(code: str, text: str) -> None:
    _, tellings = _read(code, text)

    (step,) = (telling for telling in tellings if telling.type == "case_opened")
    assert (step.subjects, step.understood) == ((), ())


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("ru", "Орлова задержали. Погиб водитель.\nВозбуждено уголовное дело.", "Орлова"),
        ("uk", "Орленка затримали. Загинув водій.\nВідкрито кримінальне провадження.", "Орленка"),
    ],
)
def test_a_case_is_understood_to_be_against_who_was_detained(
    code: str, text: str, subject: str
) -> None:
    parse, tellings = _read(code, text)

    (step,) = (telling for telling in tellings if telling.type == "case_opened")
    assert {parse.tokens[i].text for i in step.understood} == {subject}


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "ru",
            "Военные увезли из дома Петра Орлова и его жену Анну.",
            [("detention", "happened", ["Орлова", "Анну"], ["Военные"])],
        ),
        (
            "uk",
            "Озброєні люди забрали з дому Петра Орленка та його дружину Ганну.",
            [("detention", "happened", ["Орленка", "Ганну"], ["люди"])],
        ),
        (
            "ru",
            "Суд отменил приговор другому верующему, Льву Орлову.",
            [("appeal", "happened", ["Орлову"], ["Суд"])],
        ),
        (
            "uk",
            "Суд скасував вирок іншому віруючому, Левку Орленку.",
            [("appeal", "happened", ["Орленку"], ["Суд"])],
        ),
        ("uk", "Суд визнав його винним.", [("conviction", "happened", ["його"], ["Суд"])]),
        ("uk", "Сержант бив їх палицею.", [("ill_treatment", "happened", ["їх"], ["Сержант"])]),
        ("ru", "Орлова держали два месяца.", [("confinement", "happened", ["Орлова"], [])]),
        ("uk", "Орленка тримали два місяці.", [("confinement", "happened", ["Орленка"], [])]),
        ("ru", "Его повезли в сторону Донецка.", [("transfer", "happened", ["Его"], [])]),
        ("uk", "Його повезли в бік Донецька.", [("transfer", "happened", ["Його"], [])]),
        (
            "ru",
            "Орлов жаловался на жестокое обращение.",
            [("ill_treatment", "alleged", ["Орлов"], [])],
        ),
        ("uk", "Орленко скаржився на побиття.", [("ill_treatment", "alleged", ["Орленко"], [])]),
        (
            "uk",
            "Слідчий розслідує жорстоке поводження з Орленком.",
            [("ill_treatment", "happened", ["Орленком"], [])],
        ),
        ("ru", "Офицера привлекли к дисциплинарной ответственности.", []),
        ("uk", "Офіцера притягли до дисциплінарної відповідальності.", []),
        ("ru", "Суд вернул дело Орлова прокурору.", []),
        ("uk", "Суд повернув справу Орленка прокурору.", []),
        ("ru", "Военные выпустили снаряды по селу.", []),
        ("ru", "Он передал разведке координаты части.", []),
        ("ru", "Родным обещали вывезти солдат с фронта.", []),
        ("ru", "Завод начал производство модели.", []),
        ("ru", "Ночью по городу ударит ледяной дождь.", []),
        ("uk", "Вночі по місту вдарить крижаний дощ.", []),
        (
            "ru",
            "Суд приговорил к трём годам колонии строгого режима солдата.",
            [("sentence", "happened", ["солдата"], ["Суд"])],
        ),
    ],
)
def test_people_and_kinds_of_events_are_told_apart(
    code: str, text: str, told: list[tuple[str, str, list[str], list[str]]]
) -> None:
    assert _tell(code, text) == told


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("ru", "«Неправда, что Орлова пытали», — сказал Зотов.", "denied"),
        ("ru", "Это ложь, что Орлова пытали.", "denied"),
        ("ru", "Министерство назвало ложью сообщения о том, что Орлова пытали.", "denied"),
        ("ru", "Министерство назвало фейком сообщения о пытках Орлова.", "denied"),
        ("ru", "Сообщения об избиении Орлова не соответствуют действительности.", "denied"),
        ("ru", "Мать не верит в самоубийство Орлова.", "denied"),
        ("ru", "По слухам, Орлова избили.", "alleged"),
        ("ru", "Ходят слухи, что Орлова избили.", "alleged"),
        ("ru", "Это правда, что Орлова пытали.", "happened"),
        ("ru", "Это не ложь, что Орлова пытали.", "happened"),
        ("ru", "Мать верит, что Орлова избили.", "happened"),
        ("ru", "Мать не могла поверить, что Орлова избили.", "happened"),
        ("ru", "Сержант избил Орлова. Командир это отрицает.", "alleged"),
        ("ru", "Сержант избил Орлова. Командир это не отрицает.", "happened"),
        ("ru", "Сержант избил Орлова. Командир отрицает кражу.", "happened"),
        ("uk", "«Неправда, що Орленка катували», — сказав Зотов.", "denied"),
        ("uk", "Це брехня, що Орленка катували.", "denied"),
        ("uk", "Чутки про затримання Орленка неправдиві.", "denied"),
        ("uk", "Мати не вірить у самогубство Орленка.", "denied"),
        ("uk", "За чутками, Орленка побили.", "alleged"),
        ("uk", "Це правда, що Орленка катували.", "happened"),
        ("uk", "Сержант побив Орленка. Гук заперечує.", "alleged"),
    ],
)
def test_what_is_called_a_lie_or_not_believed_is_denied_and_a_rumor_alleged(
    code: str, text: str, status: str
) -> None:
    assert [told[1] for told in _tell(code, text)] == [status]


@pytest.mark.parametrize(
    ("code", "text", "subjects", "actors"),
    [
        ("ru", "Орлова избил не сержант Хасанов, а ефрейтор Дёмин.", ["Орлова"], ["Дёмин"]),
        ("ru", "Не сержант Хасанов, а Пётр Дёмин избил Орлова.", ["Орлова"], ["Дёмин"]),
        ("ru", "Орлова избил ефрейтор Дёмин, а не Игорь Хасанов.", ["Орлова"], ["Дёмин"]),
        ("uk", "Орленка побив не Ігор Хасанов, а Петро Демченко.", ["Орленка"], ["Демченко"]),
        ("uk", "Побили не Орленка, а Демченка.", ["Демченка"], []),
    ],
)
def test_who_it_was_not_takes_no_part(
    code: str, text: str, subjects: list[str], actors: list[str]
) -> None:
    assert _tell(code, text) == [("ill_treatment", "happened", subjects, actors)]


@pytest.mark.parametrize(
    ("code", "text", "subjects"),
    [
        ("ru", "Жителя села Заречье Ивана Орлова задержали.", ["Орлова"]),
        ("uk", "Мешканця Рахівського району Василя Павлюка затримали.", ["Павлюка"]),
    ],
)
def test_a_name_behind_where_somebody_is_from_is_theirs(
    code: str, text: str, subjects: list[str]
) -> None:
    assert _tell(code, text) == [("detention", "happened", subjects, [])]


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("ru", "Орлов пропал. Его три дня держали в подвале.", "Его"),
        ("uk", "Орленко зник. Його дві доби тримали в підвалі.", "Його"),
        ("uk", "Орленко зник. Його кілька годин тримали в підвалі.", "Його"),
    ],
)
def test_a_pronoun_before_how_long_is_whom_it_befell(code: str, text: str, subject: str) -> None:
    assert _tell(code, text) == [("confinement", "happened", [subject], [])]


def test_who_acts_last_is_not_whom_it_befell() -> None:
    text = "Орленка знайшли в сараї і затримали співробітники поліції."

    assert _tell("uk", text) == [("detention", "happened", ["Орленка"], ["співробітники"])]


@pytest.mark.parametrize(
    ("code", "text", "dated"),
    [
        ("ru", "Дубровина осудили в июне за неявку на службу.", [True, False]),
        ("ru", "Его осудили за отказ ехать на войну в мае 2022 года.", [True, True]),
        ("uk", "У липні його засудили за самовільне залишення частини.", [True, False]),
    ],
)
def test_what_somebody_was_sentenced_for_was_not_on_the_day_of_the_sentence(
    code: str, text: str, dated: list[bool]
) -> None:
    parse = load_inflected(code).parse(text)
    language = get_language(code)
    times = read_times(parse, language, published="2023-06-01")
    tellings = read_events(parse, language, PACKS, times)
    assert [it.time is not None for it in tellings] == dated


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("ru", "Суд отправил Орлова в колонию на четыре года.", ("sentence", ["Орлова"])),
        ("ru", "Орлова отправили в колонию под Тверью.", ("confinement", ["Орлова"])),
        ("ru", "Орлова вывезли в учебный центр.", ("transfer", ["Орлова"])),
        ("ru", "Орлова увезли в неизвестном направлении.", ("detention", ["Орлова"])),
        ("ru", "Сержант нанёс Орлову несколько ударов.", ("ill_treatment", ["Орлову"])),
        ("uk", "Орленка вивезли до навчального центру.", ("transfer", ["Орленка"])),
        ("uk", "Сержант завдав удару водієві.", ("ill_treatment", ["водієві"])),
    ],
)
def test_where_and_to_whom_it_was_done_tells_what_was_done(
    code: str, text: str, told: tuple[str, list[str]]
) -> None:
    assert [(type_, subjects) for type_, _, subjects, _ in _tell(code, text)] == [told]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Армия нанесла удар по городу."),
        ("uk", "Армія завдала удару по місту."),
        ("uk", "Орленко забирав доньку зі школи."),
    ],
)
def test_a_blow_at_a_town_or_a_child_fetched_befell_no_one_person(code: str, text: str) -> None:
    found = {type_ for type_, *_ in _tell(code, text)}

    assert not found & {"ill_treatment", "detention"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Адвокат Хайруллина Марат Юнусов подал апелляцию.",
            [("appeal", "happened", [], ["Юнусов"])],
        ),
        ("Мать осуждённого Анна Белова обратилась в суд.", []),
    ],
)
def test_nothing_befalls_lawyers_and_mothers_for_whose_they_are(
    text: str, told: list[tuple[str, str, list[str], list[str]]]
) -> None:
    assert _tell("ru", text) == told
