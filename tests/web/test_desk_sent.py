"""What a form sends lands on what it showed, once, whole, and on nothing else."""

import http.client
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import serve
from orlov import AddText
from plain_reader import PlainReader
from shifting_reader import ShiftingReader

from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.casebook import Casebook

ONE = "Mira Tessaly was detained at the dam. Mira Tessaly said that she waits. Ilan Orsk said so."
OTHER = "Мира Тессали was detained. Мира Тессали said that she waits."
KEY = "0123456789abcdef" * 2

Ask = Callable[..., tuple[int, Any]]


@dataclass(slots=True)
class SwappingReader:
    """Reads what `PlainReader` does; told to, it gives the first two people each other's ids."""

    swaps: bool = field(default=False)

    def read(self, report: Report) -> Reading:
        plain = PlainReader().read(report)
        if not self.swaps or len(plain.entities) < 2:
            return plain
        ids = {"e1": "e2", "e2": "e1"}
        entities = [replace(it, id=ids.get(it.id, it.id)) for it in plain.entities]
        return replace(plain, entities=tuple(sorted(entities, key=lambda it: it.id)))


class TellingReader:
    """Reads what `ShiftingReader` does first; the first statement tells of every event."""

    def read(self, report: Report) -> Reading:
        read = ShiftingReader().read(report)
        return replace(read, events=tuple(replace(it, claims=("c1",)) for it in read.events))


@pytest.fixture
def ask(casebook: Casebook, add_text: AddText) -> Iterator[Ask]:
    """Serve two reports of one woman, and give what asks for pages and sends forms."""
    add_text(casebook, ONE, id="dam-1", title="The dam", published="2031-03-01")
    add_text(casebook, OTHER, id="dam-2", published="2031-03-02")
    list(casebook.reconcile())
    with serve(casebook) as access:
        own = {"origin": f"http://127.0.0.1:{access.port}", "accept": "application/json"}

        def send(path: str, fields: list[tuple[str, str]] | None = None) -> tuple[int, Any]:
            connection = http.client.HTTPConnection("127.0.0.1", access.port, timeout=10)
            body = None if fields is None else urlencode(fields)
            kind = {"content-type": "application/x-www-form-urlencoded"}
            connection.request("POST" if body is not None else "GET", path, body, own | kind)
            answer = connection.getresponse()
            text = answer.read().decode()
            own.setdefault("cookie", (answer.getheader("set-cookie") or "").partition(";")[0])
            connection.close()
            return answer.status, text if text[:1] == "<" else json.loads(text or "null")

        send(f"/enter?token={access.token}")
        proof = re.search(r'name="proof" content="(\w+)"', send("/reports")[1])
        assert proof is not None
        own["x-sayso-proof"] = proof[1]
        yield send


def show_pair(casebook: Casebook, ask: Ask) -> dict[str, Any]:
    """Return the page that sets the two women side by side."""
    (one, other) = (it.id for it in casebook.people_named("Tessaly").people)
    return dict(ask(f"/people/{one}/beside/{other}.json")[1])


def decide(shown: dict[str, Any], **fields: str) -> list[tuple[str, str]]:
    ends = {"one": shown["one"]["asked"], "other": shown["other"]["asked"]}
    return list(({"answer": "yes", "read": shown["read"], "key": KEY} | ends | fields).items())


def test_nothing_is_decided_about_whom_an_earlier_reading_told_of(
    casebook: Casebook, ask: Ask
) -> None:
    with Casebook.open(casebook.path, analyst="Oleg", reader=SwappingReader(swaps=True)) as other:
        list(other.reread(["dam-1"]))
        shown = show_pair(casebook, ask)  # loaded anew; it tells what is kept
        status, told = ask("/people/decide", decide(shown))
        assert (status, "put together anew" in told["problem"]) == (422, True)

        list(other.reconcile())
        assert ask("/people/decide", decide(shown))[0] == 422  # it showed what it showed
        assert casebook.stats().decisions == 0
        assert ask("/people/decide", decide(show_pair(casebook, ask)))[0] == 200


@pytest.mark.parametrize("read", ["", "nonsense", "a:b", "dam-1:"])
def test_a_form_that_does_not_say_what_it_showed_decides_nothing(
    casebook: Casebook, ask: Ask, read: str
) -> None:
    mark = casebook.mark_readings(["dam-1"])  # of one of two reports

    for told in (read, mark):
        assert ask("/people/decide", decide(show_pair(casebook, ask), read=told))[0] == 422
    for path in ("/conflicts/note", "/worklist/decide", "/reports/dam-1/claims/c1/judge"):
        fields = {"answer": "yes", "because": "So.", "question": "claim:dam-1/c1"}
        sent = [*fields.items(), ("statement", "dam-1/c1"), ("read", read)]
        assert ask(path, sent)[0] == 422

    assert casebook.stats().decisions == 0


def test_what_is_sent_twice_is_decided_and_undone_once(casebook: Casebook, ask: Ask) -> None:
    form = decide(show_pair(casebook, ask))

    ids = {ask("/people/decide", form)[1]["values"]["id"] for _ in range(2)}
    ask("/people/decide", [*form, ("because", "Another reason.")])
    assert (len(ids), casebook.stats().decisions) == (1, 2)

    undo = [("decision", *ids), ("key", KEY)]
    assert [ask("/people/undo", undo)[0] for _ in range(2)] == [200, 200]
    assert casebook.stats().decisions == 3


def test_of_several_answers_all_are_kept_or_none(casebook: Casebook, ask: Ask) -> None:
    read = casebook.mark_readings(["dam-1", "dam-2"])
    steps = ["no:same-person:dam-1/e1=dam-2/e1", "yes:same-person:dam-1/e1=dam-2/e99"]

    status, _ = ask("/people/split", [("read", read), *(("step", it) for it in steps)])
    assert (status, casebook.stats().decisions) == (422, 0)

    made = ask("/people/decide", decide(show_pair(casebook, ask)))[1]["values"]["id"]
    assert ask("/people/undo", [("decision", "f" * 32), ("decision", made)])[0] == 422
    assert casebook.stats().decisions == 1


def test_a_page_takes_back_only_what_it_is_about(casebook: Casebook, ask: Ask) -> None:
    judged = casebook.decide("claim:dam-1/c1", judgement="yes", because="So.").id
    list(casebook.reconcile())
    (case, *_) = casebook.case_files().cases

    for path in ("/people/undo", "/conflicts/undo", f"/cases/{case.id}/undo", "/places/l1/undo"):
        assert ask(path, [("decision", judged)])[0] == 422

    assert casebook.stats().decisions == 1


def test_a_stale_form_takes_no_correction_of_somebody_else_back(
    casebook: Casebook, ask: Ask
) -> None:
    with Casebook.open(casebook.path, analyst="Oleg", reader=TellingReader()) as other:
        list(other.reread(["dam-1"]))  # it tells whom events befell
        list(other.reconcile())
    (case,) = casebook.case_file("dam-1/k1").cases
    path = f"/cases/{case.id}/statements/dam-1/c1"
    _, shown = ask(f"{path}.json")
    event = shown["events"][0]
    was, now = event["status"], "expected"
    form = [("event", event["id"]), ("status", was), ("was_status", was), ("read", shown["read"])]
    casebook.decide(f"value:{event['id']}.status", value=now, because="It is to come.")

    stale, _ = ask(f"{path}/event", [*form, ("because", "So.")])

    assert (stale, casebook.stats().decisions) == (422, 1)  # nothing was changed in it
    assert ask(f"{path}.json")[1]["events"][0]["status"] == now
