"""Entries of the log tell what records they were made from, and no more once it was removed."""

from dataclasses import replace

import pytest
from invented_report import make_report

from sayso.records.capture import Capture
from sayso.records.decision import Decision, Judgement, Note, Subject, SubjectKind, Value
from sayso.records.entries import (
    LogTimestamp,
    Removal,
    list_decided,
    make_capture_draft,
    make_casebook_draft,
    make_custody_draft,
    make_decision_draft,
    make_extraction_draft,
    make_facts,
    make_merge_draft,
    make_removal_draft,
    make_timestamp_draft,
    read_capture,
    read_decision,
    read_extraction,
    read_merge,
    read_removal,
    read_timestamp,
)
from sayso.records.log import FIRST, Draft, Head, LogEntry, make_entry
from sayso.records.subjects import make_report_subject, make_text_digest

HEAD = Head(chain="0f" * 16, n=0, hash=FIRST)
NOW = "2031-03-14T09:26:53Z"

CAPTURE = Capture(
    id="c0" * 16,
    sha256="ab" * 32,
    size=1200,
    added=NOW,
    clock="system",
    method="file",
    tool="sayso",
    tool_version="9",
    operator="mira",
    headers=(("Date", "Fri, 14 Mar 2031 09:26:53 GMT"),),
    http_status=200,
)


def decide(**fields: object) -> Decision:
    question = Value(of=make_report_subject(make_report()), field="published")
    keys, reports = list_decided(question)
    decision = Decision(
        id="d0" * 16,
        type="value",
        question=question,
        judgement=None,
        analyst="mira",
        time=NOW,
        reason="The archive's copy says so.",
        value="2031-03-11",
        keys=keys,
        reports=reports,
        finding={"published": None, "confidence": 0.25},
    )
    return replace(decision, **fields)  # type: ignore[arg-type]


def enter(draft: Draft) -> LogEntry:
    return make_entry(draft, HEAD)


def test_an_entry_of_a_capture_gives_the_capture_and_the_report_back() -> None:
    report = make_report()

    told = read_capture(enter(make_capture_draft(CAPTURE, report, previous="cd" * 32)))

    assert told.capture == CAPTURE
    assert told.report == make_facts(report, previous="cd" * 32)
    assert told.text_sha256 == make_text_digest(report.text)
    assert (told.id, told.sha256, told.size) == (CAPTURE.id, CAPTURE.sha256, CAPTURE.size)


def test_an_entry_of_the_same_bytes_again_tells_of_no_report() -> None:
    told = read_capture(enter(make_capture_draft(CAPTURE, None)))

    assert (told.capture, told.report, told.text_sha256) == (CAPTURE, None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value": None},
        {"value": 0.1},
        {"value": {"content": "“No,” she said — нет", "spans": [[0, 3]]}},
        {"finding": None},
        {"undoes": "d1" * 16},
        {
            "question": Note(about=Subject(kind=SubjectKind.REPORT, report="ab" * 32)),
            "type": "note",
            "value": None,
        },
        {"judgement": Judgement.UNSURE},
    ],
)
def test_an_entry_of_a_decision_gives_it_back_as_it_was(fields: dict[str, object]) -> None:
    decision = decide(**fields)

    assert read_decision(enter(make_decision_draft(decision))) == decision


def test_a_removed_decision_keeps_who_when_and_about_which_report() -> None:
    decision = decide()
    entry = replace(enter(make_decision_draft(decision)), sealed=None)

    gone = read_decision(entry)

    assert gone == replace(decision, question=None, reason=None, value=None, finding=None, keys=())
    with pytest.raises(ValueError, match="cannot be decided anew"):
        make_decision_draft(gone)


def test_an_older_entry_that_holds_content_keys_is_read_by_its_question() -> None:
    decision = decide()
    draft = make_decision_draft(decision)
    older = enter(replace(draft, body={**draft.body, "keys": ["ab" * 32]}))

    assert read_decision(older) == decision
    assert read_decision(replace(older, sealed=None)).keys == ()


def test_a_removed_capture_keeps_its_hash() -> None:
    entry = replace(enter(make_capture_draft(CAPTURE, make_report())), sealed=None)

    told = read_capture(entry)

    assert (told.sha256, told.capture, told.report) == (CAPTURE.sha256, None, None)


def test_the_other_kinds_of_entries_give_back_what_they_were_made_from() -> None:
    report, time, actor = make_report(), NOW, "mira"
    removal = Removal(
        sha256="ab" * 32, text_sha256=None, reason="Asked for.", entries=((HEAD.chain, 2),)
    )
    timestamp = LogTimestamp(n=3, hash="ef" * 32, root="12" * 32, token="MAA=")
    other = Head(chain="1f" * 16, n=7, hash="ef" * 32)

    extraction = enter(make_extraction_draft(report, time=time, actor=actor))
    removed = enter(make_removal_draft(removal, time=time, actor=actor))
    stamped = enter(make_timestamp_draft(timestamp, time=time, actor=actor))
    merged = enter(make_merge_draft(other, time=time, actor=actor, name="The north"))

    assert read_extraction(extraction).report == make_facts(report)
    assert read_removal(removed) == removal
    assert read_timestamp(stamped) == timestamp
    assert read_merge(merged) == other


def test_nothing_that_names_a_report_or_a_person_is_outside_the_seal() -> None:
    report = make_report()
    drafts = [
        make_casebook_draft(time=NOW, actor="a", made_with="sayso 9", name="Tessaly files"),
        make_capture_draft(CAPTURE, report, previous="cd" * 32),
        make_extraction_draft(report, time=NOW, actor="a"),
        make_decision_draft(decide(reason="Tessaly's wife asked.", value="Tessaly")),
        make_merge_draft(HEAD, time=NOW, actor="a", name="Tessaly files"),
        make_custody_draft("export", time=NOW, actor="a", what="to Tessaly's lawyer"),
    ]

    for draft in drafts:
        assert draft.sealed is not None
        assert len(draft.sealed["salt"]) == 32
        for words in ("Tessaly", "Reservist", "Coast Gazette", "cd" * 32):
            assert words not in str(draft.body)


def test_an_entry_of_another_kind_or_with_holes_is_refused() -> None:
    entry = enter(make_decision_draft(decide()))

    with pytest.raises(ValueError, match="is a decision, no capture"):
        read_capture(entry)
    with pytest.raises(ValueError, match=r"entry 1 of log .* is no whole decision"):
        read_decision(replace(entry, body={"id": "d0" * 16}))
