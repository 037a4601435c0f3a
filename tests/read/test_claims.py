"""Whose word a statement is: sources, chains and contents as the parse shows them."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuffling import shuffle

from sayso.lang.language import Language
from sayso.read.claims import read_claims
from sayso.records.finding import Attribution
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]
Said = tuple[str, str, str]


def join(parse: Parse, numbers: tuple[int, ...]) -> str:
    return " ".join(parse.tokens[i].text for i in numbers if parse.tokens[i].pos != "PUNCT")


def say(parse: Parse, one: Attribution) -> Said:
    return join(parse, one.source), join(parse, one.cue), join(parse, one.content)


def read(text: str, parse: Analyse, english: Language) -> list[Said]:
    parsed = parse(text)
    return [say(parsed, one) for one in read_claims(parsed, english)]


def list_all(found: tuple[Attribution, ...]) -> Iterator[Attribution]:
    for one in found:
        yield one
        yield from list_all(one.outer)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Anna Petrova said that the man had fled.", "Anna Petrova", "said", "the man had fled"),
        ("The man had fled, Anna Petrova said.", "Anna Petrova", "said", "The man had fled"),
        ('"The man fled," said Anna Petrova.', "Anna Petrova", "said", "The man fled"),
        ("The men, she said, were beaten.", "she", "said", "The men were beaten"),
        ("The recruits, the lawyer said on Monday, were held in a cellar.",
         "the lawyer", "said", "The recruits were held in a cellar"),
        ("The men, the lawyer Ivan Petrov said on Monday, were beaten with hoses.",
         "Ivan Petrov", "said", "The men were beaten with hoses"),
        ("The recording shows two soldiers being led away by police.",
         "The recording", "shows", "two soldiers being led away by police"),
        ("According to the lawyer, the man fled.", "the lawyer", "According to", "the man fled"),
        ("The man, according to his lawyer, fled.", "his lawyer", "according to", "The man fled"),
        ("The man fled, according to his lawyer.", "his lawyer", "according to", "The man fled"),
        ("Per the ministry, the man fled.", "the ministry", "Per", "the man fled"),
        ("The mother denied that her son had fled.", "The mother", "denied", "her son had fled"),
        ("The officer denied striking anyone.", "The officer", "denied", "striking anyone"),
        ("The ministry denied the allegations.", "The ministry", "denied", "the allegations"),
        ("He dismissed the reports as lies.", "He", "dismissed", "the reports as lies"),
        ("He vowed to appeal.", "He", "vowed", "to appeal"),
        ("The group urged Kyiv to free the man.", "The group", "urged", "to free the man"),
        ("The group called for an inquiry into the beatings.",
         "The group", "called", "an inquiry into the beatings"),
        ("The group demanded an inquiry.", "The group", "demanded", "an inquiry"),
        ("The ministry called the video a fake.", "The ministry", "called", "the video a fake"),
        ("The spokesman described the deserters as cowards.",
         "The spokesman", "described", "the deserters as cowards"),
        ('Calling the reports "a gift to the enemy", the governor left.',
         "the governor", "Calling", "the reports a gift to the enemy"),
        ("She put the number of deserters at 31.",
         "She", "put", "the number of deserters at 31"),
        ("They complained of beatings.", "They", "complained", "beatings"),
        ("He accused the commanders of beatings.", "He", "accused", "the commanders of beatings"),
        ("The statistics show that desertion has doubled.",
         "The statistics", "show", "desertion has doubled"),
        ("The order says that the men must serve.", "The order", "says", "the men must serve"),
        ("Reports have emerged of beatings in the cellar.",
         "Reports", "have emerged", "beatings in the cellar"),
        ("There are reports that the men were beaten.",
         "reports", "are", "that the men were beaten"),
        ("His claim that he had been beaten was ignored.",
         "His", "claim", "he had been beaten"),
        ("He is said by relatives to have fled.", "relatives", "is said", "He to have fled"),
        ("They were told by the officer that the men were ill.",
         "the officer", "were told", "the men were ill"),
        ("The man had fled, his wife, Olha Marchuk, said.",
         "his wife Olha Marchuk", "said", "The man had fled"),
        ("The man fled, said one of the lawyers, Vera Antipova.",
         "Vera Antipova", "said", "The man fled"),
        ("Danylo Marchuk, who had served for a year, said that the men were beaten.",
         "Danylo Marchuk", "said", "the men were beaten"),
        ("A local radio station, Eco del Paramo, reported that the men were beaten.",
         "A local radio station Eco del Paramo", "reported", "the men were beaten"),
        ("The lawyer said the man had asked for leave, but the board had refused it.",
         "The lawyer", "said", "the man had asked for leave but the board had refused it"),
        ("KYIV, Ukraine (Volga News) - The man fled, police said on Monday.",
         "police", "said", "The man fled"),
    ],
)  # fmt: skip
def test_a_statement_is_its_sources(
    text: str, source: str, cue: str, content: str, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to comment.",
        "The spokesman did not say whether the man had fled.",
        "The spokesman was asked to explain the order.",
        "The office could not confirm the death.",
        "The court found him guilty.",
        "A friend called him up on Monday.",
        "The commanders were accused of beatings.",
        "The reported losses were large.",
        "He dismissed his deputy.",
        "He earns 200 rubles per day.",
    ],
)
def test_what_states_nothing_is_no_claim(text: str, parse: Analyse, english: Language) -> None:
    assert read(text, parse, english) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lawyer said the man fled, adding that he was ill.",
         [("The lawyer", "said", "the man fled"), ("The lawyer", "adding", "he was ill")]),
        ("The men were ill, the officer said, adding that he had told the board.",
         [("the officer", "said", "The men were ill"),
          ("the officer", "adding", "he had told the board")]),
        ("The man fled, according to police, while his wife said that he was taken.",
         [("police", "according to", "The man fled"), ("his wife", "said", "he was taken")]),
        ("The board ruled that he must serve. He will appeal, his lawyer said.",
         [("The board", "ruled", "he must serve"), ("his lawyer", "said", "He will appeal")]),
    ],
)  # fmt: skip
def test_statements_side_by_side_are_apart(
    text: str, expected: list[Said], parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == expected


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("Anna Petrova told Volga Chronicle that her son had fled.", "Chronicle"),
        ("She told reporters that he was ill.", "reporters"),
        ("He said in an interview with Volga Chronicle that the men were beaten.", "Chronicle"),
        ("She said in a video published by Volga Chronicle that they were ill.", "Chronicle"),
        ("He said through his lawyer that he would appeal.", "lawyer"),
        ("The lawyer denied that the man had fled, in comments to the broadcaster.",
         "broadcaster"),
        ("The agency quoted the governor as saying that the man fled.", "agency"),
        ("The governor was quoted by the agency as saying that the man fled.", "agency"),
    ],
)  # fmt: skip
def test_who_carried_the_words_stands_in_between(
    text: str, through: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    (found,) = read_claims(parsed, english)

    assert join(parsed, found.through) == through
    assert through not in join(parsed, found.content)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("The channel reported that the man fled, citing relatives.", "relatives"),
        ("The channel reported, citing relatives, that the man fled.", "relatives"),
        ("The channel reported that he fled, citing interviews with conscripts.", "conscripts"),
    ],
)
def test_who_is_cited_stands_behind(
    text: str, behind: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    (found,) = read_claims(parsed, english)

    assert join(parsed, found.source) == "The channel"
    assert join(parsed, found.cue) == "reported citing"
    assert join(parsed, found.behind) == behind


def test_who_is_referred_to_stands_behind(parse: Analyse, english: Language) -> None:
    parsed = parse("The channel reported with reference to relatives that the man fled.")
    (found,) = read_claims(parsed, english)

    assert join(parsed, found.source) == "The channel"
    assert join(parsed, found.behind) == "relatives"
    assert join(parsed, found.content) == "that the man fled"


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("The lawyer said investigators had told him that the man fled.",
         "investigators", "The lawyer"),
        ("The channel reported, citing a source who said that the man fled.",
         "a source", "The channel"),
        ("Relatives say the army has admitted losing the man.", "the army", "Relatives"),
    ],
)  # fmt: skip
def test_an_attribution_of_nothing_else_joins_the_one_within(
    text: str, inner: str, outer: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    (found,) = read_claims(parsed, english)
    (around,) = found.outer

    assert (join(parsed, found.source), join(parsed, around.source)) == (inner, outer)
    assert around.joined


def test_an_attribution_of_more_stays_beside_the_one_within(
    parse: Analyse, english: Language
) -> None:
    text = "The lawyer said the man was ill and that investigators had told him the man fled."
    parsed = parse(text)
    whole, inner = read_claims(parsed, english)

    assert join(parsed, inner.content) == "the man fled"
    assert [(join(parsed, one.source), one.joined) for one in inner.outer] == [
        ("The lawyer", False)
    ]
    assert set(inner.content) < set(whole.content)


def check(parsed: Parse, english: Language) -> None:
    for one in list_all(read_claims(parsed, english)):
        numbers = {*one.cue, *one.source, *one.content, *one.through, *one.behind, one.verb}
        assert numbers <= set(range(len(parsed.tokens)))
        assert one.content
        assert one.verb in one.cue
        assert not set(one.content) & {*one.cue, *one.source}
        for part in (one.cue, one.source, one.content):
            assert list(part) == sorted(set(part))


@given(text=st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_read(text: str, parse: Analyse, english: Language) -> None:
    check(parse(text), english)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_no_content_holds_its_own_cue_or_source(
    seed: int, parse: Analyse, english: Language
) -> None:
    check(parse(shuffle(seed)), english)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The ministry denied that he had been beaten and said that he was well.",
            [
                ("The ministry", "denied", "he had been beaten"),
                ("The ministry", "said", "he was well"),
            ],
        ),
        (
            "The report says that he fled; his brother denies that he did so.",
            [("The report", "says", "he fled"), ("his brother", "denies", "he did so")],
        ),
    ],
)
def test_two_statements_in_one_sentence_each_keep_their_source(
    text: str, said: list[Said], parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == said


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that Ivan Petrov was detained.",
        "No lawyer said that Ivan Petrov had been charged.",
        "No one told the channel that he was there.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str, parse: Analyse, english: Language) -> None:
    assert read(text, parse, english) == []


def test_a_source_behind_a_source_is_read_from_a_relative_clause(
    parse: Analyse, english: Language
) -> None:
    parsed = parse(
        "According to Reuters, which cited the BBC, which quoted Anna Ivanova, Petrov fled."
    )

    (found,) = read_claims(parsed, english)

    assert join(parsed, found.source) == "Reuters"
    assert [parsed.tokens[i].text for i in found.behind] == ["BBC", "Ivanova"]
    assert join(parsed, found.content) == "Petrov fled"
