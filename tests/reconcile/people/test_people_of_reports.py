"""Who is who in reports as they are really read: three languages, a couple, look-alikes."""

from collections.abc import Sequence

import pytest

from sayso.capture.options import CaptureOptions
from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.profiles import list_profiles
from sayso.records.casefile import Identity
from sayso.records.reading import Reading
from sayso.workbench.reading import Workbench

_REPORTS = {
    "unnamed": (
        "2023-03-14",
        "A 32-year-old contract soldier from Kamyshin was detained after refusing to "
        "return to the front, relatives told Kama Wire on Tuesday. The man was held in "
        "the basement of a military unit near Kamyshin on March 12, they said.",
    ),
    "named": (
        "2023-03-20",
        "32-летний контрактник Павел Сорокин из Камышина был задержан 12 марта после "
        "отказа вернуться на фронт, рассказала его жена Ирина Сорокина. Против него "
        "возбудили уголовное дело по статье 337 УК РФ. Его защищает адвокат Марина "
        "Лебедева.",
    ),
    "sentenced": (
        "2023-06-09",
        "Камишинський гарнізонний військовий суд засудив контрактника Павла Сорокіна до "
        "двох років і п'яти місяців колонії за статтею 337 КК РФ, повідомила його "
        "адвокатка Марина Лебедєва.",
    ),
    "others": (
        "2023-09-20",
        "A court in Volgograd on Monday sentenced conscript Pavel Sorokin, 20, to a fine "
        "of 100,000 rubles for theft, the court's press service said.\n\n"
        "Andrei Sorokin, a mobilized soldier from Saratov, was detained on September 12 "
        "for refusing to fight, his sister told The Meridian.",
    ),
}


@pytest.fixture(scope="module")
def readings(workbench: Workbench) -> Sequence[Reading]:
    return [
        workbench.read(workbench.capture_text(text, CaptureOptions(published=day)))
        for day, text in _REPORTS.values()
    ]


@pytest.fixture(scope="module")
def identities(readings: Sequence[Reading]) -> Sequence[Identity]:
    return join_profiles([it for reading in readings for it in list_profiles(reading)])


def _name_reports(who: Identity, readings: Sequence[Reading]) -> list[str]:
    names = dict(zip([it.report.sha256 for it in readings], _REPORTS, strict=True))
    return [names[at.report] for at in who.members]


def test_a_man_without_a_name_is_joined_with_who_is_named_later_in_other_languages(
    readings: Sequence[Reading], identities: Sequence[Identity]
) -> None:
    pavel = next(it for it in identities if "Павел Сорокин" in it.spellings)

    assert _name_reports(pavel, readings) == ["unnamed", "named", "sentenced"]
    assert pavel.spellings == ("Павел Сорокин", "Павло Сорокін")
    assert pavel.ages == (32,)


def test_wife_namesake_and_bearers_of_the_surname_stay_apart(
    identities: Sequence[Identity],
) -> None:
    bearers = {it.name for it in identities if "сорокин" in it.name.lower()}
    others = [it for it in identities if "Pavel Sorokin" in it.spellings]

    assert bearers == {"Павел Сорокин", "Ирина Сорокина"}
    assert [it.ages for it in others] == [(20,)]
    assert any(it.name == "Andrei Sorokin" for it in identities)


def test_a_lawyer_is_one_in_two_languages(
    readings: Sequence[Reading], identities: Sequence[Identity]
) -> None:
    lawyer = next(it for it in identities if "Марина Лебедева" in it.spellings)

    assert _name_reports(lawyer, readings) == ["named", "sentenced"]


def test_a_report_tells_where_somebody_is_from_and_what_befell_him(
    readings: Sequence[Reading],
) -> None:
    pavel = next(it for it in list_profiles(readings[1]) if it.matters)

    assert pavel.homes[-2:] == ("admin1:RU/Volgograd", "country:RU")
    assert pavel.provisions == ("RU-CC 337",)
    assert pavel.counsel == ("Марина Лебедева",)
    assert ("detention", "2023-03-12") in {(it.type, it.begin) for it in pavel.deeds}
