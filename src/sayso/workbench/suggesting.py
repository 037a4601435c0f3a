"""Who may be one person: what to ask next, of cases that are up to date."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.packs.pack import Pack
from sayso.records.casefile import CaseFile, Identity, Level, Likeness, Ref
from sayso.review.question_text import AskedQuestion, Target
from sayso.review.worklist import Item, ItemKind
from sayso.store.store import Store
from sayso.workbench.holdings import Holdings
from sayso.workbench.reconciling import is_settled

_MOST_CASES = 200
_MOST_REASONS = 4


def list_suggested(holdings: Holdings, pack: Pack, report: str | None = None) -> Iterator[Item]:
    """Yield the likely pairs of people that wait for a person, the most consequential first.

    Those that would make two cases one come first, then the surest. Only what is kept is looked
    at, and nothing is reconciled for it: while cases wait to be put together, none is yielded.

    Args:
        holdings: The casebook.
        pack: The field that its cases are put together by.
        report: Only pairs of whom one is of this report; else those of the newest cases.
    """
    if not is_settled(holdings, pack):
        return
    across = holdings.store.across
    if report is None:
        cases = across.list_cases(limit=_MOST_CASES)
        people = tuple(who for case in cases for who in case.subjects)
    else:
        found = holdings.store.find_report(report)
        people = across.get_identities(across.list_people([found.sha256])) if found else ()
        ends = {at for who in people for it in who.suggested for at in (it.one, it.other)}
        cases = across.list_cases_of((*people, *across.get_identities(ends)))
        about = None if found is None else found.sha256
        people = tuple(it for it in people if about in {at.report for at in it.members})
    yield from _ask_all(people, cases, holdings.store)


def _ask_all(people: Sequence[Identity], cases: Sequence[CaseFile], store: Store) -> Iterator[Item]:
    case_of = {at: case.id for case in cases for who in case.subjects for at in who.members}
    pairs = {
        (it.one, it.other): it
        for who in people
        for it in who.suggested
        if it.level is Level.LIKELY and it.decision is None
    }
    order = sorted(
        pairs.values(),
        key=lambda it: (not _list_united(it, case_of), -it.score, it.one, it.other),
    )
    for likeness in order:
        item = _ask(likeness, _list_united(likeness, case_of), store)
        if item is not None:
            yield item


def _list_united(likeness: Likeness, case_of: Mapping[Ref, str]) -> list[str]:
    """Return the two cases that would be one; none where it is not two."""
    found = sorted({case_of[at] for at in (likeness.one, likeness.other) if at in case_of})
    return found if len(found) > 1 else []


def _ask(likeness: Likeness, united: Sequence[str], store: Store) -> Item | None:
    ends = (likeness.one, likeness.other)
    profiles = store.across.get_profiles(ends)
    reports = [store.find_report(at.report) for at in ends]
    if len(profiles) < len(ends) or any(it is None for it in reports):
        return None  # removed meanwhile
    names = [it.id for it in reports if it is not None]
    targets = tuple(
        Target(report=name, finding=at.id) for name, at in zip(names, ends, strict=True)
    )
    one = f"“{profiles[ends[0]].name}” in {names[0]} and “{profiles[ends[1]].name}” in {names[1]}"
    reasons = "; ".join(it.words for it in likeness.reasons[:_MOST_REASONS])
    makes = f" A yes makes one case of {united[0]} and {united[1]}." if united else ""
    return Item(
        kind=ItemKind.SAME_PERSON,
        report=names[0],
        question=str(AskedQuestion(name="same_person", targets=targets)),
        words="",
        why=f"{one} are likely one person ({likeness.score:.2f}): {reasons}.{makes}",
    )
