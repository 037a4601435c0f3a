"""An invented report with everything in it, and its reading made by hand."""

from collections.abc import Iterable
from dataclasses import replace

from invented_findings import (
    make_cases,
    make_entities,
    make_events,
    make_penalties,
    make_places,
    make_times,
)
from invented_report import Finder, make_report

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.event import (
    Check,
    CheckKind,
)
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span
from sayso.records.value import (
    Provision,
    Quantity,
    Unit,
)


def make_reading(report: Report | None = None) -> Reading:
    report = make_report() if report is None else report
    find = Finder(report)
    return Reading(
        made_by=MadeBy(
            reader=Maker(name="sayso", version="0.1.0"),
            models=(Maker(name="a_model", version="1.0", sha256="cd" * 32),),
            languages=(Maker(name="en", version="1"),),
            packs=(Maker(name="military-refusal", version="1"),),
        ),
        report=report,
        entities=tuple(make_entities(find)),
        times=tuple(make_times(find)),
        places=tuple(make_places()),
        quantities=(
            Quantity(
                id="q1",
                span=find.span("Around 200 conscripts"),
                text="Around 200 conscripts",
                value=200.0,
                approx=True,
                unit=Unit.PERSON,
                of="conscripts",
            ),
        ),
        claims=tuple(_make_claims(find)),
        provisions=(
            Provision(
                id="r1",
                span=find.span("Article 212 of the Criminal Code"),
                text="Article 212 of the Criminal Code",
                article="212",
            ),
        ),
        penalties=tuple(make_penalties(find)),
        events=tuple(make_events(find)),
        cases=tuple(make_cases()),
        checks=(
            Check(
                kind=CheckKind.SINGLE_SOURCE,
                about=("c2", "c3"),
                message="Only Mira Tessaly says that Ilan Tessaly was detained.",
            ),
            Check(
                kind=CheckKind.CONTRADICTION,
                about=("c6", "c7"),
                message="Lantern reports 200 held; the Defense Ministry denies it.",
            ),
        ),
    )


def _make_claims(find: Finder) -> Iterable[Claim]:
    def link(entity: str, name: str, kind: SourceKind, span: Span | None = None) -> Link:
        return Link(entity=entity, name=name, kind=kind, span=span)

    def make(id_: str, content: Selector, style: Style, *chain: Link, **more: object) -> Claim:
        plain = Claim(
            id=id_,
            source=None,
            cue=None,
            content=content,
            style=style,
            chain=chain,
            certainty=Certainty.STATED,
            polarity=Polarity.POSITIVE,
            said=None,
            confidence=0.9,
        )
        return replace(plain, **more)  # type: ignore[arg-type]

    wife = link("e2", "Mira Tessaly", SourceKind.RELATIVE, find.span("his wife"))
    lawyer = link("e5", "lawyer", SourceKind.LAWYER, find.span("his lawyer"))
    yield make(
        "c1",
        find.select("Reservist held after refusing to fight"),
        Style.INDIRECT,
        wife,
        source=find.select("wife"),
        cue=find.select("says"),
    )
    yield make(
        "c2",
        find.select(
            "A reservist from Verrin was detained last week after he refused to go to the front"
        ),
        Style.INDIRECT,
        link("e4", "Harbor News", SourceKind.OUTLET, find.span("Harbor News")),
        wife,
        source=find.select("his wife"),
        cue=find.select("told"),
    )
    yield make(
        "c3",
        find.select("“They came for him at night,”"),
        Style.DIRECT,
        wife,
        source=find.select("Mira Tessaly"),
        cue=find.select("said"),
    )
    yield make(
        "c4",
        find.select("“Nobody,”", "“has told us where he is.”"),
        Style.DIRECT,
        wife,
        source=find.select("she", after="Nobody"),
        cue=find.select("added"),
    )
    yield make(
        "c5",
        find.select(
            "Ilan Tessaly, 31, could face up to three years in prison or a fine of 40,000 crowns "
            "($1,900) under Article 212 of the Criminal Code if convicted"
        ),
        Style.INDIRECT,
        lawyer,
        source=find.select("his lawyer"),
        cue=find.select("according to"),
        certainty=Certainty.CONDITIONAL,
    )
    yield make(
        "c6",
        find.select(
            "Around 200 conscripts are being held in a cellar in the village of Orsk in the "
            "Dalen region"
        ),
        Style.INDIRECT,
        link("e9", "Lantern", SourceKind.CHANNEL, find.span("Lantern")),
        link("e10", "relatives", SourceKind.RELATIVE, find.span("relatives")),
        source=find.select("the Lantern channel"),
        cue=find.select("reported", "citing", after="Lantern"),
        said="t3",
    )
    yield make(
        "c7",
        find.select("that anyone was being held against his will"),
        Style.INDIRECT,
        link("e11", "Defense Ministry", SourceKind.OFFICIAL, find.span("Defense Ministry")),
        source=find.select("The Defense Ministry"),
        cue=find.select("denied"),
        polarity=Polarity.NEGATIVE,
    )
    yield make(
        "c8",
        find.select(
            "Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May",
            "the ministry had confirmed",
        ),
        Style.INDIRECT,
        lawyer,
        source=find.select("the lawyer"),
        cue=find.select("said", after="the lawyer"),
    )
    yield make(
        "c9",
        find.select(
            "Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May"
        ),
        Style.INDIRECT,
        lawyer,
        link("e11", "Defense Ministry", SourceKind.OFFICIAL, find.span("the ministry")),
        source=find.select("the ministry"),
        cue=find.select("confirmed"),
        certainty=Certainty.EXPECTED,
    )
    yield make("c10", find.select("a case against a 24-year-old man"), Style.OWN)


def make_bare_reading(text: str = "Nothing is known.", *, title: str | None = None) -> Reading:
    """Return a reading of a report of which nothing but its text is known."""
    report = replace(make_report(text), text=text, title=title, publisher=None, url=None)
    return Reading(
        made_by=MadeBy(
            reader=Maker(name="sayso", version="0.1.0"), models=(), languages=(), packs=()
        ),
        report=replace(report, published=None),
        entities=(),
        times=(),
        places=(),
        quantities=(),
        claims=(),
        provisions=(),
        penalties=(),
        events=(),
        cases=(),
        checks=(),
    )
