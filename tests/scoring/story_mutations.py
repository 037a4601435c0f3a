"""Ways in which cases across reports can be wrong, each seeded, so that it can be repeated."""

import copy
from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random
from typing import Any

Cases = dict[str, Any]
Mutation = Callable[[Cases, Random], Cases]

_LISTS = ("subjects", "history", "origins", "contradictions", "copies", "reports")
_DAYS = (None, "2023-03-03", "2024-02-14", "2024-04-10T10:00:00")


def leave(cases: Cases, _: Random) -> Cases:
    return cases


def empty(_: Cases, __: Random) -> Cases:
    return {}


def drop_anything(cases: Cases, random: Random) -> Cases:
    for case in cases["cases"]:
        for key in _LISTS:
            case[key] = [it for it in case[key] if random.random() < 0.7]
    return cases | {"cases": [it for it in cases["cases"] if random.random() < 0.8]}


def merge_cases(cases: Cases, random: Random) -> Cases:
    """Give every case what another one has, too."""
    for one, other in pairwise(copy.deepcopy(cases["cases"])):
        mine = next(it for it in cases["cases"] if it["id"] == one["id"])
        for key in _LISTS:
            if random.random() < 0.6:
                mine[key] = mine[key] + other[key]
    return cases


def split_cases(cases: Cases, random: Random) -> Cases:
    made = []
    for case in cases["cases"]:
        other = copy.deepcopy(case) | {"id": f"{case['id']}-again"}
        for key in _LISTS[1:]:
            cut = random.randint(0, len(case[key]))
            case[key], other[key] = case[key][:cut], other[key][cut:]
        made += [case, other]
    return cases | {"cases": made}


def shuffle(cases: Cases, random: Random) -> Cases:
    random.shuffle(cases["cases"])
    for case in cases["cases"]:
        for key in _LISTS:
            random.shuffle(case[key])
    return cases


def double(cases: Cases, random: Random) -> Cases:
    for case in cases["cases"]:
        for key in _LISTS:
            again = [it for it in copy.deepcopy(case[key]) if random.random() < 0.5]
            case[key] = case[key] + again
    return cases


def change_steps(cases: Cases, random: Random) -> Cases:
    for case in cases["cases"]:
        types = sorted({it["type"] for it in case["history"]})
        for step in case["history"]:
            chance = random.random()
            if chance < 0.2:
                step["type"] = random.choice(types)
            elif chance < 0.4:
                step["begin"] = step["end"] = random.choice(_DAYS)
            elif chance < 0.5:
                step["status"] = random.choice(["happened", "expected", "denied", None])
        if random.random() < 0.3:
            case["stage"] = random.choice([None, "sentence", "charge", *types])
    return cases


def change_names(cases: Cases, random: Random) -> Cases:
    """Let subjects and origins of all cases exchange names, kinds and reports."""
    for key in ("subjects", "origins"):
        entries = [it for case in cases["cases"] for it in case[key]]
        for field in ("name", "spellings", "kind", "reports"):
            having = [it for it in entries if field in it and random.random() < 0.4]
            values = [it[field] for it in having]
            random.shuffle(values)
            for it, value in zip(having, values, strict=True):
                it[field] = value
    return cases


def name_reports_otherwise(cases: Cases, random: Random) -> Cases:
    known = {it["id"]: it for it in cases["reports"]}

    def rename(name: str) -> str:
        return str(known[name][random.choice(["id", "file", "url"])] or name)

    for case in cases["cases"]:
        case["reports"] = [rename(it) for it in case["reports"]]
        for origin in case["origins"]:
            origin["reports"] = [f"folder/{known[it]['file']}" for it in origin["reports"]]
        for it in case["copies"]:
            it["of"], it["report"] = it["report"], rename(it["of"])
    return cases


def empty_fields(cases: Cases, random: Random) -> Cases:
    for case in cases["cases"]:
        for key in (*_LISTS, "stage", "id"):
            if random.random() < 0.25:
                case[key] = None
            elif random.random() < 0.1:
                del case[key]
    return cases


def contradict(cases: Cases, random: Random) -> Cases:
    """Add conflicts whose sides are the accepted forms, in part."""
    sides = ["two years", "two years and two months", "2.2 years", "12", "14", "Boguchar", "x"]
    for case in cases["cases"]:
        for _ in range(4):
            values: list[Any] = random.sample(sides, 2)
            if random.random() < 0.5:
                values = [{"value": it, "reports": []} for it in values]
            about = random.choice(["sentence: term", "place", "ill_treatment denied", ["date"]])
            case["contradictions"].append({"about": about, "values": values})
    return cases


def give_the_gold(cases: Cases, random: Random, gold: Mapping[str, Any]) -> Cases:
    """Return what a perfect reader would give, then spoil a part of it."""
    return cases | {"cases": [_make_case(it, random) for it in gold["cases"]]}


def _make_case(wanted: Mapping[str, Any], random: Random) -> dict[str, Any]:
    return {
        "id": wanted["id"],
        "stage": next(iter(wanted["stage"]), None),
        "subjects": [
            {
                "name": it["name"][0].lstrip("~"),
                "spellings": [forms[0] for forms in it["spellings"]],
            }
            for it in wanted["subjects"]
        ],
        "history": [_make_step(it) for it in wanted["history"] if random.random() < 0.9],
        "reports": list(wanted["reports"]),
        "origins": [
            {"name": it["name"][0].lstrip("~"), "kind": it["kind"][0], "reports": it["reports"]}
            for it in wanted["origins"]
        ],
        "contradictions": [
            {"about": it["about"][0], "values": [side[0] for side in it.get("values", [])]}
            for it in wanted["contradictions"]
        ],
        "copies": wanted["copies"],
    }


def _make_step(wanted: Mapping[str, Any]) -> dict[str, Any]:
    begin, end = (wanted.get("begin_end") or [(None, None)])[0]
    status = wanted["status"][0]
    return {"type": wanted["type"][0], "begin": begin, "end": end, "status": status}


MUTATIONS: tuple[Mutation, ...] = (
    leave,
    empty,
    drop_anything,
    merge_cases,
    split_cases,
    shuffle,
    double,
    change_steps,
    change_names,
    name_reports_otherwise,
    empty_fields,
    contradict,
)
