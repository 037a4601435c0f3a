"""The reader's own estimate ranks claims; it promises nothing more yet."""

from itertools import product

from sayso.reconcile.confidence import (
    WEIGHTS,
    Ground,
    estimate_confidence,
    estimate_own_confidence,
)
from sayso.records.claim import Link, SourceKind
from sayso.records.finding import Doubt
from sayso.records.selector import Span
from sayso.records.tagged import TaggedText

KNOWN = Link(entity="e1", name="Oleg Zimin", kind=SourceKind.PERSON, span=None)
UNKNOWN = Link(entity=None, name="he", kind=SourceKind.PERSON, span=None)


def test_every_ground_has_a_weight() -> None:
    assert WEIGHTS.keys() == set(Ground)


def test_an_estimate_is_a_share_whatever_it_rests_on() -> None:
    chains = ((), (KNOWN,), (UNKNOWN,), (KNOWN, UNKNOWN))

    for chain, plain in product(chains, (False, True)):
        assert 0 < estimate_confidence(chain, plain_cue=plain) < 1


def test_a_source_that_was_not_understood_makes_a_claim_less_sure() -> None:
    plain = estimate_confidence((KNOWN,), plain_cue=True)

    assert estimate_confidence((KNOWN, UNKNOWN), plain_cue=True) < plain
    assert estimate_confidence((KNOWN,), plain_cue=False) < plain


def doubt(chances: list[float], *withheld: set[int]) -> Doubt:
    words = [Span(2 * i, 2 * i + 1) for i in range(len(chances))]
    tagged = TaggedText(statements=(), words=words, cues=chances, contents=chances)
    return Doubt(tagged=tagged, withheld=tuple(map(frozenset, withheld)))


def test_the_reports_own_word_is_as_sure_as_its_words_are_nobodys() -> None:
    words = range(4)

    assert estimate_own_confidence(words, Span(0, 7), doubt([0, 0, 0, 0])) == 1
    assert estimate_own_confidence(words, Span(0, 7), doubt([0.2, 0.4, 0, 0])) == 0.85
    assert estimate_own_confidence(words[:2], Span(0, 3), doubt([0.2, 0.4, 0, 0])) == 0.7
    assert estimate_own_confidence(words, Span(0, 7), None) == WEIGHTS[Ground.OWN]


def test_what_a_doubted_statement_holds_half_of_is_unsure() -> None:
    words = range(4)

    assert estimate_own_confidence(words, Span(0, 7), doubt([0, 0, 0, 0], {2, 3})) < 0.5
    assert estimate_own_confidence(words, Span(0, 7), doubt([0, 0, 0, 0], {3, 4})) == 1
