"""What the edge decides for a whole run: one frozen record."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this run behaves, whatever it reads.

    Attributes:
        max_bytes: The longest text that is read, in bytes of UTF-8.
        width: Columns of the page for the terminal.
        color: Whether that page is colored.
        claims: What finds the attributed statements: "model", "rules", or a model's file.
        gazetteer: The file of another gazetteer than the one that came with sayso, or ``None``.
        pack: The domain pack that events are read by: its name, or the folder of another.
        progress: Whether a bar may show how far a long run has come.
    """

    max_bytes: int
    width: int
    color: bool
    progress: bool
    claims: str = "model"
    pack: str | Path = "military-refusal"
    gazetteer: Path | None = None
