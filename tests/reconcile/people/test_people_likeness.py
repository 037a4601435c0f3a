"""Two people of two reports: what makes them one, and what keeps them two."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from profiled import HE, KAMYSHIN, SARATOV, SHE, befall, marry, tell

from sayso.reconcile.people.likeness import compare_profiles, find_conflict, list_block_keys
from sayso.reconcile.people.surroundings import get_own_keys
from sayso.records.casefile import Level, Profile
from sayso.records.entity import EntityType, RelationType

DETAINED = befall("detention", "2023-03-12")
SENTENCED = befall("sentence", "2023-06-07")


def level(one: Profile, other: Profile) -> Level:
    return compare_profiles(one, other).level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pavel Sorokin", "Pavel Sorokin"),
        ("Pavel Sorokin", "Павел Сорокин"),
        ("Pavel Sorokin", "Павло Сорокін"),
        ("Yuri Degtyarev", "Юрий Дегтярёв"),
        ("Yuri Degtyaryov", "Юрій Дегтярьов"),
        ("Юрий Дегтярев", "Юрій Дегтярьов"),
        ("Sorokin", "Pavel Sorokin"),
        ("П. Сорокин", "Pavel Sorokin"),
    ],
)
def test_a_name_alone_joins_nobody_and_is_never_lost(one: str, other: str) -> None:
    likeness = compare_profiles(
        tell(one, HE, matters=("k1",)), tell(other, HE, report="second", day="2023-09-01")
    )

    assert likeness.level in (Level.LIKELY, Level.POSSIBLE)
    assert likeness.reasons[0].kind == "name"


def test_a_surname_in_passing_is_suggested_to_nobody() -> None:
    one, other = tell("Sorokin", HE), tell("Pavel Sorokin", HE, report="second")

    assert level(one, other) is Level.DIFFERENT


@pytest.mark.parametrize(
    ("he", "she"),
    [
        ("Yuri Degtyarev", "Tatyana Degtyareva"),
        ("Юрий Дегтярёв", "Татьяна Дегтярёва"),
        ("Юрій Дегтярьов", "Тетяна Дегтярьова"),
        ("Yuri Degtyarev", "Татьяна Дегтярёва"),
        ("Дегтярёв", "Дегтярёва"),
        ("Олег Гребенюк", "Ольга Гребенюк"),
    ],
)
def test_husband_and_wife_are_two_whatever_else_agrees(he: str, she: str) -> None:
    told: dict[str, Any] = {
        "deeds": (DETAINED,),
        "settlements": KAMYSHIN[:2],
        "age": 32,
        "matters": ("k1",),
    }

    one, other = tell(he, HE, **told), tell(she, SHE, report="second", **told)

    assert level(one, other) is Level.DIFFERENT
    assert find_conflict(one, other) is not None


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("age", {"age": 32}, {"age": 20}),
        ("home", {"homes": KAMYSHIN}, {"homes": SARATOV}),
        (
            "day",
            {"deeds": (befall("detention", "2022-03-12"),), "matters": ("k1",)},
            {"deeds": (befall("detention", "2023-03-12"),), "matters": ("k1",)},
        ),
        (
            "article",
            {"provisions": ("RU-CC 337",), "bodies": ("military unit 41694",)},
            {"provisions": ("RU-CC 158",), "bodies": ("military unit 12345",)},
        ),
        (
            "court",
            {"deeds": (befall("sentence"),), "bodies": ("Kamyshin Garrison Military Court",)},
            {"deeds": (befall("sentence"),), "bodies": ("Saratov Garrison Military Court",)},
        ),
        ("wife", {"related": marry("Irina Sorokina")}, {"related": marry("Anna Sorokina")}),
        ("patronymic", {"name": "Павел Ильич Сорокин"}, {"name": "Павел Львович Сорокин"}),
    ],
)
@pytest.mark.parametrize("name", ["Pavel Sorokin", "Павел Сорокин", "Павло Сорокін"])
def test_a_namesake_is_another_man(
    what: str, one: dict[str, Any], other: dict[str, Any], name: str
) -> None:
    same: dict[str, Any] = {"roles": ("contract soldier",)}

    first = tell(**{"name": name, "gender": HE, **same, **one})
    second = tell(**{"name": name, "gender": HE, "report": "second", **same, **other})

    assert level(first, second) is not Level.SAME, what


@pytest.mark.parametrize("name", ["Pavel Sorokin", "Павел Сорокин", "Павло Сорокін"])
def test_steps_of_one_matter_make_one_man(name: str) -> None:
    lawyer = ((RelationType.LAWYER_OF, "Marina Lebedeva"),)
    march = tell(
        "Павел Сорокин", HE, age=32, deeds=(DETAINED,), matters=("k1",), provisions=("RU-CC 337",)
    )
    june = tell(
        name,
        HE,
        report="second",
        day="2023-06-08",
        deeds=(SENTENCED,),
        matters=("k1",),
        provisions=("RU-CC 337",),
        related=lawyer,
    )

    likeness = compare_profiles(march, june)

    assert likeness.level is Level.SAME
    assert {it.kind for it in likeness.reasons} >= {"name", "procedure", "provision"}


def test_a_year_older_a_year_later_is_the_same_age() -> None:
    one = tell("Pavel Sorokin", HE, age=32, day="2022-05-01")

    assert (
        find_conflict(one, tell("Pavel Sorokin", HE, report="b", age=33, day="2023-04-01")) is None
    )
    assert find_conflict(one, tell("Pavel Sorokin", HE, report="b", age=36, day="2022-06-01"))


def test_the_same_wife_joins_where_only_the_surname_is_given() -> None:
    told: dict[str, Any] = {
        "deeds": (DETAINED,),
        "matters": ("k1",),
        "related": marry("Ирина Сорокина"),
    }

    likeness = compare_profiles(
        tell("Сорокин", HE, **told), tell("Pavel Sorokin", HE, report="b", **told)
    )

    assert likeness.level is Level.SAME


def test_a_man_without_a_name_is_who_is_named_later() -> None:
    unnamed = tell(
        "32-year-old contract soldier",
        HE,
        age=32,
        anonymous=True,
        homes=KAMYSHIN,
        deeds=(befall("detention"),),
        matters=("k1",),
    )
    named = tell(
        "Павел Сорокин",
        HE,
        report="second",
        day="2023-03-20",
        age=32,
        roles=("контрактник",),
        homes=KAMYSHIN,
        deeds=(DETAINED,),
        matters=("k1",),
    )

    assert level(unnamed, named) is Level.SAME
    assert set(list_block_keys(unnamed)) & set(list_block_keys(named))


@pytest.mark.parametrize(
    "other",
    [
        {"deeds": (befall("detention", "2023-08-12"),)},
        {"age": 24},
        {"gender": SHE},
        {"homes": SARATOV, "age": None, "roles": ()},
    ],
    ids=["months later", "another age", "a woman", "from elsewhere"],
)
def test_a_man_without_a_name_is_not_anybody(other: dict[str, Any]) -> None:
    told: dict[str, Any] = {"age": 32, "homes": KAMYSHIN, "deeds": (DETAINED,), "matters": ("k1",)}
    unnamed = tell("32-year-old man", HE, anonymous=True, **told)

    named = tell(**{"name": "Pavel Sorokin", "gender": HE, "report": "second", **told, **other})

    assert level(unnamed, named) is not Level.SAME


@pytest.mark.parametrize(("initial", "expected"), [("С.", Level.SAME), ("П.", Level.DIFFERENT)])
def test_a_court_that_gives_one_letter_may_mean_whose_surname_begins_so(
    initial: str, expected: Level
) -> None:
    told: dict[str, Any] = {
        "deeds": (befall("sentence", "2023-06-07"),),
        "matters": ("k1",),
        "settlements": KAMYSHIN[:2],
        "provisions": ("RU-CC 337",),
    }
    nameless = tell(initial, HE, anonymous=True, **told)

    assert level(nameless, tell("Pavel Sorokin", HE, report="b", **told)) is expected


def test_a_lawyer_is_known_by_name_and_calling() -> None:
    one = tell("Marina Lebedeva", SHE, roles=("lawyer",), company=("Pavel Sorokin",))
    other = tell(
        "Марина Лебедєва", SHE, report="b", roles=("адвокатка",), company=("Павло Сорокін",)
    )

    assert level(one, other) is Level.SAME


def test_a_headline_speaks_of_whom_the_report_names() -> None:
    told: dict[str, Any] = {"deeds": (befall("confinement"),), "matters": ("k1",)}
    title = tell("soldier", None, anonymous=True, headline=True, **told)
    body = tell("Pavel Sorokin", HE, entity="e2", roles=("contract soldier",), matters=("k2",))
    brother = tell("Oleg Sorokin", HE, entity="e3", matters=("k3",))

    assert level(title, body) is Level.SAME
    assert level(body, brother) is Level.DIFFERENT


def test_groups_are_one_by_what_befell_how_many_where() -> None:
    told: dict[str, Any] = {
        "type": EntityType.GROUP,
        "anonymous": True,
        "deeds": (befall("confinement", "2023-03-12"),),
        "settlements": KAMYSHIN[:2],
        "matters": ("k1",),
    }
    five = tell("five contract soldiers", count=5, **told)

    assert level(five, tell("пятеро контрактников", report="b", count=5, **told)) is Level.SAME
    assert level(five, tell("two soldiers", report="b", count=2, **told)) is not Level.SAME
    assert level(five, tell("Pavel Sorokin", HE, report="b", matters=("k1",))) is Level.DIFFERENT


_NAMES = st.sampled_from(["Pavel Sorokin", "Павел Сорокин", "П. Сорокин", "Sorokina", "soldier"])
_PEOPLE = st.builds(
    tell,
    _NAMES,
    st.sampled_from([HE, SHE, None]),
    report=st.sampled_from("abc"),
    entity=st.sampled_from(["e1", "e2"]),
    day=st.sampled_from([None, "2023-03-14", "2023-06-08", "not a day"]),
    age=st.sampled_from([None, 20, 32, 33]),
    anonymous=st.booleans(),
    homes=st.sampled_from([(), KAMYSHIN, SARATOV]),
    deeds=st.lists(st.sampled_from([DETAINED, SENTENCED, befall("appeal")]), max_size=2).map(tuple),
    matters=st.sampled_from([(), ("k1",)]),
    company=st.sampled_from([(), ("Marina Lebedeva",), ("Лебедева", "")]),
)


@given(_PEOPLE, _PEOPLE)
def test_a_likeness_is_the_same_from_either_side(one: Profile, other: Profile) -> None:
    likeness = compare_profiles(one, other)

    assert likeness == compare_profiles(other, one) or one.at == other.at
    assert 0 <= likeness.score <= 1
    assert find_conflict(one, other) == find_conflict(other, one) or one.at == other.at


def test_a_shared_place_is_told_as_a_report_writes_it() -> None:
    one = tell("Ivan Belov", settlements=KAMYSHIN[:2], place_names=(("name:kamiSin", "Kamyshin"),))
    other = tell("Ivan Belov", report="second", settlements=KAMYSHIN[:2])
    words = [it.words for it in compare_profiles(one, other).reasons]
    assert "both tied to Kamyshin" in words


MOSCOW = ("name:moskva", "admin1:RU/Moscow", "country:RU")
PARIS = ("name:pariZ", "country:FR")


def test_one_event_in_two_towns_keeps_two_of_one_name_for_a_person_to_decide() -> None:
    moscow = befall("detention", places=MOSCOW)
    paris = befall("detention", places=PARIS)
    one = tell("Pavel Dalen", HE, day="2023-02-01", matters=("k1",), deeds=(moscow,))
    other = tell("Pavel Dalen", HE, report="b", day="2023-02-05", matters=("k1",), deeds=(paris,))

    likeness = compare_profiles(one, other)

    assert likeness.level in (Level.LIKELY, Level.POSSIBLE)
    assert any(it.kind == "elsewhere" and it.weight < 0 for it in likeness.reasons)
    assert sum(it.weight > 0 and "detention" in it.words for it in likeness.reasons) == 1


@pytest.mark.parametrize("later", ["detention", "case_opened", "sentence"])
def test_two_of_one_name_are_one_only_if_more_than_the_kind_of_step_agrees(later: str) -> None:
    deeds = (befall("detention"),)
    one = tell("Pavel Dalen", HE, day="2023-02-01", matters=("k1",), deeds=deeds)
    told: dict[str, Any] = {"matters": ("k1",), "deeds": (befall(later),)}
    bare = tell("Pavel Dalen", HE, report="b", day="2023-02-05", **told)
    kin = tell("Pavel Dalen", HE, report="b", day="2023-02-05", related=marry("Ada Dalena"), **told)
    wed = tell(
        "Pavel Dalen",
        HE,
        day="2023-02-01",
        matters=("k1",),
        deeds=deeds,
        related=marry("Ada Dalena"),
    )

    assert compare_profiles(one, bare).level is Level.LIKELY
    assert compare_profiles(wed, kin).level is Level.SAME


def test_who_suffered_the_same_tells_more_of_somebody_than_an_official_who_spoke_of_both() -> None:
    beside = ("Ilya Merkushev",)
    one, other = (
        tell("Danila Oborin", HE, report=day, day=day, matters=("k1",), company=beside)
        for day in ("2023-03-14", "2023-04-02")
    )
    fellows: dict[str, Any] = {"fellows": beside}

    assert level(one, other) is not Level.SAME
    assert level(replace(one, **fellows), replace(other, **fellows)) is Level.SAME


def test_a_village_is_one_in_russian_and_ukrainian_words_but_two_in_two_regions() -> None:
    ukrainian = ("name:зарічне", "admin1:UA/Donetsk")
    russian = ("name:заречное", "admin1:UA/Donetsk")
    elsewhere = ("name:зарічне", "admin1:UA/Rivne")
    one, other, third = (
        tell("Igor Maslov", HE, report=name, settlements=get_own_keys(keys), places=keys)
        for name, keys in (("first", ukrainian), ("second", russian), ("third", elsewhere))
    )

    agreeing, apart = compare_profiles(one, other), compare_profiles(one, third)

    assert [it.weight > 0 for it in agreeing.reasons if it.kind == "place"] == [True]
    assert [it.weight < 0 for it in apart.reasons if it.kind == "place"] == [True]


def test_a_given_name_alone_is_his_whose_wife_both_name() -> None:
    told: dict[str, Any] = {"day": "2023-03-20", "deeds": (DETAINED,), "matters": ("k1",)}
    alone = tell("Сергей", HE, relations=marry("Анна Комова"), **told)
    named = tell("Сергей Комов", HE, report="second", related=marry("Анна Комова"), **told)
    nobodys = replace(alone, relations=())
    another = replace(alone, name="Андрей")

    assert set(list_block_keys(alone)) & set(list_block_keys(named))
    assert level(alone, named) is Level.SAME
    assert level(nobodys, named) is not Level.SAME
    assert level(another, named) is Level.DIFFERENT


def test_a_medium_that_cites_another_on_one_of_a_name_is_a_hint_and_no_proof() -> None:
    told: dict[str, Any] = {"matters": ("k1",), "deeds": (befall("refusal"),)}
    one = tell("Артём Шевцов", HE, publisher="Южный край", **told)
    told |= {"day": "2023-03-16", "report": "second", "publisher": "Вести"}
    citing = tell("Шевцов Артём Игоревич", HE, cited=("Южный край",), **told)
    other = replace(citing, cited=("Северный край",))

    assert compare_profiles(one, citing).score > compare_profiles(one, other).score
    assert level(one, citing) is Level.LIKELY


def test_his_son_and_his_brother_of_one_name_are_two() -> None:
    father = ((RelationType.PARENT, "Pavel Orlov"),)
    brother = ((RelationType.SIBLING, "Pavel Orlov"),)
    told: dict[str, Any] = {"matters": ("k1",), "company": ("Pavel Orlov",)}
    son = tell("Ivan Orlov", HE, related=father, deeds=(DETAINED,), **told)
    told |= {"report": "second", "deeds": (befall("detention", "2023-03-13"),)}

    assert level(son, tell("Ivan Orlov", HE, related=father, **told)) is Level.SAME
    assert level(son, tell("Ivan Orlov", HE, related=brother, **told)) is not Level.SAME


def test_two_of_one_name_in_two_regions_on_one_day_are_two() -> None:
    told: dict[str, Any] = {"matters": ("k1",), "provisions": ("CC 337",)}
    beaten = befall("ill_treatment", "2023-03-12", places=KAMYSHIN)
    one = tell("Danila Oborin", HE, deeds=(beaten,), **told)
    here, there = (
        tell(
            "Danila Oborin",
            HE,
            report="second",
            deeds=(befall("detention", "2023-03-12", places=places),),
            **told,
        )
        for places in (KAMYSHIN, SARATOV)
    )

    assert level(one, here) is Level.SAME
    assert level(one, there) is not Level.SAME


def test_two_of_the_commonest_names_beside_each_other_may_be_another_two() -> None:
    rare, common = (
        [
            tell(
                "Ivan Kuznetsov",
                HE,
                report=day,
                day=day,
                matters=("k1",),
                deeds=(deed,),
                places=deed.places,
                company=(beside,),
                fellows=(beside,),
            )
            for day, deed in (
                ("2023-03-14", replace(DETAINED, places=KAMYSHIN)),
                ("2023-06-08", replace(SENTENCED, places=SARATOV)),
            )
        ]
        for beside in ("Danila Oborin", "Sergei Ivanov")
    )

    assert level(*rare) is Level.SAME
    assert level(*common) is not Level.SAME


def test_reports_on_one_man_each_that_name_one_village_mean_one_man_of_a_rare_name() -> None:
    village = ("name:kamiSin",)
    one = tell("Pavel Sorokin", HE, matters=("k1",), deeds=(DETAINED,), report_places=village)
    later: dict[str, Any] = {
        "matters": ("k1",),
        "deeds": (SENTENCED,),
        "report": "second",
        "day": "2023-06-08",
    }
    both = tell("Pavel Sorokin", HE, **later, report_places=village)
    elsewhere = tell("Pavel Sorokin", HE, **later, report_places=("name:saratov",))
    aged = replace(both, age=61)

    assert level(one, both) is Level.SAME
    assert level(one, elsewhere) is Level.LIKELY
    assert level(replace(one, age=32), aged) is Level.DIFFERENT
    many = replace(one, name="Pavel Ivanov"), replace(both, name="Pavel Ivanov")
    assert level(*many) is Level.LIKELY
