"""What decisions say of a report as a whole, with which it is found and read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from sayso.records.casebook import ReadingState, ReportSummary, StoredReport
from sayso.records.decision import Decision, SubjectKind, Value
from sayso.records.report import Report
from sayso.review.force import find_force
from sayso.store.store import Store, Writer
from sayso.workbench.holdings import Holdings

_SHOWN = ("title", "publisher", "url", "language")
_AT_ONCE = 100
_LOOKED_AT = 1_000  # characters of a text in which its first words are looked for
_LONGEST = 72


def get_present_report(holdings: Holdings, stored: StoredReport) -> Report:
    """Return a report as it is to be read: with the date and the language that are in force.

    Raises:
        ValueError: The report was removed.
    """
    if stored.report is None:
        raise ValueError("the report was removed")
    facts = list_decided_facts(holdings.store.list_decisions([stored.summary.sha256]))
    return replace(
        stored.report,
        id=stored.summary.id,
        published=stored.summary.published,
        language=facts.get("language", stored.report.language),
    )


def list_decided_facts(decisions: Iterable[Decision]) -> dict[str, Any]:
    """Return the facts of a report that decisions about it tell, by field.

    Args:
        decisions: All about the report, in the order of force.
    """
    facts: dict[str, Any] = {}
    for decision in find_force(decisions).holding:
        question = decision.question
        if isinstance(question, Value) and question.of.kind is SubjectKind.REPORT:
            facts[question.field] = decision.value
    return facts


def present_summaries(store: Store, summaries: Iterable[ReportSummary]) -> Iterator[ReportSummary]:
    """Yield reports as lists show them, with the title, publisher and address in force.

    A list begins at once, however long it is.
    """
    for batch in _cut(summaries):
        decisions = list(store.list_decisions([summary.sha256 for summary in batch]))
        for summary in batch:
            about = [it for it in decisions if summary.sha256 in it.reports]
            yield present_summary(summary, about)


def present_summary(summary: ReportSummary, about: Iterable[Decision]) -> ReportSummary:
    """Return a report as lists show it, given all decisions about it in the order of force."""
    facts = list_decided_facts(it for it in about if isinstance(it.question, Value) or it.undoes)
    given = {name: facts[name] for name in _SHOWN if name in facts}
    return replace(summary, **given) if given else summary


def name_summaries(store: Store, summaries: Iterable[ReportSummary]) -> Iterator[ReportSummary]:
    """Yield reports as `present_summaries` does, those without a title with what stands for it.

    That opens the text of each of these: for a page, not for a whole casebook.
    """
    for summary in present_summaries(store, summaries):
        yield name_summary(store, summary)


def name_summary(
    store: Store, summary: ReportSummary, report: Report | None = None
) -> ReportSummary:
    """Return a report with what stands for its title, where it has none.

    Args:
        store: The casebook.
        summary: The report.
        report: The same with its text, where that is at hand.
    """
    if (summary.title or "").strip() or summary.state is ReadingState.REMOVED:
        return summary
    if summary.state is ReadingState.READ:
        report = report or store.get_report(summary.sha256).report
        lines = ("" if report is None else report.text).lstrip()[:_LOOKED_AT].splitlines()
        if lines:
            return replace(summary, begins=_shorten(lines[0]))
    captures = store.list_captures(summary.sha256)
    name = next((it.file_name for it in captures if it.file_name is not None), None)
    return replace(summary, file_name=name)


def _shorten(line: str) -> str:
    words = " ".join(line.split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def _cut(summaries: Iterable[ReportSummary]) -> Iterator[list[ReportSummary]]:
    iterator = iter(summaries)
    while batch := list(islice(iterator, _AT_ONCE)):
        yield batch


def refresh_published(store: Store, writer: Writer, sha256s: Iterable[str]) -> None:
    """Keep the dates of publication that are in force, by which reports are found.

    Args:
        store: The casebook.
        writer: Its transaction, in which decisions were appended or copied.
        sha256s: Reports that these are about, here or not.
    """
    for summary, published in list_misdated(store, sha256s):
        writer.set_published(summary.sha256, published)


def list_misdated(
    store: Store, sha256s: Iterable[str]
) -> Iterator[tuple[ReportSummary, str | None]]:
    """Yield those of some reports that are found by another date than is in force, and that."""
    for sha256 in sha256s:
        found = store.find_report(sha256)
        stored = None if found is None else store.get_report(found.sha256)
        if stored is not None and stored.report is not None:
            facts = list_decided_facts(store.list_decisions([sha256]))
            published = facts.get("published", stored.report.published)
            if published != stored.summary.published:
                yield stored.summary, published
