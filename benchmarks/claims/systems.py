"""The programs that are compared: text in, attributed statements out.

Libraries are loaded when a program is, so that the command can first set how many threads
they may use, and so that a program that is not installed costs the others nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from benchmarks.claims.corpus import Attribution, Span

if TYPE_CHECKING:
    from sayso.records.claim import Claim
    from sayso.records.reading import Maker, Reading
    from sayso.records.report import Report
    from sayso.records.selector import Selector
    from sayso.workbench.reading import Workbench

TEXTACY = "0.13.0"
"""The version that was measured."""

_PARAGRAPH_END = "\n"


class UnavailableError(Exception):
    """A program that cannot be measured here; the message says why, in a sentence."""


class System(Protocol):
    """A program that finds attributed statements."""

    name: str
    """As the table calls it."""

    @property
    def note(self) -> str:
        """What a reader of its figures must know, in a sentence; "" for nothing."""
        ...

    def read(self, text: str) -> list[Attribution]:
        """Return the attributions of a text, in offsets into it."""
        ...


class Sayso:
    """The whole reading of a report, as the library gives it.

    Args:
        name: As the table calls it.
        workbench: What reads; with which reader of claims, the caller has decided.
        nested: Whether claims within the content of others count: PolNeAR marks none.
    """

    def __init__(self, name: str, workbench: "Workbench", *, nested: bool = False) -> None:
        self.name = name
        self._nested = nested
        self._workbench = workbench
        self._models: tuple[Maker, ...] = ()

    @property
    def note(self) -> str:
        """Which models it read with."""
        return _name_models(self._models)

    def read(self, text: str) -> list[Attribution]:
        """Return every claim that is not the report's own."""
        report = _capture(text)
        reading = self._workbench.read(report)
        self._models = reading.made_by.models
        return [
            {
                "source": locate(claim.source, report),
                "cue": locate(claim.cue, report),
                "content": locate(claim.content, report),
            }
            for claim in list_claims(reading, nested=self._nested)
        ]


class TaggerAlone:
    """The tagger of claims, without the pipeline and all that a reading adds."""

    name = "sayso, tagger alone"

    def __init__(self) -> None:
        try:
            # By name: the tagger is no part of every version that this can measure.
            module: Any = import_module("sayso.lang.engines.tagger.claim_tagger")
            self._tagger = _load(module.load_claim_tagger)
        except ModuleNotFoundError as exc:
            raise UnavailableError(f"not measured: no module {exc.name} here") from exc

    @property
    def note(self) -> str:
        """Which model it is."""
        return _name_models(self._tagger.makers)

    def read(self, text: str) -> list[Attribution]:
        """Return the statements as tagged, without those within others."""
        report = _capture(text)
        return [
            {
                "source": _move(statement.source, report),
                "cue": _move(statement.cue, report),
                "content": _move(statement.content, report),
            }
            for statement in self._tagger.tag(report.text).statements
            if not statement.level
        ]


class Textacy:
    """textacy's direct quotations, with the pipeline that sayso uses.

    Args:
        name: As the table calls it.
        by_paragraph: Whether it is given one paragraph at a time. It refuses a text whose
            quotation marks are odd in number, so that less is lost with a paragraph.
    """

    def __init__(self, name: str, *, by_paragraph: bool) -> None:
        try:
            module: Any = import_module("textacy.extract")
        except ImportError as exc:
            raise UnavailableError(
                f"not measured: textacy is not installed (pip install textacy=={TEXTACY})"
            ) from exc
        self.name = name
        self._quotations = module.direct_quotations
        self._nlp = _load_spacy()
        self._split = split_paragraphs if by_paragraph else _leave_whole
        self._parts = "paragraphs" if by_paragraph else "texts"
        self._refused: set[str] = set()

    @property
    def note(self) -> str:
        """How much it refused."""
        return f"refused {len(self._refused)} {self._parts}, their quotation marks being odd"

    def read(self, text: str) -> list[Attribution]:
        """Return the direct quotations with a speaker and a verb."""
        return [found for begin, part in self._split(text) for found in self._find(part, begin)]

    def _find(self, part: str, begin: int) -> list[Attribution]:
        doc = self._nlp(part)
        try:
            triples = list(self._quotations(doc))
        except ValueError:
            self._refused.add(part)
            return []
        return [
            {
                "source": _place(found.speaker, begin),
                "cue": _place(found.cue, begin),
                "content": _place(found.content, begin),
            }
            for found in triples
        ]


class SpacyAlone:
    """The English pipeline, which finds no attribution: what reading costs at the least."""

    name = "spaCy alone"

    def __init__(self) -> None:
        self._nlp = _load_spacy()

    @property
    def note(self) -> str:
        """Which pipeline it is."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}, all its parts"

    def read(self, text: str) -> list[Attribution]:
        """Analyse the text, paragraphs in a batch, which is quicker; return nothing."""
        for _ in self._nlp.pipe(part for _, part in split_paragraphs(text)):
            pass
        return []


def split_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that show something, each with its offset."""
    begin = 0
    for line in text.split(_PARAGRAPH_END):
        if line.strip():
            yield begin, line
        begin += len(line) + len(_PARAGRAPH_END)


def _leave_whole(text: str) -> Iterator[tuple[int, str]]:
    yield 0, text


def _make_sayso(name: str, claims: str = "model", *, nested: bool = False) -> Sayso:
    """Return sayso with one of its readers of claims."""
    from sayso.workbench.reading import Workbench

    return Sayso(name, Workbench(claims=claims), nested=nested)


def list_claims(reading: "Reading", *, nested: bool) -> "Iterator[Claim]":
    """Yield the claims that somebody is named for, or nobody, but not the report itself."""
    from sayso.records.claim import Style

    claims = [claim for claim in reading.claims if claim.style is not Style.OWN]
    for claim in claims:
        outer = (one for one in claims if one is not claim and _lies_within(claim, one))
        if nested or not any(outer):
            yield claim


def _lies_within(inner: "Claim", outer: "Claim") -> bool:
    smaller = len(inner.content.text) < len(outer.content.text)
    return smaller and all(
        any(low <= begin and end <= high for low, high in outer.content.spans)
        for begin, end in inner.content.spans
    )


BASELINE = SpacyAlone.name
"""What speeds are compared with."""

SYSTEMS: Mapping[str, Callable[[], System]] = {
    "sayso": lambda: _make_sayso("sayso"),
    "sayso, nested too": lambda: _make_sayso("sayso, nested too", nested=True),
    "sayso rules": lambda: _make_sayso("sayso rules", "rules"),
    TaggerAlone.name: TaggerAlone,
    "textacy": lambda: Textacy("textacy", by_paragraph=False),
    "textacy by paragraph": lambda: Textacy("textacy by paragraph", by_paragraph=True),
    BASELINE: SpacyAlone,
}
"""What can be measured: names, and what loads them; raises `UnavailableError`."""


def _name_models(models: "Iterable[Maker]") -> str:
    """Return names with hashes: other weights under the same name give other figures."""
    return ", ".join(
        f"{model.name} {model.version}" + (f" ({model.sha256[:12]})" if model.sha256 else "")
        for model in models
    )


def _capture(text: str) -> "Report":
    """Capture a text as users' texts are captured: what that costs and mends is measured too."""
    from sayso.capture.file import capture_text
    from sayso.capture.options import CaptureOptions

    return capture_text(text, CaptureOptions(language="en"))


def locate(selector: "Selector | None", report: "Report") -> list[Span]:
    return [] if selector is None else _move(selector.spans, report)


def _move(spans: Iterable[Sequence[int]], report: "Report") -> list[Span]:
    """Return where spans of a report's text stood in the text that was captured."""
    return [
        (report.captured_offset(begin), report.captured_offset(end - 1) + 1) for begin, end in spans
    ]


def _place(words: Iterable[Any], begin: int) -> list[Span]:
    """Return where spaCy's words stand, in a text that holds theirs from an offset on."""
    return [(begin + word.idx, begin + word.idx + len(word)) for word in words]


def _load(loader: Callable[[], Any]) -> Any:
    """Load a model; a sentence where there is none."""
    from sayso.errors import ModelError

    try:
        return loader()
    except ModelError as exc:
        raise UnavailableError(f"not measured: {exc}") from exc


@cache
def _load_spacy() -> Any:
    """Load the pipeline that readings are made with, once for all that need it."""
    from benchmarks.bench import load_spacy

    try:
        return load_spacy()
    except SystemExit as exc:
        raise UnavailableError(f"not measured: {exc}") from exc
