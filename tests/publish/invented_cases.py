"""One invented case across three reports, with what must be shown safely in it."""

from collections.abc import Mapping

from sayso.publish.cases_json import ReportNames
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.casefile import (
    AccountValue,
    CaseFile,
    Citation,
    CitingWay,
    Contradiction,
    Copying,
    Identity,
    Level,
    Likeness,
    Origin,
    Reason,
    Ref,
    Severity,
    SharedPenalty,
    Step,
)
from sayso.records.claim import Certainty, Claim, Polarity, SourceKind, Style
from sayso.records.entity import EntityType, Gender
from sayso.records.event import CaseKind, EventStatus
from sayso.records.selector import Selector, Span
from sayso.records.value import Penalty, PenaltyKind, PenaltyStatus

HOSTILE = '<script>alert("x")</script>\x1b[31m'
WIRE, LEDGER, POST = "a" * 64, "b" * 64, "c" * 64
_IDS = {WIRE: "wire-1", LEDGER: "ledger-2", POST: "post-3"}


def make_names() -> ReportNames:
    """Return the names of the three reports."""
    return ReportNames(
        {key: _summarize(number, key) for number, key in enumerate(_IDS, start=1)},
        {WIRE: "wire.txt", LEDGER: None, POST: "result.json"},
    )


def _summarize(number: int, sha256: str) -> ReportSummary:
    return ReportSummary(
        n=number,
        id=_IDS[sha256],
        sha256=sha256,
        title=f"Sentenced {HOSTILE}",
        publisher=None if sha256 == POST else f"Publisher {number}",
        url="javascript:alert(1)" if sha256 == POST else "https://example.org/a",
        published=None if sha256 == POST else f"2024-03-1{number}",
        language="en",
        state=ReadingState.READ,
        problem=None,
        previous=None,
        claims=1,
        text_sha256="0" * 64,
    )


def make_quotes() -> Mapping[Ref, Claim]:
    """Return the claims that the case names; two reports give one in the same words."""
    same = "Ivan Petrov was sentenced to two years"
    return {
        Ref(report=WIRE, id="c1"): _claim("c1", same),
        Ref(report=LEDGER, id="c2"): _claim("c2", same),
        Ref(report=POST, id="c3"): _claim("c3", f"He was not {HOSTILE}", Polarity.NEGATIVE),
    }


def _claim(name: str, text: str, polarity: Polarity = Polarity.POSITIVE) -> Claim:
    spans = (Span(0, len(text)),)
    return Claim(
        id=name,
        source=None,
        cue=None,
        content=Selector(spans=spans, text=text),
        style=Style.INDIRECT,
        chain=(),
        certainty=Certainty.STATED,
        polarity=polarity,
        said=None,
        confidence=0.9,
    )


def make_identity() -> Identity:
    """Return whose case it is."""
    other = Ref(report="d" * 64, id="e9")
    reasons = (
        Reason(kind="name", weight=2.0, words="both are called Ivan Petrov"),
        Reason(kind="age", weight=1.0, words="both are 31"),
    )
    one = Ref(report=WIRE, id="e1")
    return Identity(
        id="p0123456789",
        type=EntityType.PERSON,
        name="Ivan Petrov",
        spellings=("Ivan Petrov", "Иван Петров"),
        members=(one, Ref(report=LEDGER, id="e2")),
        gender=Gender.MALE,
        ages=(31,),
        roles=("contract soldier",),
        joined=(
            Likeness(
                one=one,
                other=Ref(report=LEDGER, id="e2"),
                score=0.97,
                level=Level.SAME,
                reasons=reasons,
            ),
        ),
        suggested=(
            Likeness(one=one, other=other, score=0.6, level=Level.POSSIBLE, reasons=reasons[:1]),
        ),
    )


def make_case() -> CaseFile:
    """Return the case: a sentence that two origins tell, a denial, an appeal to come."""
    refs = tuple(make_quotes())
    penalty = Penalty(
        id="p1",
        span=Span(0, 9),
        text="two years",
        kind=PenaltyKind.IMPRISONMENT,
        min=2,
        max=2,
        unit="year",
        status=PenaltyStatus.IMPOSED,
        entity="e1",
    )
    return CaseFile(
        id="kabcdef0123",
        kind=CaseKind.PROSECUTION,
        stage="sentence",
        subjects=(make_identity(),),
        matters=(Ref(report=WIRE, id="k1"), Ref(report=LEDGER, id="k1")),
        history=(
            Step(
                id="s1",
                type="sentence",
                status=EventStatus.HAPPENED,
                begin="2024-03-10",
                end="2024-03-10",
                place="Chita",
                events=(Ref(report=WIRE, id="v1"),),
                claims=refs,
                reports=(WIRE, LEDGER, POST),
                origins=("o1", "o2"),
                flags=("A sentence does not follow an acquittal.",),
            ),
            Step(
                id="s2",
                type="appeal",
                status=EventStatus.EXPECTED,
                begin=None,
                end=None,
                place=None,
                events=(Ref(report=WIRE, id="v2"),),
                claims=(),
                reports=(WIRE,),
            ),
        ),
        reports=(WIRE, LEDGER, POST),
        origins=(
            Origin(
                id="o1",
                name="Marina Belova",
                kind=SourceKind.LAWYER,
                claims=refs[:2],
                reports=(WIRE, LEDGER),
                via=("Publisher 1",),
                because=("Both cite the lawyer.",),
            ),
            Origin(
                id="o2",
                name=f"Channel {HOSTILE}",
                kind=SourceKind.CHANNEL,
                claims=refs[2:],
                reports=(POST,),
                sure=False,
            ),
        ),
        contradictions=(
            Contradiction(
                about="term of the sentence",
                field="term",
                step="s1",
                severity=Severity.HIGH,
                values=(
                    AccountValue(
                        value="2 years",
                        claims=refs[:2],
                        reports=(WIRE, LEDGER),
                        origins=("o1",),
                        forms=("two years",),
                    ),
                    AccountValue(
                        value="3 years", claims=refs[2:], reports=(POST,), origins=("o2",)
                    ),
                ),
                note="Nobody corrected it.",
            ),
        ),
        copies=(Copying(of=WIRE, report=LEDGER, share=0.8, way="words", because=("Alike.",)),),
        citations=(
            Citation(by="Publisher 2", of="Publisher 1", how=CitingWay.COPIES, claims=refs[1:2]),
            Citation(by="Publisher 1", of="Marina Belova", how=CitingWay.CITES, claims=refs[:1]),
        ),
        penalties=(
            SharedPenalty(penalty=penalty, reports=(WIRE,), given=(Ref(report=WIRE, id="p1"),)),
        ),
        reasons=(Reason(kind="event", weight=1.0, words="The same sentence."),),
        problems=("The reports give two terms.",),
    )
