"""Texts with the marks of docs/annotation.md as the tagger would give them, and their claims."""

import re
from collections import defaultdict

from sayso.lang.engines.inflected.plain import load_plain
from sayso.lang.language import get_language
from sayso.reconcile.chains import ClaimContext
from sayso.reconcile.inflected.claims import make_claims as make_inflected_claims
from sayso.records.claim import Claim, Style
from sayso.records.finding import Resolution
from sayso.records.parse import Parse
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

PUBLISHER = "Сивая чайка"
_MARK = re.compile(r"<(/?)([a-z])(\d+)>")
_ROLES = {"s": "source", "q": "cue", "c": "content", "m": "medium", "b": "behind"}


def tag_marked(marked: str) -> tuple[str, TaggedText]:
    """Return the bare text, and its statements; one within another's content is nested."""
    text, at = "", 0
    opened: list[int] = []
    spans: defaultdict[int, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if not mark[1]:
            opened.append(len(text))
        else:
            spans[int(mark[3])][_ROLES[mark[2]]].append(Span(opened.pop(), len(text)))
    text += marked[at:]
    contents = [(number, span) for number, roles in spans.items() for span in roles["content"]]
    statements = [
        TaggedStatement(
            level=int(
                any(
                    other != number and begin <= roles["cue"][0].begin < end
                    for other, (begin, end) in contents
                )
            ),
            confidence=0.9,
            **{role: tuple(sorted(roles[role])) for role in _ROLES.values()},
        )
        for number, roles in sorted(spans.items())
    ]
    return text, make_tagged(text, statements)


def make_tagged(text: str, statements: list[TaggedStatement]) -> TaggedText:
    words = [Span(*found.span()) for found in re.finditer(r"\w+|[^\w\s]", text)]
    chances = [0.25] * len(words)
    return TaggedText(statements=tuple(statements), words=words, cues=chances, contents=chances)


def make_report(text: str, language: str, publisher: str = PUBLISHER) -> Report:
    return Report(
        id="small",
        title=None,
        publisher=publisher,
        url=None,
        published=None,
        captured=None,
        language=language,
        sha256="0" * 64,
        text=text,
    )


def make_context(report: Report, parse: Parse) -> ClaimContext:
    return ClaimContext(
        report=report,
        parse=parse,
        language=get_language(report.language),
        resolution=Resolution(entities=(), entity_of={}),
        times=(),
    )


def read_marked(marked: str, language: str = "ru", publisher: str = PUBLISHER) -> tuple[Claim, ...]:
    text, tagged = tag_marked(marked)
    parse = load_plain(language).parse(text)
    report = make_report(text, language, publisher)
    return make_inflected_claims(tagged, make_context(report, parse))


def list_cited(claims: tuple[Claim, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return contents with their chains, as names and kinds, the report's own voice left out."""
    return [
        (claim.content.text, [(link.name, link.kind.value) for link in claim.chain])
        for claim in claims
        if claim.style is not Style.OWN
    ]


def list_own(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.content.text for claim in claims if claim.style is Style.OWN]
