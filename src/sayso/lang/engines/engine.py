"""What every engine offers."""

from typing import Protocol

from sayso.records.parse import Parse
from sayso.records.reading import Maker


class Engine(Protocol):
    """Analyses texts of one language; loaded once and passed to the stages."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The models it uses, with versions and hashes."""
        ...

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines."""
        ...
