"""Places and their map, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visitor, list_violations
from place_reader import DUBROVA, PlaceReader
from playwright.sync_api import Page, expect

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

FIRST = (
    "Anna Orlova said that her husband Pavel Orlov was detained in Dubrova. "
    "Dubrova lies by a river. Nobody in Ukraine has seen him."
)
SECOND = "Ivan Petrov said that Pavel Orlov was held near Дуброва, not in the Luhansk region."


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "c.casebook", analyst="Vera", reader=PlaceReader()) as made:
        for name, text in (("first", FIRST), ("second", SECOND)):
            options = CaptureOptions(language="en", title=name, publisher="Coastal Post")
            for added in made.add([Addition(name=name, source=text.encode(), options=options)]):
                assert added.report is not None, added.problem
        settle(made)
        yield made


def settle(casebook: Casebook) -> None:
    for _ in casebook.reconcile():
        pass


def get_id(casebook: Casebook, words: str) -> str:
    return casebook.places(words).places[0].known.id


def has_no_side_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_places_are_listed_with_what_is_known_of_them(visit: Visitor, casebook: Casebook) -> None:
    page = visit("/places")

    lines = page.locator("ol.places > li")
    expect(lines).to_have_count(3)
    first = lines.first
    expect(first).to_contain_text("Дуброва")
    expect(first).to_contain_text("which of 3 is not known: Donetsk, Kharkiv, Sumy")
    expect(first).to_contain_text("found 3 times in 2 reports")
    expect(page.locator(".spot.hollow")).to_have_count(3)
    expect(page.locator(".spot-area")).to_have_count(2)
    assert list_violations(page) == []

    page.get_by_label("Name, or how its words begin").fill("luh")
    page.keyboard.press("Enter")
    expect(page.locator("ol.places > li")).to_have_count(1)
    page.get_by_role("link", name="World").click()
    expect(page.locator("ol.places > li")).to_have_count(1)
    expect(page.get_by_role("link", name="World")).to_have_attribute("aria-current", "true")
    expect(page.locator(".disputes")).to_contain_text("Crimea")


def test_one_of_several_places_is_chosen_and_taken_back(visit: Visitor, casebook: Casebook) -> None:
    page = visit(f"/places/{get_id(casebook, 'Dubrova')}", color_scheme="dark")
    expect(page.locator("mark")).to_have_text(["Dubrova", "Dubrova", "Дуброва"])
    assert list_violations(page) == []

    page.get_by_label("Decide for second").uncheck()
    page.get_by_role("radio", name="Kharkiv").check()
    page.get_by_label("Why").fill("The river is the Donets.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("[data-gathering]")).to_be_visible()
    settle(casebook)

    (chosen,) = (it for it in casebook.places("Dubrova").places if not it.known.open)
    assert [(it.admin1, it.lat) for it in chosen.where] == [("Kharkiv", DUBROVA[1].lat)]
    left = casebook.place(get_id(casebook, "Дуброва"))
    assert left.known.open
    assert [it.report.title for it in left.seen] == ["second"]

    page.goto(page.url.rpartition("/")[0] + f"/{chosen.known.id}")
    expect(page.locator(".spot-point:not(.hollow)")).to_have_count(1)
    expect(page.get_by_text("it is Dubrova, Kharkiv")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("[data-gathering]")).to_be_visible()
    settle(casebook)
    assert casebook.places("Dubrova").places[0].known.reports == 2


def test_a_report_goes_its_own_way_and_comes_back(casebook: Casebook) -> None:
    place = get_id(casebook, "Dubrova")
    second = casebook.place(place).seen[1]
    at = f"{second.report.id}/{second.seen.told.id}"

    no = casebook.decide(casebook.ask_same_place(at, place), judgement="no", because="Far away.")
    settle(casebook)
    parts = casebook.places("Dubrova").places + casebook.places("Дуброва").places
    assert sorted(it.known.reports for it in parts) == [1, 1]

    casebook.undo(no.id, because="Not so far.")
    settle(casebook)
    assert casebook.place(place).known.reports == 2


def test_none_of_these_leaves_the_position_unknown(visit: Visitor, casebook: Casebook) -> None:
    place = casebook.place(get_id(casebook, "Dubrova"))
    chosen = tuple(f"{it.report.id}/{it.seen.told.id}" for it in place.seen)
    for question, value in casebook.ask_place(place.known.id, chosen, "none"):
        casebook.decide(question, value=value, because="It is a farm.")
    settle(casebook)

    page = visit("/places?q=Dubrova", viewport={"width": 320, "height": 700})

    expect(page.locator("ol.places > li")).to_contain_text("position not known; not on the map")
    expect(page.locator(".spot")).to_have_count(0)
    assert has_no_side_scroll(page)
    page.goto(page.url.partition("?")[0] + f"/{get_id(casebook, 'Dubrova')}")
    assert has_no_side_scroll(page)


def test_what_was_parted_is_told_in_words_and_taken_back(
    visit: Visitor, casebook: Casebook
) -> None:
    place = get_id(casebook, "Dubrova")
    page = visit(f"/places/{place}")

    page.get_by_role("button", name="In this report it is another place").last.click()
    expect(page.locator("[data-gathering]")).to_be_visible()
    settle(casebook)
    page.reload()

    told = page.get_by_role("listitem").filter(has_text="is another place than")
    expect(told).to_contain_text("in first")
    expect(told).to_contain_text("in second")
    told.get_by_role("button", name="Take it back").click()
    expect(page.locator("[data-gathering]")).to_be_visible()
    settle(casebook)
    assert casebook.place(place).known.reports == 2
