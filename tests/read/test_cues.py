"""Which words attribute, and how many of them a sentence can hold."""

from collections.abc import Callable

import pytest

from sayso.lang.language import Language
from sayso.read.cues import find_cues
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The men were said by police to have fled.", "were said"),
        ("The lawyer had not denied that the man fled.", "had not denied"),
        ("The governor was quoted by the agency as saying that the man fled.", "quoted as saying"),
        ("According to police, the man fled.", "According to"),
        ("His claim that he was ill was ignored.", "claim"),
        ("Reports have emerged of beatings.", "have emerged"),
    ],
)
def test_a_cue_has_its_auxiliaries(
    text: str, words: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    (cue,) = find_cues(parsed, english)

    assert " ".join(parsed.tokens[i].text for i in sorted(cue.words)) == words


@pytest.mark.parametrize(
    ("text", "showing"),
    [
        ("Footage showed that the men were held in a cellar.", True),
        ("The case file shows that the man was ill.", True),
        ("The lawyer said that the man was ill.", False),
    ],
)
def test_recordings_and_papers_show_what_people_say(
    text: str, *, showing: bool, parse: Analyse, english: Language
) -> None:
    (cue,) = find_cues(parse(text), english)

    assert cue.showing is showing


def test_people_do_not_show_what_recordings_do(parse: Analyse, english: Language) -> None:
    assert list(find_cues(parse("The soldier showed a wound."), english)) == []


def test_a_sentence_of_nothing_but_cues_has_none(parse: Analyse, english: Language) -> None:
    endless = "He said that " * 200 + "it rained."

    assert list(find_cues(parse(endless), english)) == []


def test_a_verb_that_carries_on_knows_the_one_before(parse: Analyse, english: Language) -> None:
    parsed = parse("The lawyer said the man fled, adding that he was ill.")
    said, adding = find_cues(parsed, english)

    assert adding.beside == said.verb
    assert adding.source == said.source
