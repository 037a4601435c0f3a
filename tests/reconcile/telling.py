"""The claims of small texts, as tests ask for them."""

from sayso.lang.language import Language
from sayso.packs.pack import get_pack
from sayso.read.claims import read_claims
from sayso.read.events import read_events
from sayso.read.mentions import read_mentions
from sayso.read.times import read_times
from sayso.reconcile.chains import ClaimContext, find_matters, make_claims
from sayso.reconcile.entities import resolve_entities
from sayso.records.claim import Claim, Style
from sayso.records.parse import Parse
from sayso.records.report import Report

PUBLISHER = "The Volga Herald"


def read_small(parse: Parse, language: Language) -> tuple[Claim, ...]:
    """Return the claims of a text that the Volga Herald published on a known day."""
    report = Report(
        id="small",
        title=None,
        publisher=PUBLISHER,
        url=None,
        published="2023-02-01",
        captured=None,
        language="en",
        sha256="0" * 64,
        text=parse.text,
    )
    attributions = read_claims(parse, language)
    mentions = read_mentions(parse, language, ())
    resolution = resolve_entities(mentions, parse, language, attributions)
    tellings = read_events(parse, language, (get_pack("military-refusal"),))
    context = ClaimContext(
        report=report,
        parse=parse,
        language=language,
        resolution=resolution,
        times=read_times(parse, language, published=report.published),
        matters=find_matters(tellings, resolution),
    )
    return make_claims(attributions, context)


def list_chains(claims: tuple[Claim, ...]) -> list[list[tuple[str, str]]]:
    """Return the chains of the statements that have one, as names and kinds."""
    return [
        [(link.name, link.kind.value) for link in claim.chain]
        for claim in claims
        if claim.style is not Style.OWN
    ]
