"""What words refer to, and what they tell of it: gender, age, number, owner, role."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuffling import shuffle

from sayso.lang.language import Language
from sayso.read.mentions import read_mentions
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


def read(text: str, parse: Analyse, english: Language) -> dict[str, Mention]:
    return {mention.name: mention for mention in read_mentions(parse(text), english, ())}


@pytest.mark.parametrize(
    ("text", "name", "age"),
    [
        ("Danylo Marchuk, 24, was detained.", "Danylo Marchuk", 24),
        ("The 29-year-old conscript Danylo Marchuk was detained.", "Danylo Marchuk", 29),
        ("A 27-year-old welder was detained.", "27-year-old welder", 27),
        ("A 27 year-old welder was detained.", "27 year-old welder", 27),
        ("Danylo Marchuk, 240, was detained.", "Danylo Marchuk", None),
        ("A welder who refused to serve was detained.", "welder", None),
    ],
)
def test_an_age_is_told_of_whom_it_stands_beside(
    text: str, name: str, age: int | None, parse: Analyse, english: Language
) -> None:
    found = read(text, parse, english)[name]

    assert (found.age, found.type) == (age, EntityType.PERSON)


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("They detained Ilya Sorokin in May.", "Ilya Sorokin", Gender.MALE),
        ("They detained Anna Sorokina in May.", "Anna Sorokina", Gender.FEMALE),
        ("They detained Mr. Kim Sorokina in May.", "Kim Sorokina", Gender.MALE),
        ("They detained the woman in May.", "woman", Gender.FEMALE),
        ("They detained the soldier in May.", "soldier", None),
        ("They detained her in May.", "her", Gender.FEMALE),
        ("He fled in May.", "He", Gender.MALE),
    ],
)
def test_a_gender_is_told_by_title_name_ending_or_noun(
    text: str, name: str, gender: Gender | None, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english)[name].gender is gender


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Oleg Bazhenov, a sociologist, disagreed.", "Oleg Bazhenov", "sociologist"),
        ("One of the lawyers, Vera Antipova, appealed.", "Vera Antipova", "lawyer"),
        ("They asked military lawyer Oleg Bazhenov.", "Oleg Bazhenov", "military lawyer"),
        ("The 29-year-old conscript Danylo Marchuk fled.", "Danylo Marchuk", "conscript"),
        ("They asked Oleg Bazhenov, a member of the board.",
         "Oleg Bazhenov", "member of the board"),
        ("The rights group Dapamoha wrote to the court.", "Dapamoha", "group"),
    ],
)  # fmt: skip
def test_a_role_stands_with_its_name(
    text: str, name: str, role: str, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english)[name].roles == (role,)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Two reservists refused to serve.", "reservists", 2),
        ("A couple was detained.", "couple", 2),
        ("About 30 soldiers refused to serve.", "soldiers", None),
        ("Soldiers refused to serve.", "Soldiers", None),
        ("Nine of the 27 were released.", "Nine", 9),
        ("Twenty were released.", "Twenty", 20),
    ],
)
def test_a_group_has_the_number_that_is_told(
    text: str, name: str, count: int | None, parse: Analyse, english: Language
) -> None:
    found = read(text, parse, english)[name]

    assert (found.type, found.plural, found.count) == (EntityType.GROUP, True, count)


def test_one_of_several_is_somebody(parse: Analyse, english: Language) -> None:
    found = read("One of the three was released.", parse, english)

    assert (found["One"].type, found["One"].plural) == (EntityType.PERSON, False)


@pytest.mark.parametrize("text", ["Nine of the newspapers were closed.", "It cost 30 dollars."])
def test_a_number_of_things_is_nobody(text: str, parse: Analyse, english: Language) -> None:
    assert not {"Nine", "30"} & read(text, parse, english).keys()


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("The soldier's lawyer appealed.", "lawyer", "soldier"),
        ("The mother of the soldier appealed.", "mother", "soldier"),
        ("A lawyer for the soldier appealed.", "lawyer", "soldier"),
        ("The soldier called his wife.", "wife", "his"),
        ("The lawyer appealed.", "lawyer", None),
    ],
)
def test_an_owner_is_who_stands_with_the_noun(
    text: str, name: str, owner: str | None, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    (found,) = (one for one in read_mentions(parsed, english, ()) if one.name == name)

    assert (None if found.possessor is None else parsed.tokens[found.possessor].text) == owner


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The accused was freed.", "accused", EntityType.PERSON),
        ("Police detained him.", "Police", EntityType.GROUP),
        ("Prosecutors dropped the charges.", "Prosecutors", EntityType.GROUP),
        ("Reports have emerged of beatings.", "Reports", EntityType.PUBLIC),
        ("The report was published.", "report", EntityType.DOCUMENT),
        ("Their video appeal was published.", "video appeal", EntityType.FOOTAGE),
        ("The office denied it.", "office", EntityType.ORGANIZATION),
        ("They were beaten at the office.", "office", EntityType.PLACE),
        ("They were beaten in a basement.", "basement", EntityType.PLACE),
        ("The newspaper denied it.", "newspaper", EntityType.OUTLET),
        ("The channel denied it.", "channel", EntityType.CHANNEL),
    ],
)
def test_a_noun_refers_to_what_it_means_where_it_stands(
    text: str, name: str, kind: EntityType, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english)[name].type is kind


def test_an_office_is_one_body_with_its_owner(parse: Analyse, english: Language) -> None:
    found = read("The ombudsman's office denied the claim.", parse, english)

    assert found["ombudsman's office"].type is EntityType.ORGANIZATION
    assert "ombudsman" not in found


def test_who_speaks_is_meant_by_i_only_in_quotation_marks(
    parse: Analyse, english: Language
) -> None:
    found = read('"I refuse," he said. We left.', parse, english)

    assert found["I"].kind is MentionKind.PRONOUN
    assert "We" not in found


@pytest.mark.parametrize(
    ("text", "refers"), [("The man who refused was detained.", True), ("Who refused?", False)]
)
def test_a_relative_pronoun_refers_to_the_noun_before_its_clause(
    text: str, *, refers: bool, parse: Analyse, english: Language
) -> None:
    assert ("who" in {name.lower() for name in read(text, parse, english)}) is refers


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_no_two_mentions_share_a_head(seed: int, parse: Analyse, english: Language) -> None:
    parsed = parse(shuffle(seed))
    found = read_mentions(parsed, english, ())

    assert len({mention.head for mention in found}) == len(found)
    for mention in found:
        assert 0 <= mention.first <= mention.head <= mention.last < len(parsed.tokens)
        assert mention.name == parsed.words(mention.first, mention.last)


@given(text=st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_has_mentions_or_none(text: str, parse: Analyse, english: Language) -> None:
    parsed = parse(text)

    for mention in read_mentions(parsed, english, ()):
        assert mention.name in parsed.text
