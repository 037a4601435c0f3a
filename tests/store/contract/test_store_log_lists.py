"""The log narrowed, the decisions about one thing, and accounts: the same in every store."""

from invented_store import append, decide, keep, make_report, read

from sayso.records.account import Account
from sayso.records.decision import SamePerson, Value
from sayso.records.log import EntryKind
from sayso.records.log_query import LogFilters
from sayso.records.subjects import list_findings, make_report_subject
from sayso.store.store import Store

VERA = Account(name="Vera", created="2031-01-01", changed="2031-01-02", disabled=False)


def test_entries_are_narrowed_newest_first(store: Store) -> None:
    report = make_report()
    question = Value(of=make_report_subject(report), field="title")
    keep(store, report)
    append(store, *(decide(question, minute=n, judgement=None, value=str(n)) for n in range(3)))
    everything = tuple(store.list_entries(newest_first=True))
    decided = [it for it in everything if it.kind is EntryKind.DECISION]
    who, day = decided[0].actor, decided[0].time[:10]

    def find(**given: object) -> list[int]:
        filters = LogFilters(**given)  # type: ignore[arg-type]
        return [it.n for it in store.list_newest_entries(filters, limit=10)]

    assert find() == [it.n for it in everything]
    assert find(kinds=(EntryKind.DECISION,)) == [it.n for it in decided]
    assert find(question="value") == [it.n for it in decided]
    assert find(question="note") == []
    assert find(actor=who) == [it.n for it in everything if it.actor == who]
    assert find(since=day, until=day) == [it.n for it in everything if it.time[:10] == day]
    assert find(until="1999-01-01") == []
    assert find(chain="ab" * 16) == []
    page = store.list_newest_entries(LogFilters(), before=everything[1].n, limit=2)
    assert page == everything[2:4]
    assert store.list_actors() == tuple(sorted({it.actor for it in everything}))


def test_all_that_tells_of_a_report_is_found_the_oldest_first(store: Store) -> None:
    report, other = make_report(), make_report("Nina said it was cold.")
    keep(store, report)
    keep(store, other)
    append(store, decide(Value(of=make_report_subject(report), field="title"), value="x"))

    first, total = store.list_entries_about(report.sha256, limit=1)
    rest, _ = store.list_entries_about(report.sha256, after=1, limit=9)

    assert total == 2
    assert [it.kind for it in (*first, *rest)] == [EntryKind.CAPTURE, EntryKind.DECISION]
    assert store.list_entries_about("ab" * 32, limit=9) == ((), 0)
    assert [sha256 for _, sha256 in store.list_decided_reports(limit=9)] == [report.sha256]
    assert store.list_decided_reports(before=0, limit=9) == ()


def test_decisions_about_a_thing_go_with_its_words(store: Store) -> None:
    reports = [make_report(f"Vera Lindt said it was no {n}.") for n in range(2)]
    one, other = (next(it for _, it in list_findings(read(report))) for report in reports)
    for report in reports:
        keep(store, report)
    append(store, made := decide(SamePerson(one=one, other=other)))

    assert list(store.list_decisions_about([other.key])) == [made]
    assert store.find_decisions(made.id[:6]) == (made,)
    with store.writing() as writer:
        writer.seal([(store.chain, store.get_head().n)])

    assert list(store.list_decisions_about([one.key, other.key])) == []
    assert [it.question for it in store.find_decisions(made.id)] == [None]
    assert list(store.check()) == []


def test_accounts_are_kept_and_replaced(store: Store) -> None:
    assert not store.accounts.any()
    with store.writing() as writer:
        writer.accounts.put("vera", VERA, "hash")

    assert store.accounts.find("vera") == (VERA, "hash")
    assert store.accounts.find("oleg") is None
    assert store.accounts.list() == (VERA,)
