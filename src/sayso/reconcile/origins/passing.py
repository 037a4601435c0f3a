"""Who names a step only in passing, where others tell it themselves."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sayso.reconcile.origins.claims import NO_STEP, CaseClaims
from sayso.reconcile.origins.nodes import Told
from sayso.reconcile.origins.sources import Source


def find_passing(
    sources: Sequence[Source],
    claims: CaseClaims,
    *,
    guessed: Collection[Told],
    procedure: Collection[str],
) -> Mapping[int, frozenset[str]]:
    """Return by source the ids of the steps for which it is not counted as a word of its own.

    "He was sentenced for refusing", says the court: that is the sentence's news, and no second
    word for the refusal of which his mother tells. Nor is the guess that a report has from his
    lawyer what is to come, where somebody says it himself. Where nobody tells a step otherwise,
    it stands on the first who names it.

    Args:
        sources: All of a case, the earliest first.
        claims: Those of the case.
        guessed: What was laid to a source that nothing says told it.
        procedure: Types of the steps of a procedure.
    """
    firm: defaultdict[str, set[int]] = defaultdict(set)
    weak: defaultdict[str, list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        for told in source.told:
            if told.step == NO_STEP:
                continue
            if told in guessed or claims.is_in_passing(told.claim, told.step, procedure):
                weak[told.step].append(number)
            else:
                firm[told.step].add(number)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for step, numbers in weak.items():
        counted = firm[step] or {numbers[0]}
        for number in set(numbers) - counted:
            found[number].add(step)
    return {number: frozenset(steps) for number, steps in found.items()}
