"""Cases, people, origins and conflicts across reports, for the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from sayso.publish.cases_digest import Account, Quote, Quotes, StepView, list_steps
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import (
    CONTESTED,
    SEVERITIES,
    say_conflicts,
    say_identity,
    say_last,
    say_origin,
    say_rests,
    say_standing,
    say_subjects,
    say_suggested,
    say_way,
)
from sayso.publish.terminal import hang, indent, lay_out, make_console, make_head, make_text
from sayso.publish.wording import (
    make_harmless,
    say_count,
    say_list,
    say_penalty,
    say_provision,
    say_word,
)
from sayso.records.board import get_gravity, list_bearing
from sayso.records.casefile import (
    CaseFile,
    Contradiction,
    Identity,
    Likeness,
    Origin,
    Severity,
)

_STYLES = {Severity.HIGH: "bold red", Severity.MEDIUM: "yellow", Severity.LOW: "dim"}
_LONGEST = 220  # characters of a quotation; the page for the browser gives the whole


def render_cases(cases: Iterable[CaseFile], *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of each case: its id, whose it is, where it stands, on what it rests."""
    console = make_console(width, color=color)
    for case in cases:
        yield lay_out(console, _lay_out_row(case))


def render_case(
    case: CaseFile, names: ReportNames, quotes: Quotes, *, width: int, color: bool
) -> str:
    """Return the page of one case."""
    console = make_console(width, color=color)
    return lay_out(console, _lay_out_case(case, names, quotes))


def render_origins(case: CaseFile, names: ReportNames, *, width: int, color: bool) -> str:
    """Return on whose word a case rests, and who repeats whom."""
    console = make_console(width, color=color)
    parts = [*_lay_out_top(case), *_lay_out_origins(case, names), *_lay_out_copies(case, names)]
    return lay_out(console, parts)


def render_people(
    people: Iterable[Identity],
    cases: Iterable[CaseFile],
    names: ReportNames,
    *,
    width: int,
    color: bool,
) -> Iterator[str]:
    """Yield the lines of each person: spellings, reports, cases, who else it may be."""
    console = make_console(width, color=color)
    cases = tuple(cases)
    for identity in people:
        yield lay_out(console, _lay_out_person(identity, cases, names))


def render_conflicts(
    cases: Iterable[CaseFile], names: ReportNames, *, width: int, color: bool
) -> Iterator[str]:
    """Yield the conflicts of all cases, the gravest first."""
    console = make_console(width, color=color)
    found = [(get_gravity(it), case, it) for case in cases for it in case.contradictions]
    for _, case, it in sorted(found, key=lambda row: row[0]):
        head = make_text(f"{case.id}  {say_subjects(case.subjects)}", "bold")
        yield lay_out(console, [head, indent(_lay_out_conflict(it, case, names)), ""])


def _lay_out_row(case: CaseFile) -> Iterator[RenderableType]:
    head = Text(f"{case.id}  ", "dim")
    _add(head, say_subjects(case.subjects), "bold")
    yield head
    last = say_last(case)
    standing = say_standing(case) + ("" if last is None else f" · last dated step {last}")
    yield indent(make_text(standing), 4)
    rests = make_text(say_rests(case), "dim")
    conflicts = say_conflicts(case)
    if conflicts is not None:
        _add(rests, f"; {conflicts}", "yellow")
    yield indent(rests, 4)


def _lay_out_top(case: CaseFile) -> Iterator[RenderableType]:
    yield make_text(say_subjects(case.subjects), "bold")
    yield make_text(f"{case.id} · {say_standing(case)}")
    conflicts = say_conflicts(case)
    yield make_text(say_rests(case) + ("" if conflicts is None else f"; {conflicts}"), "dim")


def _lay_out_case(case: CaseFile, names: ReportNames, quotes: Quotes) -> Iterator[RenderableType]:
    yield from _lay_out_top(case)
    yield from make_head("Whose case it is")
    for subject in case.subjects:
        yield hang(_say_person(subject))
        for likeness in subject.suggested:
            yield indent(_say_suggestion(likeness, subject, names), 4)
    yield from make_head("History")
    for step in list_steps(case, names, quotes):
        yield from _lay_out_step(step)
    if case.contradictions:
        yield from make_head("Conflicts")
        for number, it in enumerate(case.contradictions, start=1):
            yield hang(_lay_out_conflict(it, case, names), str(number) if number < 10 else "·")
    yield from _lay_out_origins(case, names)
    yield from _lay_out_copies(case, names)
    yield from _lay_out_law(case, names)
    yield from make_head("Reports")
    for report in case.reports:
        yield hang(make_text(names.say(report)))
    if case.reasons or case.problems:
        yield from make_head("Why this is one case, and what does not add up")
        for reason in case.reasons:
            yield hang(make_text(reason.words))
        for problem in case.problems:
            yield hang(make_text(problem, "yellow"), "!")


def _say_person(identity: Identity) -> Text:
    text = make_text(say_identity(identity), "bold")
    others = [it for it in identity.spellings if it != identity.name]
    facts = []
    if others:
        facts.append(f"also written {say_list(others)}")
    if identity.ages:
        facts.append(f"aged {say_list([str(age) for age in identity.ages], last='or')}")
    if identity.roles:
        facts.append(", ".join(identity.roles[:4]))
    reports = len({at.report for at in identity.members})
    facts.append(f"in {say_count(reports, 'report')}")
    _add(text, f": {'; '.join(facts)}")
    return text


def _say_suggestion(likeness: Likeness, identity: Identity, names: ReportNames) -> Text:
    pair = f"{names.ref(likeness.one)}={names.ref(likeness.other)}"
    text = make_text(f"{say_suggested(likeness, identity)} as in {pair}", "cyan")
    reasons = "; ".join(it.words for it in likeness.reasons)
    _add(text, f" ({likeness.score:.2f}): {reasons}. ", "dim")
    _add(text, f"Settle it: sayso decide same-person:{pair} yes|no", "dim")
    return text


def _lay_out_step(step: StepView) -> Iterator[RenderableType]:
    head = Text(f"{make_harmless(step.when)}  ", "dim")
    _add(head, step.what, "bold" if step.status is None else "italic")
    if step.place is not None:
        _add(head, f", {step.place}")
    if step.status is not None:
        _add(head, f" ({step.status})", "yellow")
    _add(head, f"  {step.rests}", "dim")
    if step.conflicts:
        numbers = ", ".join(map(str, step.conflicts))
        _add(head, f"  conflict {numbers}", "yellow")
    yield hang(head, {None: "●", CONTESTED: "◐"}.get(step.status, "○"))
    for account in step.accounts:
        yield indent(_say_account(account), 4)
    if step.unattributed:
        yield indent(_say_quotes("nobody is named for it", step.unattributed), 4)
    for flag in step.flags:
        yield indent(make_text(flag, "yellow"), 4)


def _say_account(account: Account) -> Text:
    return _say_quotes(
        account.name + ("" if account.sure else " (perhaps not independent)"), account.quotes
    )


def _say_quotes(name: str, quotes: tuple[Quote, ...]) -> Text:
    text = make_text(name, "cyan")
    for place, quote in enumerate(quotes):
        if place == 0:
            _add(text, f": “{_shorten(quote.text)}”")
            if quote.marks:
                _add(text, f" [{', '.join(quote.marks)}]", "yellow")
            claim, day = quote.told[0]
            _add(text, f" {claim}, {day}", "dim")
            if len(quote.told) > 1:
                same = ", ".join(claim for claim, _ in quote.told[1:])
                _add(text, f"; in the same words {same}", "dim")
        else:
            other = ", ".join(claim for claim, _ in quote.told)
            other += f" [{', '.join(quote.marks)}]" if quote.marks else ""
            _add(text, f"; in other words {other}" if place == 1 else f", {other}", "dim")
    return text


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _lay_out_conflict(it: Contradiction, case: CaseFile, names: ReportNames) -> Text:
    text = make_text(it.about, "bold")
    words = "corrected by its source" if it.corrected else SEVERITIES[it.severity]
    _add(text, f" ({words})", _STYLES[it.severity])
    origin_names = {origin.id: say_origin(origin) for origin in case.origins}
    for value in it.values:
        text.append("\n  ")
        _add(text, value.value, "bold")
        origins = [origin_names[name] for name in value.origins if name in origin_names]
        on = f" on the word of {say_list(origins)}" if origins else ""
        _add(text, f"{on}: {', '.join(names.name_all(value.reports))}", "dim")
    if it.note:
        text.append("\n  ")
        _add(text, it.note, "dim")
    return text


def _lay_out_origins(case: CaseFile, names: ReportNames) -> Iterator[RenderableType]:
    yield from make_head("On whose word it rests")
    if not case.origins:
        yield indent(make_text("No origin is known.", "dim"))
    for origin in case.origins:
        bears = origin.id in list_bearing(case)
        yield hang(_say_origin(origin, names, bears=bears), "●" if origin.sure and bears else "○")
        for reason in origin.because:
            yield indent(make_text(reason, "dim"), 4)


def _say_origin(origin: Origin, names: ReportNames, *, bears: bool) -> Text:
    text = make_text(say_origin(origin), "bold")
    if not origin.sure:
        _add(text, " (perhaps not independent of the others)", "yellow")
    if not bears:
        _add(text, " (not counted: no step rests on it)", "yellow")
    reports = say_list(list(names.name_all(origin.reports)))
    _add(text, f": {say_count(len(origin.reports), 'report')}, {reports}")
    if origin.via:
        _add(text, f"; through {say_list(origin.via)}")
    return text


def _lay_out_copies(case: CaseFile, names: ReportNames) -> Iterator[RenderableType]:
    if not case.copies:
        return
    yield from make_head("Who repeats whom")
    for it in case.copies:
        words = f"{names.name(it.report)} of {names.name(it.of)}: {say_way(it)}"
        yield hang(make_text(words))
        for reason in it.because:
            yield indent(make_text(reason, "dim"), 4)


def _lay_out_law(case: CaseFile, names: ReportNames) -> Iterator[RenderableType]:
    if not case.provisions and not case.penalties:
        return
    yield from make_head("Law and penalties")
    for provision in case.provisions:
        told = ", ".join(names.name_all(provision.reports))
        yield hang(make_text(f"{say_provision(provision.provision)}: {told}"))
    for penalty in case.penalties:
        told = ", ".join(names.name_all(penalty.reports))
        words = f"{say_penalty(penalty.penalty)} ({say_word(penalty.penalty.status)}): {told}"
        yield hang(make_text(words))


def _lay_out_person(
    identity: Identity, cases: tuple[CaseFile, ...], names: ReportNames
) -> Iterator[RenderableType]:
    yield _say_person(identity)
    mine = [it for it in cases if identity.id in {subject.id for subject in it.subjects}]
    for case in mine:
        yield indent(make_text(f"case {case.id}: {say_standing(case)}; {say_rests(case)}"), 4)
    where = ", ".join(names.refs(identity.members))
    yield indent(make_text(where, "dim"), 4)
    for likeness in identity.joined:
        pair = f"{names.ref(likeness.one)} and {names.ref(likeness.other)}"
        reasons = "; ".join(it.words for it in likeness.reasons)
        yield indent(make_text(f"one because {pair} agree: {reasons}", "dim"), 4)
    for likeness in identity.suggested:
        yield indent(_say_suggestion(likeness, identity, names), 4)
    yield ""


def _add(text: Text, words: str, style: str = "") -> None:
    """Put words behind others; blanks at their ends stay, line ends do not."""
    text.append(make_harmless(words.replace("\n", " ")), style)
