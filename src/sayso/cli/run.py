"""One run of `sayso read`: report after report, a failure of one not costing the others theirs."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.capture.options import CaptureOptions
from sayso.cli.output import Folder, print_problem, print_text
from sayso.cli.progress import Bar
from sayso.errors import SaysoError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.records.reading import Reading
    from sayso.records.report import Report
    from sayso.workbench.reading import Workbench

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
    """One report to read: its name for messages, its file (``None``: standard input)."""

    name: str
    path: Path | None
    options: CaptureOptions


class Run:
    """Reads what was asked for and shows it; the models are loaded once, when first needed."""

    def __init__(self, settings: Settings, form: str, folder: Folder | None) -> None:
        self._settings, self._form, self._folder = settings, form, folder
        self._bench: Workbench | None = None
        self._shown = 0

    def read(self, requests: list[Request]) -> int:
        """Read all that can be read, and return the exit code."""
        failed = 0
        with Bar(len(requests), shown=self._settings.progress) as bar:
            for request in requests:
                problem = self._read_or_explain(request, bar)
                if problem is not None:
                    failed += 1
                    with bar.paused():
                        print_problem(f"{request.name}: {problem}")
                bar.step()
        if failed == len(requests):
            return _NONE
        return _SOME if failed else _ALL

    def _read_or_explain(self, request: Request, bar: Bar) -> str | None:
        """Let no defect of one report's reading cost the others theirs."""
        try:
            return self._read_one(request, bar)
        except _DEFECTS as exc:
            from sayso.workbench.rereading import describe_defect

            return describe_defect(exc)

    def _read_one(self, request: Request, bar: Bar) -> str | None:
        """Read and show one report; return what went wrong, if anything did."""
        try:
            report = _capture(request)
            reading = self._read(report)
            text = self._render(reading)
            with bar.paused():
                self._show(reading.report.id, text)
        except SaysoError as exc:
            return str(exc)
        except ImportError as exc:
            return f"A part of sayso is missing: {exc.name}. Install sayso anew."
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


def _capture(request: Request) -> "Report":
    from sayso.workbench.reading import Workbench

    if request.path is not None:
        return Workbench.capture_file(request.path, request.options)
    return Workbench.capture_stream(sys.stdin.buffer, request.options)
