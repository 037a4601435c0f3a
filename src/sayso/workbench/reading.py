"""Reading reports: the stages put together."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sayso import __version__
from sayso.capture.file import capture_file, capture_stream, capture_text
from sayso.capture.language import tell_paragraph_languages
from sayso.capture.options import CaptureOptions
from sayso.cases.assemble import make_cases
from sayso.cases.checks import find_problems
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.engines.inflected.namer import load_namer
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.engines.tagger.claim_tagger import ClaimTagger, load_claim_tagger
from sayso.lang.language import Language, get_language
from sayso.packs.pack import DEFAULT, Pack, get_pack
from sayso.read.bearers import list_bearers
from sayso.read.claims import ClaimReader, read_claims
from sayso.read.claims_tagged import TaggedClaimReader
from sayso.read.events import read_events
from sayso.read.inflected import events as inflected_events
from sayso.read.inflected import mentions as inflected_mentions
from sayso.read.inflected import penalties as inflected_penalties
from sayso.read.inflected import places as inflected_places
from sayso.read.inflected import provisions as inflected_provisions
from sayso.read.inflected import quantities as inflected_quantities
from sayso.read.inflected import times as inflected_times
from sayso.read.inflected.announced import add_announced
from sayso.read.inflected.statements import add_by_pattern
from sayso.read.law import read_penalties, read_provisions
from sayso.read.law_countries import find_place_countries
from sayso.read.mentions import read_mentions
from sayso.read.places import find_place_names, make_places
from sayso.read.publisher import type_publisher
from sayso.read.quantities import read_quantities
from sayso.read.quantity_durations import add_durations
from sayso.read.times import read_times
from sayso.reconcile.chains import ClaimContext, find_matters, make_claims
from sayso.reconcile.entities import resolve_entities
from sayso.reconcile.event_dates import date_events
from sayso.reconcile.events import make_events
from sayso.reconcile.forwards import add_forwarder
from sayso.reconcile.headed_verdicts import add_headed_verdicts
from sayso.reconcile.inflected import entities as inflected_entities
from sayso.reconcile.inflected.claims import make_claims as make_inflected_claims
from sayso.reconcile.lead_groups import join_lead_groups, join_told_groups
from sayso.reconcile.mixed import join_readings
from sayso.reconcile.named_members import add_named_members
from sayso.reconcile.penalties import assign_penalties
from sayso.reconcile.stated_ages import add_stated_ages
from sayso.reconcile.unused import drop_unused
from sayso.records.finding import Attribution, Doubt, PenaltyFinding, Resolution, Telling
from sayso.records.naming import Namer
from sayso.records.parse import Parse
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.store.atlas import Atlas
from sayso.store.gazetteer import Gazetteer, get_packaged_path
from sayso.store.gazetteer_build.dump import Progress
from sayso.store.gazetteer_build.rebuild import rebuild_gazetteer
from sayso.store.rates import Rates
from sayso.workbench.mixing import find_passages, list_parts, make_foreign_error


class Workbench:
    """Reads reports; loads what it needs once, when it is first needed.

    Args:
        packs: The domain packs to read events by, shipped ones by name, others by the path of
            their folder; the first one's procedure makes the cases.
        claims: What finds the attributed statements: "model" (the tagger that is shipped,
            with the rules), "rules" (no model needed), the file of another model, or any
            `ClaimReader`.
        gazetteer: The file of another gazetteer than the one that came with sayso.

    Raises:
        StoreError: There is no such gazetteer.
    """

    def __init__(
        self,
        *,
        packs: tuple[str | Path, ...] = (DEFAULT,),
        claims: ClaimReader | str | Path = "model",
        gazetteer: Path | None = None,
    ) -> None:
        self._claims = claims
        self._packs: tuple[Pack, ...] = tuple(get_pack(name) for name in packs)
        self._gazetteer = self.open_gazetteer(gazetteer)
        self._rates, self._atlas = Rates.packaged(), Atlas(gazetteer or get_packaged_path())

    @staticmethod
    def capture_file(path: Path, options: CaptureOptions) -> Report:
        """Make a report of a file; raises `CaptureError` or `LanguageError`."""
        return capture_file(path, options)

    @staticmethod
    def capture_stream(stream: BinaryIO, options: CaptureOptions) -> Report:
        """Make a report of all that a stream gives; raises as `capture_file` does."""
        return capture_stream(stream, options)

    @staticmethod
    def capture_text(text: str, options: CaptureOptions) -> Report:
        """Make a report of plain text; raises as `capture_file` does."""
        return capture_text(text, options)

    @staticmethod
    def open_gazetteer(path: Path | None = None) -> Gazetteer:
        """Open a gazetteer, the one that came with sayso by default; raises `StoreError`."""
        return Gazetteer.packaged() if path is None else Gazetteer(path)

    @staticmethod
    def build_gazetteer(
        dump: Path, out: Path, *, other_names: Path | None, progress: Progress
    ) -> None:
        """Make a gazetteer of the packaged one and of a GeoNames dump; raises `StoreError`."""
        rebuild_gazetteer(
            get_packaged_path(), dump, out, other_names=other_names, progress=progress
        )

    def read(self, report: Report) -> Reading:
        """Return everything that a report says.

        Raises:
            LanguageError: The report's language is not one that sayso reads, or no paragraph
                of it is in one.
            ModelError: The language's pipeline or the model of claims is missing or not what
                was pinned; or the file that was named is no model of claims.
        """
        languages = tell_paragraph_languages(report.text, report.language)
        passages = find_passages(report, languages)
        parts = list_parts(report, passages)
        if passages and not parts:
            raise make_foreign_error(report, passages)
        if not parts:
            return self._add_cases(self._read_part(report))
        readings = [self._read_part(part) for part in parts]
        return self._add_cases(join_readings(report, readings, passages))

    def _read_part(self, report: Report) -> Reading:
        """Return what a report in one language says, without cases."""
        language = get_language(report.language)
        if language.grammar == "inflected":
            return self._read_inflected(report, language)
        return self._read_analytic(report, language)

    def _read_analytic(self, report: Report, language: Language) -> Reading:
        """Return what a report says whose language tells roles by the order of words."""
        engine: Engine = load_english()
        parse = engine.parse(report.text)
        attributions, doubt = self._read_attributions(parse, language)
        tellings = read_events(parse, language, self._packs)
        times = read_times(parse, language, published=report.published)
        quantities = read_quantities(parse, language, times)
        penalties = read_penalties(parse, language, quantities)
        resolution = self._resolve(
            parse, language, attributions, tellings, penalties, publisher=report.publisher
        )
        context = ClaimContext(
            report=report,
            parse=parse,
            language=language,
            resolution=resolution,
            times=times,
            matters=find_matters(tellings, resolution),
            doubt=doubt,
        )
        claims = add_forwarder(make_claims(attributions, context), report, resolution.entities)
        places = make_places(resolution.entities, parse, language, self._gazetteer)
        countries = find_place_countries(resolution.entities, places)
        provisions = read_provisions(parse, language, self._packs, countries)
        events = make_events(tellings, parse, resolution, times, places, claims, provisions)
        events = date_events(events, times, parse.text, language)
        terms = [finding.penalty.span for finding in penalties]
        quantities = add_durations(quantities, times, terms, text=parse.text, language=language)
        events, assigned = add_headed_verdicts(
            events,
            assign_penalties(penalties, resolution, events, parse),
            resolution.entities,
            times,
            claims,
            parse.text,
        )
        return Reading(
            made_by=self._made_by(engine, language),
            report=report,
            entities=resolution.entities,
            times=times,
            places=places,
            quantities=quantities,
            claims=claims,
            provisions=provisions,
            penalties=assigned,
            events=events,
            cases=(),
            checks=(),
        )

    def _read_inflected(self, report: Report, language: Language) -> Reading:
        """Return what a report says whose language tells roles by endings.

        There are no rules that find statements in it: where the rules alone were asked for,
        the shipped model reads.
        """
        engine: Engine = load_inflected(language.code)
        namer: Namer = load_namer(language.code)
        tagger = self._get_tagger() or load_claim_tagger()
        parse = engine.parse(report.text)
        tagged = add_by_pattern(tagger.tag(report.text), parse, language)
        tagged = add_announced(tagged, parse, language)
        times = inflected_times.read_times(parse, language, published=report.published)
        tellings = inflected_events.read_events(parse, language, self._packs, times)
        quantities = inflected_quantities.read_quantities(parse, language, times)
        penalties = inflected_penalties.read_penalties(parse, language, quantities)
        place_names = inflected_places.find_place_names(parse, language, self._gazetteer)
        mentions = inflected_mentions.read_mentions(parse, language, place_names, namer)
        mentions = type_publisher(mentions, report.publisher)
        resolution = inflected_entities.resolve_entities(mentions, parse, language, tagged)
        resolution = join_lead_groups(resolution, tellings, parse)
        resolution = join_told_groups(resolution, tellings, language)
        resolution = add_named_members(resolution, tellings, parse, language)
        resolution = add_stated_ages(resolution, parse, language)
        context = ClaimContext(
            report=report,
            parse=parse,
            language=language,
            resolution=resolution,
            times=times,
            matters=find_matters(tellings, resolution),
        )
        entities = resolution.entities
        claims = add_forwarder(make_inflected_claims(tagged, context), report, entities)
        places = inflected_places.make_places(entities, parse, language, self._gazetteer, namer)
        countries = find_place_countries(entities, places)
        provisions = inflected_provisions.read_provisions(parse, language, self._packs, countries)
        events = make_events(tellings, parse, resolution, times, places, claims, provisions)
        events = date_events(events, times, parse.text, language)
        events, assigned = add_headed_verdicts(
            events,
            assign_penalties(penalties, resolution, events, parse),
            entities,
            times,
            claims,
            parse.text,
        )
        return Reading(
            made_by=replace(
                self._made_by(engine, language),
                models=tuple(dict.fromkeys((*engine.makers, *tagger.makers))),
            ),
            report=report,
            entities=entities,
            times=times,
            places=places,
            quantities=quantities,
            claims=claims,
            provisions=provisions,
            penalties=assigned,
            events=events,
            cases=(),
            checks=(),
        )

    def _resolve(
        self,
        parse: Parse,
        language: Language,
        attributions: Sequence[Attribution],
        tellings: tuple[Telling, ...],
        penalties: Sequence[PenaltyFinding],
        *,
        publisher: str | None,
    ) -> Resolution:
        """Return who and what the report speaks of; what is told decides the last doubts."""
        place_names = find_place_names(parse, language, self._gazetteer)
        bearers = list_bearers(penalties)
        mentions = read_mentions(parse, language, place_names, bearers=bearers)
        mentions = type_publisher(mentions, publisher)
        resolution = resolve_entities(mentions, parse, language, attributions)
        resolution = join_lead_groups(resolution, tellings, parse)
        resolution = join_told_groups(resolution, tellings, language)
        resolution = add_named_members(resolution, tellings, parse, language)
        resolution = add_stated_ages(resolution, parse, language)
        return drop_unused(resolution, attributions, tellings, bearers.all)

    def _add_cases(self, reading: Reading) -> Reading:
        """Return a reading with the cases that its events make up, and what to ask about it."""
        pack = self._packs[0]
        reading = replace(reading, cases=make_cases(reading, pack))
        checks = find_problems(reading, pack, rates=self._rates, atlas=self._atlas)
        return replace(reading, checks=checks)

    def _read_attributions(
        self, parse: Parse, language: Language
    ) -> tuple[tuple[Attribution, ...], Doubt | None]:
        """Return the attributed statements, and what else may be one, where a tagger reads."""
        reader = self._get_claim_reader()
        if isinstance(reader, TaggedClaimReader):
            return reader.read(parse, language)
        return reader(parse, language), None

    def _get_claim_reader(self) -> ClaimReader:
        if self._claims == "rules":
            return read_claims
        if isinstance(self._claims, str | Path):
            return TaggedClaimReader(self._get_tagger() or load_claim_tagger())
        return self._claims

    def _get_tagger(self) -> ClaimTagger | None:
        """Return the tagger that was asked for; loaded once, whoever asks."""
        if self._claims == "model":
            return load_claim_tagger()
        if isinstance(self._claims, str | Path) and self._claims != "rules":
            return load_claim_tagger(Path(self._claims))
        return None

    def _get_tagger_makers(self) -> tuple[Maker, ...]:
        tagger = self._get_tagger()
        return () if tagger is None else tagger.makers

    def _made_by(self, engine: Engine, language: Language) -> MadeBy:
        return MadeBy(
            reader=Maker(name="sayso", version=__version__),
            models=(*engine.makers, *self._get_tagger_makers()),
            languages=(language.maker,),
            packs=tuple(pack.maker for pack in self._packs),
            data=(self._gazetteer.maker, self._rates.maker),
        )
