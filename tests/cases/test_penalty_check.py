"""Penalties are compared with what the named law says, and only where that is established."""

import pytest

from sayso.capture.options import CaptureOptions
from sayso.workbench.reading import Workbench


@pytest.fixture(scope="module")
def workbench() -> Workbench:
    return Workbench(claims="rules")


CODE = "Russia's Criminal Code"
PART = f"Part 2.1 of Article 332 of {CODE}"


PART_3 = f"Part 3 of Article 338 of {CODE}"
PART_5 = f"Part 5 of Article 337 of {CODE}"


@pytest.fixture(scope="module")
def federal() -> Workbench:
    return Workbench(claims="rules", packs=("us-federal-cases",))


def _ask(workbench: Workbench, text: str, published: str | None = "2022-11-21") -> list[str]:
    options = CaptureOptions(language="en", published=published)
    reading = workbench.read(workbench.capture_text(text, options))
    ids = {it.id for it in reading.penalties} | {it.id for it in reading.provisions}
    checks = [check for check in reading.checks if check.kind == "penalty_mismatch"]
    assert all(set(check.about) <= ids for check in checks)
    return [check.message for check in checks]


def test_a_maximum_that_the_law_does_not_have_is_asked_about(workbench: Workbench) -> None:
    text = f"He faces up to seven years in prison under {PART}."

    assert _ask(workbench, text) == [
        "The report gives “up to seven years in prison” for Article 332 part 2.1; "
        "the wording in force since 24 September 2022 says 2 to 3 years."
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Pavel Orlov was sentenced to four years in prison under {PART}.",
        f"Under Article 338, part 3, of {CODE} deserters face from two to 15 years in prison.",
        f"Article 352.1 of {CODE} carries up to 15 years in prison.",
        f"Under Article 328 of {CODE} they face up to five years in prison.",
        f"Article 328, part 1, of {CODE} provides for a fine of up to 500,000 rubles.",
    ],
)
def test_what_lies_outside_is_asked_about(text: str, workbench: Workbench) -> None:
    assert len(_ask(workbench, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        # It fits: the same maximum, a range, a term within it, one of several parts.
        f"He faces up to three years in prison under {PART}.",
        f"He faces two to three years in prison under {PART}.",
        f"He was sentenced to 30 months in prison under {PART}.",
        f"Under Article 332 of {CODE} he faces up to 12 years in prison.",
        f"Under Article 328 of {CODE} they face up to two years in prison.",
        # Not known: since when, which part, which law, that kind of penalty, or it at all.
        f"He faces up to nine years in prison under Part 1 of Article 338 of {CODE}.",
        f"He faces up to nine years in prison under Part 4 of Article 337 of {CODE}.",
        f"He faces up to nine years in prison under Article 337 of {CODE}.",
        "He faces up to nine years in prison under Article 332 of the Criminal Code.",
        "He faces up to nine years in prison under Article 332 of Ukraine's Criminal Code.",
        f"He faces a fine of 900,000 rubles under {PART}.",
        f"He faces up to nine years in prison under Article 275 of {CODE}.",
        f"Under Article 328, part 1, of {CODE} he faces up to five years of forced labor.",
        f"Article 328, part 2, of {CODE} provides for arrest of up to five years.",
        # Two articles in one sentence: whose the penalty is, is open.
        f"He faces up to 20 years in prison under Articles 332 and 338 of {CODE}.",
    ],
)
def test_what_fits_or_is_not_known_is_not_asked_about(text: str, workbench: Workbench) -> None:
    assert _ask(workbench, text) == []


def test_a_day_before_the_wording_or_no_day_at_all_asks_nothing(workbench: Workbench) -> None:
    text = f"He faces up to seven years in prison under {PART}."

    assert _ask(workbench, text, "2022-08-01") == []
    assert _ask(workbench, text, None) == []


def test_the_only_article_of_a_case_is_the_one_that_is_meant(workbench: Workbench) -> None:
    text = (
        f"Pavel Orlov was charged under {PART}. "
        "He was sentenced to eight years in prison on Friday."
    )

    assert len(_ask(workbench, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        # Another deed, another man.
        f"Petrov, who served two years for robbery, was charged under {PART_3}.",
        f"Petrov was charged under {PART_3} after his cousin was jailed for two years for theft.",
        f"Petrov was charged under {PART_3}, and Ivanov was sentenced to two years in prison.",
        f"Petrov was jailed for two years in prison and was later charged under {PART_3}.",
        f"Petrov was charged under {PART_3}. He served two years in prison for robbery.",
        f"Petrov served three years in prison. Now he is charged under {PART_5}.",
        f"Petrov could get 12 years in prison for treason rather than under {PART_5}.",
        f"Petrov is charged under {PART_5}. If it is softened, he faces up to a year in prison.",
        # No term, but by how much one is less.
        f"The appeal court cut the term of Petrov, tried under {PART_5}, by two years in prison.",
        # The law of earlier days.
        f"Before the amendments, {PART_5} carried up to five years in prison.",
        f"Until 2022, {PART_5} provided for up to five years in prison.",
        # Several deeds added up.
        f"Combined with an earlier term, he was sentenced under {PART_5} to 13 years in prison.",
        f"He was convicted under {PART_5} and other charges and sentenced to 13 years in prison.",
        # What is usual.
        f"First-time offenders usually get a suspended sentence of one year under {PART_5}.",
        # Beyond a figure that lies within.
        f"He faces more than 10 years in prison under {PART_3}.",
    ],
)
def test_what_may_be_of_another_deed_man_or_day_is_not_asked_about(
    text: str, workbench: Workbench
) -> None:
    assert _ask(workbench, text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Petrov faces up to seven years in prison after he was charged under {PART_5}.",
        f"Petrov was charged under {PART_5} and faces up to seven years in prison.",
        f"Petrov was convicted under {PART_5} and sentenced to four years in prison.",
        f"Petrov was sentenced to four years in prison for desertion under {PART_3}.",
        f"Petrov was charged under {PART_5}, which carries a maximum of seven years in prison.",
        f"He faces more than 20 years in prison under {PART_3}.",
        # The law is not named; the country is, and only one of its laws that are known fits.
        "Russian investigators opened a case under Part 5 of Article 337, which carries a maximum "
        "of seven years.",
    ],
)
def test_what_is_said_of_the_article_itself_is_asked_about(text: str, workbench: Workbench) -> None:
    assert len(_ask(workbench, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Investigators opened a case under Part 5 of Article 337, which carries up to seven years.",
        "Ukrainian investigators opened a case under Part 5 of Article 337, which carries a "
        "maximum of seven years.",
        "A Russian court tried him under part 5 of Article 337 of the Traffic Act, which carries "
        "up to seven years in prison.",
    ],
)
def test_a_bare_article_of_no_country_or_another_law_is_not_asked_about(
    text: str, workbench: Workbench
) -> None:
    assert _ask(workbench, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He was convicted of assault under 18 U.S.C. 111(b), up to 20 years in prison, and of "
        "theft, up to five years in prison.",
        "He faces two counts of civil disorder under 18 U.S.C. 231(a)(3) and up to 10 years in "
        "prison.",
        "He was convicted of seditious conspiracy under 18 U.S.C. 2384 and other crimes, and "
        "sentenced to 22 years in prison.",
        "Under 18 U.S.C. 371 he faces up to one year in prison.",
        "Under 40 U.S.C. 5104(e) he faces up to five years in prison.",
    ],
)
def test_a_federal_penalty_that_may_be_right_is_not_asked_about(
    text: str, federal: Workbench
) -> None:
    assert _ask(federal, text) == []


def test_a_federal_penalty_that_the_paragraph_does_not_have_is_asked_about(
    federal: Workbench,
) -> None:
    assert (
        len(_ask(federal, "Under 40 U.S.C. 5104(e)(2) he faces up to five years in prison.")) == 1
    )
