"""What each origin of a case says of each step, and through whom it came: a table.

Rows are steps, columns are origins. Every saying leads to the statements that give it; who
rests on an origin that was told before repeats it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.cases_digest import (
    Quotes,
    StepView,
    find_status,
    is_contested,
    list_steps,
    say_content,
)
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import CONTESTED, list_marks, say_origin
from sayso.publish.wording import say_count, say_day, say_list
from sayso.records.board import list_bearing
from sayso.records.casefile import CaseFile, Copying, Origin, Ref, Step
from sayso.records.claim import Claim
from sayso.records.event import EventStatus

FORMS: Mapping[EventStatus, str] = {
    EventStatus.HAPPENED: "done",
    EventStatus.ALLEGED: "alleged",
    EventStatus.INTENDED: "intended",
    EventStatus.EXPECTED: "expected",
    EventStatus.CONDITIONAL: "conditional",
    EventStatus.DENIED: "denied",
}
"""The one word for whether a step is told as done, by which pages tell them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One statement of one report.

    Attributes:
        report, claim: Ids of the two.
        publisher: Of the report, or that this is not known.
        day: Of the report, in words.
        through: Whom the report has it from, nearest to it first, the origin left out.
        repeats: How it repeats what was told before on the same word, or ``None``.
    """

    report: str
    claim: str
    publisher: str
    day: str
    through: str
    repeats: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words, what to know before believing them, and who gives them, the earliest first."""

    text: str
    marks: tuple[str, ...]
    told: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one origin says of one step.

    Attributes:
        origin: The origin's id; "" where nobody is named.
        sayings: Its words, the plainest first.
        reports: How many reports give them, in words.
    """

    origin: str
    sayings: tuple[Saying, ...]
    reports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One origin.

    Attributes:
        id: Within the case.
        name: What it is called, and what it is.
        source: Its name alone.
        sure: Whether it is surely independent.
        bears: Whether any step rests on it that is not denied.
        steps: On how many steps it says something.
    """

    id: str
    name: str
    source: str
    sure: bool
    bears: bool
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step.

    Attributes:
        step: It in words.
        form: As in `FORMS`, or "contested".
        cells: A cell for each column; ``None`` where the origin is silent.
        nobody: Words for which nobody is named, or ``None``.
        others: Statements that were not counted for it: told before, or by those who accuse.
    """

    step: StepView
    form: str
    cells: tuple[Cell | None, ...]
    nobody: Cell | None
    others: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The table of a case; the last column, of nobody named, is there where it is needed."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    nobody: bool


def find_form(step: Step, case: CaseFile, quotes: Quotes) -> str:
    """Return the one word for how a step is shown: as told, or done and denied by another."""
    return CONTESTED if is_contested(step, case, quotes) else FORMS[find_status(step, quotes)]


def make_accounts(case: CaseFile, names: ReportNames, quotes: Quotes) -> Accounts:
    """Return what each origin says of each step of a case."""
    copies = {(it.report, it.of): it for it in case.copies}
    teller = _Teller(names, quotes, copies)
    steps = list_steps(case, names, quotes)
    rows = tuple(
        _make_row(step, view, case, teller) for step, view in zip(case.history, steps, strict=True)
    )
    bearing = list_bearing(case)
    columns = tuple(
        Column(
            id=it.id,
            name=say_origin(it),
            source=it.name,
            sure=it.sure,
            bears=it.id in bearing,
            steps=sum(row.cells[number] is not None for row in rows),
        )
        for number, it in enumerate(case.origins)
    )
    return Accounts(columns=columns, rows=rows, nobody=any(row.nobody is not None for row in rows))


class _Teller:
    """Says of statements who gives them, and whom they repeat."""

    def __init__(
        self, names: ReportNames, quotes: Quotes, copies: Mapping[tuple[str, str], Copying]
    ) -> None:
        self.names, self.quotes, self.copies = names, quotes, copies

    def make_cell(self, origin: str, claims: Sequence[Ref]) -> Cell | None:
        """Return words of one origin for one step; ``None`` where there are none."""
        found: dict[tuple[str, tuple[str, ...]], list[Telling]] = {}
        before: list[str] = []
        for ref in claims:
            claim = self.quotes.get(ref)
            if claim is None:
                continue
            key = (say_content(claim), list_marks(claim))
            found.setdefault(key, []).append(self.make_telling(ref, claim, before))
            if ref.report not in before:
                before.append(ref.report)
        if not found:
            return None
        # What is said outright stands before a denial or a plan.
        ordered = sorted(found.items(), key=lambda item: bool(item[0][1]))
        return Cell(
            origin=origin,
            sayings=tuple(
                Saying(text=text, marks=marks, told=tuple(told)) for (text, marks), told in ordered
            ),
            reports=say_count(len(before), "report"),
        )

    def make_telling(self, ref: Ref, claim: Claim, before: Sequence[str]) -> Telling:
        """Return who gives a statement; ``before`` are the reports that told the same earlier."""
        found = self.names.get(ref.report)
        through = [it.name for it in claim.chain[:-1]]
        return Telling(
            report=self.names.name(ref.report),
            claim=ref.id,
            publisher=(None if found is None else found.publisher) or "publisher not known",
            day=say_day(self.names.get_published(ref.report)) or "day not known",
            through=say_list(through),
            repeats=self._say_repeats(ref.report, before),
        )

    def _say_repeats(self, report: str, before: Sequence[str]) -> str | None:
        if not before or report in before:
            return None
        copied = next((it for it in before if (report, it) in self.copies), None)
        if copied is not None:
            return f"repeats {self.names.name(copied)}"
        return "rests on the same word"


def _make_row(step: Step, view: StepView, case: CaseFile, teller: _Teller) -> Row:
    told_by = {it.id: set(it.claims) for it in case.origins}
    known = {ref for claims in told_by.values() for ref in claims}
    return Row(
        step=view,
        form=find_form(step, case, teller.quotes),
        cells=tuple(_make_cell(it, step, told_by[it.id], teller) for it in case.origins),
        nobody=teller.make_cell("", [it for it in step.claims if it not in known]),
        others=_say_others(step),
    )


def _make_cell(origin: Origin, step: Step, claims: set[Ref], teller: _Teller) -> Cell | None:
    if origin.id not in step.origins:
        return None
    return teller.make_cell(origin.id, [it for it in step.claims if it in claims])


def _say_others(step: Step) -> str | None:
    parts = []
    if step.foretold:
        parts.append(f"{say_count(len(step.foretold), 'account')} told it before it came to pass")
    if step.accused:
        parts.append(f"{say_count(len(step.accused), 'account')} only tells it as an accusation")
    return f"Not counted: {say_list(parts)}." if parts else None
