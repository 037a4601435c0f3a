"""Exchange rates between currencies, read from the table that travels with sayso."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Self

from sayso.errors import StoreError
from sayso.records.rate import ExchangeRate
from sayso.records.reading import Maker

# As `rates_build` writes them: the rates of Wednesdays from this one on.
_FIRST = date(1999, 1, 6)
_WEEK = timedelta(days=7)
_EURO = "EUR"
_ZLOTY = "PLN"


class Rates:
    """Weekly rates since 1999; the files are read when first asked, and only ever read.

    Of two currencies that the European Central Bank quotes, its rate counts; of others the
    Polish national bank's. Currencies whose official rate was not what people paid are not
    in it (`data/rates.toml` says which, and where the rates are from).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def packaged(cls) -> Self:
        """Return the rates that came with sayso."""
        return cls(Path(str(resources.files("sayso.store") / "data")))

    @cached_property
    def maker(self) -> Maker:
        """What it is called, the last day that it may know, and its hash, for `made_by`."""
        text = self._read("rates.tsv")
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Maker(name="exchange-rates", version=self._recipe["edition"], sha256=digest)

    def find_rates(
        self, one: str, other: str, *, begin: date, end: date
    ) -> tuple[ExchangeRate, ...]:
        """Return the rates known from `begin` to `end`, oldest first; none where none is known.

        Args:
            one: The code (ISO 4217) of which one unit was worth so much ...
            other: ... in units of this one.
            begin: The first day that counts.
            end: The last one.

        Raises:
            StoreError: The table is missing.
        """
        first = max(0, -((_FIRST - begin) // _WEEK))  # rounded up
        weeks = range(first, (end - _FIRST) // _WEEK + 1)
        found = (self._find(one, other, week) for week in weeks)
        return tuple(rate for rate in found if rate is not None)

    def find_namesakes(self, code: str, words: str) -> tuple[str, ...]:
        """Return the codes of all currencies that go by a sum's words, the commonest first.

        "£" is British pounds; "300,000 pounds" may be Lebanese ones.
        """
        for shared in self._recipe["shared"]:
            codes = shared["codes"]
            if code in codes and not any(sign in words for sign in shared.get("exact", ())):
                return tuple(codes)
        return (code,)

    def _find(self, one: str, other: str, week: int) -> ExchangeRate | None:
        for source in self._recipe["source"]:
            series = self._series.get(source["key"])
            if series is not None and (value := series.divide(one, other, week)) is not None:
                return ExchangeRate(day=_FIRST + week * _WEEK, value=value, source=source["name"])
        return None

    @cached_property
    def _recipe(self) -> dict[str, Any]:
        return tomllib.loads(self._read("rates.toml"))

    @cached_property
    def _series(self) -> Mapping[str, "_Series"]:
        found: dict[str, _Series] = {}
        for line in self._read("rates.tsv").splitlines():
            source, code, weeks = line.split("\t", 2)
            found.setdefault(source, _Series(base=_BASES[source])).lines[code] = weeks
        return found

    def _read(self, name: str) -> str:
        try:
            return (self._folder / name).read_text(encoding="utf-8")
        except FileNotFoundError as exc:
            raise StoreError(
                f"There are no exchange rates at {self._folder}.",
                remedy="Install sayso anew: they come with it.",
            ) from exc


_BASES = {"ECB": _EURO, "NBP": _ZLOTY}


@dataclass(slots=True)
class _Series:
    """The rates of one source; a currency's are parsed when asked for: a report has one or two."""

    base: str
    lines: dict[str, str] = field(default_factory=dict)
    _parsed: dict[str, list[str]] = field(default_factory=dict)

    def divide(self, one: str, other: str, week: int) -> float | None:
        first, second = self._get(one, week), self._get(other, week)
        if first is None or second is None:
            return None
        # The ECB gives units for a euro, the Polish bank zlotys for a unit.
        return second / first if self.base == _EURO else first / second

    def _get(self, code: str, week: int) -> float | None:
        if code == self.base:
            return 1.0
        if code not in self._parsed:
            self._parsed[code] = self.lines.get(code, "").split("\t")
        weeks = self._parsed[code]
        return float(weeks[week]) if week < len(weeks) and weeks[week] else None
