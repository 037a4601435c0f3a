"""Which names of outlets and channels are one medium, and which of its reports a case has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from sayso.reconcile.names.bodies import LIKELY_BODY, compare_bodies
from sayso.reconcile.origins.vocabulary import (
    Group,
    find_group,
    is_office,
    list_telling_sounds,
    matches,
)
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import EntityType
from sayso.records.reading import Reading
from sayso.records.report import Report

_SHOWN = 16  # hex digits of a report's SHA-256 that people see

_ALIKE = 0.6  # what a name must have of another's length to be compared with it
# What a name of two words or more is said to be: "Volga Right aid group".
_SAID_BEHIND = re.compile(
    r"^(\S*\b[^\W\d_a-zа-яіїєґё]\w*(?:\s+[^\W\d_a-zа-яіїєґё]\w*)+)(?:\s+[a-z]+)+$"
)
_WORDS = re.compile(r"[^\W\d_]+")
_FEW = 2  # words whose initials are no name yet
_FIGURES = re.compile(r"\d+")
_MEDIA = frozenset({SourceKind.OUTLET, SourceKind.CHANNEL})
# A name misread as a body or a person is a medium where a report of that name is there.
_MISREAD = frozenset({SourceKind.ORGANIZATION, SourceKind.PERSON, SourceKind.PUBLIC})
_OFFICES = {Group.COURT: SourceKind.COURT, Group.ARMY: SourceKind.MILITARY}
_CHANNEL_HOSTS = frozenset({"t.me", "telegram.me", "vk.com", "youtube.com", "www.youtube.com"})


class Media:
    """The outlets and channels of some reports: who publishes and who is cited.

    A medium is called by one name here, that of its earliest report, or the first in the
    alphabet where it only is cited.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._reports: defaultdict[str, list[str]] = defaultdict(list)
        self._days: dict[str, str] = {}
        self._of_report: dict[str, str] = {}
        self._of_name: dict[str, str | None] = {}
        self._by_key: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._channels: set[str] = set()
        self._bodies: set[str] = set()
        self._unknown: set[str] = set()
        self._spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        ordered = sorted(readings, key=lambda it: order_report(it.report))
        for reading in ordered:
            self._add_publisher(reading.report)
        self._published = frozenset(self._reports)
        links = {
            (link.name, link.kind)
            for reading in ordered
            for claim in reading.claims
            for link in claim.chain
        }
        for name, kind in sorted(links):
            self._add_cited(name, kind)
        for reading in ordered:
            for entity in reading.entities:
                if entity.type is EntityType.CHANNEL and not entity.anonymous:
                    found = self._find(entity.name)
                    if found is not None:
                        self._channels.add(found)
            for claim in reading.claims:
                for link in claim.chain:
                    self._learn_body(reading, link)

    def of_report(self, report: str) -> str:
        """Return the medium that published a report, by SHA-256."""
        return self._of_report[report]

    def of_link(self, link: Link) -> str | None:
        """Return the medium that a link of a chain names, ``None`` where it names none."""
        if is_nameless_medium(link.name):
            return None
        if link.kind in _MEDIA:
            return self._find(link.name)
        if link.kind in _MISREAD:
            found = self._find(link.name)
            return found if found in self._published or found in self._channels else None
        return None

    def has_reports(self, medium: str) -> bool:
        """Tell whether a medium published any of the reports."""
        return medium in self._published

    def is_unknown(self, medium: str) -> bool:
        """Tell whether it stands for a report of which nobody knows who published it."""
        return medium in self._unknown

    def list_reports(self, medium: str, until: str | None = None) -> tuple[str, ...]:
        """Return a medium's reports until a day, the earliest first.

        Args:
            medium: As `of_report` names it.
            until: ISO day; ``None`` for all of them.
        """
        found = self._reports.get(medium, [])
        early = [it for it in found if until is None or self._days[it] <= until[:10]]
        return tuple(early)

    def get_kind(self, medium: str) -> SourceKind:
        """Return what a medium is as a source.

        It is ``channel`` or ``outlet``; of a group that is no medium ``organization``, and of an
        office that publishes for itself what the office is. Who is not known is ``public``.
        """
        if medium in self._unknown:
            return SourceKind.PUBLIC
        if medium in self._bodies and medium not in self._published:
            return SourceKind.ORGANIZATION
        if medium in self._published and is_office(medium):
            # A press release is its office's own word.
            group = find_group(medium)
            return (
                SourceKind.OFFICIAL if group is None else _OFFICES.get(group, SourceKind.OFFICIAL)
            )
        return SourceKind.CHANNEL if medium in self._channels else SourceKind.OUTLET

    def list_spellings(self, medium: str) -> tuple[str, ...]:
        """Return every name that the reports give a medium, its own first."""
        return tuple(dict.fromkeys((medium, *self._spellings[medium])))

    def _add_publisher(self, report: Report) -> None:
        name = report.publisher or _get_host(report.url)
        if name is None:
            # Two reports of which nobody knows who published them need not be one medium's.
            medium = name_unknown(report.sha256)
            self._of_name[medium.casefold()] = medium
            self._unknown.add(medium)
        else:
            medium = self._find(name) or self._learn(name)
        self._reports[medium].append(report.sha256)
        self._of_report[report.sha256] = medium
        self._days[report.sha256] = (report.published or "")[:10]
        for other in _list_handles(report.url):
            self._know(other, medium)
        if _is_channel(report.url):
            self._channels.add(medium)

    def _add_cited(self, name: str, kind: SourceKind) -> None:
        if is_nameless_medium(name):
            return
        medium = self._find(name)
        if kind in _MEDIA:
            medium = medium or self._learn(name)
        if medium is not None:
            if kind is SourceKind.CHANNEL:
                self._channels.add(medium)
            if kind in _MEDIA:
                self._spellings[medium][name] = None

    def _learn_body(self, reading: Reading, link: Link) -> None:
        """Note a rights group that was taken for a medium: "the aid group Bridge"."""
        if link.span is None or link.kind not in _MEDIA:
            return
        said = reading.report.text[slice(*link.span)]
        found = self._find(link.name)
        if found is not None and matches("rights", said.replace(link.name, "")):
            self._bodies.add(found)

    def _learn(self, name: str) -> str:
        self._know(name, name)
        return name

    def _know(self, name: str, medium: str) -> None:
        self._of_name[name.casefold()] = medium
        for key in _list_keys(name):
            self._by_key[key].append((name, medium))

    def _find(self, name: str) -> str | None:
        key = name.casefold()
        if self._of_name.get(key) is None:
            near = dict.fromkeys(it for key in _list_keys(name) for it in self._by_key[key])
            fits = (medium for other, medium in near if are_one_medium(name, other))
            self._of_name[key] = next(fits, None)
        return self._of_name[key]


@lru_cache(maxsize=1 << 16)
def are_one_medium(one: str, other: str) -> bool:
    """Tell whether two names are one medium's, across scripts and with or without its noun."""
    if one.casefold() == other.casefold():
        return True
    # "Murmansk 51" is not "Murmansk 29".
    if _FIGURES.findall(one) != _FIGURES.findall(other):
        return False
    if one in _list_initials(other) or other in _list_initials(one):
        return True
    first, second = _squash(one), _squash(other)
    if not first or not second or first == second:
        return first == second
    short, long = sorted((len(first), len(second)))
    return short >= _ALIKE * long and compare_bodies(one, other) >= LIKELY_BODY


def is_nameless_medium(name: str) -> bool:
    """Tell whether words stand for media that they do not name: "local media"."""
    if not _squash(name):
        return True
    return name == name.lower() and any(matches(it, name) for it in ("media", "medium_noun"))


def order_report(report: Report) -> tuple[str, str]:
    """Return by what reports are put in order: the day, then the digest."""
    return (report.published or "9999", report.sha256)


def _squash(name: str) -> str:
    name = _SAID_BEHIND.sub(r"\1", name)
    return "".join(list_telling_sounds(name, "medium_noun"))


def _list_keys(name: str) -> Iterator[str]:
    """Yield the keys under which one medium's names meet."""
    whole = _squash(name) or name.casefold()
    figures = "/".join(_FIGURES.findall(name))
    yield f"{whole[:3]} {figures}"
    yield f"{whole[0]}...{whole[-3:]} {figures}"
    if name.isupper():
        yield name
    yield from _list_initials(name)


def _list_initials(name: str) -> frozenset[str]:
    """Return what a name of several words can be shortened to: "CNA"."""
    words = [it for it in _WORDS.findall(name) if it[0].isupper()]
    return frozenset({"".join(it[0] for it in words)} if len(words) > _FEW else ())


def _get_host(url: str | None) -> str | None:
    handles = _list_handles(url)
    return handles[0] if handles else None


def _list_handles(url: str | None) -> Sequence[str]:
    """Return by what an address names its medium: a channel's handle, else the host."""
    if not url:
        return ()
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    if _is_channel(url):
        words = [it for it in parts.path.split("/") if it and it != "s"]
        return (words[0],) if words else ()
    return (host, host.rsplit(".", 1)[0]) if host else ()


def _is_channel(url: str | None) -> bool:
    try:
        return urlsplit(url or "").hostname in _CHANNEL_HOSTS
    except ValueError:
        return False


def name_unknown(report: str) -> str:
    """Return what stands for the publisher of a report, by SHA-256, that names none."""
    return f"publisher not known ({report[:_SHOWN]})"


def name_report(readings: Mapping[str, Reading], report: str) -> str:
    """Return what a report is called in a sentence: who published it, and when."""
    found = readings[report].report
    day = f" of {found.published[:10]}" if found.published else ""
    return f"{found.publisher or found.title or name_unknown(report)}{day}"
