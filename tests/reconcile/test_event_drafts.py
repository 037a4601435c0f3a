"""Which of the events told before a telling is compared with."""

from sayso.reconcile.event_drafts import Draft, Known
from sayso.records.event import EventStatus


def _draft(sentence: int, subject: str = "") -> Draft:
    subjects = {subject: None} if subject else {}
    return Draft("death", EventStatus.HAPPENED, set(), set(), sentence, subjects=dict(subjects))


def _known(*drafts: Draft) -> Known:
    known = Known()
    for number, draft in enumerate(drafts):
        draft.number = number
        known.drafts.append(draft)
        known.note(draft)
    return known


def test_what_befell_the_same_person_is_found_however_far_it_was_told() -> None:
    first = _draft(1, "e1")
    known = _known(first, *(_draft(n, f"e{n}") for n in range(2, 500)))

    assert first in list(known.candidates(_draft(600, "e1")))


def test_what_names_nobody_is_compared_with_what_is_told_near_it_alone() -> None:
    known = _known(*(_draft(n) for n in range(500)))

    found = [draft.sentence for draft in known.candidates(_draft(500))]

    assert found == [499, 498, 497]
