"""What holds of every quantity, whatever the text."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language, get_language
from sayso.lang.templates import compile_any
from sayso.read.numbers import parse_number
from sayso.read.quantities import read_quantities
from sayso.read.quantity_durations import add_durations
from sayso.read.times import read_times
from sayso.records.parse import Parse
from sayso.records.value import Quantity, Unit

Analyse = Callable[[str], Parse]
Read = Callable[[str], tuple[Quantity, ...]]

FIGURES = st.one_of(
    st.integers(2, 999).map(str),
    st.integers(1000, 999_999).map("{:,}".format),
    st.decimals(1, 99, places=1).map(str),
    st.sampled_from(["two", "twelve", "thirty-five", "one hundred and twenty", "a dozen"]),
    st.sampled_from(["1.2 million", "3bn", "half a million", "300K", "two dozen"]),
)
LEADS = (
    "",
    "",
    "about ",
    "at least ",
    "more than ",
    "up to ",
    "no fewer than ",
    "nearly ",
    "some ",
)
BEHIND = ("", "", "", "-odd", " or so", " or more", "-plus")
COUNTED = (
    "soldiers",
    "trucks",
    "of the men",
    "percent of voters",
    "rubles",
    "pesos",
    "Kenyan shillings",
)
FRAMES = ("They counted {}.", "Police found {} in Ufa.", "{} arrived.", "He paid {} ($340).")
PARTS = (
    "two-thirds of the men",
    "one in five voters",
    "half of the crew",
    "three times as many men",
    "more than twice the number of cases",
    "a fourfold rise",
    "dozens of men",
    "between 15 and 20 men",
    "$2-3 million",
    "from 3 to 5 percent",
    "15-20 trucks",
    "€500 to €800",
)
LATER = (
    "Mexico and Colombia said nothing.",
    "A Chilean court took 3,000 pesos from 12 men.",
    "In Minsk and all of Belarus, 40 percent refused.",
    "Nine more were held.",
    "He is 34.",
)

counts = st.builds(
    "{}{}{} {}".format,
    st.sampled_from(LEADS),
    FIGURES,
    st.sampled_from(BEHIND),
    st.sampled_from(COUNTED),
)
sentences = st.builds(
    lambda frame, words: frame.format(words),
    st.sampled_from(FRAMES),
    st.one_of(counts, st.sampled_from(PARTS)),
)


@pytest.fixture(scope="module")
def read(parse: Analyse, english: Language) -> Read:
    def read_text(text: str) -> tuple[Quantity, ...]:
        parsed = parse(text)
        times = read_times(parsed, english, published="2022-11-21")
        counted = read_quantities(parsed, english, times)
        return add_durations(counted, times, (), text=text, language=english)

    return read_text


@settings(max_examples=150, deadline=None)
@given(sentence=sentences)
def test_every_number_is_found_again_in_its_quoted_words(sentence: str, read: Read) -> None:
    for quantity in read(sentence):
        assert sentence[quantity.span.begin : quantity.span.end] == quantity.text
        said = set(_say(quantity.text, get_language("en")))
        for number in (quantity.value, quantity.min, quantity.max):
            assert number is None or number in said
        if quantity.equivalent is not None:
            assert quantity.equivalent.value in said


@settings(max_examples=60, deadline=None)
@given(sentence=sentences, later=st.sampled_from(LATER), gap=st.sampled_from((" ", "\n\n")))
def test_a_sentence_added_after_changes_no_quantity(
    sentence: str, later: str, gap: str, read: Read
) -> None:
    alone = read(sentence)

    followed = [q for q in read(sentence + gap + later) if q.span.end <= len(sentence)]

    assert [_amount(quantity) for quantity in followed] == [_amount(one) for one in alone]


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("0123456789,.-–$€%() \nabthousandmilf'/"), max_size=60)
)
def test_any_text_is_read(text: str, read: Read) -> None:
    end = 0
    for quantity in read(text):
        assert quantity.span.begin >= end
        assert text[quantity.span.begin : quantity.span.end] == quantity.text
        assert quantity.min is None or quantity.max is None or quantity.min <= quantity.max
        assert quantity.currency is None or quantity.unit is Unit.MONEY
        end = quantity.span.end


def _amount(quantity: Quantity) -> tuple[object, ...]:
    bounds = (quantity.value, quantity.min, quantity.max, quantity.approx)
    return (quantity.text, *bounds, quantity.currency, quantity.equivalent)


def _say(text: str, language: Language) -> Iterator[float]:
    """Yield every number that words say, with those of their scales, tables and ratios."""
    numbers = [match[0] for match in compile_any(language, "numbers", "number").finditer(text)]
    said = [number for words in numbers if (number := parse_number(words, language)) is not None]
    scales = [
        float(value)
        for name in ("scale", "short_scale")
        for value in language.values("numbers", name).values()
    ]
    yield from said
    yield from (number * scale for number in said for scale in scales)
    yield from (one / other for one in said for other in said if other)
    words = text.lower().replace("-", " ").split()
    shares = language.values("numbers", "denominator")
    for number in (*said, 1.0):
        yield from (number / float(shares[word]) for word in words if word in shares)
    for name in ("half", "twice", "fold", "multiplied", "pair"):
        values = language.values("numbers", name)
        yield from (float(value) for word, value in values.items() if word in text.lower())
