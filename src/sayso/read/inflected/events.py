"""What a report tells of events: who did or suffered what, where and when."""

from sayso.lang.language import Language
from sayso.packs.pack import Pack
from sayso.records.finding import Telling
from sayso.records.parse import Parse


def read_events(parse: Parse, language: Language, packs: tuple[Pack, ...]) -> tuple[Telling, ...]:
    """Return every place that tells an event of the packs, in text order."""
    return ()
