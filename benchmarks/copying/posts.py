"""Posts of Telegram channels as reports."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.reconcile.origins.copy_text import CopyText, make_copy_text
from sayso.records.report import Report

_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_MARKS = re.compile(r"\*\*|__|~~|``?`?")


def read_posts(folder: Path) -> Iterator[CopyText]:
    """Yield the posts of all channels of a folder (JSON lists, as `benchmarks.telegram` reads)."""
    for path in sorted(folder.glob("*_messages.json")):
        for found in json.loads(path.read_text("utf-8")):
            text = _MARKS.sub("", _LINK.sub(r"\1", found["text"] or "")).strip()
            if text:
                yield make_copy_text(_make_report(found, text))


def _make_report(found: dict[str, str], text: str) -> Report:
    name = f"{found['sender_id']}/{found['message_id']}"
    return Report(
        id=name,
        title=None,
        publisher=found["channel"],
        url=None,
        published=found["date"],
        captured=None,
        language="ru",
        sha256=hashlib.sha256(f"{name}\n{text}".encode(errors="replace")).hexdigest(),
        text=text,
    )
