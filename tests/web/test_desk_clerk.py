"""The clerk: what was handed over is added, what waits is read, and nothing stops the rest."""

import os
import queue
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from clerks import LocalClerk, make_visit
from orlov import ORLOV, AddText
from plain_reader import PlainReader

from postgresql_server import postgresql
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.web.clerk import ChildClerk, Doings, Limits
from sayso.web.clerk_work import Telling, work
from sayso.web.pages.reading import show_reading
from sayso.workbench.casebook import Casebook

__all__ = ["postgresql"]

TESTS = Path(__file__).resolve().parents[1]
PROGRAM = f"""
import sys
sys.path += [sys.argv.pop(), {str(TESTS / "web")!r}, {str(TESTS / "casebook")!r}]
from hanging import HostileReader
from sayso.web.clerk_child import main
main(HostileReader())
"""
HANGING = f"HANG {ORLOV} And that is all."
PATIENT = Limits(seconds=60.0)


class WatchedClerk(ChildClerk):
    """Tells a test whatever the clerk does."""

    def __init__(self, *args: object, **options: object) -> None:
        self.told: queue.Queue[Doings] = queue.Queue()
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def _note(self, *args: object, **options: object) -> None:
        super()._note(*args, **options)  # type: ignore[arg-type]
        self.told.put(self.describe())

    def wait(self, *doing: str) -> Doings:
        """Wait until it does one of these things."""
        while (doings := self.told.get(timeout=100)).doing not in doing:
            pass
        return doings


@contextmanager
def start(
    casebook: Casebook, *, limits: Limits = PATIENT, program: str = PROGRAM
) -> Iterator[WatchedClerk]:
    with closing(WatchedClerk(casebook, limits=limits, program=program)) as clerk:
        clerk.wake()
        yield clerk


def hand(casebook: Casebook, text: str | bytes = ORLOV, name: str = "", **said: str) -> str:
    inlet = casebook.receive(name, {"language": "en", **said})
    inlet.write(text.encode() if isinstance(text, str) else text)
    return inlet.keep().id


def list_states(casebook: Casebook) -> dict[str, str]:
    return {it.title or it.id: it.state.value for it in casebook.reports()}


def find(casebook: Casebook, title: str) -> ReportSummary:
    return next(it for it in casebook.reports() if it.title == title)


def test_a_process_with_the_real_reader_reads_what_was_pasted(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "real.casebook", analyst="Vera") as casebook:
        hand(casebook, title="Pasted")
        with closing(WatchedClerk(casebook)) as clerk:
            clerk.wake()
            doings = [clerk.wait(it).doing for it in ("adding", "reading", "resting")]

        assert doings == ["adding", "reading", "resting"]
        assert list_states(casebook) == {"Pasted": "read"}
        assert find(casebook, "Pasted").claims >= 2
        assert casebook.is_settled()
        assert casebook.spool.list_waiting() == ()


class Impatient(Limits):
    """Waits long for whatever does not hang, however busy the machine is."""

    def allow(self, telling: Telling) -> float:
        hangs = telling.doing == "reading" and telling.size == len(HANGING)
        return 1.0 if hangs else super().allow(telling)


def test_what_hangs_is_ended_and_the_rest_is_read(casebook: Casebook) -> None:
    for title, text in (("first", ORLOV), ("hangs", HANGING), ("last", f"Last. {ORLOV}")):
        hand(casebook, text, title=title)

    with start(casebook, limits=Impatient()) as clerk:
        clerk.wait("reading")
        clerk.wait("resting")

    assert list_states(casebook) == {"first": "read", "hangs": "failed", "last": "read"}
    assert "longer than 1 seconds" in (find(casebook, "hangs").problem or "")


def test_what_ends_the_program_is_left_alone_after_two_times(casebook: Casebook) -> None:
    hand(casebook, f"DIE {ORLOV}", title="deadly")
    hand(casebook, f"EAT {ORLOV}", title="greedy")
    hand(casebook, title="harmless")

    with start(casebook) as clerk:
        clerk.wait("reading")
        clerk.wait("resting")

    assert list_states(casebook) == {"deadly": "failed", "greedy": "failed", "harmless": "read"}
    assert "ended 2 times" in (find(casebook, "deadly").problem or "")
    assert "more memory" in (find(casebook, "greedy").problem or "")


def test_a_killed_clerk_is_followed_by_another_and_nothing_is_added_twice(
    casebook: Casebook,
) -> None:
    for n in range(3):
        hand(casebook, f"Notice {n}. {ORLOV}", title=str(n))

    with start(casebook) as clerk:
        clerk.wait("reading")
        child = clerk._child
        assert child is not None
        child.kill()
        clerk.wait("starting")
        clerk.wait("resting")

    assert list_states(casebook) == dict.fromkeys("012", "read")
    assert casebook.stats().captures == 3


def test_the_clerk_ends_with_its_parent(tmp_path: Path, casebook: Casebook) -> None:
    """Whatever ends the parent, the clerk sees its standard input close."""
    hand(casebook, f"HANG {ORLOV}")
    program = f"""
import sys
sys.path += {[str(TESTS), str(TESTS / "web"), str(TESTS / "casebook")]!r}
from sayso.web.clerk import ChildClerk
from sayso.workbench.casebook import Casebook
from test_desk_clerk import PROGRAM, WatchedClerk
casebook = Casebook.open({str(casebook.path)!r}, analyst="Vera")
clerk = WatchedClerk(casebook, program=PROGRAM)
clerk.wake()
clerk.wait("reading")
print(clerk._child.pid, flush=True)
sys.stdin.read()
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        followed = os.pidfd_open(pid)
        parent.kill()
    ended, _, _ = select.select([followed], [], [], 60)
    assert ended


def test_an_encrypted_casebook_waits_and_is_read_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "secret.casebook"
    with Casebook.create(
        path, analyst="Vera", passphrase="four words that fit", reader=PlainReader()
    ) as casebook:
        hand(casebook, ORLOV + " " * 3_000_000, name="orlova.txt", title="Secret")
        inlet = casebook.receive("orlova.txt", {})
        inlet.write(b"half of it, ")
        lying = b"".join(it.read_bytes() for it in path.rglob("*") if it.is_file())
        assert b"orlova" not in lying.lower()
        inlet.drop()

        with start(casebook) as clerk:
            clerk.wait("resting")
        assert list_states(casebook) == {"Secret": "read"}
        assert [it for it in casebook.verify() if it.fails or "spool" in it.where] == []


def test_a_casebook_on_postgresql_is_read_by_the_clerk(tmp_path: Path, postgresql: str) -> None:
    path = tmp_path / "shared.casebook"
    with Casebook.create(path, analyst="Vera", database=postgresql) as casebook:
        hand(casebook, title="On a server")
        with start(casebook) as clerk:
            clerk.wait("reading")
            clerk.wait("resting")

        assert list_states(casebook) == {"On a server": "read"}


def test_no_secret_is_in_the_arguments_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_PASSPHRASE", "four words that fit")
    path = tmp_path / "secret.casebook"
    with Casebook.create(path, analyst="Vera", passphrase="four words that fit") as casebook:
        hand(casebook, f"HANG {ORLOV}")
        with start(casebook) as clerk:
            clerk.wait("reading")
            child = clerk._child
            assert child is not None
            told = Path(f"/proc/{child.pid}/environ").read_bytes()
            told += Path(f"/proc/{child.pid}/cmdline").read_bytes()

    assert b"four words" not in told
    assert b"AGE-SECRET" not in told


# The same work in this process, where each step can be looked at.


def test_a_corrected_date_is_read_with_later(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook)
    desk = casebook.as_kept()

    desk.correct(report.id, "published", "2031-03-14", because="It stands on the page.")
    before = casebook.get_reading(report.id)
    work(desk, lambda _: None)
    after = casebook.get_reading(report.id)

    assert before is not None
    assert after is not None
    assert (before.report.published, after.report.published) == (None, "2031-03-14")
    assert casebook.list_unread() == ()


def test_what_is_not_read_again_says_why_and_waits_no_longer(
    casebook: Casebook, add_text: AddText
) -> None:
    name = add_text(casebook).id
    desk = casebook.as_kept()
    visit = make_visit(desk, report=name)

    desk.correct(name, "language", "und", because="Nobody can tell.")
    work(desk, lambda _: None)

    assert casebook.list_unread() == ()
    assert "no language" in (casebook.get_summary(name).problem or "")
    notice = show_reading(visit).values.notice
    assert notice.startswith("Read as en; decided und. Not read again: It is in no language")

    desk.correct(name, "language", "en", because="It is English.")
    work(desk, lambda _: None)

    assert casebook.get_summary(name).problem is None
    assert show_reading(visit).values.notice is None


def test_what_fails_in_the_clerk_names_the_place_and_quotes_nothing(
    casebook: Casebook, capfd: pytest.CaptureFixture[str]
) -> None:
    program = PROGRAM.replace(
        "from hanging",
        """
import sayso.web.clerk_child as child
def fail(*_):
    print("Pavel Orlov", file=sys.stderr)
    raise KeyError("Pavel Orlov")
child.work = fail
from hanging""",
    )
    with start(casebook, program=program) as clerk:
        problem = clerk.wait("stopped").problem or ""

    assert "KeyError" in problem
    assert "Orlov" not in problem + "".join(capfd.readouterr())


def test_another_sayso_than_that_of_the_desk_reads_nothing(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(casebook)
    monkeypatch.setattr("sayso.__version__", "9.9.9")

    with start(casebook) as clerk:
        problem = clerk.wait("stopped").problem or ""

    assert problem.startswith("Another sayso would read the reports")
    assert len(casebook.spool.list_waiting()) == 1


def test_a_failed_report_is_tried_again_when_somebody_asks(casebook: Casebook) -> None:
    hand(casebook, "UNREADABLE", title="Refused")
    told: list[Telling] = []
    work(casebook, told.append)
    assert find(casebook, "Refused").state is ReadingState.FAILED
    told.clear()

    work(casebook, told.append)
    assert [it.doing for it in told] == ["resting"]

    casebook.read_again(find(casebook, "Refused").id)
    work(casebook, told.append)
    assert "reading" in [it.doing for it in told]


def test_what_was_added_before_an_interruption_is_no_second_capture(casebook: Casebook) -> None:
    hand(casebook, title="Once")
    (item,) = casebook.spool.list_waiting()
    for _ in casebook.add_received(item):
        break  # interrupted before the item was taken away

    work(casebook, lambda _: None)

    assert casebook.stats().captures == 1
    assert casebook.spool.list_waiting() == ()


def test_what_somebody_took_away_meanwhile_stays_gone(casebook: Casebook) -> None:
    hand(casebook)
    (item,) = casebook.spool.list_waiting()
    casebook.spool.end(item)

    casebook.spool.refuse(item, "It cannot be read.")
    casebook.spool.retry(item)

    assert casebook.spool.list_waiting() == ()
    assert casebook.spool.find(f"../spool/{item.id}") is None


def test_a_second_desk_waits_for_the_clerk_of_the_first(casebook: Casebook) -> None:
    hand(casebook, title="Once")
    with ExitStack() as first:
        first.enter_context(casebook.spool.taking_turn(lambda: None))
        with start(casebook) as second:
            doing = second.wait("waiting", "adding").doing
            before = casebook.stats().captures
            first.close()
            second.wait("resting")

    assert (doing, before) == ("waiting", 0)
    assert list_states(casebook) == {"Once": "read"}


def test_a_local_clerk_rests_when_all_is_done(casebook: Casebook) -> None:
    hand(casebook)
    with closing(LocalClerk(casebook)) as clerk:
        clerk.wake()

    assert clerk.describe().doing == "resting"
    assert casebook.stats().waiting == 0
