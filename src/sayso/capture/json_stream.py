"""JSON that is too large for memory, read from one end to the other.

Python's own decoder reads each value; what is added here is the walk along objects and arrays
that are never held as a whole. Time grows with the file, memory with the largest value.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import CaptureError

LONGEST = 16_000_000
"""Characters of one value that is taken whole; a message has a few thousand."""

_CHUNK = 1 << 18
_BLANKS = re.compile(r"[ \t\n\r]*")
_GOES_ON = re.compile(r"[-+.eE0-9]*\Z")
_WORDS = ("true", "false", "null", "-")
_NEAR = 16  # characters before the end of what was read, where a value may just be cut


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


class JsonStream:
    """Walks along one JSON value, forwards only.

    `members` and `elements` yield where a value begins; who gets it must take it, by `value`,
    `skip` or a further walk, before asking for the next.

    All methods raise `CaptureError` where the JSON is damaged or cut off.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._text = ""
        self._at = 0
        self._before = 0  # characters that were let go
        self._over = False

    def peek(self) -> str:
        """Return the next character that is no blank; an empty one at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = self._at if blanks is None else blanks.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def value(self) -> Any:
        """Take the value that begins here, as Python has it; raises also if it is too long."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as exc:
                cut = exc.pos > len(self._text) - _NEAR or exc.msg.startswith("Unterminated")
                if not cut:
                    raise self._damaged(exc.pos) from exc
                if len(self._text) - self._at > LONGEST:
                    raise CaptureError(
                        f"A single value in it is longer than {LONGEST:,} characters.",
                        remedy="Export it anew.",
                    ) from exc
                where = exc.pos - self._at
                if not self._fill():
                    raise self._judge(exc, self._at + where) from exc
                continue
            except (ValueError, RecursionError) as exc:
                raise self._damaged(self._at) from exc
            # A number may go on in what was not read yet, also where it is one as it stands.
            if _GOES_ON.match(self._text, end) and self._fill():
                continue
            self._at = end
            return found

    def members(self) -> Iterator[str]:
        """Yield the names in the object that begins here, each when its value is next."""
        self._take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise self._damaged(self._at)
            self._take(":")
            yield name
            if self._take(",}") == "}":
                return

    def elements(self) -> Iterator[None]:
        """Yield once for each element of the array that begins here, when it is next."""
        self._take("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            self.peek()
            yield
            if self._take(",]") == "]":
                return

    def skip(self) -> None:
        """Pass over the value that begins here; of arrays, one element is held at a time."""
        begin = self.peek()
        if begin == "{":
            for _ in self.members():
                self.skip()
        elif begin == "[":
            for _ in self.elements():
                self.value()
        else:
            self.value()

    def end(self) -> None:
        """See that nothing follows; raises `CaptureError` where something does."""
        if self.peek():
            raise self._damaged(self._at)

    def _take(self, wanted: str) -> str:
        found = self.peek()
        if not found:
            raise self._cut_off()
        if found not in wanted:
            raise self._damaged(self._at)
        self._at += 1
        return found

    def _fill(self) -> bool:
        """Read on, and return whether there was anything; twice as much for a long value."""
        if self._over:
            return False
        left = len(self._text) - self._at
        data = self._stream.read(max(_CHUNK, left))
        self._over = not data
        try:
            text = self._decode(data, not data)
        except UnicodeDecodeError as exc:
            if self._over:
                raise self._cut_off() from exc
            raise CaptureError(
                "It is no JSON in UTF-8.", remedy="Export it anew; Telegram Desktop writes UTF-8."
            ) from exc
        self._before += self._at
        self._text, self._at = self._text[self._at :] + text, 0
        return not self._over

    def _judge(self, exc: json.JSONDecodeError, at: int) -> CaptureError:
        """Tell what was cut off from what is damaged, at the end of all."""
        rest = self._text[at:].strip()
        begun = any(word.startswith(rest) for word in _WORDS)
        return self._cut_off() if begun or "Unterminated" in exc.msg else self._damaged(at)

    def _damaged(self, at: int) -> CaptureError:
        return CaptureError(
            f"It is no valid JSON near its character {self._before + at + 1:,}.",
            remedy="Export it anew.",
        )

    @staticmethod
    def _cut_off() -> CaptureError:
        return CaptureError(
            "It was cut off: its JSON ends in the middle.",
            remedy="Export or copy it anew; nothing of it was taken.",
        )
