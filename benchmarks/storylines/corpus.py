"""The storylines beside the tests, and what is read in their reports and made of them."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.scoring.golden import ROOT
from benchmarks.scoring.storyline_gold import STORYLINES, Story
from sayso.capture.file import capture_file
from sayso.capture.manifest import read_manifest
from sayso.capture.options import CaptureOptions
from sayso.packs.pack import DEFAULT, Pack, get_pack
from sayso.publish.cases_json import ReportNames, make_cases_document, say_makers, to_dict
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.casefile import CaseFile
from sayso.records.plain import make_plain, make_record
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.casefiles import make_case_files
from sayso.workbench.reading import Workbench

KEPT = ROOT / "build" / "storylines"
"""Where readings are kept: outside git, and safe to delete."""

# All that a reading of one report can depend on; what looks across reports is not among it.
_READER = ("capture", "read", "lang", "packs", "records", "store/data", "workbench/reading.py")
_READER_ALONE = ("reconcile", "cases")  # of these the modules themselves and what is inflected
_LARGE = frozenset([".sqlite", ".model"])
_ACROSS = frozenset(["casefile.py", "casebook.py"])


def capture_reports(story: Story, folder: Path = STORYLINES) -> Iterator[Report]:
    """Capture a storyline's reports in the order in which its gold lists them."""
    listed = read_manifest(folder / "reports" / "index.json", CaptureOptions())
    by_id = {it.options.id: it for it in listed}
    for name in story.reports:
        yield capture_file(by_id[name].path, by_id[name].options)


class Reader:
    """Reads reports once for each state of the reader's code, however often they are asked for.

    Args:
        workbench: What reads them; made when one must be read, if none is given.
        kept: Where readings are kept.
        stale: Whether a reading that other code made will do, where there is one: for work on
            what looks across reports, while somebody else works on the reader.
    """

    def __init__(
        self, workbench: Workbench | None = None, kept: Path = KEPT, *, stale: bool = False
    ) -> None:
        self._workbench, self._kept, self._stale = workbench, kept, stale
        self._known: dict[str, Reading] = {}

    def read_story(self, story: Story) -> tuple[Reading, ...]:
        """Return the readings of a storyline's reports; raises `SaysoError`."""
        return tuple(map(self.read, capture_reports(story)))

    def read(self, report: Report) -> Reading:
        """Return the reading of a report; raises `SaysoError`."""
        told = json.dumps(make_plain(report), sort_keys=True, ensure_ascii=False)
        key = f"{_hash(told)}-{hash_reader()}"
        if key not in self._known:
            self._known[key] = self._find(key) or self._make(report, key)
        return self._known[key]

    def _find(self, key: str) -> Reading | None:
        paths = [self._kept / f"{key}.json"]
        if self._stale:
            older = self._kept.glob(f"{key.partition('-')[0]}-*.json")
            paths += sorted(older, key=lambda path: -path.stat().st_mtime_ns)
        for path in filter(Path.exists, paths):
            try:
                return make_record(Reading, json.loads(path.read_text(encoding="utf-8")))
            except ValueError:  # cut off while it was written, or of an older form
                continue
        return None

    def _make(self, report: Report, key: str) -> Reading:
        if self._workbench is None:
            self._workbench = Workbench()
        reading = self._workbench.read(report)
        self._kept.mkdir(parents=True, exist_ok=True)
        made = self._kept / f"{key}.{os.getpid()}.part"  # several runs may make it at once
        made.write_text(json.dumps(make_plain(reading), ensure_ascii=False), encoding="utf-8")
        made.replace(self._kept / f"{key}.json")
        return reading


@cache
def hash_reader() -> str:
    """Return a hash of the code, data and gazetteer that readings are made with."""
    digest = hashlib.sha256()
    for path in _list_reader():
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} ".encode())
        # Of what is large its size and its day are enough to tell one from another.
        large = path.suffix in _LARGE
        digest.update(str(path.stat().st_mtime_ns).encode() if large else path.read_bytes())
    return digest.hexdigest()[:16]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _list_reader() -> Iterator[Path]:
    source = ROOT / "src" / "sayso"
    for name in _READER:
        path = source / name
        found = path.rglob("*") if path.is_dir() else [path]
        yield from sorted(it for it in found if _is_of_reader(it))
    for name in _READER_ALONE:
        yield from sorted([*(source / name).glob("*.py"), *(source / name).glob("*.toml")])
    yield from sorted((source / "reconcile" / "inflected").rglob("*.py"))


def _is_of_reader(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and path.name not in _ACROSS


def make_cases(readings: Sequence[Reading], pack: Pack | None = None) -> tuple[CaseFile, ...]:
    """Return the cases that readings make up together."""
    return make_case_files(readings, get_pack(DEFAULT) if pack is None else pack).cases


def make_output(story: Story, readings: Sequence[Reading], cases: Sequence[CaseFile]) -> Any:
    """Return cases as ``sayso cases --format json`` prints them, parsed."""
    pairs = list(zip(story.reports, readings, strict=True))
    summaries = {it.report.sha256: _summarize(n, it) for n, (_, it) in enumerate(pairs, start=1)}
    files: Mapping[str, str | None] = {it.report.sha256: f"{name}.txt" for name, it in pairs}
    document = make_cases_document(
        cases, ReportNames(summaries, files), say_makers(readings[0].made_by.packs[0])
    )
    return to_dict(document)


def _summarize(number: int, reading: Reading) -> ReportSummary:
    report = reading.report
    return ReportSummary(
        n=number,
        id=report.id,
        sha256=report.sha256,
        title=report.title,
        publisher=report.publisher,
        url=report.url,
        published=report.published,
        language=report.language,
        state=ReadingState.READ,
        problem=None,
        previous=None,
        claims=len(reading.claims),
        text_sha256="",
    )
