"""What the English pipeline gets wrong in the sentences that courts are reported in."""

import pytest

from sayso.lang.engines.spacy_english import load_english


@pytest.mark.parametrize(
    ("text", "verb", "subject", "told"),
    [
        (
            "The Ryazan garrison military court on Tuesday sentenced contract soldier "
            "Denis Sorokin to two years and six months in a penal settlement, "
            "his lawyer Inna Morozova told Oka Dispatch.",
            "sentenced",
            "court",
            "Sorokin",
        ),
        (
            "A court in Pskov on Friday sentenced conscript Ivan Belov to three years in prison.",
            "sentenced",
            "court",
            "Belov",
        ),
    ],
)
def test_a_verb_behind_a_day_has_its_subject_and_its_object(
    text: str, verb: str, subject: str, told: str
) -> None:
    parse = load_english().parse(text)
    token = next(it for it in parse.tokens if it.text == verb)

    assert token.pos == "VERB"
    assert token.lemma == "sentence"
    assert [it.text for it in parse.children(token.i, "nsubj")] == [subject]
    assert [it.text for it in parse.children(token.i, "dobj")] == [told]
    assert token.left == 0


def test_who_speaks_last_is_not_who_is_named_before() -> None:
    parse = load_english().parse(
        "The Tver Garrison Military Court found Oleg Somov, 31, guilty of absence without leave, "
        "a notice on the court's website says."
    )
    said = next(it for it in parse.tokens if it.text == "says")
    found = next(it for it in parse.tokens if it.text == "found")

    assert [it.text for it in parse.children(said.i, "nsubj")] == ["notice"]
    assert [it.text for it in parse.children(found.i, "dobj")] == ["Somov"]
