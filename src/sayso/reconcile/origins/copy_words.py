"""What two texts in one language say in the same words, sentence by sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.reconcile.origins.copy_shared import count_shared
from sayso.reconcile.origins.copy_text import CopyText, Line

Shingle = tuple[str, ...]

SIZE = 3
"""Words of a shingle."""

# So many shingles two texts must share to be compared at all, or so much of the shorter one.
_SHARED = 4
_SHARED_PART = 0.3
# So much of a sentence must be said in the other's words.
_REPEATED = 0.6
# So many words of its own must a report repeat.
_FEWEST = 8
_PART = 0.5
# Of less than so many words, more must be the same.
_MANY_WORDS, _SHORT_PART = 20, 0.62
# So many words must follow one another unless nearly all are the same.
_RUN, _SURELY = 5, 0.8
# Fewer of the sentences are a copied passage where they are so many words.
_PASSAGE_LINES = 3
_PASSAGE_WORDS = 40
_PASSAGE_PART = 0.2
# Of the figures and names of sentences else alike, so many may be others.
_OTHER_FACTS = 0.34
# A report that only quotes has its quotations from another where nearly all of them are there.
_QUOTED_PART = 0.8
# A sentence of so few words is a turn of phrase anybody may use.
_TURN = 5


@dataclass(frozen=True, slots=True)
class Pairing:
    """One sentence and the one that it repeats.

    Attributes:
        of, line: Numbers of the lines in the one text and in the other.
        covered: How many words of ``line`` are in the other text's words.
        run: How many of them follow one another at most.
    """

    of: int
    line: int
    covered: int
    run: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What one text repeats of another, seen from the one that repeats.

    Whether it is a copy is told by what the report says itself: two reports may quote the same
    words without the one having seen the other.

    Attributes:
        share: The part of its sentences that it repeats.
        covered: The part of the words of its own telling.
        words: How many words of its own telling it repeats.
        all_words: How many words it repeats, quoted ones too.
        pairs: Sentence by sentence, quoted ones too.
        kept, changed: Names and figures of the repeated sentences that are the same, or others.
        quoted: How many sentences that are mostly quotation are in both.
        run: How many words of one sentence are the same without a break, at most.
    """

    share: float
    covered: float
    words: int
    all_words: int
    pairs: tuple[Pairing, ...]
    kept: int
    changed: int
    quoted: int
    run: int

    @property
    def is_copy(self) -> bool:
        """Whether it is so much, of so much the same, that the words were taken over."""
        if self.changed >= 2 and self.changed > _OTHER_FACTS * (self.kept + self.changed):
            return False  # one template, other facts
        if self.words < _FEWEST:
            return self.share >= _QUOTED_PART and self.all_words >= _PASSAGE_WORDS
        if self.run < _RUN and self.covered < _SURELY:
            return False  # turns of phrase that anybody uses of such a thing
        if self.covered >= (_PART if self.words >= _MANY_WORDS else _SHORT_PART):
            return True
        return (
            len(self.pairs) - self.quoted >= _PASSAGE_LINES
            and self.words >= _PASSAGE_WORDS
            and self.covered >= _PASSAGE_PART
        )


def list_shingles(line: Line) -> Iterator[Shingle]:
    """Yield the runs of three words of a line, in order."""
    words = line.words
    for at in range(len(words) - SIZE + 1):
        yield words[at : at + SIZE]


def list_candidates(texts: Sequence[CopyText]) -> list[tuple[int, int]]:
    """Return which texts share enough words to be compared: numbers, the lesser first.

    Each text that tells the very same as an earlier one is compared with it, whatever
    else there is.
    """
    shingles = [
        frozenset(it for line in text.lines if not line.stock for it in list_shingles(line))
        for text in texts
    ]
    shared = count_shared(shingles, [it.report.language for it in texts])
    near = {
        pair
        for pair, count in shared.items()
        if count >= min(_SHARED, _SHARED_PART * min(len(shingles[it]) for it in pair))
    }
    return sorted(near | set(_list_same(texts)))


def _list_same(texts: Sequence[CopyText]) -> Iterator[tuple[int, int]]:
    """Yield each text, behind the first one, that has the very same sentences."""
    first: dict[tuple[tuple[str, ...], ...], int] = {}
    for number, text in enumerate(texts):
        told = tuple(line.words for line in text.lines if not line.stock)
        of = first.setdefault(told, number)
        if told and of != number:
            yield of, number


class Indexed:
    """A text with its shingles at hand; made once, compared many times."""

    def __init__(self, text: CopyText) -> None:
        self.text = text
        self.at: dict[Shingle, list[int]] = {}
        for number, line in enumerate(text.lines):
            if not line.stock:
                for shingle in list_shingles(line):
                    self.at.setdefault(shingle, []).append(number)
        self.whole: Mapping[tuple[str, ...], int] = {
            line.words: number for number, line in reversed(list(enumerate(text.lines)))
        }


class Overlaps:
    """What each of many texts repeats of others; two of the very same words are compared once.

    Attributes:
        texts: The texts; numbers are places in it.
    """

    def __init__(self, texts: Sequence[CopyText]) -> None:
        self.texts = texts
        # Lines follow from the text, its language and what was marked as no line of it.
        faces: dict[tuple[object, ...], int] = {}
        self._face = [
            faces.setdefault(
                (it.report.text, it.report.language, *(line.stock for line in it.lines)), len(faces)
            )
            for it in texts
        ]
        self._indexed: dict[int, Indexed] = {}
        self._known: dict[tuple[int, int], Overlap] = {}

    def compare(self, of: int, report: int) -> Overlap:
        """Return what a text repeats of another one, whichever came first."""
        pair = (self._face[of], self._face[report])
        if pair not in self._known:
            if pair[0] not in self._indexed:
                self._indexed[pair[0]] = Indexed(self.texts[of])
            self._known[pair] = compare_words(self._indexed[pair[0]], self.texts[report])
        return self._known[pair]


def compare_words(of: Indexed, report: CopyText) -> Overlap:
    """Return what a report repeats of another one, whichever came first."""
    pairs = [it for it in _list_pairings(of, report) if not _denies(of, report, it)]
    own = [it for it in pairs if not _is_quoted(of, report, it)]
    facts = [_compare_facts(of.text.lines[it.of], report.lines[it.line]) for it in own]
    told = sum(len(line.words) for line in report.lines if line.tells)
    return Overlap(
        share=len(pairs) / max(1, sum(not line.stock for line in report.lines)),
        covered=min(1.0, sum(it.covered for it in own) / max(1, told)),
        words=sum(it.covered for it in own if len(report.lines[it.line].words) >= _TURN),
        all_words=sum(it.covered for it in pairs),
        pairs=tuple(pairs),
        kept=sum(kept for kept, _ in facts),
        changed=sum(changed for _, changed in facts),
        quoted=len(pairs) - len(own),
        run=max((it.run for it in own), default=0),
    )


def _list_pairings(of: Indexed, report: CopyText) -> Iterator[Pairing]:
    for number, line in enumerate(report.lines):
        pairing = _find_pairing(of, number, line)
        if pairing is not None:
            yield pairing


def _denies(of: Indexed, report: CopyText, pairing: Pairing) -> bool:
    """Whether a sentence says in the other's words what the other denies."""
    one, other = of.text.lines[pairing.of], report.lines[pairing.line]
    return one.denials != other.denials and _differs_little(one, other)


def _is_quoted(of: Indexed, report: CopyText, pairing: Pairing) -> bool:
    return of.text.lines[pairing.of].quoted or report.lines[pairing.line].quoted


def _find_pairing(of: Indexed, number: int, line: Line) -> Pairing | None:
    """Return which line of the other text this one repeats, if any."""
    if line.stock:
        return None
    if line.words in of.whole:
        return Pairing(of.whole[line.words], number, len(line.words), len(line.words))
    covered: set[int] = set()
    votes: Counter[int] = Counter()
    for at, shingle in enumerate(list_shingles(line)):
        lines = of.at.get(shingle)
        if lines is not None:
            covered.update(range(at, at + SIZE))
            votes.update(dict.fromkeys(lines, 1))
    if len(covered) < _REPEATED * len(line.words):
        return None
    best = min(votes, key=lambda it: (-votes[it], it))
    return Pairing(best, number, len(covered), _find_run(covered))


def _find_run(places: set[int]) -> int:
    """Return how many places follow one another at most."""
    longest = run = 0
    for place in range(max(places) + 1):
        run = run + 1 if place in places else 0
        longest = max(longest, run)
    return longest


def _differs_little(one: Line, other: Line) -> bool:
    """Whether two sentences are one but for a few words."""
    longer = max(len(one.words), len(other.words))
    return longer - len(one.words) <= longer // 2 and longer - len(other.words) <= longer // 2


def _compare_facts(one: Line, other: Line) -> tuple[int, int]:
    """Return how many names and figures of two sentences are the same, and how many others.

    What only one of them tells counts as neither.
    """
    if not one.facts and not other.facts:
        return 0, 0
    if one.words == other.words:
        return max(len(one.facts), len(other.facts)), 0
    kept = changed = 0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        mine = _count(one.facts, range(low, high))
        yours = _count(other.facts, range(begin, end))
        if kind == "equal":
            kept += max(mine, yours)
        elif kind == "replace":
            changed += min(max(mine, yours), min(high - low, end - begin)) if mine and yours else 0
    return kept, changed


def _count(facts: Iterable[int], within: range) -> int:
    return sum(at in within for at in facts)
