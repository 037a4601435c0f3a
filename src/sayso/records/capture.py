"""How bytes were obtained: the collection record of the Berkeley Protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One act of obtaining bytes, after the Berkeley Protocol's collection data (ch. VI.C).

    What is not known is ``None``, never a guess. Times are ISO 8601 in UTC.

    Attributes:
        id: 32 hex digits, random; no two captures share one.
        sha256: Hex digest of the bytes as captured.
        size: How many bytes.
        added: When they came into the casebook, by this machine's clock.
        clock: Where that clock gets its time ("system" where no more is known).
        method: How they were obtained: "file", "stdin", "text"; later "web", "telegram", ...
        tool, tool_version: What took them in.
        operator: Who did it, as the casebook knows that person.
        operator_identity: The identity used towards the source, where it was another.
        file_name: The file's own name, without its folders.
        url: The address asked for.
        final_url: The address that answered, after redirects.
        fetched: When they were fetched from there, as whoever fetched them says.
        network_exit: The address under which the machine was seen.
        http_status: Status of the answer.
        headers: Headers of the answer, in order.
        mime: Media type, as told from the bytes or the answer.
        warc_record: Id of the WARC record that holds them.
        parent: Id of the capture that they came with (the page of a picture).
        note: What the operator adds.
        details: What else the source told of it, by ASCII names: the number of a post in its
            channel, when it was edited, its pictures; no fractions, as canonical JSON has none.
    """

    id: str
    sha256: str
    size: int
    added: str
    clock: str
    method: str
    tool: str
    tool_version: str
    operator: str
    operator_identity: str | None = None
    file_name: str | None = None
    url: str | None = None
    final_url: str | None = None
    fetched: str | None = None
    network_exit: str | None = None
    http_status: int | None = None
    headers: tuple[tuple[str, str], ...] | None = None
    mime: str | None = None
    warc_record: str | None = None
    parent: str | None = None
    note: str | None = None
    details: Mapping[str, Any] | None = None
