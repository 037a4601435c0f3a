"""A small dump of GeoNames, invented, in the format of its `readme.txt`."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

CHANGED = "2026-03-04"


def make_row(geonames: int, name: str, lat: float, lon: float, **cells: str) -> str:
    """Return a line of `allCountries.txt`.

    Args:
        geonames: Its id; those from 990,000,001 on are nobody's.
        name: Its name.
        lat, lon: Degrees.
        cells: By the names of the columns in `readme.txt`, with "_" for blanks.
    """
    columns = {
        "geonameid": str(geonames), "name": name, "asciiname": name, "alternatenames": "",
        "latitude": str(lat), "longitude": str(lon), "feature_class": "P", "feature_code": "PPL",
        "country_code": "UA", "cc2": "", "admin1_code": "", "admin2_code": "", "admin3_code": "",
        "admin4_code": "", "population": "0", "elevation": "", "dem": "120",
        "timezone": "Europe/Kyiv", "modification_date": CHANGED,
    }  # fmt: skip
    assert set(cells) <= set(columns)
    return "\t".join((columns | cells).values()) + "\n"


def make_other_name(geonames: int, language: str, name: str, *flags: str) -> str:
    """Return a line of `alternateNamesV2.txt`; flags are "preferred" and "colloquial"."""
    preferred, colloquial = ("1" if flag in flags else "" for flag in ("preferred", "colloquial"))
    cells = ["1", str(geonames), language, name, preferred, "", colloquial, "", "", ""]
    return "\t".join(cells) + "\n"


def write_zip(path: Path, name: str, lines: Iterable[str]) -> Path:
    """Pack lines as GeoNames packs them, beside its `readme.txt`."""
    with ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "The main 'geoname' table has the following fields: ...\n")
        archive.writestr(name, "".join(lines))
    return path


LUHANSK, SVATOVE_UNIT = 702657, 990_000_001
ZAITSEVE, MILL, NEIGHBOR = 990_000_002, 990_000_003, 990_000_004
UKRAINE, KYIV = 690791, 703448
ROWS = (
    make_row(UKRAINE, "Ukraine", 49.0, 32.0, feature_class="A", feature_code="PCLI"),
    make_row(LUHANSK, "Luhanska Oblast", 48.91, 39.01, feature_class="A", feature_code="ADM1",
             admin1_code="14"),
    make_row(SVATOVE_UNIT, "Svativskyi Raion", 49.5, 38.2, feature_class="A",
             feature_code="ADM2", admin1_code="14", admin2_code="4410"),
    make_row(KYIV, "Kyiv", 50.4501, 30.5234, feature_code="PPLC", admin1_code="12",
             population="2952301", alternatenames="Kyiv,Kiev,Invented Name of Kyiv"),
    # In the register, without a position.
    make_row(ZAITSEVE, "Zaitseve", 49.7001, 38.0002, admin1_code="14", admin2_code="4410",
             population="40", alternatenames="Zaytsevo,Зайцеве"),
    # In nothing that is packaged.
    make_row(MILL, "Vytryak Mill", 49.6, 38.1, admin1_code="14", admin2_code="4410"),
    make_row(NEIGHBOR, "Nordmill Invented", 10.5, 20.5, country_code="TD", population="77"),
    # Of no kind that the gazetteer has.
    make_row(990_000_005, "Zaitseve Creek", 49.7, 38.0, feature_class="H", feature_code="STM"),
)  # fmt: skip
