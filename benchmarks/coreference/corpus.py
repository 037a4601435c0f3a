"""ECB+ (Cybulska and Vossen 2014): its documents and their mentions of events."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_EVENTS = ("ACTION", "NEG_ACTION")
_ACROSS = "CROSS_DOC_COREF"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A mention of an event.

    Attributes:
        id: Document and markable, "1_10ecb#31".
        document: Name of its file without the ending.
        sentence: Number of its sentence.
        words: Numbers of its words in the sentence.
        event: The event that it is of: one name for all its mentions.
    """

    id: str
    document: str
    sentence: int
    words: tuple[int, ...]
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: its sentences as words, by their numbers, and its mentions of events."""

    name: str
    sentences: Mapping[int, Sequence[str]]
    mentions: tuple[GoldMention, ...]


def read_documents(folder: Path, topics: range | None = None) -> list[Document]:
    """Return the documents of some topics, with the mentions in validated sentences.

    Args:
        folder: Holds ``ECB+`` and ``ECBplus_coreference_sentences.csv``.
        topics: Numbers of topics; all by default.
    """
    validated = _read_validated(folder / "ECBplus_coreference_sentences.csv")
    found = []
    numbers = sorted(int(it.name) for it in (folder / "ECB+").iterdir() if it.name.isdigit())
    for number in numbers:
        if topics is None or number in topics:
            paths = sorted((folder / "ECB+" / str(number)).glob("*.xml"))
            found += [_read_document(path, validated[path.stem]) for path in paths]
    return found


def _read_validated(path: Path) -> defaultdict[str, set[int]]:
    validated: defaultdict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            validated[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return validated


def _read_document(path: Path, validated: set[int]) -> Document:
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    sentences: defaultdict[int, list[str]] = defaultdict(list)
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        sentence = int(token.get("sentence"))
        places[token.get("t_id")] = (sentence, len(sentences[sentence]))
        sentences[sentence].append(token.text or "")
    events = dict(_list_links(root, path.stem))
    mentions = []
    for mark in root.find("Markables"):
        anchors = [it.get("t_id") for it in mark.findall("token_anchor")]
        if not anchors or not mark.tag.startswith(_EVENTS):
            continue
        sentence = places[anchors[0]][0]
        if sentence in validated:
            key = f"{path.stem}#{mark.get('m_id')}"
            mentions.append(
                GoldMention(
                    id=key,
                    document=path.stem,
                    sentence=sentence,
                    words=tuple(places[it][1] for it in anchors if places[it][0] == sentence),
                    event=events.get(mark.get("m_id"), f"alone {key}"),
                )
            )
    return Document(name=path.stem, sentences=dict(sentences), mentions=tuple(mentions))


def _list_links(root: etree._Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the event of each mention that has one: across documents, or within this one."""
    marks = root.find("Markables")
    known = {it.get("m_id"): it.get("instance_id") for it in marks}
    for relation in root.find("Relations"):
        target = relation.find("target").get("m_id")
        event = f"within {name} {relation.get('r_id')}"
        if relation.tag == _ACROSS:
            event = relation.get("note") or known[target] or event
        for source in relation.findall("source"):
            yield source.get("m_id"), event
