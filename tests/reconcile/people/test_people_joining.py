"""Profiles joined to people: decisions first, no chain past a conflict, any order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiled import HE, KAMYSHIN, SARATOV, SHE, befall, marry, tell

from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.likeness import compare_profiles
from sayso.reconcile.people.pairing import list_pairs
from sayso.records.casefile import Identity, Level, Profile, Ref
from sayso.records.decision import Judgement
from sayso.records.entity import EntityType
from sayso.records.ruling import Ruling, Rulings, make_pair

DETAINED = befall("detention", "2023-03-12")
TOLD: dict[str, Any] = {"deeds": (DETAINED,), "matters": ("k1",), "roles": ("contract soldier",)}


def groups(identities: Sequence[Identity]) -> set[frozenset[Ref]]:
    return {frozenset(it.members) for it in identities}


def rule(one: Profile, other: Profile, judgement: Judgement) -> Rulings:
    ruling = Ruling(judgement=judgement, decision="d1")
    return Rulings(people={make_pair(one.at, other.at): ruling})


@pytest.fixture
def pavel() -> list[Profile]:
    return [
        tell("Pavel Sorokin", HE, report="a", age=32, **TOLD),
        tell("Павел Сорокин", HE, report="b", day="2023-03-15", **TOLD),
        tell("Павло Сорокін", HE, report="c", day="2023-03-16", age=32, **TOLD),
    ]


def test_one_man_is_found_in_three_languages(pavel: list[Profile]) -> None:
    (found,) = join_profiles(pavel)

    assert found.members == tuple(it.at for it in pavel)
    assert found.spellings == ("Pavel Sorokin", "Павел Сорокин", "Павло Сорокін")
    assert found.ages == (32,)
    assert len(found.joined) == 2


def test_an_identity_keeps_its_id_while_later_reports_come_in(pavel: list[Profile]) -> None:
    ids = {join_profiles(pavel[:number])[0].id for number in (1, 2, 3)}

    assert len(ids) == 1


def test_no_chain_joins_two_who_conflict(pavel: list[Profile]) -> None:
    old, unknown, _ = pavel
    young = replace(pavel[2], age=20)

    found = groups(join_profiles([old, unknown, young]))

    assert not any({old.at, young.at} <= it for it in found)


def test_a_surname_alone_that_fits_two_men_is_left_to_a_person() -> None:
    wife = marry("Irina Sorokina")
    pavel = tell("Pavel Sorokin", HE, report="a", related=wife, **TOLD)
    andrei = tell("Andrei Sorokin", HE, report="b", related=wife, **TOLD)
    sorokin = tell("Sorokin", HE, report="c", related=wife, **TOLD)

    found = join_profiles([pavel, andrei, sorokin])

    assert groups(found) == {frozenset({it.at}) for it in (pavel, andrei, sorokin)}
    (waiting,) = (it for it in found if it.members == (sorokin.at,))
    assert {it.level for it in waiting.suggested} == {Level.LIKELY}
    assert len(waiting.suggested) == 2


def test_a_name_alone_is_suggested_with_its_reasons() -> None:
    one, other = tell("Pavel Sorokin", HE), tell("Павел Сорокин", HE, report="b", day=None)

    found = join_profiles([one, other])

    assert len(found) == 2
    assert all(it.suggested[0].reasons[0].kind == "name" for it in found)


def test_yes_joins_whatever_the_score() -> None:
    one, other = tell("Pavel Sorokin", HE), tell("Irina Ivanova", SHE, report="b")

    (found,) = join_profiles([one, other], rule(one, other, Judgement.YES))

    assert found.joined[0].decision == "d1"


@pytest.mark.parametrize("told", [{"gender": SHE, "age": 32}, {"gender": HE, "age": 50}])
def test_yes_throws_out_nobody_who_was_joined_before(
    pavel: list[Profile], told: dict[str, Any]
) -> None:
    first, second, misread = pavel[0], replace(pavel[1], age=32), replace(pavel[2], **told)
    assert frozenset({first.at, second.at}) in groups(join_profiles([first, second, misread]))

    (found,) = join_profiles([first, second, misread], rule(first, misread, Judgement.YES))

    assert set(found.members) == {it.at for it in pavel}


def test_yes_lets_in_nobody_who_conflicts_in_anything_else(pavel: list[Profile]) -> None:
    first, unknown, last = pavel[0], replace(pavel[1], age=None), pavel[2]
    misread, old = replace(last, gender=SHE, age=None), replace(first, age=50)
    old = replace(old, at=tell("x", report="d").at)

    found = groups(
        join_profiles([first, unknown, misread, old], rule(unknown, misread, Judgement.YES))
    )

    assert any({unknown.at, misread.at} <= it for it in found)
    assert not any({first.at, old.at} <= it for it in found)


def test_no_keeps_apart_whatever_the_path(pavel: list[Profile]) -> None:
    first, _, last = pavel

    found = join_profiles(pavel, rule(first, last, Judgement.NO))

    assert not any({first.at, last.at} <= it for it in groups(found))
    assert len(found) == 2
    assert not any(
        {it.one, it.other} == {first.at, last.at} for who in found for it in who.suggested
    )


def test_unsure_leaves_a_suggestion(pavel: list[Profile]) -> None:
    first, second, _ = pavel

    found = join_profiles([first, second], rule(first, second, Judgement.UNSURE))

    assert len(found) == 2
    assert all(it.suggested[0].decision == "d1" for it in found)


def test_two_of_one_report_stay_two_unless_decided() -> None:
    one, other = tell("Pavel Sorokin", HE, **TOLD), tell("Sorokin", HE, entity="e2", **TOLD)

    assert len(join_profiles([one, other])) == 2
    assert len(join_profiles([one, other], rule(one, other, Judgement.YES))) == 1


def test_a_group_comprises_whom_another_report_names() -> None:
    told: dict[str, Any] = {"deeds": (DETAINED,), "matters": ("k1",), "settlements": KAMYSHIN[:2]}
    group = tell("two contract soldiers", type=EntityType.GROUP, anonymous=True, count=2, **told)
    men = [
        tell(name, HE, report="b", entity=name, roles=("контрактник",), **told)
        for name in ("Павел Сорокин", "Олег Орлов")
    ]

    found = join_profiles([group, *men])

    assert len(found) == 3
    (whole,) = (it for it in found if it.type is EntityType.GROUP)
    assert {it.other if it.one == group.at else it.one for it in whole.comprises} == {
        it.at for it in men
    }


def test_a_name_in_thousands_of_reports_costs_no_square() -> None:
    many = [
        tell("Oleg Varlamov", HE, report=str(number), day=f"2023-{1 + number % 12:02}-10")
        for number in range(1000)
    ]

    assert len(list(list_pairs(many))) < 40 * len(many)


_PEOPLE = st.builds(
    tell,
    st.sampled_from(["Pavel Sorokin", "Павел Сорокин", "Сорокин", "Andrei Sorokin", "soldier"]),
    st.sampled_from([HE, None]),
    report=st.sampled_from("abcdef"),
    entity=st.sampled_from(["e1", "e2"]),
    day=st.sampled_from(["2023-03-14", "2023-03-16", "2023-06-08"]),
    age=st.sampled_from([None, None, 20, 32]),
    homes=st.sampled_from([(), KAMYSHIN, SARATOV]),
    settlements=st.sampled_from([(), KAMYSHIN[:2]]),
    deeds=st.lists(
        st.sampled_from([DETAINED, befall("sentence", "2023-06-07"), befall("appeal")]), max_size=2
    ).map(tuple),
    matters=st.sampled_from([(), ("k1",)]),
    company=st.sampled_from([(), ("Marina Lebedeva",)]),
).map(lambda it: replace(it, anonymous=it.name == "soldier"))
_SETS = st.lists(_PEOPLE, max_size=8, unique_by=lambda it: it.at)
_JUDGEMENTS = st.sampled_from(list(Judgement))


@settings(max_examples=40, deadline=None)
@given(_SETS, st.randoms())
def test_the_order_of_reports_changes_nothing(people: list[Profile], chance: object) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert join_profiles(shuffled) == join_profiles(people)


@settings(max_examples=40, deadline=None)
@given(_SETS, st.data())
def test_a_decision_is_kept_and_its_undoing_restores_what_was(
    people: list[Profile], data: st.DataObject
) -> None:
    if len(people) < 2:
        return
    before = join_profiles(people)
    one, other = data.draw(st.permutations(people))[:2]
    judgement = data.draw(_JUDGEMENTS)

    decided = groups(join_profiles(people, rule(one, other, judgement)))

    together = any({one.at, other.at} <= it for it in decided)
    assert together == (judgement is Judgement.YES)
    assert join_profiles(people) == before


@settings(max_examples=40, deadline=None)
@given(_SETS)
def test_people_whom_nothing_connects_are_joined_as_if_alone(people: list[Profile]) -> None:
    whole = join_profiles(people)

    parts = [it for part in _split(people) for it in join_profiles(part)]

    by_id = {it.id: it for it in parts}
    assert len(parts) == len(whole)
    assert all(replace(it, comprises=()) == replace(by_id[it.id], comprises=()) for it in whole)


@settings(max_examples=40, deadline=None)
@given(_SETS)
def test_nobody_is_joined_with_whom_evidence_refuses(people: list[Profile]) -> None:
    by_ref = {it.at: it for it in people}

    for who in join_profiles(people):
        ages = {by_ref[it].age for it in who.members} - {None}
        names = {by_ref[it].name for it in who.members}
        assert ages != {20, 32}
        assert not {"Pavel Sorokin", "Andrei Sorokin"} <= names


def _split(people: Sequence[Profile]) -> list[list[Profile]]:
    """Return the parts that no likeness connects."""
    parts: list[list[Profile]] = []
    for one in people:
        near = [
            part
            for part in parts
            if any(compare_profiles(one, it).level is not Level.DIFFERENT for it in part)
        ]
        parts = [it for it in parts if it not in near]
        parts.append([one, *(it for part in near for it in part)])
    return parts


def test_what_no_two_reports_tell_several_tell_together() -> None:
    told: dict[str, Any] = {"matters": ("k1",)}
    court = ("Kamyshin Garrison Military Court",)
    first = tell("Pavel Dalen", HE, report="a", age=32, roles=("carpenter",), **told)
    second = tell("Pavel Dalen", HE, report="b", day="2023-03-20", age=32, bodies=court, **told)
    later = {"report": "c", "day": "2023-09-20"}
    third = tell("Pavel Dalen", HE, **later, roles=("joiner",), bodies=court, **told)
    younger = replace(third, age=20)

    assert len(groups(join_profiles([first, second]))) == 1
    assert len(groups(join_profiles([first, third]))) == 2
    assert len(groups(join_profiles([second, third]))) == 2
    assert len(groups(join_profiles([first, second, third]))) == 1
    assert len(groups(join_profiles([first, second, younger]))) == 2
