"""PDFs for tests, written by hand."""

import zlib
from collections.abc import Sequence

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def make_pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]],
    *,
    info: bytes = b"",
    catalog: bytes = b"",
) -> bytes:
    """Write pages of (left, bottom, line) in 10-point Helvetica."""
    streams = [_draw(page) for page in pages]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % info,
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(stream)
    return assemble(objects)


def make_prose_pdf(lines: Sequence[str], **more: bytes) -> bytes:
    """Write one page; an empty line leaves more room, as between paragraphs."""
    placed: list[tuple[float, float, str]] = []
    bottom = 800.0
    for line in lines:
        if line:
            placed.append((60.0, bottom, line))
        bottom -= 13.0 if line else 9.0
    return make_pdf([placed], **more)


def make_bomb(size: int = 1_500_000_000) -> bytes:
    """Write a page whose content unpacks, twice over, to ``size`` blanks."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    twice = zlib.compress(once + packer.flush(), 9)
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
            % (len(twice), twice),
        ]
    )


def assemble(objects: Sequence[bytes]) -> bytes:
    """Number the objects and write the table of where they stand."""
    body = bytearray(_HEAD)
    table = [b"0000000000 65535 f \n"]
    for number, content in enumerate(objects, start=1):
        table.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n%s" % (len(table), b"".join(table))
    body += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(table),
        start,
    )
    return bytes(body)


def _draw(page: Sequence[tuple[float, float, str]]) -> bytes:
    content = b"BT /F1 10 Tf\n"
    for left, bottom, line in page:
        text = line.encode("cp1252").replace(b"\\", b"\\\\")
        text = text.replace(b"(", b"\\(").replace(b")", b"\\)")
        content += b"1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (left, bottom, text)
    content += b"ET"
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
