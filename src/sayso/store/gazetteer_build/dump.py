"""The files that GeoNames offers for download, read row by row.

Their columns are those of GeoNames' `readme.txt`: 19 in `allCountries.txt` and in the files of
single countries, 8 or 10 in `alternateNames.txt` and `alternateNamesV2.txt`.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from sayso.errors import StoreError

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many were read."""

_COLUMNS = 19
_ALTERNATE_COLUMNS = (8, 10)
_SHOWN_EVERY = 1 << 22
_REMEDY = (
    "Give a file as GeoNames offers it: allCountries.zip, or that of a country such as UA.zip."
)
_ALTERNATE_REMEDY = "Give a file as GeoNames offers it: alternateNamesV2.zip."


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpRow:
    """One feature of GeoNames.

    Attributes:
        geonames: Its id.
        name: Its name, in letters of any script.
        names: Other spellings, as its own row gives them.
        lat, lon: Degrees (WGS 84).
        kind: Feature class and code: "P.PPL", "A.ADM1".
        country: ISO 3166-1 alpha-2, or "".
        admin1, admin2: GeoNames' codes of the units that it is or lies in, or "".
        population: People, 0 where unknown.
        changed: Day of its last change, ISO 8601.
    """

    geonames: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    country: str
    admin1: str
    admin2: str
    population: int
    changed: str

    @classmethod
    def parse(cls, cells: list[str]) -> Self:
        """Read a row's cells; raises `ValueError` where they are none of a feature."""
        if len(cells) != _COLUMNS:
            raise ValueError(f"it has {len(cells)} columns, not {_COLUMNS}")
        lat, lon = float(cells[4]), float(cells[5])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"{cells[4]}, {cells[5]} is no point on the globe")
        return cls(
            geonames=int(cells[0]),
            name=cells[1],
            names=tuple(name for name in (cells[2], *cells[3].split(",")) if name),
            lat=lat,
            lon=lon,
            kind=f"{cells[6]}.{cells[7]}",
            country=cells[8],
            admin1=cells[10],
            admin2=cells[11],
            population=max(0, int(cells[14] or 0)),
            changed=cells[18],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A name of a feature in one language ("" where GeoNames does not say)."""

    geonames: int
    language: str
    name: str
    preferred: bool


def read_dump(path: Path, progress: Progress) -> Iterator[DumpRow]:
    """Yield the features of a dump, packed or not, in its order.

    Raises:
        StoreError: It cannot be read, or a line of it is no feature.
    """
    for number, cells in _read_cells(path, progress, _REMEDY):
        try:
            yield DumpRow.parse(cells)
        except ValueError as exc:
            raise StoreError(
                f"Line {number:,} of {path} is no feature of GeoNames: {exc}.", remedy=_REMEDY
            ) from exc


def read_other_names(path: Path, progress: Progress) -> Iterator[OtherName]:
    """Yield the names of `alternateNamesV2.txt` that are not colloquial; raises `StoreError`."""
    for number, cells in _read_cells(path, progress, _ALTERNATE_REMEDY):
        if len(cells) not in _ALTERNATE_COLUMNS or not cells[1].isdigit():
            raise StoreError(
                f"Line {number:,} of {path} is no alternate name of GeoNames: it has "
                f"{len(cells)} columns.",
                remedy=_ALTERNATE_REMEDY,
            )
        if cells[6] != "1":
            yield OtherName(
                geonames=int(cells[1]),
                language=cells[2],
                name=cells[3],
                preferred=cells[4] == "1",
            )


def _read_cells(path: Path, progress: Progress, remedy: str) -> Iterator[tuple[int, list[str]]]:
    done = shown = 0
    with ExitStack() as stack:
        try:
            total, lines = _open(path, stack)
            for number, line in enumerate(lines, start=1):
                done += len(line)
                if done - shown >= _SHOWN_EVERY:
                    progress(done, total)
                    shown = done
                yield number, line.decode("utf-8").rstrip("\r\n").split("\t")
            progress(total, total)
        except UnicodeDecodeError as exc:
            raise StoreError(f"{path} is no text in UTF-8.", remedy=remedy) from exc
        except (zipfile.BadZipFile, zlib.error, EOFError) as exc:
            raise StoreError(f"{path} is damaged: {exc}.", remedy="Download it anew.") from exc
        except OSError as exc:
            raise StoreError(f"{path} cannot be read: {exc}.", remedy=remedy) from exc


def _open(path: Path, stack: ExitStack) -> tuple[int, IO[bytes]]:
    """Open a text, or the one in an archive, and return how many bytes it has, too."""
    if not zipfile.is_zipfile(path):
        return path.stat().st_size, stack.enter_context(path.open("rb"))
    archive = stack.enter_context(zipfile.ZipFile(path))
    texts = [
        entry
        for entry in archive.infolist()
        if entry.filename.endswith(".txt") and not entry.filename.startswith("readme")
    ]
    if not texts:
        raise StoreError(f"{path} holds no text.", remedy=_REMEDY)
    largest = max(texts, key=lambda entry: entry.file_size)
    return largest.file_size, stack.enter_context(archive.open(largest))
