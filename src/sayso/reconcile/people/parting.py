"""Which decisions take one report's entity out of a person, so that all others stay one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.weights import DEFAULT, Weights
from sayso.records.casefile import Identity, Profile, Ref
from sayso.records.decision import Judgement
from sayso.records.ruling import Pair, Ruling, Rulings, make_pair

_MOST_ROUNDS = 12
_PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """How somebody is taken out of a person.

    Attributes:
        out: The entity.
        apart: Pairs of which "no" is to be decided.
        together: Pairs of the others of which "yes" is to be decided, since only the one who is
            taken out held them together.
        joined: With whom the one who is taken out is one afterwards, by evidence.
        parts: What becomes of the others: one part, unless what was decided keeps them apart.
    """

    out: Ref
    apart: tuple[Pair, ...]
    together: tuple[Pair, ...]
    joined: tuple[Ref, ...]
    parts: tuple[tuple[Ref, ...], ...]

    @property
    def holds(self) -> bool:
        """Whether the others stay one, and the one who is taken out is none of them."""
        return len(self.parts) < 2 and not set(self.joined) & {
            it for part in self.parts for it in part
        }


def plan_parting(
    profiles: Sequence[Profile], rulings: Rulings, out: Ref, weights: Weights = DEFAULT
) -> Parting:
    """Return the fewest decisions that were found to take somebody out of a person.

    One "no" is seldom enough: whoever is like several members comes back by another. So what
    decisions would give is worked out, and another one added until it is what is wanted.

    Args:
        profiles: Everybody who is tied to the person, however far.
        rulings: What people decided of them.
        out: Who is taken out.
        weights: What evidence weighs.
    """
    whole = _find(join_profiles(profiles, rulings, weights), out)
    others = tuple(at for at in whole.members if at != out)
    apart = {make_pair(out, at): Judgement.NO for at in _list_beside(whole, out)}
    together: dict[Pair, Judgement] = {}
    joined, parts = _look(profiles, rulings, {**apart, **together}, out, others, weights)
    for _ in range(_MOST_ROUNDS):
        if back := set(joined) & set(others):
            apart |= {make_pair(out, at): Judgement.NO for at in back}
        elif new := _list_bridges(parts, _list_beside(whole, out)) - together.keys():
            together |= dict.fromkeys(new, Judgement.YES)
        else:
            break
        joined, parts = _look(profiles, rulings, {**apart, **together}, out, others, weights)
    return Parting(
        out=out,
        apart=tuple(sorted(apart)),
        together=tuple(sorted(together)),
        joined=joined,
        parts=parts,
    )


def _look(
    profiles: Sequence[Profile],
    rulings: Rulings,
    planned: Mapping[Pair, Judgement],
    out: Ref,
    others: Sequence[Ref],
    weights: Weights,
) -> tuple[tuple[Ref, ...], tuple[tuple[Ref, ...], ...]]:
    """Return with whom somebody is one once more is decided, and the parts of the others."""
    decided = {
        pair: Ruling(judgement=judgement, decision=_PLANNED) for pair, judgement in planned.items()
    }
    people = {**rulings.people, **decided}
    found = join_profiles(profiles, replace(rulings, people=people), weights)
    joined = tuple(at for at in _find(found, out).members if at != out)
    parts = (tuple(at for at in it.members if at in set(others)) for it in found)
    return joined, tuple(it for it in parts if it)


def _list_bridges(parts: Sequence[tuple[Ref, ...]], beside: Collection[Ref]) -> set[Pair]:
    """Return pairs that hold the parts of the others together, of those whom he held."""
    ends = [next((at for at in part if at in beside), part[0]) for part in parts]
    return {make_pair(ends[0], it) for it in ends[1:]}


def _list_beside(whole: Identity, at: Ref) -> list[Ref]:
    """Return to whom somebody was joined."""
    return [it.other if it.one == at else it.one for it in whole.joined if at in (it.one, it.other)]


def _find(people: Iterable[Identity], at: Ref) -> Identity:
    return next(it for it in people if at in it.members)
