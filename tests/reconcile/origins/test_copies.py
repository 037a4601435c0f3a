"""Which reports repeat which, in the same words."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.origins.copies import find_copies, find_word_copies
from sayso.reconcile.origins.copy_direction import Naming
from sayso.reconcile.origins.copy_text import make_copy_text
from sayso.records.casefile import Copying
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report

ORIGINAL = (
    "Eleven soldiers of the Varna rifle battalion refused on 4 March to return to their positions"
    " near Lower Brod.\n"
    "They had spent nineteen days in the forest without rotation, according to their relatives.\n"
    "The commander of the battalion had them taken to a disused cannery in Kamyanka and kept there"
    " under guard.\n"
    "On 9 March three of them were brought before the garrison court in Zelenets."
)


def report(text: str, publisher: str | None = "Brod Courier", **more: Any) -> Report:
    plain = Report(
        id="r",
        title=None,
        publisher=publisher,
        url=None,
        published="2024-03-10",
        captured=None,
        language="en",
        sha256=hashlib.sha256(f"{publisher}\n{more}\n{text}".encode()).hexdigest(),
        text=text,
    )
    return replace(plain, **more)


def copies(*reports: Report) -> tuple[Copying, ...]:
    return find_word_copies(map(make_copy_text, reports))


def edges(*reports: Report) -> set[tuple[int, int, str]]:
    """Return who repeats whom as numbers of the arguments: (of, report, way)."""
    at = {it.sha256: number for number, it in enumerate(reports)}
    return {(at[it.of], at[it.report], it.way) for it in copies(*reports)}


FIRST = report(ORIGINAL)
LINES = ORIGINAL.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        ORIGINAL,
        "Soldiers held in a cannery\n" + ORIGINAL,
        "\n".join(reversed(LINES)),
        "\n".join(LINES[:2]),
        LINES[0] + "\n" + LINES[2].replace("disused cannery", "former cannery"),
        ORIGINAL.replace("Eleven", "Twelve"),
        ORIGINAL + "\nThe defense ministry has not said anything about it so far.",
    ],
    ids=["same", "headline", "reordered", "shortened", "edited", "a figure changed", "written on"],
)
def test_a_later_report_in_the_same_words_repeats_the_earlier(text: str) -> None:
    later = report(text, "Harbor Wire", published="2024-03-11")

    assert edges(later, FIRST) == {(1, 0, "words")}


@pytest.mark.parametrize(
    "text",
    [
        "Relatives say that a group from the Varna battalion would not go back to the line."
        " Their officers locked the men up in an old factory. A court has seen some of them.",
        "The ministry rejects what has been written about the battalion. Nobody is held anywhere,"
        " its press office told us. The unit is resting, it added.\n"
        "The commander of the battalion did not have them taken to a disused cannery in Kamyanka"
        " and kept there under guard.",
    ],
    ids=["paraphrase", "denial"],
)
def test_a_report_in_words_of_its_own_repeats_nobody(text: str) -> None:
    assert not copies(FIRST, report(text, "Harbor Wire", published="2024-03-11"))


def test_the_same_quotation_in_two_reports_makes_neither_a_copy() -> None:
    said = (
        "“The servicemen were moved to another place for their rest and recovery, and every one of"
        " them keeps his weapon, his pay and his leave,” the ministry wrote."
    )
    one = report("Families of the missing went to the capital on Friday.\n" + said)
    other = report(
        said + "\nNone of the lawyers we spoke to believes it.",
        "Harbor Wire",
        published="2024-03-12",
    )

    assert not copies(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ivan Petrenko was sentenced on 4 May by the Zelenets garrison court to 5 years.",
            "Oleh Sydorak was sentenced on 9 June by the Kamyanka garrison court to 5 years.",
        ),
        (
            "In Zelenets on 4 May it will be 12 degrees in the night and 19 degrees by day, wind"
            " of 5 meters a second.",
            "In Zelenets on 5 May it will be 9 degrees in the night and 21 degrees by day, wind"
            " of 7 meters a second.",
        ),
    ],
    ids=["sentences of two men", "weather"],
)
def test_one_template_with_other_facts_is_no_copy(one: str, other: str) -> None:
    assert not copies(report(one), report(other, "Harbor Wire", published="2024-06-10"))


def test_calls_to_subscribe_are_no_copy() -> None:
    call = "\nSubscribe to our channel and read more on the site of our newsroom every day."
    one = report("A barn burned down in Brod." + call)
    other = report("The bridge is closed." + call, "Harbor Wire", published="2024-03-12")

    assert not copies(one, other)


def test_of_one_day_the_one_that_names_the_other_repeats_it() -> None:
    wire = report(ORIGINAL, "Harbor Wire")
    citing = report(ORIGINAL + "\nHarbor Wire was the first to write about it.")

    assert edges(wire, citing) == {(0, 1, "words")}


def test_of_one_day_the_one_that_credits_the_agency_repeats_it() -> None:
    dispatch = report("VARNA (Harbor) - " + ORIGINAL, "Harbor News Agency")
    reprint = report("VARNA (Harbor) - " + "\n".join(LINES[:3]), "Front Lane")

    assert edges(reprint, dispatch) == {(1, 0, "words")}


def test_a_forward_repeats_whom_it_comes_from() -> None:
    forward = report(ORIGINAL, "Front Lane", forwarded_from="Brod Courier", published="2024-03-09")

    assert edges(FIRST, forward) == {(0, 1, "forward")}


def test_the_publishers_changed_text_is_a_version() -> None:
    changed = report(ORIGINAL.replace("Eleven", "Twelve"), published="2024-03-11")

    assert edges(FIRST, changed) == {(0, 1, "version")}


def test_a_copy_of_a_copy_is_given_with_the_nearest() -> None:
    second = report(
        ORIGINAL.replace("under guard", "behind a fence for four days"),
        "Harbor Wire",
        published="2024-03-11",
    )
    third = report(second.text, "Front Lane", published="2024-03-12")
    equal = report(ORIGINAL, "Village Post", published="2024-03-12")

    assert edges(FIRST, second, third, equal) == {
        (0, 1, "words"),
        (1, 2, "words"),
        (0, 3, "words"),
    }


def test_pairs_tell_which_sentence_repeats_which() -> None:
    later = report("News\n" + LINES[2], "Harbor Wire", published="2024-03-11")
    begin, end, start, stop = copies(FIRST, later)[0].pairs[0]

    assert FIRST.text[begin:end].strip() == later.text[start:stop].strip() == LINES[2]


def test_the_next_report_of_a_publisher_with_the_same_background_is_no_version() -> None:
    background = "\n".join(LINES[1:3])
    news = (
        "The garrison court in Zelenets found two of the soldiers not guilty on Tuesday.\n"
        "Judge Varvara Lysenko read the decision for almost an hour, and nobody spoke.\n"
        "Prosecutors have ten days in which they can take it to the district court in Kamyanka.\n"
        "The families had waited in front of the building since seven in the morning.\n"
    )

    assert not copies(FIRST, report(news + background, published="2024-05-02"))


def test_a_line_that_a_publisher_puts_under_all_it_publishes_is_no_copy() -> None:
    footer = "\nThe Brod Courier has told the region its news since the spring of 1991"
    ours = [
        report(f"{it} was closed on Monday morning.{footer}")
        for it in ("A mill", "A bridge", "A port")
    ]
    other = report("Rain fell." + footer, "Harbor Wire", published="2024-03-12")

    assert not copies(*ours, other)


def test_a_report_of_quotations_alone_repeats_the_one_that_has_them_all() -> None:
    quoted = "\n".join(f"“{line}”" for line in LINES)
    first = report("What the mothers of the soldiers told us.\n" + quoted)

    assert edges(first, report(quoted, "Harbor Wire", published="2024-03-12")) == {(0, 1, "words")}


def test_an_outlet_is_named_in_other_words_of_another_language() -> None:
    cited = report("Text.", "Степовий канал", language="uk")
    citing = make_copy_text(report("Five men were taken away, the Steppe Channel writes.", "Lane"))
    other = make_copy_text(report("Five men were taken away across the steppe.", "Lane"))

    assert Naming().is_cited(cited, citing)
    assert not Naming().is_cited(cited, other)


def test_a_common_word_is_not_the_outlet_that_is_called_by_it() -> None:
    cited = report("Text.", "Берег", language="ru")

    assert Naming().is_cited(
        cited, make_copy_text(report("Об этом пишет «Берег».", "Даль", language="ru"))
    )
    assert not Naming().is_cited(
        cited, make_copy_text(report("Он вышел на берег.", "Даль", language="ru"))
    )


@given(st.permutations([*LINES, "Nobody answered.", "A barn burned."]), st.randoms())
def test_the_order_of_the_reports_does_not_matter(lines: list[str], chance: Any) -> None:
    reports = [
        FIRST,
        report("\n".join(lines[:3]), "Harbor Wire", published="2024-03-10"),
        report("\n".join(lines[2:]), "Front Lane", published=None),
        report("\n".join(lines), "Village Post", published="2024-03-11T10:00:00+00:00"),
    ]
    shuffled = list(reports)
    chance.shuffle(shuffled)

    assert copies(*shuffled) == copies(*reports)


@given(st.lists(st.tuples(st.text(), st.sampled_from(["en", "ru", "uk", "de"])), max_size=4))
def test_no_text_is_too_odd(texts: list[tuple[str, str]]) -> None:
    readings = [
        make_bare_reading(report(text, published=None, publisher=None, language=language))
        for text, language in texts
    ]

    for it in find_copies(readings):
        assert it.of != it.report


def make_bare_reading(of: Report) -> Reading:
    """Return a reading in which nothing was found."""
    return Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=of,
        entities=(),
        times=(),
        places=(),
        quantities=(),
        claims=(),
        provisions=(),
        penalties=(),
        events=(),
        cases=(),
        checks=(),
    )


@pytest.mark.parametrize("edited", [False, True], ids=["verbatim", "edited"])
def test_what_very_many_repeat_is_one_report_and_its_copies(edited: bool) -> None:
    later = [
        report(
            ORIGINAL.replace("cannery", f"plant{at}") + f"\nAsk{at} told{at}."
            if edited
            else ORIGINAL,
            f"Outlet {at}",
            published=f"2024-03-{11 + at % 19}",
        )
        for at in range(199)
    ]

    found = edges(FIRST, *later)

    assert {(of, at) for of, at, _ in found} == {(0, at) for at in range(1, 200)}


def test_a_sentence_that_very_many_have_makes_no_copies() -> None:
    told = (
        "District {0} kept conscript {1} in barracks {2} until spring."
        " Inspector {3} wrote of {4} and of his complaint {5} to the capital."
        " Nothing of {6} was heard at home {7} since."
    )
    reports = [
        report(
            told.format(*(f"{word}{at}" for word in "qwertyui")) + " " + LINES[3],
            f"Outlet {at}",
            published=f"2024-03-{11 + at % 19}",
        )
        for at in range(200)
    ]

    assert copies(*reports) == ()
