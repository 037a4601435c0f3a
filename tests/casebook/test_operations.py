"""Whatever people do with a casebook, in whatever order, nothing that they decided changes.

Random operations on each kind of store, a hundred and more; after each the log replayed gives what
is there, a simple model agrees with the store, verifying finds nothing, and where a newer
reader read, every decided value is what it was. ``SAYSO_OPERATIONS`` says how many operations
are done on each kind of store: 120 by default, so 240 in all; `make soak` does 10,000.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from deeds import add, list_faults, list_state
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from shifting_reader import ShiftingReader

from sayso.errors import SaysoError
from sayso.records.casebook import ReadingState
from sayso.records.decision import Decision, Judgement, Note, SubjectKind, Value
from sayso.records.decision import Span as SpanQuestion
from sayso.records.entries import make_extraction_draft
from sayso.review.effective import EffectiveFinding, EffectiveReading
from sayso.review.fields import change_references
from sayso.workbench import deciding
from sayso.workbench.casebook import Casebook

OPERATIONS = int(os.environ.get("SAYSO_OPERATIONS", "120"))
STEPS = 40

SENTENCES = (
    "Mira Tessaly said that her brother was detained at night.",
    "Ilan Orsk said that perhaps nobody had been told.",
    "Pavel Dalen said that the cellar was full.",
    "Pavel Dalen said that the cellar was full.",
    "The cellar holds two hundred men, as Mira Tessaly knows.",
    "Ilan Orsk said he had seen Pavel Dalen there on Sunday.",
    "Nobody was detained, Nina Belova said again and again.",
)
TEXTS = tuple(
    " ".join(SENTENCES[n % len(SENTENCES)] for n in (first, first + 2, first + 3, first * 3 + 5))
    + f" Number {first}."
    for first in range(8)
)
JUDGEMENTS = st.sampled_from(Judgement)
VALUES: dict[SubjectKind, tuple[tuple[str, Any], ...]] = {
    SubjectKind.CLAIM: (
        ("certainty", "possible"),
        ("certainty", "alleged"),
        ("polarity", "negative"),
        ("style", "own"),
        ("chain", [{"name": "Mira Tessaly", "kind": "relative"}]),
    ),
    SubjectKind.ENTITY: (("age", 31), ("age", None), ("gender", "female"), ("roles", ["guard"])),
    SubjectKind.EVENT: (("status", "denied"), ("type", "arrest")),
    SubjectKind.CASE: (("stage", None), ("kind", "prosecution")),
}
FACTS: tuple[tuple[str, Any], ...] = (
    ("published", "2031-03-09"),
    ("published", "2031-03-10"),
    ("published", None),
    ("title", "Held at night"),
    ("publisher", None),
)


@dataclass
class Book:
    """A casebook and what it must hold, by a model that knows no store."""

    casebook: Casebook
    version: int = 1
    captures: dict[str, int] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    extracted: set[str] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        return [it.id for it in self.casebook.reports() if it.state is not ReadingState.REMOVED]

    def with_reader(self, version: int) -> Casebook:
        return Casebook(self.casebook.holdings, ShiftingReader(version))

    def by(self, analyst: str) -> Casebook:
        holdings = replace(self.casebook.holdings, analyst=analyst)
        return Casebook(holdings, ShiftingReader(self.version))


class Operations(RuleBasedStateMachine):
    """What people do with a casebook."""

    database = "sqlite"
    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sayso-operations-"))
        self.states = self.count = 0
        self.main = Book(self.make("main", self.database))
        self.other: Book | None = None

    def make(self, name: str, database: str) -> Casebook:
        reader = ShiftingReader()
        path = self.folder / name
        return Casebook.create(path, analyst="Vera", reader=reader, database=database)

    def teardown(self) -> None:
        for book in (self.main, self.other):
            if book is not None:
                book.casebook.close()
        shutil.rmtree(self.folder)

    # What comes in.

    @rule(number=st.integers(0, len(TEXTS) - 1), dated=st.booleans())
    def add(self, number: int, dated: bool) -> None:
        self.put(self.main, TEXTS[number], **({"published": "2031-03-12"} if dated else {}))

    @rule(number=st.integers(0, len(TEXTS) - 1))
    def add_changed_version(self, number: int) -> None:
        url = f"https://gazette.example/{number}"
        self.put(self.main, TEXTS[number], url=url)
        self.put(self.main, f"{TEXTS[number]} Corrected.", url=url)

    @rule(number=st.integers(0, len(TEXTS) - 1))
    def add_elsewhere(self, number: int) -> None:
        if self.other is None:
            self.other = Book(self.make("other", "sqlite"))
        self.put(self.other, TEXTS[number])

    # What is read.

    @precondition(lambda self: self.main.names)
    @rule(version=st.integers(1, 12))
    def reread(self, version: int) -> None:
        before = look(self.main)
        self.main.version = version
        list(self.main.with_reader(version).reread())
        after = look(self.main)
        assert list(after) == list(before)
        for name, decided in before.items():
            assert after[name] == decided, name

    @precondition(lambda self: self.main.names)
    @rule(data=st.data())
    def extract_anew(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.main.names))
        extract_anew(self.main, name)

    # What is decided.

    @precondition(lambda self: self.main.names)
    @rule(data=st.data(), analyst=st.sampled_from(("Vera", "Oleg")))
    def judge(self, data: st.DataObject, analyst: str) -> None:
        self.judge_in(self.main, data, analyst)

    @precondition(lambda self: self.other is not None and self.other.names)
    @rule(data=st.data())
    def judge_elsewhere(self, data: st.DataObject) -> None:
        assert self.other is not None
        self.judge_in(self.other, data, "Nina")

    @precondition(lambda self: self.main.names)
    @rule(data=st.data())
    def give_value(self, data: st.DataObject) -> None:
        name, effective = self.choose(data)
        findings = [it for it in effective.findings if it.kind in VALUES and it.subject]
        if findings:
            finding = data.draw(st.sampled_from(findings))
            field_name, value = data.draw(st.sampled_from(VALUES[finding.kind]))
            self.decide(f"value:{name}/{finding.id}.{field_name}", value=value)

    @precondition(lambda self: self.main.names)
    @rule(data=st.data())
    def name_findings(self, data: st.DataObject) -> None:
        name, effective = self.choose(data)
        events = effective.list_kind(SubjectKind.EVENT)
        claims = [it.id for it in effective.claims if it.subject]
        if events and claims:
            event = data.draw(st.sampled_from(events))
            value = data.draw(st.lists(st.sampled_from(claims), max_size=2, unique=True))
            self.decide(f"value:{name}/{event.id}.claims", value=value)

    @precondition(lambda self: self.main.names)
    @rule(data=st.data(), part=st.sampled_from(("source", "cue")))
    def give_words(self, data: st.DataObject, part: str) -> None:
        name, effective = self.choose(data)
        claims = [it for it in effective.claims if it.subject]
        if claims:
            claim = data.draw(st.sampled_from(claims))
            value = data.draw(st.sampled_from((None, {"spans": [[0, 4]]})))
            self.decide(f"span:{name}/{claim.id}.{part}", value=value)

    @precondition(lambda self: self.main.names)
    @rule(data=st.data(), judgement=JUDGEMENTS)
    def link(self, data: st.DataObject, judgement: Judgement) -> None:
        word, kind, other_kind = data.draw(
            st.sampled_from(
                (
                    ("same-person", SubjectKind.ENTITY, SubjectKind.ENTITY),
                    ("same-place", SubjectKind.ENTITY, SubjectKind.ENTITY),
                    ("same-event", SubjectKind.EVENT, SubjectKind.EVENT),
                    ("case", SubjectKind.CLAIM, SubjectKind.CASE),
                )
            )
        )
        ends = [
            f"{name}/{finding.id}"
            for of in (kind, other_kind)
            for name, effective in [self.choose(data)]
            if (finding := draw_finding(data, effective, of)) is not None
        ]
        if len(ends) == 2 and ends[0] != ends[1]:
            self.decide(f"{word}:{'='.join(ends)}", judgement=judgement)

    @precondition(lambda self: self.main.names)
    @rule(data=st.data(), judgement=JUDGEMENTS)
    def add_missed(self, data: st.DataObject, judgement: Judgement) -> None:
        name, _ = self.choose(data)
        parts = {"source": "Number", "certainty": "stated"}
        self.decide(
            f"missed:{name}",
            quote="Number",
            judgement=judgement if judgement is not Judgement.YES else None,
            value=parts if judgement is Judgement.YES else None,
        )

    @precondition(lambda self: self.main.names)
    @rule(data=st.data(), fact=st.sampled_from(FACTS))
    def correct(self, data: st.DataObject, fact: tuple[str, Any]) -> None:
        name, _ = self.choose(data)
        made = self.main.with_reader(self.main.version).correct(name, *fact, because="The archive.")
        self.main.decisions.append(made)

    @precondition(lambda self: self.main.decisions)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(self.main.decisions))
        is_undone = target.id in find_undone(self.main.decisions)
        casebook = self.main.with_reader(self.main.version)
        if is_undone or target.question is None:
            with pytest.raises(SaysoError):
                casebook.undo(target.id, because="Once more.")
            return
        self.main.decisions.append(casebook.undo(target.id, because="A mistake."))

    # What leaves, and what comes from elsewhere.

    @precondition(lambda self: len(self.main.names) > 2)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.main.names))
        sha256 = self.main.casebook.holdings.store.get_report(name).summary.sha256
        self.main.casebook.remove(name, because="A court ordered it.")
        self.main.removed.add(sha256)
        self.main.captures.pop(sha256)
        self.main.decisions = seal(self.main.decisions, {sha256})

    @precondition(lambda self: self.other is not None)
    @rule()
    def merge(self) -> None:
        assert self.other is not None
        self.main.casebook.merge(self.other.casebook)
        known = {it.id for it in self.main.decisions}
        new = [it for it in self.other.decisions if it.id not in known]
        self.main.decisions += seal(new, self.main.removed)
        captured = self.main.captures
        for capture in self.other.casebook.holdings.store.list_captures():
            if capture.sha256 not in self.main.removed:
                captured.setdefault(capture.sha256, 0)
        captured.update(self.count_captures())

    @precondition(lambda self: self.states > 25 * (self.count + 1))  # it takes a while
    @rule()
    def back_up_and_restore(self) -> None:
        self.count += 1
        copy = self.main.casebook.backup(self.folder / f"copy{self.count}")
        path = self.folder / f"restored{self.count}"
        with Casebook.restore(copy, path, analyst="Vera", reader=ShiftingReader()) as restored:
            assert list_state(restored) == list_state(self.main.casebook)
            assert look(Book(restored)) == look(self.main)
        shutil.rmtree(copy)
        shutil.rmtree(path)

    # What always holds.

    @invariant()
    def the_log_replayed_gives_what_is_there(self) -> None:
        type(self).done += 1
        self.states += 1
        assert deciding.replay(self.main.casebook.holdings) == ()

    @invariant()
    def verifying_finds_nothing(self) -> None:
        faults = list_faults(self.main.casebook)
        assert faults == [], faults

    @invariant()
    def the_model_agrees_with_the_store(self) -> None:
        store = self.main.casebook.holdings.store
        stored = {it.id: it for it in store.list_decisions()}
        assert stored == {it.id: it for it in self.main.decisions}
        assert {sha256 for _, sha256 in list_present(self.main)} == set(self.main.captures)
        assert self.count_captures() == self.main.captures

    @invariant()
    def every_decision_in_force_is_shown_and_no_other(self) -> None:
        ordered = list(self.main.casebook.holdings.store.list_decisions())
        standing = {it.id for it in ordered if it.undoes is None} - find_undone(ordered)
        holding = list_holding(ordered)
        shown: set[str] = set()
        for name, sha256 in list_present(self.main):
            shown_here = {decision for decision, _ in look_at(get_effective(self.main, name))}
            assert shown_here <= standing
            about = {it.id for it in holding if sha256 in it.reports}
            touched = self.main.extracted & {
                report for it in ordered if sha256 in it.reports for report in it.reports
            }
            if not touched:
                assert shown_here == about
            shown |= shown_here

    # How.

    def put(self, book: Book, text: str, **given: Any) -> None:
        from hashlib import sha256

        digest = sha256(text.encode()).hexdigest()
        if digest in book.removed:
            with pytest.raises(AssertionError, match="removed"):
                add(book.with_reader(book.version), text, **given)
            return
        add(book.with_reader(book.version), text, **given)
        book.captures[digest] = book.captures.get(digest, 0) + 1

    def choose(self, data: st.DataObject) -> tuple[str, EffectiveReading]:
        name = data.draw(st.sampled_from(self.main.names))
        return name, get_effective(self.main, name)

    def decide(self, question: str, **answer: Any) -> None:
        casebook = self.main.casebook
        self.main.decisions.append(casebook.decide(question, because="She saw it.", **answer))

    def judge_in(self, book: Book, data: st.DataObject, analyst: str) -> None:
        name = data.draw(st.sampled_from(book.names))
        effective = get_effective(book, name)
        word = data.draw(st.sampled_from(("claim", "claim", "origin", "redact", "note")))
        kinds = (SubjectKind.CLAIM,) if word in ("claim", "origin") else ()
        finding = draw_finding(data, effective, *kinds)
        if finding is None:
            return
        answer: dict[str, Any] = {}
        if word == "origin":
            answer = {"value": data.draw(st.sampled_from(("Mira Tessaly", None)))}
        elif word != "note":
            answer = {"judgement": data.draw(JUDGEMENTS)}
        question = f"{word}:{name}/{finding.id}"
        made = book.by(analyst).decide(question, because="It says so.", **answer)
        book.decisions.append(made)

    def count_captures(self) -> dict[str, int]:
        captures = self.main.casebook.holdings.store.list_captures()
        return dict(Counter(it.sha256 for it in captures))


def draw_finding(
    data: st.DataObject, effective: EffectiveReading, *kinds: SubjectKind
) -> EffectiveFinding | None:
    found = [it for it in effective.findings if it.subject and (not kinds or it.kind in kinds)]
    return data.draw(st.sampled_from(found)) if found else None


def get_effective(book: Book, name: str) -> EffectiveReading:
    effective = deciding.make_effective(book.casebook.holdings, name)
    assert effective is not None
    return effective


def list_present(book: Book) -> list[tuple[str, str]]:
    reports = book.casebook.reports()
    return [(it.id, it.sha256) for it in reports if it.state is not ReadingState.REMOVED]


def look(book: Book) -> dict[str, dict[tuple[str, str], Any]]:
    """Return what every report's decisions have decided, in words instead of ids."""
    return {name: look_at(get_effective(book, name)) for name in book.names}


def look_at(effective: EffectiveReading) -> dict[tuple[str, str], Any]:
    """Return what was decided, by the decision and what of the finding it decided."""
    seen: dict[tuple[str, str], Any] = {
        (decision, name): effective.report.get(name) for name, decision in effective.decided.items()
    }
    seen |= {(it.id, "note"): it.reason for it in effective.notes}
    for finding in effective.findings:
        seen |= _look_at_finding(effective, finding)
    for passage in effective.passages:
        seen |= {
            (decision, name): passage.subject.text for name, decision in passage.decided.items()
        }
        seen |= {(it.id, "note"): passage.subject.text for it in passage.notes}
    for link in effective.links:
        seen[link.decision, "link"] = (link.judgement, link.one.text, link.other.text)
    return seen


def _look_at_finding(
    effective: EffectiveReading, finding: EffectiveFinding
) -> dict[tuple[str, str], Any]:
    words = finding.subject.text if finding.subject is not None else None
    seen: dict[tuple[str, str], Any] = {(it.id, "note"): (words, it.reason) for it in finding.notes}
    judged = finding.decided.get("standing")
    for name, decision in finding.decided.items():
        if name == "standing":
            chain = [link["name"] for link in finding.values["chain"]]
            source = finding.values["source"]
            statement = (words, source and source["text"], chain, finding.values["polarity"])
            seen[decision, name] = (finding.standing, statement)
        elif name in ("origin", "redacted"):
            seen[decision, name] = (words, finding.origin, finding.redacted)
        elif decision != judged:  # what a judgement holds on to is in its statement
            seen[decision, name] = (words, _say(effective, finding, name))
    return seen


def _say(effective: EffectiveReading, finding: EffectiveFinding, name: str) -> Any:
    """Return a value with the words of what it names by id."""

    def get_words(handle: Any, of: SubjectKind) -> Any:
        named = effective.find(handle, (of,)) if isinstance(handle, str) else None
        return handle if named is None or named.subject is None else named.subject.text

    return change_references(finding.kind, name, finding.values[name], get_words)


def find_undone(decisions: Iterable[Decision]) -> set[str]:
    """Return the ids of the undone, the plain way: by asking each who undid it."""
    ordered = list(decisions)

    def is_undone(name: str) -> bool:
        return any(it.undoes == name and not is_undone(it.id) for it in ordered)

    return {it.id for it in ordered if is_undone(it.id)}


def list_holding(decisions: list[Decision]) -> list[Decision]:
    """Return the decisions in force, the plain way: the latest answer to each question."""
    undone = find_undone(decisions)
    latest: dict[object, Decision] = {}
    for it in decisions:
        if it.undoes is not None or it.question is None or it.id in undone:
            continue
        question = it.question
        part = question.field if isinstance(question, Value) else None
        part = question.part if isinstance(question, SpanQuestion) else part
        keys = tuple(sorted(it.keys)) if it.type.startswith("same_") else it.keys
        latest[it.id if isinstance(question, Note) else (it.type, keys, part)] = it
    return list(latest.values())


def seal(decisions: Iterable[Decision], removed: set[str]) -> list[Decision]:
    """Return decisions without the words of those about what was removed."""
    return [
        replace(it, question=None, reason=None, value=None, finding=None, keys=())
        if removed & set(it.reports)
        else it
        for it in decisions
    ]


def extract_anew(book: Book, name: str) -> None:
    """What reading the bytes with a better extractor does."""
    store = book.casebook.holdings.store
    stored = store.get_report(name)
    old, before = stored.report, stored.summary.previous
    assert old is not None
    new = replace(old, text=f"Gazette\n{old.text.replace(' was ', '  was ')}", origin=((0, 0),))
    previous = None if before is None else store.get_report(before).summary.sha256
    now = book.casebook.holdings.now()
    draft = make_extraction_draft(new, time=now, actor="Vera", previous=previous)
    with store.writing() as writer:
        writer.append(draft)
        writer.replace_text(new)
    list(book.with_reader(book.version).reread([name]))
    book.extracted.add(old.sha256)


def run(database: str) -> None:
    class On(Operations):
        done = 0

    On.database = database
    run_state_machine_as_test(
        On,
        settings=settings(
            max_examples=max(1, OPERATIONS // STEPS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=OPERATIONS <= 500,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{On.done} states of a casebook on {database.partition(':')[0]} were checked")  # noqa: T201


def test_random_operations_change_nothing_that_was_decided_on_sqlite() -> None:
    run("sqlite")


def test_random_operations_change_nothing_that_was_decided_on_postgresql(postgresql: str) -> None:
    run(postgresql)
