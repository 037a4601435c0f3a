"""Kill the desk while people decide and hand files over, and look for all that it answered for.

Run as: python -m benchmarks.soak.desk_kills 200 [--seed N] [--forked]
Each time a desk is begun (`sayso serve`, or with --forked a fork of one that has loaded all
there is to load), two browsers send decisions, files and texts over HTTP as fast as it answers,
and it is killed at a random moment (SIGKILL). Then the casebook must verify, and hold each
decision that was answered for, and each upload: once, as evidence or still in the spool. It
prints one line a kill and ends with exit code 1 where a promise was broken.
"""

import argparse
import http.client
import json
import os
import queue
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self
from urllib.parse import urlencode, urlsplit

from plain_reader import PlainReader

from benchmarks.soak.check import BrokenPromiseError
from benchmarks.soak.worker import make_addition, make_text
from sayso.records.casebook import ReportSummary
from sayso.web.clerk_work import work
from sayso.workbench.casebook import Casebook

ROOT = Path(__file__).resolve().parents[2]
_REPORTS = 12
_BROWSERS = 2
_MOST_ANSWERS = 10  # after which a desk is killed
_LONGEST = 0.1  # seconds more, at the latest
_PATIENCE = 60.0
_PROOF = re.compile(r'<meta name="proof" content="([^"]+)">')
_GONE = (OSError, http.client.HTTPException)  # what one meets whose server was killed


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that runs, and how it is killed."""

    pid: int
    address: str
    wait: Callable[[], object]

    def kill(self) -> None:
        """Kill it at once, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()


class Forks:
    """Begins desks by forking: a real process each, without the second that loading takes."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.soak.desk_server", str(folder)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self) -> Desk:
        """Begin one."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("it was begun without pipes")
        stdin.write("\n")
        stdin.flush()
        told = json.loads(stdout.readline())
        ended = os.pidfd_open(told["pid"])
        return Desk(told["pid"], told["address"], lambda: _wait(ended))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


class Commands:
    """Begins desks as people do: `sayso serve`."""

    def __init__(self, folder: Path) -> None:
        program = "from sayso.cli.main import main; main()"
        serve = ["serve", "--port", "0", "--no-browser", "--casebook", str(folder)]
        self._command = [sys.executable, "-c", program, *serve]

    def begin(self) -> Desk:
        """Begin one."""
        process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        if process.stdout is None:
            raise RuntimeError("it was begun without pipes")
        address = process.stdout.readline().strip()
        if not address:
            raise BrokenPromiseError(f"it does not begin: {process.communicate()[1][-500:]}")
        return Desk(process.pid, address, process.communicate)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Hold nothing."""


@dataclass(slots=True)
class Trial:
    """One casebook whose desk is killed many times.

    Attributes:
        path: Its folder.
        chance: Decides when and what.
        reasons: Why each decision was made that was answered for; no two are alike.
        uploads: SHA-256 of what was handed over and answered for.
    """

    path: Path
    chance: random.Random
    reasons: set[str] = field(default_factory=set)
    uploads: set[str] = field(default_factory=set)
    _reports: list[ReportSummary] = field(default_factory=list)
    _read: dict[str, str] = field(default_factory=dict)
    _kills: int = 0
    _answers: "queue.SimpleQueue[bool]" = field(default_factory=queue.SimpleQueue)
    _refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        made = Casebook.create(self.path, analyst="Vera", reader=PlainReader())
        with made as casebook:
            for _ in casebook.add(make_addition(f"first-{n}") for n in range(_REPORTS)):
                pass
            self._reports = [it for it in casebook.reports() if it.claims]
            self._read = {it.id: casebook.mark_readings([it.id]) for it in self._reports}

    def kill_one(self, desk: Desk) -> tuple[int, int]:
        """Let browsers work at a desk, kill it, and check what it left.

        Returns:
            How many decisions and how many uploads it had answered for.

        Raises:
            BrokenPromiseError: A promise was broken.
        """
        self._kills += 1
        self._answers = queue.SimpleQueue()
        before = len(self.reasons), len(self.uploads)
        browsers = [
            threading.Thread(
                target=self._work, args=(desk.address, random.Random(self.chance.random()), n)
            )
            for n in range(_BROWSERS)
        ]
        for browser in browsers:
            browser.start()
        # However busy the machine is, it is killed between two answers, or in the middle of one.
        try:
            for _ in range(self.chance.randint(0, _MOST_ANSWERS)):
                self._answers.get(timeout=_PATIENCE)
        except queue.Empty:
            self._refused.append(f"it did not answer for {_PATIENCE:.0f} seconds")
        timer = threading.Timer(self.chance.uniform(0, _LONGEST), desk.kill)
        timer.start()
        for thread in (timer, *browsers):
            thread.join()
        if self._refused:
            raise BrokenPromiseError("; ".join(self._refused))
        self._check()
        return len(self.reasons) - before[0], len(self.uploads) - before[1]

    def finish(self) -> None:
        """Have all be added and read that waits, and check that each is there once."""
        with Casebook.open(self.path, analyst="Vera", reader=PlainReader()) as casebook:
            for item in casebook.spool.list_waiting():
                casebook.spool.retry(item)  # it may have been at each kill what was added
            work(casebook, lambda _: None)
            if casebook.spool.list_waiting():
                raise BrokenPromiseError("something waits that nobody adds")
            for name in self.uploads:
                captures = list(casebook.holdings.store.list_captures(name))
                if len(captures) != 1:
                    raise BrokenPromiseError(f"{name} came in once and was added {len(captures)}x")
        self._check()

    def _work(self, address: str, chance: random.Random, browser: int) -> None:
        client = _Client(address)
        try:
            client.enter()
            self._answers.put(True)
            for n in range(1_000_000):
                seed = f"{self._kills}-{browser}-{n}"
                if chance.random() < 0.25:
                    self._hand_over(client, chance, make_text(seed))
                else:
                    self._decide(client, chance, f"reason {seed}")
                self._answers.put(True)
        except _GONE:
            return
        except BrokenPromiseError as exc:
            self._refused.append(str(exc))
        finally:
            client.close()

    def _decide(self, client: "_Client", chance: random.Random, reason: str) -> None:
        report = chance.choice(self._reports)
        claim = f"c{chance.randint(1, report.claims)}"
        answer = chance.choice(("yes", "no", "unsure"))
        path = f"/reports/{report.id}/claims/{claim}/judge"
        fields = {"answer": answer, "because": reason, "read": self._read[report.id]}
        if client.send(path, urlencode(fields).encode()):
            self.reasons.add(reason)

    def _hand_over(self, client: "_Client", chance: random.Random, text: str) -> None:
        if chance.random() < 0.5:
            took = client.send("/pasted", urlencode({"text": text, "language": "en"}).encode())
        else:
            head = 'Content-Disposition: form-data; name="file"; filename="a.txt"'
            body = f"--x\r\n{head}\r\n\r\n{text}\r\n--x--\r\n".encode()
            took = client.send("/uploads", body, "multipart/form-data; boundary=x")
        if took:
            self.uploads.add(sha256(text.encode()).hexdigest())

    def _check(self) -> None:
        with Casebook.open(self.path, analyst="Checker", reader=PlainReader()) as casebook:
            faults = [str(it) for it in casebook.verify() if it.fails or "spool" in it.where]
            if faults:
                raise BrokenPromiseError(f"it does not verify: {'; '.join(faults)}")
            kept = {it.reason for it in casebook.holdings.store.list_decisions()}
            if lost := self.reasons - kept:
                raise BrokenPromiseError(f"{len(lost)} decisions are lost that were answered for")
            waiting = {_digest(casebook.spool.open(it)) for it in casebook.spool.list_waiting()}
            lost = {it for it in self.uploads - waiting if not _holds(casebook, it)}
            if lost:
                raise BrokenPromiseError(f"{len(lost)} uploads are lost that were answered for")


class _Client:
    """One browser without eyes."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._host = self._parts.netloc
        self._connection = http.client.HTTPConnection(self._host, timeout=_PATIENCE)
        self._cookie = self._proof = ""

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def enter(self) -> None:
        """Come in by the address that was printed."""
        self._connection.request("GET", f"{self._parts.path}?{self._parts.query}")
        entered = self._connection.getresponse()
        entered.read()
        self._cookie = entered.getheader("set-cookie", "").partition(";")[0]
        self._connection.request("GET", "/reports", headers={"cookie": self._cookie})
        found = _PROOF.search(self._connection.getresponse().read().decode())
        self._proof = "" if found is None else found[1]

    def send(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> bool:
        """Send a form; return whether it was answered that all is done."""
        headers = {
            "content-type": kind,
            "cookie": self._cookie,
            "accept": "application/json",
            "origin": f"http://{self._host}",
            "x-sayso-proof": self._proof,
        }
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        told = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise BrokenPromiseError(f"{path} was refused: {told[:300]!r}")
        return True


def _holds(casebook: Casebook, name: str) -> bool:
    return casebook.holdings.store.has_object(name) and bool(casebook.holdings.evidence.get(name))


def _digest(lying: Path | bytes) -> str:
    return sha256(lying if isinstance(lying, bytes) else lying.read_bytes()).hexdigest()


def _wait(ended: int) -> None:
    """Wait until the process that a descriptor tells of is gone."""
    select.select([ended], [], [])
    os.close(ended)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--forked", action="store_true", help="begin each by forking: faster")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "desk.casebook", random.Random(given.seed))
        try:
            with (Forks if given.forked else Commands)(trial.path) as desks:
                for n in range(1, given.kills + 1):
                    decisions, uploads = trial.kill_one(desks.begin())
                    done.update(decisions=decisions, uploads=uploads)
                    print(f"kill {n}: {decisions} decisions, {uploads} uploads answered for")
            trial.finish()
        except BrokenPromiseError as exc:
            print(f"broken: {exc}")
            sys.exit(1)
    print(
        f"{given.kills} desks killed; {done['decisions']} decisions and {done['uploads']} uploads "
        "were answered for, none was lost or added twice, all verify"
    )


if __name__ == "__main__":
    main()
