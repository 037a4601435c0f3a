"""Ways in which attributed statements can be wrong, each seeded: failures can be repeated."""

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.claims.corpus import ROLES, Attribution, Span

Found = list[Attribution]
Mutation = Callable[[Sequence[Attribution], Random], Found]


def leave(gold: Sequence[Attribution], _: Random) -> Found:
    return list(gold)


def find_nothing(_: Sequence[Attribution], __: Random) -> Found:
    return []


def drop_some(gold: Sequence[Attribution], random: Random) -> Found:
    return [one for one in gold if random.random() < 0.6]


def drop_roles(gold: Sequence[Attribution], random: Random) -> Found:
    return [{role: one[role] for role in ROLES if random.random() < 0.7} for one in gold]


def double(gold: Sequence[Attribution], _: Random) -> Found:
    return [*gold, *gold]


def shuffle(gold: Sequence[Attribution], random: Random) -> Found:
    return random.sample(gold, len(gold))


def shuffle_sources(gold: Sequence[Attribution], random: Random) -> Found:
    sources = [one["source"] for one in gold]
    random.shuffle(sources)
    return [{**one, "source": source} for one, source in zip(gold, sources, strict=True)]


def invent_sources(gold: Sequence[Attribution], _: Random) -> Found:
    return [{**one, "source": one["source"] or [(0, 9)]} for one in gold]


def move_edges(gold: Sequence[Attribution], random: Random) -> Found:
    """Move ends of spans, at times so far that nothing is left between them."""

    def move(span: Span) -> Span:
        begin, end = (edge + random.choice([0, 0, -60, -15, -2, 2, 15, 60]) for edge in span)
        return max(begin, 0), max(end, 0)

    return [{role: [move(span) for span in one[role]] for role in ROLES} for one in gold]


def exchange_roles(gold: Sequence[Attribution], random: Random) -> Found:
    return [
        dict(zip(ROLES, random.sample([one[role] for role in ROLES], 3), strict=True))
        for one in gold
    ]


def merge(gold: Sequence[Attribution], random: Random) -> Found:
    """Give some the content of another, too."""
    return [
        {**one, "content": [*one["content"], *random.choice(gold)["content"]]}
        if random.random() < 0.4
        else one
        for one in gold
    ]


def split(gold: Sequence[Attribution], random: Random) -> Found:
    """Cut contents in two, so that two statements vie for one, at times equally."""
    found: Found = []
    for one in gold:
        if not one["content"]:
            continue
        begin, end = one["content"][0]
        cut = random.choice([(begin + end) // 2, random.randint(begin, end)])
        found += [{**one, "content": [(begin, cut)]}, {**one, "content": [(cut, end)]}]
    return found


MUTATIONS: tuple[Mutation, ...] = (
    leave,
    find_nothing,
    drop_some,
    drop_roles,
    double,
    shuffle,
    shuffle_sources,
    invent_sources,
    move_edges,
    exchange_roles,
    merge,
    split,
)
