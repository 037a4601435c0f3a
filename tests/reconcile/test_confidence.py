"""The reader's own estimate ranks claims; it promises nothing more yet."""

from itertools import product

from sayso.reconcile.confidence import WEIGHTS, Ground, estimate_confidence
from sayso.records.claim import Link, SourceKind

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
