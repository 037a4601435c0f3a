"""One open casebook: what all its use cases stand on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from sayso.workbench.heads import keep_head
from sayso.workbench.holdings import Holdings, ReportReader

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.packs.pack import Pack
    from sayso.workbench.adding import Added, Addition
    from sayso.workbench.rereading import Reread

T = TypeVar("T")

_PACK = "pack"


class OpenCasebook:
    """What holds of a casebook while it is open; reports come in and are read.

    Args:
        holdings: What the use cases work with.
        reader: What reads its reports; sayso's own reader by default.
    """

    def __init__(self, holdings: Holdings, reader: ReportReader | None = None) -> None:
        self._holdings = holdings
        self._reader = reader
        # How far the head beside the database is known to be right; 0 where it is not.
        self._written = 0

    @property
    def holdings(self) -> Holdings:
        """What the use cases work with."""
        return self._holdings

    @property
    def id(self) -> str:
        """32 hex digits, unique among casebooks."""
        return self._holdings.store.chain

    @property
    def path(self) -> Path:
        """Its folder."""
        return self._holdings.folder.path

    @property
    def pack(self) -> str | None:
        """The pack that its reports are read by, or ``None`` for sayso's own choice."""
        return self._holdings.store.get_setting(_PACK)

    def set_pack(self, pack: str) -> None:
        """Have its reports read by another pack from now on: a shipped one, or a folder."""
        with self._holdings.store.writing() as writer:
            writer.set_setting(_PACK, pack)

    def for_analyst(self, analyst: str) -> Self:
        """Return the same casebook, as somebody else works with it; close only one of them."""
        return type(self)(replace(self._holdings, analyst=analyst), self._reader)

    def as_kept(self) -> Self:
        """Return the same casebook, of which cases and people are told as they are kept, at once.

        `Overview.settled` says whether that is all; close only one of the two.
        """
        return type(self)(replace(self._holdings, as_kept=True), self._reader)

    def close(self) -> None:
        """Give back what is held."""
        self._holdings.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Reports come in and are read.

    def add(self, additions: "Iterable[Addition]", *, read: bool = True) -> "Iterator[Added]":
        """Keep reports as evidence and read them; yield what became of each.

        Without ``read`` they wait to be read: `list_unread` tells of them.
        """
        from sayso.workbench.adding import add_reports

        reader = self._get_reader if read else None
        return self._heading(add_reports(self._holdings, additions, reader))

    def reread(self, names: Collection[str] = (), *, extract: bool = False) -> "Iterator[Reread]":
        """Read reports anew, all by default; decisions stay as they are.

        With ``extract`` their texts are made anew from the captured bytes first.
        """
        from sayso.workbench.rereading import reread_reports

        found = reread_reports(self._holdings, self._get_reader, names=names, extract=extract)
        return self._heading(found)

    def _get_pack(self) -> "Pack":
        from sayso.packs.pack import DEFAULT, get_pack

        return get_pack(self.pack or DEFAULT)

    def _get_reader(self) -> ReportReader:
        if self._reader is None:
            from sayso.workbench.reading import Workbench

            self._reader = Workbench() if self.pack is None else Workbench(packs=(self.pack,))
        return self._reader

    def _head(self, made: T) -> T:
        """Write down beside the database how far the log has come, and return what was made.

        A head that does not fit the log is left as it is: it shows that one of them was altered.
        """
        self._written = keep_head(self._holdings, self._written)
        return made

    def _heading(self, made: Iterator[T]) -> Iterator[T]:
        return (self._head(item) for item in made)
