"""Taking back one's own decisions one after another, and sending one twice."""

import pytest
from orlov import AddText

from sayso.records.decision import Judgement
from sayso.review.question_text import QuestionError
from sayso.workbench.casebook import Casebook

KEY = "0123456789abcdef0123456789abcdef"


def judge(casebook: Casebook, report: str, claim: str, answer: str) -> None:
    casebook.decide(f"claim:{report}/{claim}", judgement=answer, because="Seen.")


def list_standings(casebook: Casebook, report: str) -> list[str]:
    reading = casebook.show(report).reading
    assert reading is not None
    return [claim.standing.value for claim in reading.claims]


def test_taking_back_goes_further_back_each_time(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    judge(casebook, report, "c1", "yes")
    judge(casebook, report, "c2", "no")
    judge(casebook, report, "c1", "unsure")

    seen = []
    while casebook.retrace(report, back=True, because="A slip.") is not None:
        seen.append(list_standings(casebook, report))

    assert seen == [["stands", "rejected"], ["stands", "undecided"], ["undecided", "undecided"]]


def test_what_was_taken_back_last_is_put_back_first(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    judge(casebook, report, "c1", "yes")
    judge(casebook, report, "c2", "no")
    for _ in range(2):
        casebook.retrace(report, back=True, because="A slip.")

    casebook.retrace(report, back=False, because="No slip.")
    first = list_standings(casebook, report)
    casebook.retrace(report, back=False, because="No slip.")

    assert first == ["stands", "undecided"]
    assert list_standings(casebook, report) == ["stands", "rejected"]
    assert casebook.retrace(report, back=False, because="No slip.") is None
    casebook.retrace(report, back=True, because="A slip after all.")
    assert list_standings(casebook, report) == ["stands", "undecided"]


def test_nobody_takes_back_what_somebody_else_decided(
    casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    other = casebook.for_analyst("Boris")
    judge(casebook, report, "c1", "yes")
    judge(other, report, "c1", "no")

    assert casebook.retrace(report, back=True, because="A slip.") is None
    assert other.retrace(report, back=True, because="A slip.") is not None
    assert list_standings(casebook, report) == ["stands", "undecided"]


def test_something_new_ends_what_can_be_put_back(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    judge(casebook, report, "c1", "yes")
    casebook.retrace(report, back=True, because="A slip.")
    judge(casebook, report, "c2", "yes")

    assert casebook.retrace(report, back=False, because="No slip.") is None


def test_what_is_sent_twice_is_decided_once(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    question = f"claim:{report}/c1"

    first = casebook.decide(question, judgement="yes", because="Seen.", key=KEY)
    second = casebook.decide(question, judgement="yes", because="Seen.", key=KEY)

    assert first == second
    assert first.id == KEY
    assert casebook.stats().decisions == 1
    with pytest.raises(QuestionError, match="another decision's"):
        casebook.decide(f"claim:{report}/c2", judgement="yes", because="Seen.", key=KEY)


@pytest.mark.parametrize("key", ["", "x" * 32, "ABCDEF" * 6, f"{KEY}\n"])
def test_a_key_is_32_digits(casebook: Casebook, add_text: AddText, key: str) -> None:
    report = add_text(casebook).id

    with pytest.raises(QuestionError, match="no key"):
        casebook.decide(f"claim:{report}/c1", judgement="yes", because="Seen.", key=key)


def test_undoing_twice_with_one_key_goes_back_once(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    judge(casebook, report, "c1", "yes")
    judge(casebook, report, "c2", "yes")

    for _ in range(2):
        casebook.retrace(report, back=True, because="A slip.", key=KEY)

    assert list_standings(casebook, report) == ["stands", "undecided"]


def test_whose_answer_was_replaced_is_told(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    judge(casebook, report, "c2", "yes")
    theirs = casebook.for_analyst("Boris").decide(
        f"claim:{report}/c1", judgement=Judgement.NO, because="A fake."
    )
    made = casebook.decide(f"claim:{report}/c1", judgement="yes", because="Seen.")
    note = casebook.decide(f"note:{report}/c1", because="Ask her.")

    assert casebook.find_replaced(made) == theirs
    assert casebook.find_replaced(theirs) is None
    assert casebook.find_replaced(note) is None


def test_a_corrected_date_waits_to_be_read_with_where_nobody_waits(
    casebook: Casebook, add_text: AddText
) -> None:
    desk = casebook.as_kept()
    summary = add_text(casebook)
    desk.correct(summary.id, "published", "2024-03-11", because="The archive's copy has it.")
    before = casebook.get_reading(summary.id)

    assert desk.list_outdated() == (summary.sha256,)
    (done,) = desk.read_outdated()

    after = casebook.get_reading(summary.id)
    assert before is not None
    assert after is not None
    assert (before.report.published, after.report.published) == (None, "2024-03-11")
    assert done.problem is None
    assert desk.list_outdated() == ()


def test_other_facts_ask_for_no_reading(casebook: Casebook, add_text: AddText) -> None:
    desk = casebook.as_kept()
    report = add_text(casebook).id

    desk.correct(report, "publisher", "Harbor Post", because="Its address says so.")

    assert desk.list_outdated() == ()
