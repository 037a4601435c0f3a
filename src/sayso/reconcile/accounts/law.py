"""What each account says of articles of law, terms and fines."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.reconcile.accounts.refuting import is_refuted
from sayso.reconcile.accounts.steps import begins_anew, list_imposing, name_type
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Amount, Article, Value, relate
from sayso.records.casefile import Agreement, Ref, Step
from sayso.records.event import Case, EventStatus
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import (
    Penalty,
    PenaltyKind,
    PenaltyStatus,
    Provision,
    TimeExpression,
    TimeType,
)

_MONTHS = {"year": 12.0, "month": 1.0, "day": 12 / 365, "hour": 12 / 365 / 24}
_MONEY = "money"
_DURATION = re.compile(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)D)?")
_DONE = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})
DECIDED = frozenset({PenaltyStatus.IMPOSED, PenaltyStatus.UPHELD, PenaltyStatus.REDUCED})


def list_law(accounts: Accounts, limits: Tolerances) -> Iterator[Telling]:
    """Yield what is told of the articles and of the penalties sought and imposed.

    Args:
        accounts: The case.
        limits: How far apart two values may lie.
    """
    yield from _tell_articles(accounts)
    told = [
        telling
        for account in accounts.reports
        for penalty in account.reading.penalties
        if is_of_case(accounts, account, penalty) and not is_refuted(account, penalty.span)
        for telling in _tell_penalty(accounts, account, penalty)
    ]
    yield from _keep_first(accounts, told, limits)


def _keep_first(
    accounts: Accounts, told: Sequence[Telling], limits: Tolerances
) -> Iterator[Telling]:
    """Yield what is told of penalties, but not a term after an appeal as one before it.

    "Instead of two years and five months he was given a year and eight months": what a report
    of an appeal gives beside the term of before is the new one, and so is the same in reports
    that tell of no appeal.
    """
    lowered = {it.value for it in told if begins_anew(it.topic.type)}
    # Who gives what the appeal made of it gives the term of before as that.
    parting = {
        account.sha256
        for account in accounts.reports
        for it in account.reading.penalties
        if it.status is PenaltyStatus.REDUCED and is_of_case(accounts, account, it)
    }
    givers: defaultdict[Topic, dict[Value, set[str]]] = defaultdict(dict)
    for telling in told:
        givers[telling.topic].setdefault(telling.value, set()).add(telling.at.report)
    mentioned = {
        it.sha256: [term for time in it.reading.times if (term := read_term(time)) is not None]
        for it in list_appealed(accounts)
        if it.sha256 not in parting
    }
    for telling in told:
        for other, reports in givers[telling.topic].items():
            if (
                telling.topic.step is not None
                and reports != {telling.at.report}
                and relate(other, telling.value, limits) is Agreement.CONTRADICTS
                and any(
                    relate(other, it, limits) is Agreement.SAME
                    for it in mentioned.get(telling.at.report, ())
                )
            ):
                lowered.add(telling.value)
    for telling in told:
        if begins_anew(telling.topic.type) or telling.value not in lowered:
            yield telling


def list_appealed(accounts: Accounts) -> list[Account]:
    """Return the reports that tell of an appeal that was heard."""
    found = {
        account.sha256: account
        for step, events in accounts.steps
        if begins_anew(step.type) and step.status is EventStatus.HAPPENED
        for account, event in events
        if event.status is EventStatus.HAPPENED
    }
    return list(found.values())


def is_of_case(accounts: Accounts, account: Account, penalty: Penalty) -> bool:
    """Whether a penalty is for a subject of the case; of one without a name, if the case has it."""
    if penalty.status is PenaltyStatus.FACED:
        return False  # it hangs on the charge, and reports tell it of different ones
    if penalty.entity is not None:
        return account.ref(penalty.entity) in accounts.subjects
    if penalty.event is not None and account.ref(penalty.event) in accounts.step_of:
        return True  # "fined a student 120,000 rubles": the step tells who he is
    return any(penalty.id in it.penalties for it in _list_matters(accounts, account.reading))


def _list_matters(accounts: Accounts, reading: Reading) -> list[Case]:
    mine = accounts.matters.get(reading.report.sha256, frozenset())
    return [it for it in reading.cases if it.id in mine]


def _tell_penalty(accounts: Accounts, account: Account, penalty: Penalty) -> Iterator[Telling]:
    step = find_step(accounts, account, penalty)
    if step is None and penalty.status in DECIDED:
        return
    amounts = list(measure(account, penalty))
    event = account.events.get(penalty.event or "")
    claims = account.find_claims(penalty.span, () if event is None else event.claims)
    for field, amount in amounts:
        what = "term" if field == "term" else "fine"
        about = (
            f"{what} sought"
            if penalty.status is PenaltyStatus.SOUGHT
            else (f"{what} of the {name_type(step.type)}" if step is not None else what)
        )
        yield accounts.tell(
            Topic(
                field=field,
                step=None if step is None else step.id,
                type="" if step is None else step.type,
                about=about,
            ),
            amount,
            words=(*_quote(account, penalty.span), penalty.text),
            at=account.ref(penalty.id),
            claims=claims,
        )


def find_step(accounts: Accounts, account: Account, penalty: Penalty) -> Step | None:
    """Return the step that imposed or sought a penalty, ``None`` where it could be several."""
    # What an appeal upholds is what the sentence imposed.
    if penalty.event is not None and penalty.status is not PenaltyStatus.UPHELD:
        found = accounts.step_of.get(account.ref(penalty.event))
        if found is not None:
            return found
    wanted = list_imposing(penalty.status)
    steps = [it for it, _ in accounts.steps if it.type in wanted and it.status in _DONE]
    told = [step for step in steps if account.sha256 in step.reports]
    # The sentence before the conviction that it came with.
    for type_ in wanted:
        mine = [step for step in told or steps if step.type == type_]
        if mine:
            return mine[0] if len(mine) == 1 else None
    return None


def measure(account: Account, penalty: Penalty) -> Iterator[tuple[str, Amount]]:
    """Yield the field and the bounds of a penalty; of a fine also in what it was turned into."""
    if penalty.min is None and penalty.max is None:
        return
    if penalty.unit == _MONEY:
        if penalty.currency is not None:
            kind = f"sum:{penalty.currency}"
            yield "amount", Amount(kind=kind, low=penalty.min, high=penalty.max)
        for quantity in account.reading.quantities:
            if quantity.equivalent is not None and _overlap(quantity.span, penalty.span):
                sum_ = quantity.equivalent
                kind = f"sum:{sum_.currency}"
                yield "amount", Amount(kind=kind, low=sum_.value, high=sum_.value, approx=True)
        return
    months = _MONTHS.get(penalty.unit or "")
    if months is not None:
        low, high = (None if it is None else it * months for it in (penalty.min, penalty.max))
        yield "term", Amount(kind=f"term:{penalty.kind}", low=low, high=high)


def read_term(time: TimeExpression) -> Amount | None:
    """Return how long a duration is, as a term of imprisonment; ``None`` of other times."""
    found = _DURATION.fullmatch(time.value) if time.type is TimeType.DURATION else None
    if found is None:
        return None
    years, months, days = (float(it or 0) for it in found.groups())
    length = years * 12 + months + days * _MONTHS["day"]
    return Amount(kind=f"term:{PenaltyKind.IMPRISONMENT}", low=length, high=length)


def _quote(account: Account, span: Span) -> list[str]:
    """Return the shorter words for a term that stand within a penalty's words."""
    return [it.text for it in account.reading.times if span.begin <= it.span.begin < span.end]


def _overlap(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _tell_articles(accounts: Accounts) -> Iterator[Telling]:
    tied: dict[Ref, Step] = {}
    for step, events in accounts.steps:
        for account, event in events:
            if event.provision is not None:
                tied.setdefault(account.ref(event.provision), step)
    order = {step.id: number for number, (step, _) in enumerate(accounts.steps)}
    first = min(tied.values(), key=lambda it: order[it.id], default=None)
    topic = Topic(
        field="article",
        step=None if first is None else first.id,
        type="" if first is None else first.type,
        about="article of the charge",
    )
    for account in accounts.reports:
        given = {name for it in _list_matters(accounts, account.reading) for name in it.provisions}
        given |= {it.id for it in account.reading.provisions if account.ref(it.id) in tied}
        for provision in account.reading.provisions:
            article = read_article(provision)
            if provision.id in given and article is not None:
                yield accounts.tell(
                    topic,
                    article,
                    words=(provision.text,),
                    at=account.ref(provision.id),
                    claims=account.find_claims(provision.span),
                )


def read_article(provision: Provision) -> Article | None:
    """Return the article that a provision names, or ``None`` where it names a law alone."""
    if provision.article is None:
        return None
    return Article(code=provision.code, article=provision.article, part=provision.part)
