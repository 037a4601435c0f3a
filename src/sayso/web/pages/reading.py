"""The reading page: the text on the left, the statements that were read in it on the right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.review.effective import EffectiveFinding
from sayso.web.routes import AbsentError, Page, View, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One statement with what people decided of it.

    Attributes:
        report: Id of its report.
        id: Its id ("c3").
        standing: "undecided", "stands", "rejected" or "unsure".
        values: Its fields in the reading format.
    """

    report: str
    id: str
    standing: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """One report with its statements.

    Attributes:
        report: Its id.
        title, publisher, published: As they hold.
        text: Its text; offsets count its code points.
        claims: Its statements, in the order of the text.
    """

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    text: str
    claims: tuple[ClaimCard, ...]


def show_reading(visit: Visit) -> View:
    """Return one report with its statements."""
    shown = visit.casebook.show(visit.path["report"])
    if shown.report.report is None:
        raise AbsentError(
            f"Report {shown.report.summary.id} was removed.", remedy="The log tells when and why."
        )
    facts = shown.report.summary
    claims = () if shown.reading is None else shown.reading.claims
    values = ReadingPage(
        report=facts.id,
        title=facts.title,
        publisher=facts.publisher,
        published=facts.published,
        text=shown.report.report.text,
        claims=tuple(make_card(facts.id, claim) for claim in claims),
    )
    return View(template="reading.html.jinja", title=facts.title or facts.id, values=values)


def make_card(report: str, claim: EffectiveFinding) -> ClaimCard:
    """Return one statement as the page shows it."""
    return ClaimCard(report=report, id=claim.id, standing=claim.standing.value, values=claim.values)


OFFERS = (Page(path="/reports/{report}", make=show_reading),)
