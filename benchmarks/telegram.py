"""Read posts of Telegram channels as `sayso read` reads an export, and count what goes wrong.

``python -m benchmarks.telegram --data FOLDER --posts 1000`` takes as many posts of each channel
in the folder (JSON lists of ``message_id``, ``text``, ``date``, ``channel``), writes them as
exports of Telegram Desktop, and reads each export through the same path as the command. It
prints how many posts were read, how many were not and why, and how many words in a second;
times are processor seconds, so that another program's work does not weigh on them.
"""

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

from sayso.capture.options import CaptureOptions
from sayso.errors import SaysoError
from sayso.workbench.files import capture_piece, open_many
from sayso.workbench.reading import Workbench

_DATA = Path("../shared/data/telegram-ru")
# The data mark links and bold words as their fetcher wrote them.
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_MARKS = re.compile(r"\*\*|__|~~|``?`?")
_SHOWN = 10


def main(arguments: list[str]) -> int:
    """Read posts and print what came of it; 1 if a post stopped the reader."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.telegram", description=__doc__)
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of channels")
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    given = parser.parse_args(arguments)
    files = sorted(given.data.glob("*_messages.json"))
    if not files:
        sys.stderr.write(f"There are no channels in {given.data}; name their folder with --data.\n")
        return 2
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        for path, posts in zip(files, share(given.posts, len(files)), strict=True):
            folder = Path(place) / path.stem
            write_export(path, folder, posts)
            tally.read(folder)
    tally.show()
    return 1 if tally.defects else 0


def share(total: int, parts: int) -> list[int]:
    """Return how many of all posts each channel gives."""
    return [total // parts + (number < total % parts) for number in range(parts)]


def write_export(path: Path, folder: Path, posts: int) -> None:
    """Write a channel's newest posts as Telegram Desktop would export them."""
    found = [it for it in json.loads(path.read_text("utf-8")) if it.get("text")][:posts]
    made = {
        "name": found[0]["channel"] if found else path.stem,
        "type": "public_channel",
        "id": int(path.stem.split("_")[0].removeprefix("100")),
        "messages": [make_message(it) for it in reversed(found)],
    }
    folder.mkdir()
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (folder / "result.json").write_text(text, "utf-8", errors="replace")


def make_message(found: dict[str, Any]) -> dict[str, Any]:
    """Return a post as the export has it."""
    moment = datetime.fromisoformat(found["date"])
    entities = list(list_entities(found["text"]))
    texts = [it["text"] if it["type"] == "plain" else it for it in entities]
    return {
        "id": found["message_id"],
        "type": "message",
        "date": moment.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(moment.timestamp())),
        "from": found["channel"],
        "from_id": f"channel{found['sender_id']}",
        "text": texts if len(texts) != 1 or not isinstance(texts[0], str) else texts[0],
        "text_entities": entities,
    }


def list_entities(text: str) -> Iterator[dict[str, str]]:
    """Yield the parts of a text with its links, as Telegram has them."""
    here = 0
    for link in _LINK.finditer(text):
        if plain := _MARKS.sub("", text[here : link.start()]):
            yield {"type": "plain", "text": plain}
        yield {"type": "text_link", "text": _MARKS.sub("", link[1]) or link[2], "href": link[2]}
        here = link.end()
    if rest := _MARKS.sub("", text[here:]):
        yield {"type": "plain", "text": rest}


class Tally:
    """Counts what came of posts."""

    def __init__(self) -> None:
        self.bench = Workbench()
        self.posts = self.words = self.claims = self.bare = 0
        self.languages: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.defects: list[str] = []
        self.capturing = self.reading = 0.0

    def read(self, folder: Path) -> None:
        """Read one export."""
        begun = process_time()
        many = open_many(folder, CaptureOptions())
        if many is None:
            raise ValueError(f"{folder} is no export")
        pieces = list(many.pieces())
        many.close()
        self.capturing += process_time() - begun
        for piece in pieces:
            self.posts += 1
            try:
                begun = process_time()
                report = capture_piece(piece)
                self.capturing += process_time() - begun
                if not self.languages[report.language]:
                    self.bench.read(report)  # loads what the language needs, which is not timed
                begun = process_time()
                reading = self.bench.read(report)
                self.reading += process_time() - begun
            except SaysoError as exc:
                self.refused[exc.problem] += 1
                continue
            except Exception:  # noqa: BLE001 - that there is none is what is measured
                where = f"{piece.options.publisher}, {piece.name}"
                self.defects.append(f"{where}\n{traceback.format_exc(limit=-4)}")
                continue
            self.languages[report.language] += 1
            self.words += len(report.text.split())
            self.claims += len(reading.claims)

    def show(self) -> None:
        """Print all."""
        read = self.languages.total()
        lines = [
            f"posts                {self.posts:8,}",
            f"read                 {read:8,}",
            *(f"  in {language:18}{number:6,}" for language, number in self.languages.items()),
            f"not read             {self.refused.total():8,}",
            *(f"  {number:6,}  {why}" for why, number in self.refused.most_common(_SHOWN)),
            f"errors               {len(self.defects):8,}",
            f"words                {self.words:8,}",
            f"statements           {self.claims:8,}",
            f"seconds of capturing {self.capturing:8.1f}",
            f"seconds of reading   {self.reading:8.1f}",
            f"words per second     {self.words / max(self.reading, 1e-9):8,.0f}",
        ]
        print("\n".join(lines))
        for told in islice(self.defects, _SHOWN):
            print(f"\n{told}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
