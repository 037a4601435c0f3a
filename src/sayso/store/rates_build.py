"""Makes the table of exchange rates that travels with sayso; used by its makers alone.

    python -m sayso.store.rates_build FOLDER

FOLDER is where the packages named in `data/rates.toml` were unpacked or installed. Their files are
read as text, checked against the hashes there, and never run as programs.
"""

import csv
import hashlib
import io
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median

# The rates of one day a week: Wednesdays, when the Polish table of rarer currencies comes out.
FIRST = date(1999, 1, 6)
_WEEK = timedelta(days=7)
_YEAR = re.compile(r"    (?:el)?if year == (\d{4}):")
_MONTH = re.compile(r"        (?:el)?if month == (\d{1,2}): return \(([^)]*)\)\[day-1\]")
_NONE = ("", "N/A", "-1")
# No currency kept here moved so far from the weeks around it: the ruble of March 2022 and the
# hryvnia of February 2015 stay within it.
_SLIP = 1.6
_AROUND = 5  # weeks
_Days = Mapping[date, str]


def compile_rates(recipe: Path, folder: Path) -> str:
    """Return the table: source, currency, and the rate of each Wednesday since `FIRST`.

    Rates are as published: of the ECB in units for one euro, of the Polish national bank in
    zlotys for one unit (or for a hundred, where it says so: only their course matters).

    Raises:
        ValueError: A file is not the one that was pinned, or is not read as one.
    """
    table = tomllib.loads(recipe.read_text(encoding="utf-8"))
    left_out = set(table["left_out"]["codes"])
    lines = []
    for source in table["source"]:
        path = folder / source["file"]
        if (found := hash_input(path)) != source["sha256"]:
            raise ValueError(f"{path} is not the file that was pinned ({found}).")
        read = _read_ecb if source["key"] == "ECB" else _read_nbp
        for code, days in sorted(read(path)):
            if code not in left_out and (weeks := _cut_weeks(days)):
                lines.append("\t".join((source["key"], code, *weeks)))
    return "\n".join(lines) + "\n"


def hash_input(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's modules with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(path.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _read_ecb(path: Path) -> Iterator[tuple[str, _Days]]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    header, *rows = csv.reader(io.StringIO(text))
    for column, code in enumerate(header):
        if len(code) == 3:
            yield code, {date.fromisoformat(row[0]): row[column] for row in rows if row}


def _read_nbp(path: Path) -> Iterator[tuple[str, _Days]]:
    for file in path.glob("curr_*.py"):
        days: dict[date, str] = {}
        year = 0
        for line in file.read_text(encoding="utf-8").splitlines():
            if (begun := _YEAR.match(line)) is not None:
                year = int(begun[1])
            elif (month := _MONTH.match(line)) is not None:
                first = date(year, int(month[1]), 1)
                for day, rate in enumerate(re.findall(r"'([^']*)'", month[2])):
                    days[first + timedelta(days=day)] = rate
        if not days:
            raise ValueError(f"{file} holds no rates.")
        yield file.stem.removeprefix("curr_").upper(), days


def _cut_weeks(days: _Days) -> list[str]:
    """Return the rates of Wednesdays, "" where there is none or a slip; none after the last."""
    rates, day, last = [], FIRST, max(days)
    while day <= last:
        rate = days.get(day, "")
        rates.append("" if rate in _NONE else _trim(rate))
        day += _WEEK
    rates = [rate if rate and _is_likely(rates, at) else "" for at, rate in enumerate(rates)]
    while rates and not rates[-1]:
        rates.pop()
    return rates


def _trim(rate: str) -> str:
    return rate.rstrip("0").rstrip(".") if "." in rate else rate


def _is_likely(rates: list[str], at: int) -> bool:
    """Whether a rate is of the size of those around it, and no slip."""
    around = [float(rate) for rate in rates[max(at - _AROUND, 0) : at + _AROUND + 1] if rate]
    return 1 / _SLIP < float(rates[at]) / median(around) < _SLIP


def main() -> None:
    """Write `data/rates.tsv` beside this file."""
    data = Path(__file__).parent / "data"
    table = compile_rates(data / "rates.toml", Path(sys.argv[1]))
    (data / "rates.tsv").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
