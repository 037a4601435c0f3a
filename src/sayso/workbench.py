"""The only place where stages and store meet; one method a use case."""

from dataclasses import replace

from sayso import __version__
from sayso.cases.assemble import make_cases
from sayso.cases.checks import find_problems
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.language import Language, get_language
from sayso.packs.pack import Pack, get_pack
from sayso.read.claims import read_claims
from sayso.read.events import read_events
from sayso.read.mentions import read_mentions
from sayso.read.quantities import read_quantities
from sayso.read.times import read_times
from sayso.reconcile.chains import ClaimContext, make_claims
from sayso.reconcile.entities import resolve_entities
from sayso.reconcile.events import make_events
from sayso.reconcile.leads import join_leads
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report

try:
    from sayso.read.law import read_penalties, read_provisions
except ImportError:
    read_penalties = read_provisions = None
try:
    from sayso.read.places import find_place_names, make_places
    from sayso.store.gazetteer import Gazetteer
except ImportError:
    find_place_names = None
try:
    from sayso.reconcile.penalties import assign_penalties
except ImportError:
    assign_penalties = None


class Workbench:
    """Reads reports; loads what it needs once, when it is first needed."""

    def __init__(self, *, packs: tuple[str, ...] = ("military-refusal",)) -> None:
        self._packs: tuple[Pack, ...] = tuple(get_pack(name) for name in packs)
        self._gazetteer = Gazetteer.packaged() if find_place_names else None

    def read(self, report: Report) -> Reading:
        """Return everything that a report says.

        Raises:
            LanguageError: The report's language is not one that sayso reads.
            ModelError: The language's pipeline is missing or not what was pinned.
        """
        language = get_language(report.language)
        engine: Engine = load_english()
        parse = engine.parse(report.text)
        names = find_place_names(parse, language, self._gazetteer) if find_place_names else ()
        mentions = read_mentions(parse, language, names)
        resolution = resolve_entities(mentions, parse, language)
        tellings = read_events(parse, language, self._packs)
        resolution = join_leads(resolution, tellings, parse)
        times = read_times(parse, language, published=report.published)
        quantities = read_quantities(parse, language, times)
        provisions = read_provisions(parse, language) if read_provisions else ()
        context = ClaimContext(
            report=report, parse=parse, language=language, resolution=resolution, times=times
        )
        claims = make_claims(read_claims(parse, language), context)
        places = (
            make_places(resolution.entities, parse, language, self._gazetteer)
            if find_place_names
            else ()
        )
        events = make_events(tellings, parse, resolution, times, places, claims)
        penalties = ()
        if read_penalties and assign_penalties:
            found = read_penalties(parse, language, quantities)
            penalties = assign_penalties(found, resolution, events, parse)
        elif read_penalties:
            found = read_penalties(parse, language, quantities)
            penalties = tuple(
                replace(f.penalty, entity=resolution.entity_of.get(f.bearer)) for f in found
            )
        reading = Reading(
            made_by=self._made_by(engine, language),
            report=report,
            entities=resolution.entities,
            times=times,
            places=places,
            quantities=quantities,
            claims=claims,
            provisions=provisions,
            penalties=penalties,
            events=events,
            cases=(),
            checks=(),
        )
        reading = replace(reading, cases=make_cases(reading, self._packs[0]))
        return replace(reading, checks=find_problems(reading, self._packs[0]))

    def _made_by(self, engine: Engine, language: Language) -> MadeBy:
        return MadeBy(
            reader=Maker(name="sayso", version=__version__),
            models=engine.makers,
            languages=(language.maker,),
            packs=tuple(pack.maker for pack in self._packs),
        )
