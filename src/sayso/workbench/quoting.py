"""The words of the claims that case files name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.records.casefile import Ref
from sayso.records.claim import Claim
from sayso.records.decision import Decision
from sayso.records.reading import Reading
from sayso.review.effective import DecidedLink, EffectiveReading
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings
from sayso.workbench.overview import Overview


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One report's reading as people decided it, and what they decided across reports.

    Attributes:
        sha256: Of the report.
        reading: Without rejected claims; ``None`` where it was not read.
        notes: Remarks by the id of the finding that they are about.
        links: What was decided of two findings, one of them here.
        origins: Id of the decision on whose word a claim rests, by the claim's id.
        decisions: All decisions about the report, by their ids.
    """

    sha256: str
    reading: Reading | None
    notes: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    links: tuple[DecidedLink, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)


def quote_claims(holdings: Holdings, found: Overview) -> Mapping[Ref, Claim]:
    """Return the claims of some cases' reports, as people decided them; rejected ones are not."""
    names = dict.fromkeys(name for case in found.cases for name in case.reports)
    return {
        Ref(report=quoted.sha256, id=claim.id): claim
        for quoted in list_effective(holdings, names)
        for claim in (() if quoted.reading is None else quoted.reading.claims)
    }


def list_effective(holdings: Holdings, names: Iterable[str]) -> Iterator[Quoted]:
    """Yield reports (by SHA-256) as people decided them, as far as they are here.

    Where nobody decided anything, the reading is all there is: of many reports that is soon told.
    """
    store = holdings.store
    names = list(dict.fromkeys(names))
    decisions: dict[str, dict[str, Decision]] = {}
    for decision in store.list_decisions(names):
        for name in decision.reports:
            decisions.setdefault(name, {})[decision.id] = decision
    for name in names:
        if store.find_report(name) is None:
            continue
        if name not in decisions:
            yield Quoted(sha256=name, reading=store.get_reading(name))
        elif (effective := make_effective(holdings, name)) is not None:
            yield _make_quoted(effective, decisions[name])


def _make_quoted(effective: EffectiveReading, decisions: Mapping[str, Decision]) -> Quoted:
    return Quoted(
        sha256=effective.sha256,
        reading=effective.reading,
        notes={it.id: it.notes for it in effective.findings if it.notes},
        links=effective.links,
        origins={it.id: it.decided["origin"] for it in effective.claims if "origin" in it.decided},
        decisions=decisions,
    )
