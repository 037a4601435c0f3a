"""Ways in which a reading can be wrong, each seeded, so that a failure can be repeated."""

import copy
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

Reading = dict[str, Any]
Mutation = Callable[[Reading, Random], Reading]


def leave(reading: Reading, _: Random) -> Reading:
    return reading


def empty(_: Reading, __: Random) -> Reading:
    return {}


def drop_claims(reading: Reading, random: Random) -> Reading:
    return reading | {"claims": [it for it in reading["claims"] if random.random() < 0.6]}


def drop_anything(reading: Reading, random: Random) -> Reading:
    kept = {key: [it for it in reading[key] if random.random() < 0.8] for key in lists(reading)}
    return reading | kept


def move_spans(reading: Reading, random: Random) -> Reading:
    end = len(reading["report"]["text"])

    def move(span: list[int]) -> list[int]:
        ends = (edge + random.choice([0, 0, -30, -8, -2, 2, 8, 30]) for edge in span)
        return sorted(min(max(edge, 0), end) for edge in ends)

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            if len(value) == 2 and all(isinstance(it, int) for it in value):
                return move(value)
            return [walk(it) for it in value]
        return {key: walk(it) for key, it in value.items()} if isinstance(value, dict) else value

    return reading | {key: walk(reading[key]) for key in lists(reading)}


def merge_claims(reading: Reading, random: Random) -> Reading:
    """Give every third claim the content of the one after it, too."""
    claims = reading["claims"]
    for one, other in pairwise(claims):
        if random.random() < 0.3:
            one["content"]["spans"] += other["content"]["spans"]
    return reading


def split_claims(reading: Reading, random: Random) -> Reading:
    """Cut claims in two where a piece of their content is long enough."""
    claims = []
    for claim in reading["claims"]:
        begin, end = claim["content"]["spans"][-1]
        if end - begin > 30 and random.random() < 0.5:
            cut = random.randint(begin + 10, end - 10)
            rest = copy.deepcopy(claim) | {"id": claim["id"] + "-rest"}
            claim["content"]["spans"][-1] = [begin, cut]
            rest["content"]["spans"] = [[cut, end]]
            claims += [claim, rest]
        else:
            claims.append(claim)
    return reading | {"claims": claims}


def break_chains(reading: Reading, random: Random) -> Reading:
    names = [entity["id"] for entity in reading["entities"]]
    for claim in reading["claims"]:
        chance = random.random()
        if chance < 0.2:
            claim["chain"].reverse()
        elif chance < 0.4 and claim["chain"]:
            random.choice(claim["chain"])["entity"] = random.choice([*names, None])
        elif chance < 0.5:
            claim["chain"] = []
        elif chance < 0.6:
            claim["source"] = None
    return reading


def shuffle_entities(reading: Reading, random: Random) -> Reading:
    """Let some mentions change hands, and the entities stand in another order."""
    entities = reading["entities"]
    for entity in entities:
        for span in list(entity["mentions"]):
            if random.random() < 0.25:
                entity["mentions"].remove(span)
                random.choice(entities)["mentions"].append(span)
    random.shuffle(entities)
    return reading


def double_entries(reading: Reading, random: Random) -> Reading:
    for key in lists(reading):
        doubled = [it for it in copy.deepcopy(reading[key]) if random.random() < 0.5]
        reading[key] += [it | {"id": f"{it['id']}-again"} if "id" in it else it for it in doubled]
    return reading


def repeat_ids(reading: Reading, random: Random) -> Reading:
    for key in lists(reading):
        reading[key] += [it for it in copy.deepcopy(reading[key]) if random.random() < 0.3]
    return reading


def swap_values(reading: Reading, random: Random) -> Reading:
    """Let entries of a kind exchange what is said of them."""
    for key in lists(reading):
        fields = {field for it in reading[key] for field in it} - {"id", "span", "spans"}
        for field in sorted(fields):
            values = [it.get(field) for it in reading[key]]
            if random.random() < 0.3:
                random.shuffle(values)
            for it, value in zip(reading[key], values, strict=True):
                it[field] = value
    return reading


def contradict(reading: Reading, random: Random) -> Reading:
    known = [it["id"] for key in ("quantities", "claims", "events") for it in reading[key]]
    for _ in range(8):
        about = random.sample(known, 4)
        reading["checks"].append({"kind": "contradiction", "about": about, "message": "?"})
    return reading


def join_lines(reading: Reading, _: Random) -> Reading:
    """Print the text with blanks for line breaks; all offsets stay."""
    text = reading["report"]["text"].replace("\n", " ")
    return reading | {"report": reading["report"] | {"text": text}}


def add_a_headline(reading: Reading, _: Random) -> Reading:
    """Put foreign words before the text, so that every span moves."""
    headline = "Entirely unrelated words above 17 others\n"

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            if len(value) == 2 and all(isinstance(it, int) for it in value):
                return [it + len(headline) for it in value]
            return [walk(it) for it in value]
        return {key: walk(it) for key, it in value.items()} if isinstance(value, dict) else value

    text = headline + reading["report"]["text"]
    moved = {key: walk(reading[key]) for key in lists(reading)}
    return reading | moved | {"report": reading["report"] | {"text": text}}


def lists(reading: Reading) -> list[str]:
    return [key for key, value in reading.items() if isinstance(value, list)]


MUTATIONS: tuple[Mutation, ...] = (
    leave,
    empty,
    drop_claims,
    drop_anything,
    move_spans,
    merge_claims,
    split_claims,
    break_chains,
    shuffle_entities,
    double_entries,
    repeat_ids,
    swap_values,
    contradict,
    join_lines,
    add_a_headline,
)
