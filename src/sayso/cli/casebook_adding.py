"""What `sayso add` shows of what becomes of each report."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.many import Tally, say_opened
from sayso.cli.output import make_settings, print_problem, print_text
from sayso.cli.progress import Bar
from sayso.publish.wording import make_harmless, say_count, say_list

if TYPE_CHECKING:
    from sayso.workbench.adding import Added, Addition

_ALL, _SOME, _NONE = 0, 1, 2
_NOT_KEPT = "refused"


class Adding:
    """Shows what becomes of each addition, as soon as it is kept for good."""

    def __init__(self, form: str, additions: "list[Addition]") -> None:
        self._form, self._additions = form, additions

    def show(self, added: "Iterator[Added]") -> int:
        """Show all, and return the exit code."""
        tally: Counter[str] = Counter()
        given = iter(self._additions)
        many: tuple[str, Tally] | None = None  # the file of many reports that is being added
        with Bar(len(self._additions), shown=make_settings().progress) as bar:
            for item in added:
                tally[item.outcome.value] += 1
                addition = next(given) if item.within is None else None
                with bar.paused():
                    if many is not None and item.within != many[0]:
                        self._show_tally(*many)
                        many = None
                    if item.opened is not None:
                        many = item.name, Tally()
                        bar.grow(item.opened.count)
                    elif many is not None:
                        many[1].count(item)
                    self._show_one(item)
                    hint = None if addition is None else _find_hint(addition, item)
                    if hint is not None:
                        print_problem(hint)
                bar.step()
        if many is not None:
            self._show_tally(*many)
        return _get_code(tally)

    def _show_one(self, item: "Added") -> None:
        if self._form == "json":
            from sayso.publish.casebook_rows import to_line

            print_text(to_line(item))
        elif item.opened is not None:
            print_text(make_harmless(f"{item.name}: {say_opened(item.opened)}") + "\n")
        elif item.report is not None:
            print_text(make_harmless(f"{item.report.id}  {_say_outcome(item)}") + "\n")
        if item.outcome.value == _NOT_KEPT:
            print_problem(f"{item.name}: {item.problem}")
        if item.opened is not None:
            for sentence in item.opened.warnings:
                print_problem(f"{item.name}: {sentence}")

    def _show_tally(self, name: str, tally: "Tally") -> None:
        if self._form == "text":
            print_text(make_harmless(f"{name}: {tally.say()}") + "\n")


def _get_code(tally: "Counter[str]") -> int:
    refused, unread = tally[_NOT_KEPT], tally["unread"]
    if refused == tally.total() - tally["opened"]:
        return _NONE
    return _SOME if refused or unread else _ALL


def _find_hint(addition: "Addition", item: "Added") -> str | None:
    """Return what of a report is not as it was given, and what to do about it."""
    report, given = item.report, addition.options
    if report is None:
        return None
    if item.outcome.value != "again":
        if given.id in (None, report.id):
            return None
        return f"{report.id}: the id {given.id} belongs to another report."
    names = ("published", "title", "publisher", "url", "language")
    other = [name for name in names if getattr(given, name) not in (None, getattr(report, name))]
    if not other:
        return None
    options = " ".join(f"--{name} ..." for name in other)
    return (
        f"{report.id}: it is kept with another {say_list(other)} than given now. If that is wrong: "
        f"sayso correct {report.id} {options} --because ..."
    )


def _say_outcome(item: "Added") -> str:
    report = item.report
    if report is None:
        return f"not kept: {item.problem}"
    claims = say_count(report.claims, "statement")
    again = "the same bytes again: one more capture"
    words = {
        "added": f"new, {claims}",
        "version": f"a new version of {report.previous}, {claims}",
        "again": again if item.within is None else "there already",
        "unread": f"captured, but not read: {item.problem}",
    }[item.outcome.value]
    return " ".join(f"{words}  ({item.name})".split())
