"""The keys under which matters of different reports meet that may tell one event.

`sayso.cases.across.incidents` compares no others: so whoever keeps these keys need not look at
all matters to find those that a new one may be joined to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.cases.across.assembling import Assembler
from sayso.cases.across.incidents import list_blocks
from sayso.packs.pack import Pack
from sayso.records.casefile import Ref
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKeys:
    """Under which keys a matter may meet others.

    Attributes:
        offers: Under which it is found.
        seeks: Under which it looks for others, since it names nobody; else empty.
        anonymous: Whether it names nobody. Then it also meets those that are about anybody whom
            its report names.
    """

    offers: frozenset[str]
    seeks: frozenset[str] = frozenset()
    anonymous: bool = False


def list_event_keys(
    reading: Reading, pack: Pack, words: frozenset[str] = frozenset()
) -> Mapping[str, EventKeys]:
    """Return the keys of a report's cases, by their ids; ``words`` are its sentences' keys."""
    name = reading.report.sha256
    assembler = Assembler({name: reading}, (), pack, NO_RULINGS, {name: words})
    found = {}
    for case in reading.cases:
        matter = assembler.make_matter(Ref(report=name, id=case.id))
        if matter is not None:
            offers = frozenset("|".join(it) for it in list_blocks(matter, pack, near=False))
            near = list_blocks(matter, pack, near=True) if matter.is_anonymous else ()
            found[case.id] = EventKeys(
                offers=offers,
                seeks=frozenset("|".join(it) for it in near),
                anonymous=matter.is_anonymous,
            )
    return found
