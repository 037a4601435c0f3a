"""Whom a step of procedure befell that names nobody: "prosecutors dropped the charges"."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.lang.language import Language
from sayso.packs.pack import EventType
from sayso.records.finding import Telling
from sayso.records.parse import Parse, Token

# A step told without a name is of one of so many told of before it.
_LATEST = 60


def find_understood(
    parse: Parse,
    language: Language,
    tellings: Iterable[Telling],
    types: Mapping[str, EventType],
) -> Iterator[Telling]:
    """Yield tellings, those of steps that name nobody with whom they may be about.

    A step is never understood of those to whom harm alone was done before: "three children died;
    a criminal case was opened" says against nobody that it was. Nor is it then of whoever was
    told of earlier, where both stand in one sentence.

    Args:
        parse: The report's parse.
        language: Its language.
        tellings: What the report tells, in text order.
        types: What the packs know of each type: whether it may be told without naming again
            whom it befell, and whether such a step may be about whom it befell.
    """
    steps = frozenset(name for name, kind in types.items() if kind.back)
    pursued = steps | {name for name, kind in types.items() if kind.pursued}
    before = _Before(steps)
    harmed = -1
    for telling in tellings:
        made, sentence = telling, parse.tokens[telling.anchor].sentence
        if telling.type not in pursued:
            harmed = sentence
        elif (
            not (telling.subjects or telling.back) and telling.type in steps and sentence != harmed
        ):
            made = _understand(parse, language, telling, before)
        if made.type in pursued and (made.subjects or made.understood):
            before.add(made)
        yield made


class _Before:
    """What was told of whom before.

    Of all only the latest few are kept, so that a step that names nobody is not compared with
    everything that a long report tells.

    Attributes:
        told: The latest tellings, in text order.
        steps: Those of them that are steps.
    """

    def __init__(self, steps: frozenset[str]) -> None:
        self._types = steps
        self.told: deque[Telling] = deque(maxlen=_LATEST)
        self.steps: deque[Telling] = deque(maxlen=_LATEST)

    def add(self, telling: Telling) -> None:
        self.told.append(telling)
        if telling.type in self._types:
            self.steps.append(telling)


def _understand(parse: Parse, language: Language, telling: Telling, before: _Before) -> Telling:
    anchor = parse.tokens[telling.anchor]
    latest, told = tuple(reversed(before.told)), tuple(reversed(before.steps))
    if latest and parse.tokens[latest[0].anchor].sentence == anchor.sentence:
        return _like(telling, latest[0])
    represented = _find_represented(parse, language, anchor)
    if represented is not None:
        return replace(telling, subjects=(represented,))
    if told and parse.tokens[told[0].anchor].paragraph == anchor.paragraph:
        return _like(telling, told[0])
    if _is_known(parse, language, telling):
        # "The trial" that a report comes back to is that of whom it says most.
        return replace(telling, understood=_subjects(told), known=True)
    close = [t for t in latest if parse.tokens[t.anchor].paragraph >= anchor.paragraph - 1]
    # What is no step is close, or too far to say: who was taken away pages before is not accused.
    return replace(telling, understood=_subjects((*close, *told)))


def _like(telling: Telling, other: Telling) -> Telling:
    return replace(telling, subjects=other.subjects, understood=other.understood, known=other.known)


def _subjects(tellings: Iterable[Telling]) -> tuple[int, ...]:
    return tuple((telling.subjects or telling.understood)[0] for telling in tellings)


def _is_known(parse: Parse, language: Language, telling: Telling) -> bool:
    """Tell whether the words point to proceedings that the reader knows: "the case"."""
    definite = language.words("events", "definite")
    return any(t.lower in definite for word in telling.trigger for t in parse.children(word, "det"))


def _find_represented(parse: Parse, language: Language, anchor: Token) -> int | None:
    """Return whose lawyer or relative says it: "His lawyer said the case was closed"."""
    representatives = language.words("events", "representative")
    for verb in (anchor, *parse.ancestors(anchor.i)):
        for subject in parse.children(verb.i, "nsubj"):
            owner = subject
            while owner.lemma in representatives and (owners := parse.children(owner.i, "poss")):
                # "His family's lawyer" speaks of him.
                owner = owners[0]
            if owner is not subject and owner.lemma not in representatives:
                return owner.i
    return None
