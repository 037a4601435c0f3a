"""Statements that plain patterns show, beside those that a tagger found.

Four patterns, each within one sentence and outside of quotation marks:

* "X сообщил, что S": a verb of saying, its subject beside it, and a complement clause;
* "S, сообщил X": the verb behind what is said, its subject behind it;
* "По словам X, S", "S, по словам X", "S, по его словам, S": a phrase that attributes;
* "Об этом сообщил X": the sentence before.

A pattern adds what the tagger missed or doubted, and takes out of its contents what another
says there. It never touches a statement of which the tagger was sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.lang.language import Language
from sayso.records.morph import Morph, get_morph
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

RULED = 0.6
"""How likely a statement is right that a pattern alone found.

Counted on our annotated reports (`python -m benchmarks.claims.patterns`).
"""

_DOUBTED = 0.5  # under it a pattern's reading goes before the tagger's
_NOUNS = frozenset({"NOUN", "PROPN"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X", "SYM"})
_MARKS = frozenset({"PUNCT"})
_DASHES = frozenset("—–-")
_LONGEST = 12  # words at most of a source
_BETWEEN = 4  # words at most between a verb and the clause that it opens
_LEAST = 2  # words at least that say something


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement by the numbers of its words."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def find_by_pattern(parse: Parse, language: Language) -> Iterator[TaggedStatement]:
    """Yield the statements that patterns alone show, in the order of their cues."""
    finder = Finder(parse, language)
    return map(finder.make, finder.find_all())


def add_by_pattern(tagged: TaggedText, parse: Parse, language: Language) -> TaggedText:
    """Return what was tagged together with what patterns show."""
    finder = Finder(parse, language)
    kept = list(tagged.statements)
    for found in finder.find_all():
        kept = _add(kept, found, finder)
    kept.sort(key=lambda one: (one.cue[0] if one.cue else Span(0, 0), one.level))
    return replace(tagged, statements=tuple(kept))


def _add(kept: list[TaggedStatement], found: Found, finder: "Finder") -> list[TaggedStatement]:
    made = finder.make(found)
    cue, content = finder.parse.span(found.cue[0], found.cue[-1]), made.content
    rivals = [one for one in kept if _touch(one.cue, made.cue)]
    if any(one.confidence >= _DOUBTED for one in rivals):
        return kept
    rest = [one for one in kept if one not in rivals]
    if any(one.confidence >= _DOUBTED and _hold(content, one.cue) for one in rest):
        # What it would state holds another attribution: the tagger saw the sentence better.
        return kept
    outer = [one for one in rest if one.level == 0 and _hold(one.content, (cue,))]
    if not outer:
        return [*rest, made]
    if finder.is_joined(found):
        begin = finder.parse.tokens[min(found.source + found.cue)].begin
        cut = [_cut(one, begin) if one in outer else one for one in rest]
        return [*(one for one in cut if one.content), made]
    return [*rest, replace(made, level=1)]


def _touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.begin < b.end and b.begin < a.end for a in some for b in others)


def _hold(spans: Sequence[Span], inner: Sequence[Span]) -> bool:
    return any(a.begin <= b.begin and b.end <= a.end for a in spans for b in inner)


def _cut(one: TaggedStatement, begin: int) -> TaggedStatement:
    """Return a statement whose content ends before an offset."""
    spans = (Span(a, min(b, begin)) for a, b in one.content if a < begin)
    return replace(one, content=tuple(span for span in spans if span.begin < span.end))


class Finder:
    """Finds statements by patterns in one parse."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self._say = language.pattern("saying", "say")
        self._phrases = language.pattern("saying", "according")
        self._papers = language.pattern("saying", "by_paper")
        self._about = language.pattern("saying", "about_this")
        self._outer, self._inner = (language.pattern("saying", it) for it in ("outer", "inner"))
        self._admit, self._plea = (language.pattern("saying", it) for it in ("admit", "plea"))
        self._pronouns = language.words("saying", "whose")
        self._complementizers = language.words("grammar", "complementizer")
        self._joints = language.words("sentences", "new_clause")
        self._seat = language.words("sources", "seat")
        self._negators = language.words("grammar", "negator")

    def find_all(self) -> Iterator[Found]:
        """Yield every statement that a pattern shows, in text order."""
        for first, last in self.parse.sentences:
            for i in range(first, last + 1):
                token = self.tokens[i]
                if token.quoted or token.pos in _MARKS:
                    continue
                if token.pos == "VERB" and self._says(token):
                    found = self._read_verb(i, first, last)
                elif token.pos == "ADP":
                    found = self._read_phrase(i, first, last)
                else:
                    continue
                if found is not None and self._says_enough(found):
                    yield found

    def _says(self, token: Token) -> bool:
        return bool(self._say.fullmatch(token.text) or self._admit.fullmatch(token.text))

    def _says_enough(self, found: Found) -> bool:
        plea = all(self._plea.fullmatch(self.tokens[i].text) for i in found.content)
        return plea or self._count(found.content) >= _LEAST

    def make(self, found: Found) -> TaggedStatement:
        """Return a statement as a tagger would give it."""
        source, cue, content = (
            tuple(self._make_spans(words)) for words in (found.source, found.cue, found.content)
        )
        return TaggedStatement(
            level=0,
            source=source,
            cue=cue,
            content=content,
            medium=(),
            behind=(),
            confidence=RULED,
        )

    def read_announcement(self, sentence: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Return who is said to speak in a sentence that does nothing else, and by which word.

        "Пишет жена мобилизованного.", "Вот что рассказала мать солдата:"; ``None`` of others.
        """
        first, last = self.parse.sentences[sentence]
        for i in range(first, last + 1):
            token = self.tokens[i]
            finite = token.pos == "VERB" and get_morph(token.tag).form == "Fin"
            if not finite or token.quoted:
                continue
            if not self._say.fullmatch(token.text) or self._admit.fullmatch(token.text):
                return None  # "признали виновным" leads to nobody's words
            if self._find_complement(i, last) is not None:
                return None
            source = list(self._find_subject(i, first, min(i + _LONGEST, last + 1)))
            while source and self.tokens[source[-1]].pos in _MARKS:
                source.pop()
            return (tuple(source), (i,)) if source else None
        return None

    def is_joined(self, found: Found) -> bool:
        """Whether a joint leads on to a statement: "..., а Белов заявил"."""
        first = min(found.source + found.cue)
        before = self.tokens[first - 1] if first else None
        return before is not None and before.lower in self._joints

    def _read_verb(self, verb: int, first: int, last: int) -> Found | None:
        if get_morph(self.tokens[verb].tag).form != "Fin":
            return None
        opening = self._find_complement(verb, last)
        if opening is not None:
            source = self._find_subject(verb, first, opening - 1)
            content = self._trim(range(opening + 1, self._find_stop(opening, last) + 1))
            return self._make(source, verb, content)
        if self._say.fullmatch(self.tokens[verb].text) is None:
            return self._read_plea(verb, first, last)
        return self._read_plea(verb, first, last) or self._read_trailing(verb, first, last)

    def _read_plea(self, verb: int, first: int, last: int) -> Found | None:
        """Read "Белов вину не признал": what somebody admits or not in one word."""
        if self._admit.fullmatch(self.tokens[verb].text) is None:
            return None
        clause = [verb]
        while clause[0] > first and not self._is_border(self.tokens[clause[0] - 1]):
            clause.insert(0, clause[0] - 1)
        while clause[-1] < last and not self._is_border(self.tokens[clause[-1] + 1]):
            clause.append(clause[-1] + 1)
        plea = [i for i in clause if self._plea.fullmatch(self.tokens[i].text)]
        if len(plea) != 1:
            return None
        before = [i for i in clause if i < verb and i not in plea]
        source = self._find_nominative(range(before[0], before[-1] + 1), verb) if before else ()
        return self._make(tuple(i for i in source if i not in plea), verb, tuple(plea))

    def _make(self, source: tuple[int, ...], verb: int, content: tuple[int, ...]) -> Found | None:
        if not source or not content:
            return None
        negated = verb > 0 and self.tokens[verb - 1].lower in self._negators
        cue = (verb - 1, verb) if negated else (verb,)
        return Found(source=tuple(i for i in source if i not in cue), cue=cue, content=content)

    def _find_complement(self, verb: int, last: int) -> int | None:
        """Return the word that opens what is said: "сообщил вчера, что"."""
        for i in range(verb + 1, min(verb + _LONGEST, last)):
            token = self.tokens[i]
            if token.text == ",":
                opens = self.tokens[i + 1].lower in self._complementizers
                return i + 1 if opens else None
            if token.quoted or (token.pos == "VERB" and get_morph(token.tag).form == "Fin"):
                return None
        return None

    def _find_stop(self, opening: int, last: int) -> int:
        """Return the last word before the next joined attribution, or of the sentence."""
        for i in range(opening + 1, last):
            token = self.tokens[i]
            if token.text == "," and self.tokens[i + 1].lower in self._joints:
                ahead = range(i + 2, min(i + 2 + _BETWEEN + 2, last))
                said = any(
                    self.tokens[k].pos == "VERB" and self._say.fullmatch(self.tokens[k].text)
                    for k in ahead
                )
                if said and any(get_morph(self.tokens[k].tag).case == "Nom" for k in ahead):
                    return i - 1
        return last

    def _find_subject(self, verb: int, first: int, stop: int) -> tuple[int, ...]:
        """Return who says it: a nominative before the verb, or behind it up to ``stop``."""
        begin = verb
        while begin > first and not self._is_border(self.tokens[begin - 1]):
            begin -= 1
        before = self._find_nominative(range(begin, verb), verb)
        return (
            before
            or self._find_nominative(range(verb + 1, stop), verb)
            or self._find_seat(begin, verb)
        )

    def _is_border(self, token: Token) -> bool:
        return token.pos in _MARKS or token.lower in self._joints

    def _find_nominative(self, words: range, verb: int) -> tuple[int, ...]:
        """Return the phrase whose head stands in the nominative and agrees with the verb."""
        said = get_morph(self.tokens[verb].tag)
        kept = list(words)
        for at, i in enumerate(kept):
            token, form = self.tokens[i], self._get_nominative(i)
            fits = form.number in {"", said.number} or not said.number
            named = token.pos in {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"}
            if not named or not fits or form.case not in {"Nom", ""}:
                continue
            if form.case == "" and token.pos not in {"PROPN", "NUM"}:
                continue
            if token.pos == "PRON":
                return (i,)
            whose = at > 0 and self.tokens[kept[at - 1]].lower in self._pronouns
            phrase = kept[at - whose : at + _LONGEST]
            while phrase and self.tokens[phrase[-1]].pos not in {*_NAMING, "PRON", "PUNCT"}:
                phrase.pop()
            if any(self.tokens[k].pos in {"NOUN", "PROPN", "PRON"} for k in phrase):
                return tuple(phrase)
        return ()

    def _get_nominative(self, i: int) -> Morph:
        """Return a word's nominative if its form can be one, else what it is."""
        tags = (self.tokens[i].tag, *self.parse.otherwise.get(i, ()))
        forms = [get_morph(tag) for tag in tags]
        return next((form for form in forms if form.case == "Nom"), forms[0])

    def _find_seat(self, begin: int, verb: int) -> tuple[int, ...]:
        """Return the body in which people say it: "В прокуратуре заявили"."""
        plural = get_morph(self.tokens[verb].tag).number == "Plur"
        if not plural or self.tokens[begin].lower not in self._seat:
            return ()
        phrase = [i for i in range(begin + 1, verb) if self.tokens[i].pos in _NAMING]
        known = any(self.tokens[i].pos in _NOUNS for i in phrase)
        return tuple(range(phrase[0], phrase[-1] + 1)) if known else ()

    def _read_trailing(self, verb: int, first: int, last: int) -> Found | None:
        """Read "S, сообщил X" and "Об этом сообщил X"."""
        stop = verb + 1
        while stop <= last and stop - verb <= _LONGEST and self._goes_on(stop, last):
            stop += 1
        source = self._find_nominative(range(verb + 1, stop), verb)
        before = verb - 1
        while before > first and self.tokens[before].pos in {"ADV", "PART"}:
            before -= 1
        if before > first and self.tokens[before].text in _DASHES:
            before -= 1
        if before > first and self.tokens[before].text == ",":
            content = self._trim(range(first, before))
            whole = self._is_clause(content) and not self._is_cut_quotation(content)
            return self._make(source, verb, content) if whole else None
        said = self.parse.words(first, verb - 1) if verb > first else ""
        if first and self._about.fullmatch(said):
            low, high = self.parse.sentences[self.tokens[first - 1].sentence]
            same = self.tokens[low].paragraph == self.tokens[verb].paragraph
            content = self._trim(range(low, high + 1)) if same else ()
            return self._make(source, verb, content)
        return None

    def _goes_on(self, i: int, last: int) -> bool:
        """Whether a source goes on with a word; the full stop behind an initial belongs to it."""
        token = self.tokens[i]
        initial = token.text == "." and len(self.tokens[i - 1].text) == 1 and i < last
        return initial or token.pos not in _MARKS or token.quoted

    def _read_phrase(self, at: int, first: int, last: int) -> Found | None:
        """Read "По словам X, S" and "S, по его словам, S"."""
        whose = self._read_whose(at, last)
        if whose is not None:
            cue, source, stop = whose
        else:
            cue = self._find_phrase(at)
            if not cue:
                return None
            stop = cue[-1] + 1
            while stop <= last and self._goes_on(stop, last):
                stop += 1
            source = tuple(range(cue[-1] + 1, stop))
        if not source or len(source) > _LONGEST or self._has_verb(source):
            return None
        if self.tokens[source[0]].pos == "ADP":  # "по данным из баз": by what means
            return None
        left = self._trim(range(self._find_opening(first, at), at))
        right = self._trim(range(stop + 1, last + 1)) if stop < last else ()
        parted = at == first or self.tokens[at - 1].text in {",", "(", *_DASHES}
        joined = self.tokens[at - 1].lower in self._joints if at > first else False
        ends = stop > last or self.tokens[stop].pos in _MARKS
        if not ends or not (parted or joined):
            return None
        content = right if joined else (*left, *right)
        return Found(source=source, cue=cue, content=content) if content else None

    def _find_phrase(self, at: int) -> tuple[int, ...]:
        """Return the words "за словами"; of "згідно з вироком" without the paper, the source."""
        text, begin = self.parse.text, self.tokens[at].begin
        found = self._phrases.match(text, begin)
        if found is not None:
            return tuple(t.i for t in self.parse.tokens_in(*found.span()))
        paper = self._papers.match(text, begin)
        words = self.parse.tokens_in(*paper.span()) if paper is not None else ()
        return tuple(t.i for t in words if t.pos not in _NAMING)

    def _find_opening(self, first: int, at: int) -> int:
        """Return where the clause begins in which a phrase stands: behind the last "что"."""
        opened = (i for i in range(at - 1, first, -1) if self._opens(i))
        return next(opened, first - 1) + 1

    def _opens(self, i: int) -> bool:
        token = self.tokens[i]
        return token.lower in self._complementizers and self.tokens[i - 1].text == ","

    def _read_whose(
        self, at: int, last: int
    ) -> tuple[tuple[int, ...], tuple[int, ...], int] | None:
        """Read "по его словам": the cue, whose, and the word behind it."""
        if at + 2 > last or not self._outer.fullmatch(self.tokens[at].text):
            return None
        whose, noun = self.tokens[at + 1], self.tokens[at + 2]
        if whose.lower not in self._pronouns or not self._inner.fullmatch(noun.text):
            return None
        return (at, at + 2), (at + 1,), at + 3

    def _has_verb(self, words: Sequence[int]) -> bool:
        return any(
            get_morph(self.tokens[i].tag).form == "Fin" and not self.tokens[i].quoted for i in words
        )

    def _is_clause(self, words: Sequence[int]) -> bool:
        """Whether words say something that can be somebody's statement."""
        forms = (get_morph(self.tokens[i].tag) for i in words)
        return any(form.form == "Fin" or form.short for form in forms)

    def _is_cut_quotation(self, words: Sequence[int]) -> bool:
        """Whether words end a quotation that began before them."""
        begin, end = self.tokens[words[0]].begin, self.tokens[words[-1]].end
        return any(quote.begin < begin < quote.end <= end + 1 for quote in self.parse.quotes)

    def _trim(self, words: range) -> tuple[int, ...]:
        kept = list(words)
        while kept and self.tokens[kept[-1]].pos in _MARKS and not self.tokens[kept[-1]].quoted:
            kept.pop()
        while kept and self.tokens[kept[0]].pos in _MARKS and not self.tokens[kept[0]].quoted:
            kept.pop(0)
        return tuple(kept)

    def _count(self, words: Sequence[int]) -> int:
        return sum(self.tokens[i].pos not in _MARKS for i in words)

    def _make_spans(self, words: Sequence[int]) -> Iterator[Span]:
        begin = 0
        for at, i in enumerate(words):
            if at and i != words[at - 1] + 1:
                yield self.parse.span(words[begin], words[at - 1])
                begin = at
        if words:
            yield self.parse.span(words[begin], words[-1])
