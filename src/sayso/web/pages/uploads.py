"""Reports come in by the browser: files that are dropped or chosen, and text that is pasted."""

from collections.abc import Callable

from starlette.requests import Request

from sayso.web.intake import MOST_AT_ONCE, IntakeError, Taken, take_files
from sayso.web.routes import AbsentError, Action, Done, Intake, Page, Visit

_INBOX = "/reports"
_SAID = ("title", "publisher", "url", "published", "language")
MOST_OF_TEXT = 2_000_000
"""Bytes of a text in UTF-8: no longer ones are read."""


async def take_in(visit: Visit, request: Request, proves: Callable[[str], bool]) -> Done:
    """Keep files that are to be added."""
    taken = await take_files(visit.casebook, request, proves)
    if taken.problems and not taken.names:
        raise IntakeError("Nothing was taken in.", remedy=" ".join(taken.problems))
    if not taken.names:
        raise IntakeError("No file was chosen.", remedy="Choose one, or paste text.")
    return Done(to=_INBOX, values=taken)


def paste(visit: Visit) -> Done:
    """Keep a text that is to be added."""
    text = visit.form.get("text")
    data = text.replace("\r\n", "\n").encode("utf-8", "replace") if isinstance(text, str) else b""
    if not data.strip():
        raise IntakeError("There is no text.", remedy="Paste the words of the report.")
    if len(data) > MOST_OF_TEXT:
        raise IntakeError(
            f"The text is longer than {MOST_OF_TEXT:,} bytes.", remedy="Paste it in parts."
        )
    said = {name: visit.take(name) or "" for name in _SAID}
    inlet = visit.casebook.receive("", said)
    try:
        inlet.write(data)
        inlet.keep()
    finally:
        inlet.drop()
    return Done(to=_INBOX, values=Taken(names=("",)))


def try_again(visit: Visit) -> Done:
    """Have a file that was refused tried again."""
    item = visit.casebook.spool.find(visit.path["item"])
    if item is None:
        raise AbsentError("This file waits no longer.", remedy="Load the page again.")
    visit.casebook.spool.retry(item)
    return Done(to=_INBOX)


def discard(visit: Visit) -> Done:
    """Take away a file that was refused: it never was evidence."""
    item = visit.casebook.spool.find(visit.path["item"])
    if item is not None:
        if item.problem is None:
            raise IntakeError("This file is being added.", remedy="Wait until it is.")
        visit.casebook.spool.end(item)
    return Done(to=_INBOX)


def read_again(visit: Visit) -> Done:
    """Have a report read again."""
    visit.casebook.read_again(visit.path["report"])
    return Done(to=_INBOX)


OFFERS: tuple[Page | Action | Intake, ...] = (
    Intake(path="/uploads", take=take_in, most_bytes=MOST_AT_ONCE),
    # Letters of three bytes in UTF-8 are nine where a form writes them.
    Action(path="/pasted", act=paste, most_bytes=10_000_000),
    Action(path="/uploads/{item}/again", act=try_again),
    Action(path="/uploads/{item}/discard", act=discard),
    Action(path="/reports/{report}/read-again", act=read_again),
)
