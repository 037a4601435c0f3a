"""Hostile files, made from a seed: the same seed gives the same files on every machine."""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

REPORT = """\
Two soldiers who refused to return to the front line have been held in a basement in the village
of Zelene since last week, according to relatives who spoke to the Open Window Telegram channel.

"They took away his phone on Nov. 14," Marina Sokolova, the wife of Private Ivan Sokolov, 32, told
The Northern Observer. "Nobody gave us any papers," she added.

Her husband was called up in September and sent to the Luhansk region after nine days of training.
Around 300 men were being kept in the same place, the channel reported on Tuesday, citing a lawyer.

The Defense Ministry denied the report. If convicted under Article 332, Sokolov could face a fine
of 200,000 rubles ($3,407) or up to three years in prison, said his lawyer, Pavel Orlov, who
intends to appeal to the garrison court "as soon as there is something to appeal against."
"""

_SCRIPTS = (
    "абвгґєїж אבגדה ابتثج 漢字かな ไทย नमस्ते ქართ አማርኛ "
    "🙂👩\u200d👩\u200d👧🏴\u200d☠️ é e\u0301 \u202e\u200f\u200b\xad\ufeff"
)
_MAGIC = (
    b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"{\\rtf1 ", b"\x7fELF",
    b"\x1f\x8b\x08", b"Rar!\x1a\x07", b"SQLite format 3\x00", b"<?xml?><rss>", b"%PDF-",
    b"\x00\x00\x00\x18ftypmp42", b"MZ\x90\x00", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff",
)  # fmt: skip
_PATTERNS = (
    "according to ", "said that he said ", '"', "“", "((", "[1] ", "- ", "a.b.", "1,000,",
    "his wife's ", "X-", "...", "?!", "'s ", "Nov. ", "$", "and ", "the the ", "—", "\t", ", ",
    "www.", "@", "<p>", "&amp;", "\\", "00", "Ivan ", "told ", "30-", "http://a/", "years ", "%",
    "Article ", "No. ",
)  # fmt: skip
_FIGURES = (
    "February 30", "31 November 0000", "the year 99999", "9" * 400, "-1", "1e999", "1/0",
    "0 rubles", "$" + "1,234," * 40 + "567", "minus three years", "24:61", "2022-13-45",
    "in 999999999 years", "a trillion trillion men",
    "10000 months ago", "½ men", "٣٠٠ men", "Article 0.0.0.0.0",
    "the 32nd of May", "NaN rubles", "infinity days ago", "between 20 and 3 men", "III",
    "a 3000-year-old man", "the night of 45 to 50 March", "up to zero years in prison",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: how it was made, what it is called, what is in it."""

    kind: str
    name: str
    data: bytes


def make_hostile(count: int, seed: int = 1) -> Iterator[Hostile]:
    """Yield so many files, the kinds in turn."""
    chance = random.Random(seed)
    kinds = list(_KINDS.items())
    for number in range(count):
        kind, (suffix, make) = kinds[number % len(kinds)]
        yield Hostile(kind, f"{number:04}-{kind}{suffix}", make(chance))


def _random_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 5_000))


def _random_letters(chance: random.Random) -> bytes:
    return "".join(
        chr(chance.randrange(32, 0x3000)) for _ in range(chance.randrange(3_000))
    ).encode()


def _flipped(chance: random.Random, data: bytes = REPORT.encode()) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _cut(chance: random.Random) -> bytes:
    data = REPORT.replace('"', "”").encode()
    begin = chance.randrange(len(data))
    return data[begin : chance.randrange(begin, len(data) + 1)]


def _sprinkled(chance: random.Random, with_: str) -> bytes:
    letters = list(REPORT)
    for _ in range(chance.randrange(1, 120)):
        letters.insert(chance.randrange(len(letters)), chance.choice(with_))
    return "".join(letters).encode("utf-8", "surrogatepass")


def _controls(chance: random.Random) -> bytes:
    return _sprinkled(chance, "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x7f\x85\ud800\uffff\ufffe")


def _scripts(chance: random.Random) -> bytes:
    return _sprinkled(chance, _SCRIPTS)


def _recoded(chance: random.Random) -> bytes:
    names = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "utf-7", "cp037", "shift_jis")
    data = REPORT.encode(chance.choice(names), "replace")
    return data[: chance.randrange(len(data))] if chance.random() < 0.5 else data


def _repeated(chance: random.Random) -> bytes:
    return (chance.choice(_PATTERNS) * chance.randrange(200, 3_000)).encode()


def _mixed_patterns(chance: random.Random) -> bytes:
    return "".join(chance.choices(_PATTERNS, k=chance.randrange(50, 1_500))).encode()


def _shuffled(chance: random.Random) -> bytes:
    words = REPORT.split(" ")
    chance.shuffle(words)
    return " ".join(words).encode()


def _figures(chance: random.Random) -> bytes:
    words = REPORT.split(" ")
    for _ in range(chance.randrange(1, 30)):
        words[chance.randrange(len(words))] = chance.choice(_FIGURES)
    return " ".join(words).encode()


def _long_line(chance: random.Random) -> bytes:
    word = chance.choice(("a", "ab ", "Ivan said. ", "x-", "1", "«"))
    return (word * (chance.randrange(5_000, 40_000) // len(word))).encode()


def _many_lines(chance: random.Random) -> bytes:
    line = chance.choice(("", "a", "- a", "A.", " \t", "Ivan said", '"'))
    return (f"{line}\n" * chance.randrange(100, 3_000)).encode()


def _nested(chance: random.Random) -> bytes:
    opening, closing = chance.choice(("()", "“”", "[]", "«»", '""', "‘’"))
    depth = chance.randrange(20, 2_000)
    return (opening * depth + "he refused, she said" + closing * chance.randrange(depth)).encode()


def _blank(chance: random.Random) -> bytes:
    return b"".join(chance.choices((b"", b" ", b"\n", b"\x00", "\ufeff\u200b".encode()), k=9))


def _foreign(chance: random.Random) -> bytes:
    return chance.choice(_MAGIC) + chance.randbytes(chance.randrange(300))


def _page(chance: random.Random) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in REPORT.split("\n\n"))
    head = chance.choice(
        (
            "<meta charset='utf-16'>",
            "<meta charset='\x00'>",
            "<meta charset=punycode>",
            "<link rel=canonical href='https://a.example/\u202e\u200b\x07é'>",
            "<script type='application/ld+json'>" + '{"@graph":[' * 500 + "</script>",
            "<script type='application/ld+json'>{'@type': 'NewsArticle', 1}</script>",
            "<meta property='article:published_time' content='" + "9" * 300 + "'>",
            "<base href='http://['><link rel=canonical href='//['>",
            "<title>" + "A" * 5_000,
        )
    )
    lang = chance.choice(("en", "xx-", "-", ""))
    return f"<!doctype html><html lang='{lang}'>{head}<body>{paragraphs}"


def _flipped_page(chance: random.Random) -> bytes:
    return _flipped(chance, _page(chance).encode())


def _cut_page(chance: random.Random) -> bytes:
    data = _page(chance).encode()
    return data[: chance.randrange(len(data))]


def _deep_page(chance: random.Random) -> bytes:
    tag = chance.choice(("div", "b", "table><tr><td", "ul><li", "blockquote", "a href='x'", "svg"))
    return f"<html><body>{f'<{tag}>' * chance.randrange(500, 5_000)}{REPORT}".encode()


def _odd_page(chance: random.Random) -> bytes:
    bits = (
        "<p", "</", "<!--", "-->", "<![CDATA[", "]]>", "&#xD800;", "&#0;", "&nbsp;", "<br>",
        "<p>a", "<script>", "</script>", "<article>", "\x00", "'", '"', ">", "<time datetime=x>",
    )  # fmt: skip
    return ("<html>" + "".join(chance.choices(bits, k=chance.randrange(400)))).encode()


def _pdf(content: bytes, filters: bytes = b"") -> bytes:
    return (
        b"%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>> endobj\n"
        b"4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
        b"5 0 obj <</Length %d%s>> stream\n%s\nendstream endobj\n"
        b"trailer <</Root 1 0 R>>\n%%%%EOF\n" % (len(content), filters, content)
    )


def _commented(chance: random.Random) -> bytes:
    """Comments before a text: patterns that can divide them in many ways never end."""
    piece = chance.choice(("<!---->", "<!-- -->", "<?xml?>", "<!--->-->", "<!---->\n"))
    return (piece * chance.randrange(40, 1_200) + REPORT).encode()


def _slow_codec(chance: random.Random) -> bytes:
    """A page in a codec that takes quadratic time."""
    codec = chance.choice(("punycode", "idna", "unicode_escape", "utf-7"))
    paragraphs = f"<p>{REPORT}" * chance.randrange(20, 60)
    return f"<html><meta charset={codec}>{paragraphs}".encode()


def _seeming(chance: random.Random) -> bytes:
    """A text that begins like another format."""
    return chance.choice((b"RIFFA, Bahrain (AP) - ", b"ID3 ", b"BZhZ ", b"%PDF ")) + REPORT.encode()


def _flipped_pdf(chance: random.Random) -> bytes:
    lines = "".join(
        f"1 0 0 1 50 {800 - 14 * n} Tm ({line}) Tj\n"
        for n, line in enumerate(REPORT.replace("(", "").replace(")", "").split("\n"))
    )
    data = _pdf(b"BT /F 10 Tf\n" + lines.encode() + b"ET")
    return data if chance.random() < 0.2 else _flipped(chance, data)


def _cut_pdf(chance: random.Random) -> bytes:
    data = _flipped_pdf(chance)
    return data[: chance.randrange(8, len(data))]


def _packed_pdf(chance: random.Random) -> bytes:
    size = chance.choice((1, 10, 60)) * 1_000_000
    bomb = zlib.compress(zlib.compress(b"(a) Tj " * (size // 7), 1), 9)
    return _pdf(bomb, b"/Filter[/FlateDecode/FlateDecode]")


_KINDS: dict[str, tuple[str, Callable[[random.Random], bytes]]] = {
    "random-bytes": (".txt", _random_bytes),
    "flipped": (".txt", _flipped),
    "flipped-page": (".html", _flipped_page),
    "cut": (".txt", _cut),
    "controls": (".txt", _controls),
    "flipped-pdf": (".pdf", _flipped_pdf),
    "scripts": (".txt", _scripts),
    "recoded": (".txt", _recoded),
    "cut-page": (".html", _cut_page),
    "repeated": (".txt", _repeated),
    "mixed-patterns": ("", _mixed_patterns),
    "cut-pdf": (".pdf", _cut_pdf),
    "shuffled": (".txt", _shuffled),
    "figures": (".txt", _figures),
    "deep-page": (".htm", _deep_page),
    "long-line": (".txt", _long_line),
    "many-lines": (".txt", _many_lines),
    "packed-pdf": (".pdf", _packed_pdf),
    "nested": (".txt", _nested),
    "blank": (".txt", _blank),
    "odd-page": (".html", _odd_page),
    "foreign": (".txt", _foreign),
    "random-letters": (".txt", _random_letters),
    "commented": (".txt", _commented),
    "slow-codec": (".html", _slow_codec),
    "seeming": (".txt", _seeming),
}
