"""What the gazetteer has on a name: as lines for the terminal, and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sayso.publish.wording import say_count, say_list
from sayso.records.gazetteer import GazetteerEntry, GazetteerSource


def render_entries(entries: Sequence[GazetteerEntry]) -> str:
    """Return the candidates for a name, likeliest first, one paragraph each."""
    lines = []
    for number, entry in enumerate(entries, start=1):
        lines.append(f"{number}. {_say_place(entry)}")
        lines += [f"   {line}" for line in _say_details(entry)]
    return "".join(line + "\n" for line in lines)


def render_sources(edition: str, sources: Sequence[GazetteerSource]) -> str:
    """Return what a gazetteer was built from, a paragraph a file."""
    lines = [f"Edition {edition}, built from:"]
    for it in sources:
        lines += [f"- {it.name} {it.version}: {it.file}".replace(" :", ":"), f"  {it.licence}"]
        lines.append(f"  SHA-256 {it.sha256}")
    return "".join(line + "\n" for line in lines)


def entries_to_dict(
    name: str, entries: Sequence[GazetteerEntry], *, country: str | None, within: str | None
) -> dict[str, Any]:
    """Return a question and its answers as plain data; fields as in a reading's candidates."""
    return {
        "name": name,
        "country": country,
        "within": within,
        "candidates": [_entry_to_dict(entry) for entry in entries],
    }


def sources_to_dict(edition: str, sources: Sequence[GazetteerSource]) -> dict[str, Any]:
    """Return what a gazetteer was built from as plain data."""
    return {"edition": edition, "sources": [asdict(source) for source in sources]}


def _entry_to_dict(entry: GazetteerEntry) -> dict[str, Any]:
    approx = None if entry.approx is None else asdict(entry.approx)
    return {
        **asdict(entry.place),
        "approx": approx,
        "district": entry.district,
        "population": entry.population or None,
        "labels": dict(entry.labels),
    }


def _say_place(entry: GazetteerEntry) -> str:
    place = entry.place
    units = [unit for unit in (entry.district, place.admin1, place.country) if unit is not None]
    return ", ".join([f"{place.name} ({place.feature})", *units])


def _say_details(entry: GazetteerEntry) -> Iterator[str]:
    place, approx = entry.place, entry.approx
    if place.lat is not None and place.lon is not None:
        position = f"{place.lat:.5f}, {place.lon:.5f}"
    elif approx is not None:
        unit = "region" if entry.district is None else "district"
        about = f"about {approx.lat:.2f}, {approx.lon:.2f}"
        reach = "" if approx.radius_km is None else f", within {approx.radius_km:.0f} km of there"
        position = f"position unknown; its {unit} lies {about}{reach}"
    else:
        position = "position unknown"
    yield position
    facts = [say_count(entry.population, "person", "people") if entry.population else ""]
    facts.append(f"GeoNames {place.geonames}" if place.geonames is not None else "")
    facts.append(f"KATOTTG {place.katottg}" if place.katottg is not None else "")
    if any(facts):
        yield "; ".join(fact for fact in facts if fact)
    others = [name for code, name in sorted(entry.labels.items()) if code != "en"]
    if others:
        yield "called " + say_list(list(dict.fromkeys(others)))
