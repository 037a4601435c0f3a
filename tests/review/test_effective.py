"""What was decided is about what was read then; a newer reading changes nothing of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from invented import make_reading
from test_fields import REPORT

from sayso.records.claim import Claim, Polarity, Style
from sayso.records.decision import Decision, Judgement, SubjectKind, get_question_name
from sayso.records.entries import list_decided
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.review.assemble import make_effective_reading
from sayso.review.effective import EffectiveReading, Standing
from sayso.review.fields import FIELDS
from sayso.review.home import Home
from sayso.review.question_text import parse_question
from sayso.review.worklist import ItemKind, list_items
from sayso.workbench.asking import Given, Page, ask

READING = make_reading()
ATTRIBUTED = next(it for it in READING.claims if it.source is not None and it.chain)
NAME = ATTRIBUTED.id


def hold(reading: Reading | None, decisions: Sequence[Decision]) -> EffectiveReading:
    facts = {name: getattr(REPORT, name) for name in FIELDS[SubjectKind.REPORT]}
    homes = {REPORT.sha256: Home("r", REPORT, reading)}
    return make_effective_reading("r", facts, decisions, homes, sha256=REPORT.sha256)


def decide(
    question: str,
    reading: Reading,
    *,
    judgement: Judgement | None = None,
    value: Any = None,
    quote: str | None = None,
    before: Sequence[Decision] = (),
) -> Decision:
    page = Page(report=REPORT, effective=hold(reading, before))
    given = Given(judgement=judgement, value=value, quote=quote)
    asked = ask(parse_question(question), given, lambda _: page)
    keys, reports = list_decided(asked.question)
    return Decision(
        id=f"{len(before) + 1:032x}",
        type=get_question_name(asked.question),
        question=asked.question,
        judgement=asked.judgement,
        value=asked.value,
        analyst="Vera",
        time="2031-03-14T09:26:53Z",
        reason="So.",
        keys=keys,
        reports=reports,
        finding=asked.finding,
    )


def with_claim(**fields: Any) -> Reading:
    claims = tuple(replace(it, **fields) if it.id == NAME else it for it in READING.claims)
    return replace(READING, claims=claims)


def take_from(claim: Claim) -> dict[str, Any]:
    """Return what makes a claim somebody else's word."""
    return {"source": None, "cue": None, "chain": (replace(claim.chain[0], name="Nobody Known"),)}


def test_what_was_judged_stays_though_the_reader_gives_it_to_somebody_else() -> None:
    made = decide(f"claim:r/{NAME}", READING, judgement=Judgement.NO)
    newer = with_claim(**take_from(ATTRIBUTED))

    effective = hold(newer, [made])

    claim = effective.find(NAME)
    before = hold(READING, [made]).find(NAME)
    assert claim is not None
    assert before is not None
    assert claim.standing is Standing.REJECTED
    assert claim.changed == ("source", "chain")
    for field in ("source", "cue", "chain", "polarity", "content"):
        assert claim.values[field] == before.values[field]
    assert claim.read is not None
    assert claim.read["chain"][0]["name"] == "Nobody Known"
    changed = [it for it in list_items(effective) if it.kind is ItemKind.CHANGED]
    assert [it.question for it in changed] == [f"claim:r/{NAME}"]


def test_who_judges_again_judges_what_is_read_now() -> None:
    newer = with_claim(**take_from(ATTRIBUTED))
    first = decide(f"claim:r/{NAME}", READING, judgement=Judgement.NO)
    again = decide(f"claim:r/{NAME}", newer, judgement=Judgement.YES, before=[first])

    claim = hold(newer, [first, again]).find(NAME)

    assert claim is not None
    assert claim.standing is Standing.STANDS
    assert claim.values["chain"][0]["name"] == "Nobody Known"
    assert claim.changed == ()


def test_what_is_no_part_of_the_statement_may_be_read_better() -> None:
    made = decide(f"claim:r/{NAME}", READING, judgement=Judgement.YES)

    claim = hold(with_claim(confidence=0.123), [made]).find(NAME)

    assert claim is not None
    assert (claim.changed, claim.values["confidence"]) == ((), 0.123)


def test_of_two_claims_of_the_same_words_each_keeps_its_own_decision() -> None:
    other = replace(ATTRIBUTED, id="c99", **take_from(ATTRIBUTED))
    both = replace(READING, claims=(*READING.claims, other))
    made = decide("claim:r/c99", both, judgement=Judgement.NO)

    turned = replace(READING, claims=(other, *READING.claims))
    alone = replace(READING, claims=tuple(other if it.id == NAME else it for it in READING.claims))

    for reading in (both, turned, alone):
        standings = {it.id: it.standing for it in hold(reading, [made]).claims}
        assert standings.pop("c99") is Standing.REJECTED
        assert set(standings.values()) == {Standing.UNDECIDED}
    gone = hold(READING, [made])
    assert [(it.id, it.standing) for it in gone.claims if it.kept] == [("o1", Standing.REJECTED)]


def test_a_value_that_is_read_otherwise_is_told_unless_it_is_what_was_decided() -> None:
    made = decide(f"value:r/{NAME}.polarity", READING, value=ATTRIBUTED.polarity.value)
    negative = with_claim(polarity=Polarity.NEGATIVE)
    right = decide(f"value:r/{NAME}.polarity", READING, value="negative")

    assert hold(READING, [made]).claims[0].changed == ()
    claim = hold(negative, [made]).find(NAME)
    agreed = hold(negative, [right]).find(NAME)
    assert claim is not None
    assert agreed is not None
    assert (claim.values["polarity"], claim.changed) == ("positive", ("polarity",))
    assert agreed.changed == ()


@pytest.mark.parametrize("reading", [READING, with_claim(style=Style.DIRECT)])
def test_nobodys_word_is_the_reports_own_and_one_undo_takes_that_back(reading: Reading) -> None:
    made = decide(f"value:r/{NAME}.chain", READING, value=[])
    claim = hold(reading, [made]).find(NAME)

    assert claim is not None
    assert (claim.values["chain"], claim.values["style"]) == ([], "own")
    assert claim.decided["style"] == made.id
    undone = replace(made, id="f" * 32, undoes=made.id)
    assert hold(reading, [made, undone]).find(NAME) == hold(reading, []).find(NAME)


def test_somebodys_word_is_not_the_reports_own_in_any_reading() -> None:
    links = [{"name": "Mira Tessaly", "kind": "eyewitness"}]
    own = with_claim(source=None, cue=None, chain=(), style=Style.OWN)
    decisions: list[Decision] = []
    for field, value in (("style", "own"), ("chain", links)):
        made = decide(f"value:r/{NAME}.{field}", READING, value=value, before=decisions)
        decisions.append(made)

    styles = [hold(it, decisions).find(NAME).values["style"] for it in (own, READING)]  # type: ignore[union-attr]

    assert styles == ["indirect", ATTRIBUTED.style]
    later = decide(f"value:r/{NAME}.style", READING, value="mixed", before=decisions)
    assert hold(own, [*decisions, later]).find(NAME).values["style"] == "mixed"  # type: ignore[union-attr]


def test_an_entity_is_the_same_with_an_earlier_mention() -> None:
    entity = READING.entities[0]
    made = decide(f"value:r/{entity.id}.age", READING, value=77)
    earlier = replace(entity, mentions=(Span(0, 3), *entity.mentions), id="e50")
    newer = replace(READING, entities=(*READING.entities[1:], earlier), claims=(), events=())

    found = hold(newer, [made]).find("e50", (SubjectKind.ENTITY,))

    assert found is not None
    assert found.values["age"] == 77


def test_two_entities_that_a_newer_reader_takes_for_one_keep_what_was_decided_of_each() -> None:
    one, other = READING.entities[0], READING.entities[1]
    first = decide(f"value:r/{one.id}.age", READING, value=31)
    second = decide(f"value:r/{other.id}.age", READING, value=77, before=[first])
    mentions = (Span(0, 3), *sorted((*one.mentions, *other.mentions)))
    both = replace(one, id="e50", mentions=mentions, age=None)
    newer = replace(READING, entities=(*READING.entities[2:], both), claims=(), events=())

    effective = hold(newer, [first, second])

    merged = effective.find("e50", (SubjectKind.ENTITY,))
    assert merged is not None
    assert merged.values["age"] is None
    kept = [it for it in effective.findings if it.kept]
    assert sorted(it.values["age"] for it in kept) == [31, 77]
    assert len(effective.orphans) == 2


def test_while_a_report_is_not_read_nothing_is_an_orphan() -> None:
    made = decide(f"claim:r/{NAME}", READING, judgement=Judgement.YES)

    effective = hold(None, [made])

    (claim,) = effective.claims
    assert (claim.kept, claim.standing) == (True, Standing.STANDS)
    assert claim.values["content"]["text"] == ATTRIBUTED.content.text
    assert effective.orphans == ()
    assert effective.reading is None
