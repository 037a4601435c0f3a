"""Places: their mentions, and a map that draws how precisely they are known."""

from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.place_words import make_spots, say_told, say_where
from sayso.web.pages.place_acts import ACTIONS
from sayso.web.pages.place_map import PlaceMap, make_map
from sayso.web.pages.place_one import PLACE
from sayso.web.routes import Action, Page, View, Visit
from sayso.workbench.place_pages import LocatedPlace

_AT_ONCE = 30
_PATH = "/places"
_OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place of a list, in words.

    Attributes:
        label: What marks it on the map.
        id: "l" and digits.
        names: What reports call it, in every script, the commonest first.
        where: Where it lies, and how exactly that is known.
        told: How often it is named.
        open: Whether it is not known which place is meant.
        drawn: Whether the map shows it.
    """

    label: str
    id: str
    names: tuple[str, ...]
    where: str
    told: str
    open: bool
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a casebook.

    Attributes:
        words: What was looked for, or ``None``.
        open_only: Whether those alone are shown of which it is not known which they are.
        all, open: How many there are, and of how many that is not known.
        places: Those shown.
        map: Where they lie.
        more: The address of what follows, or ``None``.
        settled: Whether all reports and decisions are in it.
    """

    words: str | None
    open_only: bool
    all: int
    open: int
    places: tuple[PlaceLine, ...]
    map: PlaceMap
    more: str | None
    settled: bool


def show_places(visit: Visit) -> View:
    """Return the places of the casebook, or those of a name."""
    words, after = visit.get("q"), visit.get("after")
    open_only = visit.get("show") == _OPEN
    found = visit.casebook.places(words, open_only=open_only, after=after, limit=_AT_ONCE)
    given = {"q": words, "show": _OPEN if open_only else None, "after": after}
    kept = {name: value for name, value in given.items() if value is not None}
    labelled = [(str(number), it) for number, it in enumerate(found.places, start=1)]
    spots = [
        spot
        for label, it in labelled
        for spot in make_spots(
            label,
            it.known.names[0],
            it.where,
            open_=it.known.open,
            several=len(it.known.place.candidates) > 1,
        )
    ]
    drawn = {it.label.rstrip("abcdefghijklmnopqrstuvwxyz") for it in spots}
    more = {**kept, "after": found.places[-1].known.id} if found.more else None
    values = Places(
        words=words,
        open_only=open_only,
        all=found.all,
        open=found.open,
        places=tuple(_make_line(label, it, drawn=label in drawn) for label, it in labelled),
        map=make_map(visit, spots, _PATH, kept),
        more=None if more is None else f"{_PATH}?{urlencode(more)}",
        settled=found.settled,
    )
    return View(template="places.html.jinja", title="Places", values=values, names=False)


def _make_line(label: str, it: LocatedPlace, *, drawn: bool) -> PlaceLine:
    known = it.known
    return PlaceLine(
        label=label,
        id=known.id,
        names=known.names,
        where=say_where(it.where, open_=known.open),
        told=say_told(known.mentions, known.reports, known.cases),
        open=known.open,
        drawn=drawn,
    )


OFFERS: tuple[Page | Action, ...] = (Page(path=_PATH, make=show_places), PLACE, *ACTIONS)
