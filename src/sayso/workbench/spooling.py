"""Files that are handed over now and added later, and reports that are read later."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.capture.address import clean_address
from sayso.capture.options import CaptureOptions, parse_published
from sayso.errors import CaptureError, SaysoError, StoreError
from sayso.records.casebook import ReadingState
from sayso.store.spool import Inlet, Spooled
from sayso.workbench.adding import add_reports
from sayso.workbench.additions import Added, Addition, Outcome
from sayso.workbench.facts import get_present_report
from sayso.workbench.holdings import Holdings
from sayso.workbench.outdated import add_outdated, drop_outdated, list_outdated

_LONGEST_NAME = 255
_LONGEST_FACT = 1_000
_TYPED = "text"
_FACTS = ("title", "publisher", "url", "published", "language")


class FileInlet:
    """One file on its way in; `keep` it, or it never was there."""

    def __init__(self, inlet: Inlet, item: Spooled) -> None:
        self._inlet, self._item = inlet, item

    def write(self, data: bytes) -> None:
        """Take in some more bytes."""
        self._inlet.write(data)

    @property
    def size(self) -> int:
        """How many bytes came so far."""
        return self._inlet.size

    def keep(self) -> Spooled:
        """Keep what came; it is on disk when this returns."""
        return self._inlet.keep(self._item)

    def drop(self) -> None:
        """Take away what came so far."""
        self._inlet.drop()


def receive(holdings: Holdings, name: str, said: Mapping[str, str]) -> FileInlet:
    """Do what `Waiting.receive` promises."""
    if holdings.store.read_only:
        raise StoreError(
            "This casebook is open for reading only: nothing can be added.",
            remedy="Add it with the desk of whoever may write to the casebook.",
        )
    name = _clean_name(name)
    item = Spooled(
        id="",
        name=name,
        options=_make_options(said),
        facts={"method": "file" if name else _TYPED},
        analyst=holdings.analyst,
        time=holdings.now(),
    )
    return FileInlet(holdings.spool.begin(), item)


def add_received(holdings: Holdings, item: Spooled) -> Iterator[Added]:
    """Do what `Waiting.add_received` promises.

    An interruption before the end leaves the item: added again it is no second capture.
    """
    spool, problem = holdings.spool, None
    try:
        addition = Addition(
            name=item.name or "pasted text",
            source=spool.open(item),
            options=CaptureOptions(**item.options),
            facts=item.facts,
            file_name=item.name,
            capture=item.id,
        )
        for added in add_reports(replace(holdings, analyst=item.analyst), [addition], None):
            if added.outcome is Outcome.REFUSED and added.within in (None, added.name):
                problem = added.problem
            yield added
    except SaysoError as exc:
        problem = str(exc)
    if problem is None:
        spool.end(item)
    else:
        spool.refuse(item, problem)


def list_unread(holdings: Holdings) -> tuple[str, ...]:
    """Do what `Waiting.list_unread` promises."""
    waiting = holdings.store.list_reports(states=(ReadingState.WAITING,), newest_first=True)
    outdated = list_outdated(holdings.store)
    return tuple(dict.fromkeys((*outdated, *(it.sha256 for it in waiting))))


def read_again(holdings: Holdings, name: str) -> None:
    """Do what `Waiting.read_again` promises."""
    found = holdings.store.get_report(name).summary
    if found.state is ReadingState.REMOVED:
        raise StoreError(
            f"The report {found.id} was removed.", remedy="What was removed cannot be read."
        )
    holdings.spool.forget_tries(found.sha256)
    with holdings.store.writing() as writer:
        add_outdated(holdings.store, writer, [found.sha256])


def end_reading(holdings: Holdings, sha256: str) -> None:
    """Do what `Waiting.end_reading` promises."""
    store = holdings.store
    if sha256 in list_outdated(store):
        found, reading = store.find_report(sha256), store.get_reading(sha256)
        if found is not None and found.state is ReadingState.READ and reading is not None:
            present = get_present_report(holdings, store.get_report(sha256))
            if (reading.report.published, reading.report.language) != (
                present.published,
                present.language,
            ):
                return  # decided otherwise meanwhile: it waits on
        drop_outdated(store, [sha256])
    holdings.spool.forget_tries(sha256)


def give_up(holdings: Holdings, name: str, problem: str) -> None:
    """Do what `Waiting.give_up` promises."""
    store = holdings.store
    with store.writing() as writer:
        found = store.find_report(name)
        if found is not None and found.state is not ReadingState.REMOVED:
            writer.put_failure(found.sha256, problem)
    drop_outdated(store, [name])
    holdings.spool.forget_tries(name)


def _clean_name(name: str) -> str:
    """Return a file's name without folders and without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-_LONGEST_NAME:].strip()


def _make_options(said: Mapping[str, str]) -> dict[str, str]:
    given = {name: " ".join(it.split())[:_LONGEST_FACT] for name, it in said.items()}
    options = {name: given[name] for name in _FACTS if given.get(name)}
    if "published" in options:
        options["published"] = parse_published(options["published"])
    if "language" in options:
        options["language"] = options["language"].lower()
    if "url" in options:
        address = clean_address(options["url"])
        if address is None:
            raise CaptureError(
                f"{options['url']!r} is no address of the web.",
                remedy="Give it as it stands in the browser: https://example.org/page",
            )
        options["url"] = address
    return options
