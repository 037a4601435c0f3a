"""Articles of law, and penalties with whom they hit and where they stand."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language
from sayso.read.law import read_penalties, read_provisions
from sayso.read.quantities import read_quantities
from sayso.read.times import read_times
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]
Read = Callable[[str], tuple[PenaltyFinding, ...]]


@pytest.fixture(scope="module")
def read(parse: Analyse, english: Language) -> Read:
    def read_text(text: str) -> tuple[PenaltyFinding, ...]:
        parsed = parse(text)
        times = read_times(parsed, english, published="2022-11-21")
        quantities = read_quantities(parsed, english, times)
        return read_penalties(parsed, english, quantities)

    return read_text


@pytest.mark.parametrize(
    ("words", "code", "article", "part"),
    [
        ("Article 337, part 5, of Russia's Criminal Code", "RU-CC", "337", "5"),
        ("Part 2.1 of Article 332 of the Russian Criminal Code", "RU-CC", "332", "2.1"),
        ("Article 63 of Turkey's Military Penal Code", "TR-MPC", "63", None),
        ("Article 336 of the Criminal Code of Ukraine", "UA-CC", "336", None),
        ("Article 332 of the Criminal Code", None, "332", None),
        ("art. 328", None, "328", None),
        ("Section 123", None, "123", None),
        ("Article 328(1)", None, "328", "1"),
    ],
)
def test_a_provision_names_its_article_and_only_a_code_that_is_said(
    words: str, code: str | None, article: str, part: str | None, parse: Analyse, english: Language
) -> None:
    [provision] = read_provisions(parse(f"He was charged under {words}."), english)

    assert provision.text == words
    assert (provision.code, provision.article, provision.part) == (code, article, part)
    assert provision.jurisdiction == (code[:2] if code else None)


def test_a_law_named_once_is_known_from_then_on(parse: Analyse, english: Language) -> None:
    text = "He fell under Article 337 of Russia's Criminal Code. Part 5 of Article 337 is harsh."

    assert [p.code for p in read_provisions(parse(text), english)] == ["RU-CC", "RU-CC"]


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("Article 338 on desertion is harsh.", "desertion"),
        ("He was convicted of desertion under Article 338.", "desertion"),
        ("He was tried under Article 338.", None),
    ],
)
def test_an_offence_is_given_where_the_words_name_it(
    text: str, offence: str | None, parse: Analyse, english: Language
) -> None:
    [provision] = read_provisions(parse(text), english)

    assert provision.offence == offence


@pytest.mark.parametrize(
    ("text", "words", "kind", "bounds", "status", "bearer"),
    [
        (
            "They face up to three years in jail.",
            "up to three years in jail",
            "imprisonment",
            (None, 3, "year"),
            "faced",
            "They",
        ),
        (
            "Ivanov was sentenced to five years in a penal colony.",
            "five years in a penal colony",
            "imprisonment",
            (5, 5, "year"),
            "imposed",
            "Ivanov",
        ),
        (
            "The court sentenced Ivanov to 30 days in a military prison.",
            "30 days in a military prison",
            "imprisonment",
            (30, 30, "day"),
            "imposed",
            "Ivanov",
        ),
        (
            "Part 5 provides for between five and ten years in prison.",
            "between five and ten years in prison",
            "imprisonment",
            (5, 10, "year"),
            "faced",
            None,
        ),
        (
            "Prosecutors asked the court to sentence Ivanov to seven years in prison.",
            "seven years in prison",
            "imprisonment",
            (7, 7, "year"),
            "sought",
            "Ivanov",
        ),
        (
            "The objector has been fined 20,000 lira.",
            "20,000 lira",
            "fine",
            (20_000, 20_000, "money"),
            "imposed",
            "objector",
        ),
        (
            "Men can be fined 200,000 pesos.",
            "200,000 pesos",
            "fine",
            (200_000, 200_000, "money"),
            "faced",
            "Men",
        ),
        (
            "An appeals court upheld the five-year sentence of Petrov.",
            "the five-year sentence",
            "imprisonment",
            (5, 5, "year"),
            "upheld",
            "Petrov",
        ),
        (
            "An appeals court reduced his sentence to two years.",
            "two years",
            "imprisonment",
            (2, 2, "year"),
            "reduced",
            "his",
        ),
    ],
)
def test_a_penalty_has_a_term_a_status_and_a_bearer(
    read: Read,
    parse: Analyse,
    text: str,
    words: str,
    kind: str,
    bounds: tuple[float | None, float | None, str],
    status: str,
    bearer: str | None,
) -> None:
    [finding] = read(text)
    penalty = finding.penalty

    assert (penalty.text, penalty.kind, penalty.status) == (words, kind, status)
    assert (penalty.min, penalty.max, penalty.unit) == bounds
    named = None if finding.bearer is None else parse(text).tokens[finding.bearer].text
    assert named == bearer


def test_a_fine_or_a_term_are_alternatives(read: Read) -> None:
    text = "The man could face a fine of 200,000 rubles ($3,407) or up to two years in prison."
    fine, term = (finding.penalty for finding in read(text))

    assert (fine.text, fine.currency) == ("a fine of 200,000 rubles ($3,407)", "RUB")
    assert (term.text, term.alternative_of) == ("up to two years in prison", fine.id)


def test_a_list_that_an_or_closes_gives_alternatives_of_its_first(read: Read) -> None:
    text = (
        "It is punishable by up to two years of forced labor, arrest or a disciplinary battalion."
    )
    penalties = [finding.penalty for finding in read(text)]

    assert [penalty.kind for penalty in penalties] == [
        "forced_labour",
        "arrest",
        "disciplinary_unit",
    ]
    assert [penalty.alternative_of for penalty in penalties] == [None, "p1", "p1"]


@pytest.mark.parametrize(
    ("term", "bounds"),
    [
        ("one year and six months", (18, 18, "month")),
        ("six months to two years", (6, 24, "month")),
        ("a year and a half", (1.5, 1.5, "year")),
        ("two weeks", (14, 14, "day")),
        ("at least five years", (5, None, "year")),
    ],
)
def test_a_term_is_counted_in_one_unit(
    read: Read, term: str, bounds: tuple[float | None, float | None, str]
) -> None:
    [finding] = read(f"He was sentenced to {term} in prison.")
    penalty = finding.penalty

    assert (penalty.min, penalty.max, penalty.unit) == bounds


def test_a_sentence_left_in_force_is_upheld(read: Read) -> None:
    [finding] = read("The appeals court left the sentence of six years unchanged.")

    assert finding.penalty.status == "upheld"


def test_what_could_be_imposed_is_only_faced(read: Read) -> None:
    [finding] = read("If found guilty, she could be jailed for up to 18 months.")

    assert finding.penalty.status == "faced"


def test_a_suspended_sentence_is_marked(read: Read) -> None:
    [finding] = read("The court gave him a suspended sentence of three years.")

    assert finding.penalty.suspended


@pytest.mark.parametrize(
    "text",
    [
        "Men serve 32 months and women 24.",
        "He served two years in the army.",
        "He lived there for three years.",
        "The court convicted him in absentia. He spent four months at his mother's house.",
        "He was held for two months in pre-trial detention.",
        "The war has lasted for two years.",
    ],
)
def test_a_term_without_a_court_is_no_penalty(read: Read, text: str) -> None:
    assert read(text) == ()


WORDS = st.lists(
    st.sampled_from(
        [
            "a fine of",
            "200 rubles",
            "or",
            "up to",
            "two years",
            "in",
            "prison",
            "sentenced to",
            ",",
            "Article 337",
            "part 5",
            "of the",
            "Criminal Code",
            "Russian",
            "death",
            "life",
            "jailed",
            "a three-year",
            "suspended",
            "sentence",
            "for",
            "faces",
            "arrest",
            "he",
            "the court",
        ]
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_every_penalty_and_provision_quotes_its_text(
    words: list[str], read: Read, parse: Analyse, english: Language
) -> None:
    text = " ".join(["He", *words])
    penalties = [finding.penalty for finding in read(text)]
    known = {penalty.id for penalty in penalties}

    provisions = read_provisions(parse(text), english)
    quotes = [(p.span, p.text) for p in penalties] + [(p.span, p.text) for p in provisions]
    for span, quoted in quotes:
        assert text[span.begin : span.end] == quoted
    for penalty in penalties:
        assert penalty.alternative_of is None or penalty.alternative_of in known


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Orlov was sentenced to two years in prison. The sentence was upheld.", ["upheld"]),
        ("Orlov was jailed for two years. An appeals court upheld the verdict.", ["upheld"]),
        ("Orlov was jailed for two years. The sentence was not upheld.", ["imposed"]),
        ("Orlov was jailed for two years. If the verdict is upheld, he will go.", ["imposed"]),
        ("Orlov was jailed for two years. Prosecutors upheld a complaint.", ["imposed"]),
    ],
)
def test_a_penalty_is_upheld_by_a_later_sentence_that_says_so(
    read: Read, text: str, statuses: list[str]
) -> None:
    assert [f.penalty.status.value for f in read(text)] == statuses


def test_a_penalty_that_nobody_said_was_imposed_is_none(read: Read) -> None:
    assert read("No lawyer said that Ivan Petrov had been jailed for two years.") == ()
