"""One run of `sayso read`: report after report, a failure of one not costing the others theirs."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.capture.many import Selection
from sayso.capture.options import CaptureOptions
from sayso.cli.many import list_notes
from sayso.cli.output import Folder, print_problem, print_text
from sayso.cli.progress import Bar
from sayso.errors import CaptureError, SaysoError
from sayso.publish.wording import say_count
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.capture.many import Many
    from sayso.records.reading import Reading
    from sayso.records.report import Report
    from sayso.workbench.reading import Workbench

    Capture = Callable[[], Report]

_ALL, _SOME, _NONE = 0, 1, 2

# What a defect in our own code raises. It is caught where the next report begins and nowhere
# else, and told with the place to look at.
_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One file to read: its name for messages, its path (``None``: standard input).

    ``selection`` is what is wanted of it where it holds many reports.
    """

    name: str
    path: Path | None
    options: CaptureOptions
    selection: Selection = field(default_factory=Selection)


class Run:
    """Reads what was asked for and shows it; the models are loaded once, when first needed."""

    def __init__(self, settings: Settings, form: str, folder: Folder | None) -> None:
        self._settings, self._form, self._folder = settings, form, folder
        self._bench: Workbench | None = None
        self._shown = 0

    def read(self, requests: list[Request]) -> int:
        """Read all that can be read, and return the exit code."""
        tried = failed = 0
        with Bar(len(requests), shown=self._settings.progress) as bar:
            for request in requests:
                for name, problem in self._read_file(request, bar):
                    tried += 1
                    if problem is not None:
                        failed += 1
                        with bar.paused():
                            print_problem(f"{name}: {problem}")
                    bar.step()
        if failed == tried:
            return _NONE
        return _SOME if failed else _ALL

    def _read_file(self, request: Request, bar: Bar) -> Iterator[tuple[str, str | None]]:
        """Read all reports of a file; yield each one's name, and what went wrong, if it did."""
        try:
            many, capture = _open(request)
            if many is None:
                yield request.name, self._read_or_explain(capture, bar)
                return
            if self._form == "html" and self._folder is None:
                raise CaptureError(
                    f"It is a {many.what}, and gives several pages.",
                    remedy="Give a folder for them with --out.",
                )
            yield from self._read_many(request, many, bar)
        except SaysoError as exc:
            yield request.name, str(exc)
        except ImportError as exc:
            yield request.name, _say_missing(exc)

    def _read_many(
        self, request: Request, many: "Many", bar: Bar
    ) -> Iterator[tuple[str, str | None]]:
        from sayso.workbench.files import capture_piece

        bar.grow(many.count - 1)
        with bar.paused():
            for sentence in list_notes(many.passed_over, many.warnings):
                print_problem(f"{request.name}: {sentence}")
        bare = 0
        try:
            for piece in many.pieces():
                if piece.problem is not None:
                    bare += 1
                    bar.step()
                    continue
                capture = partial(capture_piece, piece)
                yield f"{request.name}: {piece.name}", self._read_or_explain(capture, bar)
        finally:
            many.close()
        if bare:
            with bar.paused():
                print_problem(f"{request.name}: {say_count(bare, 'post')} without text left out.")

    def _read_or_explain(self, capture: "Capture", bar: Bar) -> str | None:
        """Let no defect of one report's reading cost the others theirs."""
        try:
            return self._read_one(capture, bar)
        except _DEFECTS as exc:
            from sayso.workbench.rereading import describe_defect

            return describe_defect(exc)

    def _read_one(self, capture: "Capture", bar: Bar) -> str | None:
        """Read and show one report; return what went wrong, if anything did."""
        try:
            report = capture()
            reading = self._read(report)
            text = self._render(reading)
            with bar.paused():
                self._show(reading.report.id, text)
        except SaysoError as exc:
            return str(exc)
        except ImportError as exc:
            return _say_missing(exc)
        except MemoryError:
            return "There is not enough memory to read it. Split it."
        except OSError as exc:
            return f"The system refused: {exc}. Try again, or check the machine's disk and limits."
        return None

    def _read(self, report: "Report") -> "Reading":
        from sayso.workbench.reading import Workbench

        if self._bench is None:
            self._bench = Workbench(
                packs=(self._settings.pack,),
                claims=self._settings.claims,
                gazetteer=self._settings.gazetteer,
            )
        return self._bench.read(report)

    def _render(self, reading: "Reading") -> str:
        if self._form == "json":
            from sayso.publish import reading_json

            return reading_json.to_json(reading).rstrip("\n") + "\n"
        if self._form == "html":
            from sayso.publish import reading_page

            return reading_page.render(reading)
        from sayso.publish import reading_text

        color = self._settings.color and self._folder is None
        page = reading_text.render(reading, width=self._settings.width, color=color)
        return page.rstrip("\n") + "\n"

    def _show(self, name: str, text: str) -> None:
        if self._folder is not None:
            self._folder.write(name, text)
            return
        if self._shown and self._form == "text":
            text = f"\n{'─' * self._settings.width}\n\n{text}"
        print_text(text)
        self._shown += 1


def _open(request: Request) -> "tuple[Many | None, Capture]":
    """Return a file of many reports, if it is one, and what makes a report of any other."""
    from sayso.workbench.files import capture_bytes, open_many, read_stream
    from sayso.workbench.reading import Workbench

    options = request.options
    if request.path is not None:
        many = open_many(request.path, options, request.selection)
        return many, partial(Workbench.capture_file, request.path, options)
    data = read_stream(sys.stdin.buffer, options)
    return open_many(data, options, request.selection), partial(capture_bytes, data, options)


def _say_missing(exc: ImportError) -> str:
    return f"A part of sayso is missing: {exc.name}. Install sayso anew."
