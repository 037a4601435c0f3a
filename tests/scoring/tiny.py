"""A report of two sentences, its gold, and a reading without a fault."""

import json
from pathlib import Path
from typing import Any

TEXT = (
    "Ann Lee, 32, told The Herald on May 3, 2022 that police had detained her brother in Riga. "
    "A court fined him 200 euros."
)
TOLD = "police had detained her brother in Riga"
FINED = "A court fined him 200 euros."

Data = dict[str, Any]


def make_gold() -> Data:
    """Return the gold as its file has it."""
    entities = [
        {"id": "ann", "type": ["person"], "name": ["Ann Lee"], "age": 32, "mentions": ["Ann Lee"]},
        {"id": "herald", "type": ["outlet"], "name": ["The Herald"], "mentions": ["The Herald"]},
        {"id": "bro", "type": ["person"], "name": ["~brother"], "mentions": ["brother"]},
        {"id": "police", "type": ["organization"], "name": ["police"], "mentions": ["police"]},
        {"id": "riga", "type": ["place"], "name": ["Riga"], "country": "LV", "mentions": ["Riga"]},
    ]
    told = {
        "id": "s1",
        "content": [TOLD],
        "has": ["police had detained"],
        "cue": ["told"],
        "own": False,
        "source_is": ["ann"],
        "chain": [["herald", "ann"]],
        "chain_kinds": [[["outlet"], ["relative"]]],
        "certainty": ["stated"],
        "polarity": ["positive"],
    }
    fined = told | {"id": "s2", "content": [FINED], "has": ["fined him"], "cue": [], "own": True}
    fined |= {"source_is": [None], "chain": [[]], "chain_kinds": [[]]}
    detained = {
        "id": "v1",
        "type": ["detention"],
        "trigger": ["detained"],
        "status": ["happened"],
        "subject": ["bro"],
        "actor": ["police"],
        "place": ["riga"],
    }
    sentence = {"id": "v2", "type": ["sentence"], "trigger": ["fined"], "status": ["happened"]}
    fine = {"kind": ["fine"], "value": [200], "currency": "EUR", "status": ["imposed"]}
    return {
        "report": "tiny",
        "text": "tiny.txt",
        "publisher": "Daily",
        "published": "2022-05-04",
        "language": "en",
        "entities": entities,
        "relations": [{"type": "sibling", "from": "bro", "to": "ann"}],
        "times": [
            {
                "id": "t1",
                "at": ["May 3, 2022"],
                "type": ["DATE"],
                "begin_end": [["2022-05-03", "2022-05-03"]],
            }
        ],
        "places": [],
        "quantities": [
            {"id": "q1", "at": ["200 euros"], "value": 200, "unit": "money", "currency": "EUR"}
        ],
        "attributions": [told, fined],
        "penalties": [{"id": "p1", "at": ["200 euros"], "entity": ["bro"], **fine}],
        "events": [detained, sentence | {"subject": ["bro"]}],
        "cases": [
            {
                "id": "c1",
                "kind": ["prosecution"],
                "subjects": ["bro"],
                "stage": ["sentence"],
                "history": [["v1"], ["v2"]],
            }
        ],
        "contradictions": [],
    }


def write_gold(folder: Path, gold: Data, *, text: str = TEXT) -> Path:
    """Write a gold and its report; return the gold's path."""
    (folder / "tiny.txt").write_text(text, encoding="utf-8")
    path = folder / "tiny.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    return path


def make_reading() -> Data:
    """Return the parsed JSON of a reading that finds all of it and nothing else."""
    return {
        "report": {"text": TEXT},
        "entities": [
            _make_entity("e1", "person", "Ann Lee", age=32),
            _make_entity("e2", "outlet", "The Herald"),
            _make_entity("e3", "organization", "police"),
            _make_entity("e4", "person", "brother", relations=[{"type": "sibling", "to": "e1"}]),
            _make_entity("e5", "place", "Riga"),
        ],
        "times": [
            {"id": "t1", "span": find("May 3, 2022"), "type": "DATE"}
            | {"begin": "2022-05-03", "end": "2022-05-03"}
        ],
        "places": [{"entity": "e5", "country": "LV"}],
        "quantities": [
            {"id": "q1", "span": find("200 euros"), "value": 200, "unit": "money"}
            | {"currency": "EUR"}
        ],
        "claims": [
            _make_claim("c1", TOLD)
            | {
                "source": {"spans": [find("Ann Lee")], "text": "Ann Lee"},
                "chain": [
                    {"entity": "e2", "kind": "outlet", "span": find("The Herald")},
                    {"entity": "e1", "kind": "relative", "span": find("Ann Lee")},
                ],
            },
            _make_claim("c2", FINED),
        ],
        "penalties": [
            {"id": "p1", "span": find("200 euros"), "kind": "fine", "min": 200, "max": 200}
            | {"currency": "EUR", "status": "imposed", "entity": "e4"}
        ],
        "events": [
            _make_event("v1", "detention", "detained", subject="e4", actor="e3") | {"place": "e5"},
            _make_event("v2", "sentence", "fined", subject="e4"),
        ],
        "cases": [
            {"id": "k1", "kind": "prosecution", "stage": "sentence"}
            | {"subjects": ["e4"], "events": ["v1", "v2"]}
        ],
        "checks": [],
    }


def find(words: str) -> list[int]:
    """Return the span of words in the text."""
    begin = TEXT.index(words)
    return [begin, begin + len(words)]


def _make_entity(id_: str, kind: str, name: str, **known: Any) -> Data:
    return {"id": id_, "type": kind, "name": name, "mentions": [find(name)], **known}


def _make_claim(id_: str, words: str) -> Data:
    content = {"spans": [find(words)], "text": words}
    return {"id": id_, "content": content, "certainty": "stated", "polarity": "positive"}


def _make_event(id_: str, kind: str, trigger: str, **roles: str) -> Data:
    return {
        "id": id_,
        "type": kind,
        "trigger": {"spans": [find(trigger)], "text": trigger},
        "participants": [{"role": role, "entity": who} for role, who in roles.items()],
        "status": "happened",
    }
