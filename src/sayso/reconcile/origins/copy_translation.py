"""Whether a report is another one in another language: the same facts in the same order.

An account of one's own differs in what it tells first, in details and in sources; a
translation tells sentence by sentence what the other tells, and hardly anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reconcile.origins.copy_facts import LineFacts, list_facts
from sayso.reconcile.origins.copy_shared import count_shared
from sayso.reconcile.origins.copy_text import CopyText, make_copy_text
from sayso.records.reading import Reading

# So much of what a sentence tells must be in the one that it translates, and so much it must tell.
_SAME_LINE, _TELLING = 0.45, 1.5
# So many sentences must answer so many others, with so many facts, and so much of the report they
# must be.
_MANY_LINES, _PART, _FEWEST_FACTS = 4, 0.5, 6
# Of fewer sentences, more must answer, and more of what they tell must be the same.
_FEW_LINES, _FEW_PART, _FEW_SAME = 3, 0.8, 0.75
_TWO_LINES, _TWO_SAME, _TWO_FACTS = 2, 0.6, 7
# Where nearly all of each answers nearly all of the other, few facts are enough.
_MUTUAL, _MUTUAL_SAME, _SOME_FACTS = 0.8, 0.6, 3
# Less is enough where the report names the other.
_FOLLOWED, _FOLLOWED_SAME, _FOLLOWED_FACTS = 0.75, 0.65, 4
# Who retells what another wrote leaves its quotations out, and says less of the same.
_RETOLD = 0.8
# So much of what it tells for sure may stand nowhere in the other: of the sentences that answer
# one another, and of all.
_NEW, _ALL_NEW = 0.35, 0.5
# A sentence that was split or joined answers the next one too.
_NEXT = 0.9
_AWAY = 0.6
# Of long reports a line is compared with so many around the one as far down, in all about so many.
_BAND, _COMPARED = 20, 5000
# A sentence that names nobody and no day answers another one by so many words of this field.
_CONCEPTS = 2
_SHARED = 3
_STEM = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """One report and what its lines tell."""

    text: CopyText
    facts: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """How much of one report is another one in another language.

    Attributes:
        pairs: Lines that answer one another: of the other, of the report.
        share: The part of its sentences that do, of those that tell enough to say.
        same: The part of what these tell, by weight, that the other tells there too.
        new: The part of the days, figures and names in them that the other has nowhere.
        all_new: The same of all its sentences.
        apart: How many sentences of the other are answered, but for quotations: two who asked the
            same man quote the same words.
        facts: How many days, figures and names answer one another.
        retells: Whether the other quotes somebody, and the report nobody.
    """

    pairs: tuple[tuple[int, int], ...]
    share: float
    same: float
    new: float
    all_new: float
    apart: int
    facts: int
    retells: bool

    @property
    def is_translation(self) -> bool:
        """Whether so much is the same in the same order that it was translated."""
        if not self._tells_little_else() or self.share < _PART:
            return False
        if self.apart >= _MANY_LINES:
            return self.facts >= _FEWEST_FACTS
        if self.apart == _FEW_LINES:
            return (
                self.share >= _FEW_PART and self.same >= _FEW_SAME and self.facts >= _FEWEST_FACTS
            )
        return (
            self.apart == _TWO_LINES
            and self.share == 1
            and self.same >= _TWO_SAME
            and self.facts >= _TWO_FACTS
        )

    @property
    def follows(self) -> bool:
        """Whether so much is the same that it was translated if the report names the other."""
        return (
            not self.retells
            and self._tells_little_else()
            and self.apart >= _FEW_LINES
            and self.share >= _FOLLOWED
            and self.same >= _FOLLOWED_SAME
            and self.facts >= _FOLLOWED_FACTS
        )

    def is_mutual(self, back: "Rendering") -> bool:
        """Whether it and the other tell the same sentence by sentence, seen from either."""
        return (
            self._tells_little_else()
            and self.apart >= _FEW_LINES
            and min(self.share, back.share) >= _MUTUAL
            and self.same >= _MUTUAL_SAME
            and self.facts >= _SOME_FACTS
        )

    def _tells_little_else(self) -> bool:
        if self.retells and self.same < _RETOLD:
            return False
        return self.all_new <= _ALL_NEW and self.new <= _NEW


def make_telling(reading: Reading, text: CopyText | None = None) -> Telling:
    """Return a reading's report, whose text may be at hand, as it is compared across languages."""
    text = text or make_copy_text(reading.report)
    return Telling(text=text, facts=list_facts(reading, text))


def list_possible(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """Return which reports in two languages have facts enough in common to be compared."""
    keys = [
        {_make_key(token) for facts in telling.facts for token in facts.hard}
        for telling in tellings
    ]
    shared = count_shared(keys, [it.text.report.language for it in tellings])
    return [
        (one, other)
        for (one, other), count in shared.items()
        if count >= _SHARED
        and tellings[one].text.report.language != tellings[other].text.report.language
    ]


def compare_facts(of: Telling, report: Telling) -> Rendering:
    """Return how much of a report answers another one's sentences, in their order."""
    original = _Original(of.facts)
    path = _align(original, report.facts)
    pairs: list[tuple[int, int]] = []
    told = same = hard = new = all_hard = all_new = 0.0
    telling = 0
    matched: set[str] = set()
    for number, facts in enumerate(report.facts):
        weight = facts.weight
        mine = sum(facts.hard.values())
        missing = sum(it for token, it in facts.hard.items() if not original.all.has(token))
        all_hard, all_new = all_hard + mine, all_new + missing
        if weight < _TELLING or not path:
            continue
        telling += 1
        at = path[number]
        common = original.measure(facts, at)
        hits = {token for token in facts.hard if of.facts[at].has(token)}
        if common >= _SAME_LINE * weight and (
            hits or facts.count_concepts(of.facts[at]) >= _CONCEPTS
        ):
            pairs.append((at, number))
            told, same = told + weight, same + common
            hard, new = hard + mine, new + missing
            matched |= hits
    return Rendering(
        pairs=tuple(pairs),
        share=len(pairs) / telling if telling else 0.0,
        same=same / told if told else 0.0,
        new=new / hard if hard else 0.0,
        all_new=all_new / all_hard if all_hard else 0.0,
        apart=len({at for at, number in pairs if not report.text.lines[number].quoted}),
        facts=len(matched),
        retells=_quotes(of) and not _quotes(report),
    )


def _quotes(telling: Telling) -> bool:
    return any(line.quoted for line in telling.text.lines)


class _Original:
    """What the lines of a report tell, each alone, with the next one, and all together."""

    def __init__(self, lines: Sequence[LineFacts]) -> None:
        self.lines = lines
        self.all = _join(lines)
        self._pairs = [_join(lines[at : at + 2]) for at in range(len(lines))]

    def measure(self, facts: LineFacts, at: int) -> float:
        """Return what a line has in common with one of these, and less of the next one's."""
        here = facts.measure(self.lines[at])
        return here + _NEXT * (facts.measure(self._pairs[at]) - here)


def _join(lines: Sequence[LineFacts]) -> LineFacts:
    joined = LineFacts()
    for line in lines:
        joined.join(line)
    return joined


def _align(of: _Original, report: Sequence[LineFacts]) -> list[int]:
    """Return for each line the line of the other that it answers, never going back.

    The path with the greatest weight in common (dynamic programming). Of lines that have as
    much in common the one that stands as far down in its report weighs more: the same
    names are in many lines. In long reports only lines about as far down are compared.
    """
    size = len(of.lines)
    if not size or not report:
        return []
    slope, width = size / len(report), max(_BAND, _COMPARED // len(report))
    best = [0.0] * size
    steps: list[list[int]] = []
    for number, facts in enumerate(report):
        row, before, come = [], -1.0, 0
        step: list[int] = []
        for at in range(size):
            if best[at] > before:
                before, come = best[at], at
            step.append(come)
            away = abs(at - number * slope)
            near = of.measure(facts, at) * (1 - _AWAY * away / size) if away <= width else 0.0
            row.append(before + near)
        steps.append(step)
        best = row
    at = max(range(size), key=lambda it: (best[it], -it))
    path = []
    for step in reversed(steps):
        path.append(at)
        at = step[at]
    return path[::-1]


def _make_key(token: str) -> str:
    """Return what forms of one name have in common."""
    return token[: 5 + _STEM] if token.startswith("name:") else token
