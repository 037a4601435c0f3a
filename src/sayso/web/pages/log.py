"""Who decided what, when and why; and the history of one thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.casebook_words import say_entry, say_moment, say_short
from sayso.publish.log_words import say_before_and_after, say_deed
from sayso.records.decision import QUESTIONS
from sayso.records.log import EntryKind
from sayso.records.log_query import LogFilters
from sayso.web.addresses import make_report_address
from sayso.web.pages.days import find_wrong_day, say_wrong_day
from sayso.web.routes import AbsentError, Action, Page, View, Visit
from sayso.workbench.log_pages import About, LoggedEntry, LogPage

_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing that a line is about, and where it is shown.

    Attributes:
        words: Its words; "" of a whole report.
        report: Id of its report.
        address: Where it stands, or ``None`` where it is not here.
        history: Where its own history is, or ``None``.
    """

    words: str
    report: str
    address: str | None
    history: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in plain words.

    Attributes:
        n: Its number in its log; ``None`` where it was found by what was decided.
        id: Id of the decision, or ``None``.
        who: Who did it.
        when: "2031-03-14 09:26:53 UTC".
        what: What was done, as it goes on behind the name.
        why: The reason; ``None`` where none is kept.
        effect: "holds", "replaced", "undone", "removed"; ``None`` of what is no decision.
        by: The decision that undid or replaced it, or ``None``.
        before, after: What a corrected field read before and since, or ``None``.
        about: What it is about.
    """

    n: int | None
    id: str | None
    who: str
    when: str
    what: str
    why: str | None
    effect: str | None
    by: str | None
    before: str | None
    after: str | None
    about: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A page of the log.

    Attributes:
        lines: Its entries, the newest first.
        more: The address of the page behind it, or ``None``.
        looked_at: How many entries were looked through for words, or 0.
        given: What it is narrowed to, by the names of the fields.
        actors: Whom it can be narrowed to.
        kinds, questions: What else, each with words for it.
        logs: The logs that are kept: id and name, or words where the name was removed.
        wrong: What is not understood of what it is narrowed to, in words; then nothing is listed.
    """

    lines: tuple[Line, ...]
    more: str | None
    looked_at: int
    given: Mapping[str, str]
    actors: tuple[str, ...]
    kinds: Mapping[str, str]
    questions: Mapping[str, str]
    logs: Mapping[str, str]
    wrong: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that was done about one thing, the oldest first.

    Attributes:
        of: What it is, in words.
        address: Where it is shown, or ``None``.
        lines: What was done.
        total: How much in all.
        more: The address of the next page, or ``None``.
    """

    of: str
    address: str | None
    lines: tuple[Line, ...]
    total: int
    more: str | None


KINDS: Mapping[str, str] = {
    EntryKind.DECISION.value: "decisions",
    EntryKind.CAPTURE.value: "reports that came in",
    EntryKind.EXTRACTION.value: "texts made anew",
    EntryKind.REMOVAL.value: "lawful removals",
    EntryKind.MERGE.value: "casebooks merged",
    EntryKind.TIMESTAMP.value: "timestamps",
    EntryKind.CUSTODY.value: "custody, accounts and settings",
    EntryKind.CASEBOOK.value: "how it began",
}
_ASKS: Mapping[str, str] = {
    "claim_stands": "whether a statement stands",
    "same_person": "one person or two",
    "same_event": "one event or two",
    "same_place": "one place or two",
    "belongs_to_case": "what belongs to a case",
    "value": "corrected values",
    "span": "corrected words",
    "missed_claim": "missed statements",
    "origin": "origins",
    "redact": "what is withheld",
    "note": "notes",
}
_VERBS: Mapping[EntryKind, str] = {
    EntryKind.CASEBOOK: "began the casebook",
    EntryKind.CAPTURE: "added",
    EntryKind.EXTRACTION: "made",
    EntryKind.DECISION: "decided",
    EntryKind.REMOVAL: "removed:",
    EntryKind.MERGE: "merged",
    EntryKind.TIMESTAMP: "had a timestamp set on",
    EntryKind.CUSTODY: "did:",
}


def show_log(visit: Visit) -> View:
    """Return a page of the log, or the history of one thing."""
    if visit.get("about") is not None:
        return _show_thing(visit, visit.get("about") or "")
    if visit.get("report") is not None:
        return _show_report(visit, visit.get("report") or "")
    given = _read_given(visit)
    wrong = say_wrong_day(find_wrong_day(given))
    chain = given.get("log")
    page = (
        LogPage(entries=(), next=None)
        if wrong
        else visit.casebook.log_page(
            LogFilters(
                chain=chain,
                actor=given.get("who"),
                kinds=(EntryKind(given["kind"]),) if "kind" in given else (),
                question=given.get("question"),
                since=given.get("since"),
                until=given.get("until"),
            ),
            words=given.get("words"),
            before=_read_number(visit.get("before")),
            limit=_AT_ONCE,
        )
    )
    overview = visit.casebook.log_overview(chain)
    more = None if page.next is None else f"/log?{urlencode({**given, 'before': page.next})}"
    values = Log(
        lines=_tell_all(page.entries),
        more=more,
        looked_at=page.looked_at,
        given=given,
        actors=overview.actors,
        kinds=KINDS,
        questions=_ASKS,
        logs={it: name or "name removed" for it, name in overview.chains.items()},
        wrong=wrong,
    )
    status = 200 if wrong is None else 422
    return View(template="log.html.jinja", title="Log", values=values, status=status)


def _show_report(visit: Visit, name: str) -> View:
    after = _read_number(visit.get("after")) or 0
    page = visit.casebook.history_of_report(name, after=after, limit=_AT_ONCE)
    if not page.total:
        raise AbsentError(f"The log tells nothing of a report {name!r}.", remedy="See the log.")
    query = urlencode({"report": name, "after": page.next})
    about = next((it for entry in page.entries for it in entry.about), None)
    values = History(
        of=f"the report {name}",
        address=make_report_address(name) if about is not None and about.here else None,
        lines=_tell_all(page.entries),
        total=page.total,
        more=None if page.next is None else f"/log?{query}",
    )
    return View(template="history.html.jinja", title=f"History of {name}", values=values)


def _show_thing(visit: Visit, name: str) -> View:
    entries = visit.casebook.history_of_thing(name)
    decision = entries[0].decision if entries else None
    keys = () if decision is None else decision.keys
    things = entries[0].about if entries else ()
    about = next((it for it in things if it.key in (name, *keys[:1])), None)
    values = History(
        of="one thing" if about is None else f"“{about.words or about.report}”",
        address=None if about is None else _locate(about),
        lines=_tell_all(entries),
        total=len(entries),
        more=None,
    )
    return View(template="history.html.jinja", title="History", values=values)


def _tell_all(entries: tuple[LoggedEntry, ...]) -> tuple[Line, ...]:
    return tuple(map(_tell, entries))


def _tell(logged: LoggedEntry) -> Line:
    decision, entry = logged.decision, logged.entry
    names = _make_namer(logged)
    change = None if decision is None else say_before_and_after(decision)
    before, after = change or (None, None)
    if decision is not None:
        what = say_deed(decision, names)
    elif entry is not None:
        what = f"{_VERBS[entry.kind]} {say_entry(entry, names)}"
    else:
        what = _VERBS[logged.kind]
    return Line(
        n=None if entry is None else entry.n,
        id=None if decision is None else decision.id,
        who=logged.actor,
        when=say_moment(logged.time),
        what=what,
        why=None if decision is None else decision.reason,
        effect=None if logged.effect is None else logged.effect.value,
        by=logged.by,
        before=before,
        after=after,
        about=tuple(map(_tell_thing, logged.about)),
    )


def _tell_thing(about: About) -> Thing:
    history = f"/log?{urlencode({'report': about.report})}"
    if about.key is not None:
        history = f"/log?{urlencode({'about': about.key})}"
    return Thing(words=about.words, report=about.report, address=_locate(about), history=history)


def _locate(about: About) -> str | None:
    return make_report_address(about.report, about.finding) if about.here else None


def _make_namer(logged: LoggedEntry) -> Callable[[str], str | None]:
    """Return what names the reports of an entry, which was looked up already."""
    known = _list_known(logged)
    return lambda sha256: known.get(sha256, say_short(sha256))


def _list_known(logged: LoggedEntry) -> dict[str, str]:
    if logged.decision is not None and len(logged.decision.reports) == len(logged.about):
        pairs = zip(logged.decision.reports, logged.about, strict=True)
        return {sha256: about.report for sha256, about in pairs}
    entry = logged.entry
    sha256 = None if entry is None else entry.body.get("sha256")
    if isinstance(sha256, str) and logged.about:
        return {sha256: logged.about[0].report}
    return {}


def _read_given(visit: Visit) -> dict[str, str]:
    """Return what the log is narrowed to; a choice that no form offers narrows nothing."""
    fits: Mapping[str, Callable[[str], bool]] = {
        "who": bool,
        "kind": KINDS.__contains__,
        "question": QUESTIONS.__contains__,
        "since": bool,
        "until": bool,
        "words": bool,
        "log": bool,
    }
    found = {name: visit.get(name) for name in fits}
    return {name: it for name, it in found.items() if it is not None and fits[name](it)}


def _read_number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 16 else None


OFFERS: tuple[Page | Action, ...] = (Page(path="/log", make=show_log),)
