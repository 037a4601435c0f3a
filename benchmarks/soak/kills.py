"""Kill processes that work on a casebook, at random moments, and check what they leave.

Run as: python -m benchmarks.soak.kills 200 [--seed N] [--database postgresql://...]
It prints one line a kill and ends with exit code 1 where a promise was broken.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from uuid import uuid4

from plain_reader import PlainReader

from benchmarks.soak.check import BrokenPromiseError, check_casebook
from benchmarks.soak.worker import DEEDS, make_addition
from sayso.workbench.casebook import Casebook

ROOT = Path(__file__).resolve().parents[2]
_COUNT = {"add": 400, "reread": 20, "decide": 2_000, "remove": 30, "merge": 4, "backup": 50}
# Seconds after which a process is killed at the latest: about what a few deeds take.
_LONGEST = {"add": 0.8, "reread": 0.8, "decide": 0.5, "remove": 1.0, "merge": 2.0, "backup": 4.0}
_AT_FIRST = 40  # reports


@dataclass(slots=True)
class Trial:
    """One casebook that outlives many killed processes.

    Attributes:
        folder: Where everything lies.
        chance: Decides when and what.
        database: As `Casebook.create` takes it.
        told: What was acknowledged, by what was done.
    """

    folder: Path
    chance: random.Random
    database: str = "sqlite"
    told: dict[str, list[str]] = field(default_factory=dict)
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.folder / "trial.casebook"
        self.told["added"] = _make_casebook(self.path, "first", _AT_FIRST, self.database)

    def kill_one(self, deed: str) -> tuple[int, bool]:
        """Let a process work, kill it, and check what it left.

        Returns:
            How many deeds it had acknowledged, and whether it was killed before it was done.

        Raises:
            BrokenPromiseError: A promise was broken.
        """
        seed = str(self.chance.randrange(10**9))
        places = self._make_places(deed, seed)
        done, killed = self._run(deed, seed, places)
        for did, what in done:
            self.told.setdefault(did, []).append(what)
        check_casebook(self.path, self.told)
        if deed == "backup":
            _check_backups(places[0], [what for did, what in done if did == "backed up"])
        for place in places:
            shutil.rmtree(place)
        return len(done), killed

    def _run(self, deed: str, seed: str, places: list[Path]) -> tuple[list[tuple[str, str]], bool]:
        command = [sys.executable, "-m", "benchmarks.soak.worker", str(self.path), deed, seed]
        with subprocess.Popen(
            [*command, str(_COUNT[deed]), *map(str, places)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            first = process.stdout.readline()
            timer = Timer(self.chance.uniform(0, _LONGEST[deed]), process.kill)
            timer.start()
            lines = process.stdout.readlines()
            problem = process.stderr.read()
            code = process.wait()
            timer.cancel()
        if not first or code not in (0, -9):
            raise BrokenPromiseError(f"{deed} ended by itself with {code}: {problem}")
        said = [json.loads(line) for line in lines if line.endswith("\n")]
        return [(it["did"], it["what"]) for it in said if "what" in it], code == -9

    def _make_places(self, deed: str, seed: str) -> list[Path]:
        """Make what a deed needs: other casebooks to merge, a folder for backups."""
        if deed == "backup":
            place = self.folder / f"backups-{seed}"
            place.mkdir()
            return [place]
        if deed == "merge":
            places = [self.folder / f"other-{seed}-{n}" for n in range(_COUNT[deed])]
            for place in places:
                _make_casebook(place, place.name, 8, "sqlite")
            return places
        return []


def _make_casebook(path: Path, seed: str, count: int, database: str) -> list[str]:
    made = Casebook.create(path, database=database, analyst="Vera", reader=PlainReader())
    with made as casebook:
        additions = [make_addition(f"{seed}-{n}") for n in range(count)]
        return [it.report.sha256 for it in casebook.add(additions) if it.report is not None]


def _check_backups(place: Path, acknowledged: list[str]) -> None:
    """Check every backup that has its name, and that those acknowledged are there."""
    made = [path for path in place.iterdir() if not path.name.endswith(".unfinished")]
    if lost := set(acknowledged) - set(map(str, made)):
        raise BrokenPromiseError(f"backups are gone: {lost}")
    for path in made:
        out = place / f"restored-{uuid4().hex}"
        with Casebook.restore(path, out, analyst="Checker"):
            pass
        check_casebook(out, {})


def list_deeds(chance: random.Random) -> Iterator[str]:
    """Yield deeds for ever, each as often as the others."""
    while True:
        deeds = list(DEEDS)
        chance.shuffle(deeds)
        yield from deeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--database", default="sqlite")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    killed: Counter[str] = Counter()
    acknowledged: Counter[str] = Counter()
    chance = random.Random(given.seed)
    deeds = list_deeds(chance)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(folder=Path(folder), chance=chance, database=given.database)
        for n in range(1, given.kills + 1):
            deed = next(deeds)
            try:
                done, early = trial.kill_one(deed)
            except BrokenPromiseError as exc:
                print(f"kill {n}, {deed}: {exc}")
                sys.exit(1)
            killed[deed] += early
            acknowledged[deed] += done
            print(f"kill {n}: {deed}, {done} acknowledged, {'killed' if early else 'done'}")
    for deed in sorted(killed):
        print(f"{deed}: {killed[deed]} killed, {acknowledged[deed]} deeds acknowledged")
    print(f"{sum(killed.values())} processes killed; nothing acknowledged was lost, all verify")


if __name__ == "__main__":
    main()
