"""What an action on a report answers: a statement as it is now, and whose word was replaced."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from sayso.publish.casebook_words import say_answer, say_moment, say_question
from sayso.records.decision import Decision, MissedClaim, SubjectKind, list_subjects
from sayso.review.effective import EffectiveFinding, EffectiveReading, Standing
from sayso.review.settlement import list_unconfirmed
from sayso.web.addresses import make_report_address
from sayso.web.pages.reading import make_card
from sayso.web.pages.reading_cards import ClaimCard
from sayso.web.routes import Done, Visit
from sayso.workbench.answers import Shown

FRAGMENT = "edit_answer.html.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements of a report stand how."""

    stands: int
    rejected: int
    unsure: int
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """An answer that another one took the place of; it stays in the log.

    Attributes:
        decision: Its id.
        by: Who gave it.
        when: When, in words.
        answer: What it was, in words.
        because: Why, or ``None``.
        other: Whether it is somebody else's.
        meanwhile: Whether the page did not show it yet when it was replaced.
    """

    decision: str
    by: str
    when: str
    answer: str
    because: str | None
    other: bool
    meanwhile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an action did.

    Attributes:
        report: The report's id.
        claim: The statement that changed, or ``None`` where a fact of the report did.
        card: It, as it is now; ``None`` where it is gone.
        said: What was done, in words.
        tally: How all statements of the report stand.
        decisions: Ids of the decisions that were made, in order.
        replaced: The answers that they took the place of.
    """

    report: str
    claim: str | None
    card: ClaimCard | None
    said: str
    tally: Tally
    decisions: tuple[str, ...]
    replaced: tuple[Replaced, ...] = ()


def name_report(visit: Visit) -> str:
    """Return how questions name the report of the address: by its SHA-256, since ids hold anything.

    Raises:
        StoreError: There is no such report.
    """
    return visit.casebook.get_summary(visit.path["report"]).sha256


def name_claim(visit: Visit) -> str:
    """Return how questions name the statement of the address."""
    return f"{name_report(visit)}/{visit.path['claim']}"


def take_reason(visit: Visit, default: str) -> str:
    """Return why somebody decides: in her own words, or that it was done here."""
    return visit.take("because") or default


def take_key(visit: Visit, number: int = 0) -> str | None:
    """Return the id that a decision gets, so that what is sent twice is decided once.

    Args:
        visit: The request; its form may hold a ``key``, 32 random hex digits.
        number: Which decision of one action it is.
    """
    key = visit.take("key")
    if key is None or number == 0:
        return key
    return sha256(f"{key} {number}".encode()).hexdigest()[:32]


def answer(visit: Visit, made: Iterable[Decision], *, claim: str | None, said: str) -> Done:
    """Return what a page needs to know after decisions on one statement, or on a report's facts.

    Args:
        visit: The request.
        made: The decisions, in order; none where the page only asks how things are.
        claim: The statement's id, or ``None``.
        said: What was done, in words.
    """
    decisions = tuple(made)
    shown = visit.casebook.show(visit.path["report"])
    name = shown.report.summary.id
    card = None if claim is None else make_card(visit, shown, claim)
    values = Answer(
        report=name,
        claim=claim,
        card=card,
        said=said,
        tally=_count(visit, shown),
        decisions=tuple(it.id for it in decisions),
        replaced=tuple(
            it for it in (_find_replaced(visit, shown, one) for one in decisions) if it is not None
        ),
    )
    return Done(
        to=make_report_address(name, claim),
        values=values,
        fragment=None if card is None else FRAGMENT,
    )


def find_claim(reading: EffectiveReading | None, decision: Decision) -> str | None:
    """Return the id of the statement that a decision is about, or ``None``."""
    question = decision.question
    if reading is None or question is None:
        return None
    subject = list_subjects(question)[0]
    if subject.kind is SubjectKind.CLAIM:
        found = next((it.id for it in reading.claims if _is(it, subject.key)), None)
        if found is not None:
            return found
    if subject.kind is SubjectKind.CLAIM or isinstance(question, MissedClaim):
        spans = [list(span) for span in subject.spans]
        return next((it.id for it in reading.claims if _stands_at(it, spans)), None)
    return None


def say_done(decision: Decision) -> str:
    """Return what a decision decided, in words."""
    asked = say_question(decision.question, _name_none)
    return f"{asked}: {say_answer(decision)}"


def _name_none(_: str) -> None:
    """Name no report: the page is about one."""


def _find_replaced(visit: Visit, shown: Shown, made: Decision) -> Replaced | None:
    found = visit.casebook.find_replaced(made, shown.decisions)
    if found is None:
        return None
    seen = visit.take("seen")
    is_other = found.analyst != made.analyst
    return Replaced(
        decision=found.id,
        by=found.analyst,
        when=say_moment(found.time),
        answer=say_answer(found),
        because=found.reason,
        other=is_other,
        meanwhile=is_other and "seen" in visit.form and found.id not in (seen or "").split(),
    )


def _count(visit: Visit, shown: Shown) -> Tally:
    counts = Counter(() if shown.reading is None else _list_standings(visit, shown.reading))
    return Tally(
        stands=counts["stands"],
        rejected=counts["rejected"],
        unsure=counts["unsure"],
        undecided=counts["undecided"],
    )


def _list_standings(visit: Visit, reading: EffectiveReading) -> Iterator[str]:
    """Yield how statements stand, as far as who looks is told: as the page counts them."""
    book = visit.casebook
    hidden = list_unconfirmed(reading, reviewers=book.reviewers, analyst=book.holdings.analyst)
    for claim in reading.claims:
        yield (Standing.UNDECIDED if claim.id in hidden else claim.standing).value


def _is(claim: EffectiveFinding, key: str) -> bool:
    return claim.subject is not None and claim.subject.key == key


def _stands_at(claim: EffectiveFinding, spans: list[list[int]]) -> bool:
    return claim.subject is not None and [list(it) for it in claim.subject.spans] == spans
