"""Names to choose a source from: those of the report first, of the casebook next."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.publish.wording import SOURCE_KINDS, say_word
from sayso.records.claim import SourceKind
from sayso.records.decision import SubjectKind
from sayso.review.effective import EffectiveReading
from sayso.web.routes import Page, View, Visit

_MOST = 12
_KINDS = frozenset(SourceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A name that may be a source.

    Attributes:
        name: The name.
        kind: What it is in other statements, else what its entity suggests; ``None`` unknown.
        what: The same in words.
        entity: Id of the entity of this report, or ``None``.
        told: Of how many statements of this report it is a source.
    """

    name: str
    kind: str | None
    what: str
    entity: str | None
    told: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Names to choose from.

    Attributes:
        report: Id of the report.
        words: What they were looked up by, or ``None``.
        options: The names, the likeliest first.
        kinds: What a source can be: the reading format's words, and what they mean.
    """

    report: str
    words: str | None
    options: tuple[Option, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)


def show_names(visit: Visit) -> View:
    """Return names that may be a source of a statement in a report."""
    shown = visit.casebook.show(visit.path["report"])
    words = visit.get("q")
    found = () if shown.reading is None else tuple(_list_names(shown.reading))
    found = tuple(it for it in found if _fits(it.name, words))
    if words is not None:
        found = (*found[:_MOST], *_list_beyond(visit, words, found))
    values = Options(
        report=shown.report.summary.id,
        words=words,
        options=found,
        kinds={kind.value: say_kind(kind) for kind in SourceKind},
    )
    return View(template="edit_names.html.jinja", title="Sources to choose from", values=values)


def say_kind(kind: SourceKind) -> str:
    """Return what a source can be, in words."""
    return SOURCE_KINDS.get(kind, say_word(kind.value))


def _list_names(reading: EffectiveReading) -> Iterator[Option]:
    """Yield sources of the report by how many statements have them, then its other entities."""
    told: Counter[tuple[str, str | None]] = Counter()
    kinds: dict[tuple[str, str | None], Counter[str]] = {}
    for claim in reading.claims:
        for link in claim.values.get("chain") or ():
            who = (str(link["name"]), link.get("entity"))
            told[who] += 1
            kinds.setdefault(who, Counter())[str(link["kind"])] += 1
    known = set()
    for (name, entity), count in told.most_common():
        kind = kinds[name, entity].most_common(1)[0][0]
        known.add(entity)
        yield _make_option(name, kind, entity, count)
    for finding in reading.list_kind(SubjectKind.ENTITY):
        if finding.id not in known:
            yield _make_option(finding.values["name"], _guess_kind(finding.values), finding.id, 0)


def _list_beyond(visit: Visit, words: str, here: tuple[Option, ...]) -> Iterator[Option]:
    """Yield sources of other reports; whoever chooses one joins nobody of this report to it."""
    known = {it.name for it in here}
    for source in visit.casebook.sources(words, limit=_MOST).sources:
        if source.name not in known:
            what = f"{say_kind(source.kind)}, in other reports"
            yield Option(name=source.name, kind=source.kind.value, what=what, entity=None)


def _make_option(name: str, kind: str | None, entity: str | None, told: int) -> Option:
    what = "" if kind is None else say_kind(SourceKind(kind))
    return Option(name=name, kind=kind, what=what, entity=entity, told=told)


def _guess_kind(entity: Mapping[str, Any]) -> str | None:
    """Return what an entity is as a source where its type says so; ``None`` where it does not."""
    return str(entity["type"]) if entity["type"] in _KINDS else None


def _fits(name: str, words: str | None) -> bool:
    """Return whether each word that was typed begins a word of a name."""
    if words is None:
        return True
    parts = name.casefold().replace("-", " ").split()
    return all(any(part.startswith(it) for part in parts) for it in words.casefold().split())


OFFERS = (Page(path="/reports/{report}/names", make=show_names),)
