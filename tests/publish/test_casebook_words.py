"""What a casebook keeps is told in words, also what was removed and what cannot be read."""

from dataclasses import fields, replace
from typing import Any

import pytest

from sayso.publish.casebook_words import say_answer, say_decision, say_entry, say_value
from sayso.records.capture import Capture
from sayso.records.decision import (
    QUESTIONS,
    Decision,
    Judgement,
    Subject,
    SubjectKind,
    list_subjects,
)
from sayso.records.entries import (
    LogTimestamp,
    Removal,
    make_capture_draft,
    make_casebook_draft,
    make_custody_draft,
    make_decision_draft,
    make_merge_draft,
    make_removal_draft,
    make_timestamp_draft,
)
from sayso.records.log import FIRST, Draft, Head, LogEntry, make_entry

SHA256, TIME = "ab" * 32, "2024-04-01T10:00:00.000000Z"
HEAD = Head(chain="c" * 32, n=0, hash=FIRST)
CLAIM = Subject(
    kind=SubjectKind.CLAIM, report=SHA256, text_sha256="cd" * 32, spans=(), text="he refused"
)
CAPTURE = Capture(
    id="1" * 32, sha256=SHA256, size=7, added=TIME, clock="system", method="file", tool="sayso",
    tool_version="0.4", operator="lena", file_name="a.txt",
)  # fmt: skip


def _name(sha256: str) -> str | None:
    return "volga-1" if sha256 == SHA256 else None


def _decide(name: str, **given: Any) -> Decision:
    kind = QUESTIONS[name]
    subjects = {it.name: CLAIM for it in fields(kind) if it.name not in {"field", "part"}}
    words = {it.name: "certainty" for it in fields(kind) if it.name in {"field", "part"}}
    question = kind(**subjects, **words)
    return Decision(
        id="2" * 32, type=name, question=question, judgement=given.pop("judgement", None),
        analyst="lena", time=TIME, reason="she said so",
        keys=tuple(it.key for it in list_subjects(question)),
        reports=tuple(it.report for it in list_subjects(question)), **given,
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_is_a_sentence_about_its_words(name: str) -> None:
    said = say_decision(_decide(name, judgement=Judgement.YES), _name)

    assert "the statement “he refused” in volga-1" in said
    assert "she said so" in said
    assert "None" not in said


def test_answers_are_told_also_that_one_is_not_known() -> None:
    assert say_answer(_decide("value", value=None)) == "not known"
    assert say_answer(_decide("value", value="2024")) == "2024"
    assert say_answer(_decide("claim_stands", judgement=Judgement.UNSURE)) == "unsure"
    assert say_answer(_decide("claim_stands", undoes="3" * 32)) == "undoes 3333333333333333"
    assert say_value(["a", {"kind": "x"}]) == "a, kind: x"


def test_of_a_decision_whose_words_were_removed_the_answer_stays() -> None:
    removed = replace(_decide("claim_stands", judgement=Judgement.NO), question=None, reason=None)

    assert say_decision(removed) == "words lawfully removed: no"
    assert say_decision(replace(removed, judgement=None)) == "words lawfully removed"


DRAFTS: list[tuple[Draft, str]] = [
    (
        make_casebook_draft(time=TIME, actor="lena", made_with="sayso 0.4", name="refusals"),
        "refusals, made with sayso 0.4",
    ),
    (make_capture_draft(CAPTURE, None, actor="lena"), "volga-1, no new report, from a.txt"),
    (
        make_decision_draft(_decide("claim_stands", judgement=Judgement.YES)),
        "2222222222222222  the statement “he refused” in volga-1 stands: yes, because she said so",
    ),
    (
        make_removal_draft(
            Removal(sha256=SHA256, text_sha256=None, reason="a court order", entries=()),
            time=TIME, actor="lena",
        ),
        "volga-1 lawfully removed, because a court order",
    ),
    (
        make_merge_draft(Head(chain="d" * 32, n=9, hash=FIRST), time=TIME, actor="l", name="other"),
        "other (dddddddddddddddd), up to its entry 9",
    ),
    (
        make_timestamp_draft(
            LogTimestamp(n=4, hash=FIRST, root="e" * 64, token=""), time=TIME, actor="lena"
        ),
        "entries 1 to 4, root eeeeeeeeeeeeeeee",
    ),
    (make_custody_draft("backup", time=TIME, actor="l", what="a copy in x"), "backup a copy in x"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "words"), DRAFTS, ids=[it.kind.value for it, _ in DRAFTS])
def test_every_entry_is_one_line(draft: Draft, words: str) -> None:
    assert say_entry(make_entry(draft, HEAD), _name) == words


@pytest.mark.parametrize("draft", [it for it, _ in DRAFTS], ids=[it.kind for it, _ in DRAFTS])
def test_an_entry_whose_words_were_removed_is_told_all_the_same(draft: Draft) -> None:
    entry = replace(make_entry(draft, HEAD), sealed=None)

    said = say_entry(entry, _name)

    assert "unreadable" not in said
    assert "None" not in said
    assert "a.txt" not in said
    assert "he refused" not in said


def test_an_entry_that_was_damaged_is_said_to_be() -> None:
    entry: LogEntry = replace(make_entry(DRAFTS[1][0], HEAD), body={})

    assert say_entry(entry, _name).startswith("unreadable: ")
