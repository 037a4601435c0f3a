"""Readings in, case files out: the stages that look across reports, one after the other.

Nothing here asks a store: the same readings and rulings give the same files, in any order.
`sayso.workbench.casework` decides which of a casebook's readings must go through here again.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from sayso.cases.across.assembling import assemble_cases
from sayso.packs.pack import Pack
from sayso.reconcile.accounts.comparing import compare_accounts
from sayso.reconcile.origins.citing import list_citations
from sayso.reconcile.origins.copies import find_copies
from sayso.reconcile.origins.copy_keys import list_text_keys
from sayso.reconcile.origins.copy_text import CopyText, make_copy_text
from sayso.reconcile.origins.tracing import trace_origins
from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.profiles import list_profiles
from sayso.records.casefile import CaseFile, Identity, Ref
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS, Rulings


class CaseFiles(NamedTuple):
    """What many reports together say."""

    cases: tuple[CaseFile, ...]
    identities: tuple[Identity, ...]


def make_case_files(
    readings: Sequence[Reading], pack: Pack, rulings: Rulings = NO_RULINGS
) -> CaseFiles:
    """Return the cases that readings make up, and who is who in them.

    Args:
        readings: Of different reports, as people decided them.
        pack: The field that they were read with.
        rulings: What people decided across them.
    """
    profiles = [profile for reading in readings for profile in list_profiles(reading)]
    identities = join_profiles(profiles, rulings)
    by_report = {reading.report.sha256: reading for reading in readings}
    return CaseFiles(
        cases=make_cases_of(by_report, identities, pack, rulings), identities=identities
    )


def make_cases_of(
    readings: Mapping[str, Reading],
    identities: Sequence[Identity],
    pack: Pack,
    rulings: Rulings = NO_RULINGS,
    *,
    matters: Sequence[Ref] | None = None,
) -> tuple[CaseFile, ...]:
    """Return the cases of some matters, with their origins and conflicts.

    Args:
        readings: By SHA-256; at least those of the matters' reports.
        identities: Who is who among the matters' subjects.
        pack: The field.
        rulings: What people decided.
        matters: The cases of single reports; all of the readings' by default.
    """
    texts = {name: make_copy_text(it.report) for name, it in readings.items()}
    words = {name: frozenset(list_text_keys(it)) for name, it in texts.items()}
    drafts = assemble_cases(readings, identities, pack, rulings, matters=matters, words=words)
    procedure = frozenset(it.name for it in pack.types.values() if it.step)
    return tuple(_finish(draft, readings, rulings, texts, procedure) for draft in drafts)


def _finish(
    case: CaseFile,
    readings: Mapping[str, Reading],
    rulings: Rulings,
    texts: Mapping[str, CopyText],
    procedure: Set[str],
) -> CaseFile:
    mine = {name: readings[name] for name in case.reports}
    copies = find_copies(tuple(mine.values()), texts)
    origins = trace_origins(case, mine, copies, rulings, procedure=procedure)
    history = tuple(
        replace(
            step,
            origins=tuple(it.id for it in origins if step.id in it.steps),
        )
        for step in case.history
    )
    case = replace(case, history=history, copies=copies, origins=origins)
    case = replace(case, citations=list_citations(case, mine, copies))
    compared = compare_accounts(case, mine)
    return replace(case, comparisons=compared.comparisons, contradictions=compared.contradictions)
