"""What an editor is told to look at."""

from dataclasses import replace

from matters import claim, day, event, group, person, reading

from sayso.cases.assemble import make_cases
from sayso.cases.checks import find_problems
from sayso.packs.pack import get_pack
from sayso.records.claim import Style
from sayso.records.event import Check, CheckKind, EventStatus
from sayso.records.reading import Reading

PACK = get_pack("military-refusal")


def problems(made: Reading, kind: CheckKind) -> list[Check]:
    whole = replace(made, cases=make_cases(made, PACK))
    return [check for check in find_problems(whole, PACK) if check.kind is kind]


def test_a_denial_of_what_another_tells_is_a_contradiction() -> None:
    wife, ministry = person(1, "Anna Orlova"), person(2, "the ministry")
    orlov = person(3, "Orlov")
    made = reading(
        entities=(wife, ministry, orlov),
        claims=(claim(1, wife), claim(2, ministry)),
        events=(
            event(1, "ill_treatment", "e3", claims=("c1",)),
            event(2, "ill_treatment", "e3", status=EventStatus.DENIED, claims=("c2",)),
        ),
    )

    (check,) = problems(made, CheckKind.CONTRADICTION)

    assert set(check.about) == {"v1", "v2", "c1", "c2"}
    assert "Anna Orlova" in check.message
    assert "the ministry" in check.message


def test_what_nobody_named_alleges_is_not_laid_on_the_report() -> None:
    ministry, orlov = person(1, "the ministry"), person(2, "Orlov")
    made = reading(
        entities=(ministry, orlov),
        claims=(replace(claim(1), style=Style.INDIRECT), claim(2, ministry)),
        events=(
            event(1, "ill_treatment", "e2", claims=("c1",)),
            event(2, "ill_treatment", "e2", status=EventStatus.DENIED, claims=("c2",)),
        ),
    )

    (check,) = problems(made, CheckKind.CONTRADICTION)

    assert "by a source that is not named" in check.message
    assert "report itself" not in check.message


def test_whoever_denies_and_tells_both_does_not_contradict_another() -> None:
    wife, orlov = person(1, "Anna Orlova"), person(2, "Orlov")
    made = reading(
        entities=(wife, orlov),
        claims=(claim(1, wife), claim(2, wife)),
        events=(
            event(1, "refusal", "e2", claims=("c1",)),
            event(2, "refusal", "e2", status=EventStatus.DENIED, claims=("c2",)),
        ),
    )

    assert problems(made, CheckKind.CONTRADICTION) == []


def test_a_sentence_dated_before_the_charge_is_out_of_order() -> None:
    made = reading(
        entities=(person(1, "Orlov"),),
        times=(day(1, "2022-05-01"), day(2, "2022-03-01")),
        events=(event(1, "charge", "e1", time="t1"), event(2, "sentence", "e1", time="t2")),
    )

    (check,) = problems(made, CheckKind.ORDER_CONFLICT)

    assert check.about[1:] == ("v2", "v1")
    assert "2022-05-01" in check.message


def test_a_case_on_one_persons_word_is_said_once() -> None:
    wife = person(1, "Anna Orlova")
    made = reading(
        entities=(wife, person(2, "Orlov")),
        claims=(claim(1, wife), claim(2, wife)),
        events=(
            event(1, "detention", "e2", claims=("c1",)),
            event(2, "charge", "e2", claims=("c2",)),
        ),
    )

    (check,) = problems(made, CheckKind.SINGLE_SOURCE)

    assert check.message == "All that is said of Orlov rests on Anna Orlova alone."


def test_unnamed_origins_and_chains_are_gathered() -> None:
    channel, relatives = person(1, "Astra"), group(2, "relatives")
    made = reading(
        entities=(channel, relatives),
        claims=(claim(1, channel, relatives), claim(2, channel, relatives)),
    )

    (unnamed,) = problems(made, CheckKind.ANONYMOUS_SOURCE)
    (second_hand,) = problems(made, CheckKind.SECOND_HAND)

    assert unnamed.about == ("e2", "c1", "c2")
    assert second_hand.message == "2 statements rest on relatives, heard through Astra."


def test_dates_without_a_day_are_one_question_and_say_why() -> None:
    times = (day(1, None, text="last week"), day(2, None, text="Sunday"))
    made = reading(times=times, published=None)

    (check,) = problems(made, CheckKind.UNRESOLVED_TIME)

    assert check.about == ("t1", "t2")
    assert "date of publication is not known" in check.message
