"""How firmly a statement is put, and whether it denies: as its words say."""

from collections.abc import Callable

import pytest
from telling import read_small

from sayso.lang.language import Language
from sayso.records.claim import Certainty, Polarity
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Zimin was detained on Monday.", Certainty.STATED),
        ("The ministry claimed that he had fled.", Certainty.STATED),
        ("He allegedly refused to sign.", Certainty.ALLEGED),
        ("He is accused of desertion.", Certainty.ALLEGED),
        ("Prosecutors allege that he deserted.", Certainty.ALLEGED),
        ("Oleg Zimin appears to have fled.", Certainty.POSSIBLE),
        ("Zimin is believed to be in Georgia.", Certainty.POSSIBLE),
        ("The army could call him up.", Certainty.POSSIBLE),
        ("Zimin will appeal the verdict.", Certainty.EXPECTED),
        ("Lawyers plan to appeal the verdict.", Certainty.EXPECTED),
        ("Zimin's lawyer said that he would appeal.", Certainty.EXPECTED),
        ("If convicted, Zimin faces ten years in prison.", Certainty.CONDITIONAL),
        ("If he had signed it, he would have been freed.", Certainty.CONDITIONAL),
        ("Zimin could face ten years in prison.", Certainty.CONDITIONAL),
        pytest.param("Zimin was detained in May 2022.", Certainty.STATED, id="a month is no modal"),
        pytest.param("The court upheld his will.", Certainty.STATED, id="a paper is no modal"),
        pytest.param("He could hear shots.", Certainty.STATED, id="what one was able to is past"),
    ],
)
def test_words_tell_how_firm_a_statement_is(
    text: str, certainty: Certainty, parse: Analyse, english: Language
) -> None:
    (claim,) = read_small(parse(text), english)

    assert claim.certainty is certainty


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The ministry said it could not verify the account.", Polarity.POSITIVE),
        ("The army did not confirm the detentions.", Polarity.POSITIVE),
        ("The officer would not give his name.", Polarity.POSITIVE),
        ("The guards did not give him water.", Polarity.NEGATIVE),
        ("The ministry did not deny it had held him.", Polarity.POSITIVE),
        ("Zimin was detained on Monday.", Polarity.POSITIVE),
        ("Zimin did not sign the contract.", Polarity.NEGATIVE),
        ("No soldier was hurt.", Polarity.NEGATIVE),
        ("The governor said that nobody had been hurt.", Polarity.NEGATIVE),
        ("The ministry denied the allegations.", Polarity.NEGATIVE),
        ("The ministry denied that soldiers had been beaten.", Polarity.NEGATIVE),
        ("The ministry did not deny the allegations.", Polarity.POSITIVE),
        ("There was no such incident, the ministry said.", Polarity.NEGATIVE),
        ("There was no need to detain him, the lawyer said.", Polarity.POSITIVE),
        ("Zimin was not afraid.", Polarity.POSITIVE),
    ],
)
def test_words_tell_whether_a_statement_denies(
    text: str, polarity: Polarity, parse: Analyse, english: Language
) -> None:
    (claim,) = read_small(parse(text), english)

    assert claim.polarity is polarity


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Zimin was shot are false, his wife said.",
        "The claim that Zimin was shot is not true.",
        "Claims that he was beaten are lies, the police said.",
    ],
)
def test_who_calls_an_account_untrue_denies_it(
    text: str, parse: Analyse, english: Language
) -> None:
    (claim,) = read_small(parse(text), english)

    assert claim.polarity is Polarity.NEGATIVE
