"""The annotated reports of our own: read, checked, compared with a second annotation.

The marks and what they mean are told in docs/annotation.md.

    python -m training.domain check [FILE ...]
    python -m training.domain strip FILE ... --to FOLDER    bare texts, to annotate again
    python -m training.domain agreement
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FIRST = Path(__file__).parent / "domain"
SECOND = Path(__file__).parent / "domain-second"
LANGUAGES = ("en", "ru", "uk")
STYLES = ("wire", "british", "court", "messenger", "ngo")
ROLES = {"s": "source", "q": "cue", "c": "content", "m": "medium", "b": "behind"}

_MARK = re.compile(r"<(/?)([a-z])(\d+)>")
_ANY = re.compile(r"</?\w+>")
Spans = list[tuple[int, int]]


class MarkupError(ValueError):
    """The marks of a report do not fit docs/annotation.md; the message says where."""


@dataclass(slots=True)
class Statement:
    """One annotated statement: offsets into the bare text, ``[begin, end)``, by role.

    Attributes:
        outer: Numbers of the statements in whose content it lies, the outermost first.
    """

    number: int
    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)
    medium: Spans = field(default_factory=list)
    behind: Spans = field(default_factory=list)
    outer: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A report with its statements, in the order of their numbers."""

    name: str
    header: dict[str, str]
    text: str
    statements: tuple[Statement, ...]

    @property
    def language(self) -> str:
        """Its language, BCP 47."""
        return self.header["language"]


def load_folder(folder: Path = FIRST) -> list[Annotated]:
    """Return all reports of a folder's languages; raises `MarkupError`."""
    return [load(path) for path in sorted(folder.glob("*/*.txt"))]


def load(path: Path) -> Annotated:
    """Return one annotated report; raises `MarkupError`."""
    name = f"{path.parent.name}/{path.stem}"
    head, blank, marked = path.read_text(encoding="utf-8").partition("\n\n")
    if not blank:
        raise MarkupError(f"{name}: no empty line behind the header")
    header = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if header.get("language") not in LANGUAGES or header.get("style") not in STYLES:
        raise MarkupError(
            f"{name}: the header needs language ({'|'.join(LANGUAGES)}) "
            f"and style ({'|'.join(STYLES)})"
        )
    try:
        text, statements = parse(marked.strip("\n"))
    except MarkupError as exc:
        raise MarkupError(f"{name}: {exc}") from exc
    return Annotated(name=name, header=header, text=text, statements=statements)


def parse(marked: str) -> tuple[str, tuple[Statement, ...]]:
    """Return the bare text and the statements of a marked one; raises `MarkupError`."""
    found: dict[int, Statement] = {}
    opened: list[tuple[str, int, int]] = []
    parts: list[str] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        closing, letter, number = mark[1], mark[2], int(mark[3])
        if letter not in ROLES:
            raise MarkupError(f"no such mark: {mark[0]}")
        if not closing:
            opened.append((letter, number, length))
            continue
        if not opened or opened[-1][:2] != (letter, number):
            near = marked[max(0, mark.start() - 40) : mark.end()]
            raise MarkupError(f"{mark[0]} closes what is not open last, at …{near!r}")
        begin = opened.pop()[2]
        statement = found.setdefault(number, Statement(number))
        getattr(statement, ROLES[letter]).append((begin, length))
    parts.append(marked[at:])
    text = "".join(parts)
    if opened:
        raise MarkupError(f"never closed: {', '.join(f'<{a}{b}>' for a, b, _ in opened)}")
    statements = tuple(found[number] for number in sorted(found))
    for problem in _find_problems(text, statements):
        raise MarkupError(problem)
    for one in statements:
        one.outer = tuple(
            other.number
            for other in sorted(statements, key=lambda s: -_length(s.content))
            if other is not one and _inside(one.content, other.content)
        )
    return text, statements


def _find_problems(text: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    if stray := _ANY.search(text):
        yield f"a stray mark: {stray[0]}"
    if "\n\n" in text:
        yield "an empty line between paragraphs"
    if [s.number for s in statements] != list(range(1, len(statements) + 1)):
        yield f"the numbers skip: {[s.number for s in statements]}"
    for one in statements:
        if not one.cue or not one.content:
            yield f"statement {one.number} has no cue or no content"
        for role in ROLES.values():
            for begin, end in getattr(one, role):
                quote = text[begin:end]
                if not quote.strip() or quote != quote.strip():
                    yield f"<{role} {one.number}> is empty or has blanks at its ends: {quote!r}"
                if "\n" in quote and role != "content":
                    yield f"<{role} {one.number}> runs over a paragraph's end"
                if _cuts_word(text, begin) or _cuts_word(text, end):
                    near = text[max(0, begin - 10) : end + 10]
                    yield f"<{role} {one.number}> cuts a word: {near!r}"
        for role in ("source", "cue", "medium", "behind"):
            for b, e in getattr(one, role):
                if any(b < high and e > low for low, high in one.content):
                    yield f"the content of {one.number} holds its own {role}: {text[b:e]!r}"


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _length(spans: Spans) -> int:
    return sum(end - begin for begin, end in spans)


def _inside(inner: Spans, outer: Spans) -> bool:
    return (
        bool(inner)
        and _length(inner) < _length(outer)
        and all(any(low <= begin and end <= high for low, high in outer) for begin, end in inner)
    )


def _check(paths: list[Path]) -> int:
    """Print what is wrong; return how many files are."""
    bad = 0
    counts = {language: [0, 0, 0] for language in LANGUAGES}
    for path in paths or sorted([*FIRST.glob("*/*.txt"), *SECOND.glob("*/*.txt")]):
        try:
            report = load(path)
        except MarkupError as exc:
            bad += 1
            print(exc)
            continue
        if SECOND in path.parents:
            first = load(FIRST / path.relative_to(SECOND))
            if first.text != report.text:
                bad += 1
                at = next(
                    (
                        i
                        for i, (a, b) in enumerate(zip(first.text, report.text, strict=False))
                        if a != b
                    ),
                    -1,
                )
                near = report.text[max(0, at - 30) : at + 20]
                print(f"{report.name}: the second text differs from the first, at …{near!r}")
            continue
        count = counts[report.language]
        count[0] += 1
        count[1] += len(report.statements)
        count[2] += sum(bool(s.outer) for s in report.statements)
    for language, (files, statements, nested) in counts.items():
        print(f"{language}: {files} reports, {statements} statements, {nested} of them nested")
    return bad


def _strip(paths: list[Path], folder: Path) -> None:
    for path in paths:
        head, _, marked = path.read_text(encoding="utf-8").partition("\n\n")
        target = folder / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{head}\n\n{_MARK.sub('', marked)}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("check", "strip", "agreement"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--to", type=Path, default=SECOND)
    args = parser.parse_args()
    if args.command == "check":
        return int(_check([path.resolve() for path in args.files]) > 0)
    if args.command == "strip":
        _strip(args.files, args.to)
        return 0
    from training.agreement import print_agreement

    print_agreement(load_folder(FIRST), load_folder(SECOND))
    return 0


if __name__ == "__main__":
    sys.exit(main())
