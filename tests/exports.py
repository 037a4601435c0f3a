"""Exports of Telegram Desktop, feeds and archives of the web, all invented, for tests."""

import gzip
import hashlib
import json
import zipfile
from base64 import b32encode
from pathlib import Path
from typing import Any

CHANNEL = "Вести Глиняной"
CHANNEL_ID = 1234567
FIRST = 1_669_024_800  # 2022-11-21T10:00:00Z

HELD = "Жена мобилизованного сообщила, что его держат в подвале в Глиняной."
FORWARDED = "Суд в Глиняной приговорил двоих солдат к двум годам колонии."


def post(number: int, text: Any = HELD, **more: Any) -> dict[str, Any]:
    """Return a post as the export has it; its clock stands three hours ahead of UTC."""
    made: dict[str, Any] = {
        "id": number,
        "type": "message",
        "date": f"2022-11-21T13:{number % 60:02}:00",
        "date_unixtime": str(FIRST + 60 * number),
        "from": CHANNEL,
        "from_id": f"channel{CHANNEL_ID}",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}] if text else [],
    }
    return {key: value for key, value in {**made, **more}.items() if value is not ...}


def service(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "type": "service",
        "date": "2022-11-21T12:00:00",
        "date_unixtime": str(FIRST),
        "actor": CHANNEL,
        "actor_id": f"channel{CHANNEL_ID}",
        "action": "pin_message",
        "message_id": 1,
        "text": "",
        "text_entities": [],
    }


def chat(*messages: object, **more: Any) -> dict[str, Any]:
    made = {
        "name": CHANNEL,
        "type": "public_channel",
        "id": CHANNEL_ID,
        "messages": list(messages),
    }
    return {key: value for key, value in {**made, **more}.items() if value is not ...}


def account(*chats: dict[str, Any]) -> dict[str, Any]:
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"first_name": "Vera", "phone_number": "+000"},
        "contacts": {"about": "", "list": [{"first_name": "Nobody"}]},
        "chats": {"about": "", "list": list(chats)},
        "left_chats": {"about": "", "list": []},
    }


def write_export(folder: Path, export: object, files: dict[str, bytes] | None = None) -> Path:
    """Write an export's folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(export, ensure_ascii=False, indent=1)
    (folder / "result.json").write_text(text, encoding="utf-8")
    for name, data in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_zip(path: Path, folder: Path, *, root: str = "") -> Path:
    """Make a zip of an export's folder, in a folder of the zip if one is named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, root + file.relative_to(folder).as_posix())
    return path


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Volga Courier</title><link>https://courier.example/</link><language>en-us</language>
<item><title>Two soldiers held</title><link>https://courier.example/1</link>
 <guid isPermaLink="false">courier-1</guid><dc:creator>Vera Lindt</dc:creator>
 <pubDate>Mon, 21 Nov 2022 14:30:00 +0300</pubDate><slash:comments>{comments}</slash:comments>
 <description>Short.</description>
 <content:encoded><![CDATA[<p>Anna Petrova said that two soldiers were held in Kamyshin.</p>
 <script>alert(1)</script><p>They had refused &amp; were beaten.<br>A lawyer confirmed it.</p>]]>
 </content:encoded></item>
<item><title>Court</title><link>https://courier.example/2</link>
 <description>A court in Kamyshin fined one man, his wife said.</description></item>
</channel></rss>
"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Aegean Wire</title>
<entry><title type="html">Fined &lt;b&gt;again&lt;/b&gt;</title>
 <link rel="edit" href="https://wire.example/edit/7"/><link href="https://wire.example/7"/>
 <id>urn:wire:7</id><author><name>Eleni Doukas</name></author>
 <published>2023-05-02T08:00:00Z</published><updated>2023-05-03T09:00:00Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The court fined him.</p>
 <p>His lawyer said that he would appeal.</p></div></content></entry>
<entry><title>Changed only</title><link href="https://wire.example/8"/><id>urn:wire:8</id>
 <updated>2023-05-03T09:00:00Z</updated><summary>Nobody knows when it was said.</summary></entry>
</feed>
"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://bureau.example/"><title>Bureau</title></channel>
<item rdf:about="https://bureau.example/1"><title>Raid</title>
 <link>https://bureau.example/1</link><dc:date>2023-09-05</dc:date>
 <description>Soldiers stopped a bus, witnesses said, and took five men away.</description></item>
</rdf:RDF>
"""


def record(
    kind: str, url: str, block: bytes, *, http: bool = True, headers: dict[str, str] | None = None
) -> bytes:
    """Return one record of an archive."""
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:test:{hashlib.sha1(url.encode() + block).hexdigest()}>",
        "WARC-Date": "2022-11-22T09:15:00Z",
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response" if http else "text/plain",
        **(headers or {}),
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, mime: str = "text/html", status: int = 200, **headers: str) -> bytes:
    """Return the answer of a server; in names of headers "_" stands for "-"."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {mime}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(text: str) -> bytes:
    return (
        f"<html lang='en'><head><title>T</title></head><body><p>{text}</p></body></html>".encode()
    )


def chunk(data: bytes) -> bytes:
    half = len(data) // 2
    parts = (data[:half], data[half:])
    return b"".join(f"{len(it):x}\r\n".encode() + it + b"\r\n" for it in parts) + b"0\r\n\r\n"


def sha1(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data).digest()).decode()


def pack(*records: bytes) -> bytes:
    """Return an archive as crawlers write it: each record in a gzip member of its own."""
    return b"".join(gzip.compress(it, mtime=0) for it in records)
