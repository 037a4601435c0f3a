"""Where the accounts of a case agree and where they conflict."""

from collections.abc import Mapping
from typing import NamedTuple

from sayso.reconcile.accounts.conflicts import (
    find_contradiction,
    group_tellings,
    list_comparisons,
    order_contradictions,
)
from sayso.reconcile.accounts.corrections import find_corrections, settle
from sayso.reconcile.accounts.counts import list_counts
from sayso.reconcile.accounts.denials import list_denials
from sayso.reconcile.accounts.happenings import list_happenings
from sayso.reconcile.accounts.law import list_law
from sayso.reconcile.accounts.outcomes import list_kinds, list_outcomes
from sayso.reconcile.accounts.people import list_people
from sayso.reconcile.accounts.tellings import Accounts, Telling, Topic
from sayso.reconcile.accounts.tolerances import DEFAULT_TOLERANCES, Tolerances
from sayso.reconcile.accounts.values import Value
from sayso.records.casefile import CaseFile, Comparison, Contradiction
from sayso.records.reading import Reading


class Compared(NamedTuple):
    """What comparing a case's accounts gives: pair by pair, and the conflicts, gravest first."""

    comparisons: tuple[Comparison, ...]
    contradictions: tuple[Contradiction, ...]


def compare_accounts(
    case: CaseFile,
    readings: Mapping[str, Reading],
    limits: Tolerances = DEFAULT_TOLERANCES,
) -> Compared:
    """Compare what the accounts of a case say of each step, field by field.

    Args:
        case: The case, with its origins and copies.
        readings: Those of its reports, by SHA-256.
        limits: How far apart two values may lie.
    """
    accounts = Accounts(case, readings)
    topics: dict[Topic, list[Telling]] = {}
    for telling in (
        *list_happenings(accounts),
        *list_counts(accounts, limits),
        *list_law(accounts, limits),
        *list_kinds(accounts),
        *list_outcomes(accounts),
        *list_people(accounts),
        *list_denials(accounts, limits),
    ):
        topics.setdefault(telling.topic, []).append(telling)
    taken_back: dict[Topic, list[tuple[Value, Value]]] = {}
    for correction in list(find_corrections(accounts, topics, limits)):
        wrong, right = correction.wrong, correction.right
        topics[wrong.topic] = settle(topics[wrong.topic], correction, limits)
        taken_back.setdefault(wrong.topic, []).append((wrong.value, right.value))
    comparisons: list[Comparison] = []
    contradictions: list[Contradiction] = []
    for topic, tellings in topics.items():
        sides = group_tellings(tellings, limits)
        comparisons.extend(list_comparisons(topic, sides, limits))
        found = find_contradiction(topic, sides, taken_back.get(topic, ()), limits)
        if found is not None:
            contradictions.append(found)
    steps = [step.id for step in case.history]
    order = {step: number for number, step in enumerate(steps)}
    comparisons.sort(key=lambda it: (order.get(it.step, -1), it.field, it.one, it.other))
    return Compared(tuple(comparisons), order_contradictions(contradictions, steps))
