"""People are listed by how many reports tell of them, or the newest, a page at a time."""

from invented_store import keep, make_report
from test_store_across import ONE_AT, fill, make_told, tell

from sayso.records.casefile import Identity, Level, Likeness
from sayso.records.entity import EntityType
from sayso.records.people import PeopleKind, PeopleOrder, PeopleWanted
from sayso.records.told import Joined
from sayso.store.store import Store

TEXTS = {"2031-03-03": "Bo Lind was held.", "2031-01-01": "Ria Holt was held.", "": "Two were."}


def add_people(store: Store) -> list[Identity]:
    """Keep one person of two reports, and one each of three more, the last two without a name."""
    first, _ = fill(store)
    found = [first]
    for number, (day, text) in enumerate(TEXTS.items()):
        report = make_report(text)
        keep(store, report)
        told = make_told(report)
        (profile,) = told.profiles
        profile = type(profile)(
            at=profile.at,
            type=EntityType.GROUP if not day else EntityType.PERSON,
            name=text,
            spellings=(text,),
            language="en",
            published=day or None,
        )
        tell(store, type(told)(report=report.sha256, profiles=(profile,), meets=((),), names=((),)))
        asked = Likeness(one=profile.at, other=ONE_AT, score=0.7, level=Level.LIKELY, reasons=())
        identity = Identity(
            id=f"p{number}",
            type=profile.type,
            name=text,
            spellings=(text,),
            members=(profile.at,),
            anonymous=number > 0,
            suggested=(asked,) if number == 1 else (),
        )
        cluster = store.across.find_cluster(profile.at)
        with store.writing() as writer:
            assert writer.across.put_identities(Joined(cluster=cluster, identities=(identity,)))
        found.append(identity)
    return found


def list_ids(store: Store, **wanted: object) -> list[str]:
    found = store.across.list_identities(PeopleWanted(**wanted), limit=9)  # type: ignore[arg-type]
    return [it.id for it in found]


def test_people_are_listed_in_an_order_and_narrowed(store: Store) -> None:
    first, bo, ria, group = (it.id for it in add_people(store))

    assert list_ids(store) == [first, group, ria, bo]
    assert list_ids(store, order=PeopleOrder.NEWEST)[:2] == [bo, ria]
    assert list_ids(store, kind=PeopleKind.NAMED) == [first, bo]
    assert list_ids(store, kind=PeopleKind.NAMELESS) == [ria]
    assert list_ids(store, kind=PeopleKind.GROUP, order=PeopleOrder.NEWEST) == [group]
    assert list_ids(store, asked=True) == [ria]
    counts = store.across.count_identities()
    assert counts.kinds == {"named": 2, "nameless": 1, "group": 1}
    assert counts.asked == 1


def test_every_page_goes_on_after_the_one_before(store: Store) -> None:
    add_people(store)

    for order in PeopleOrder:
        after: str | None = None
        seen: list[str] = []
        while page := store.across.list_identities(PeopleWanted(order=order, after=after), limit=1):
            seen += [it.id for it in page]
            after = page[-1].id
        assert seen == list_ids(store, order=order)


def test_it_is_known_whose_cases_are_whose_until_they_go(store: Store) -> None:
    identity, case = fill(store)

    assert store.across.list_case_ids_of([identity.id, "pnobody"]) == {
        identity.id: (case.id,),
        "pnobody": (),
    }
    with store.writing() as writer:
        writer.across.begin_anew("another maker")
    assert store.across.list_case_ids_of([identity.id]) == {identity.id: ()}
    assert store.across.list_identities(PeopleWanted(), limit=9) == ()
