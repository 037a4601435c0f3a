"""Tagged statements by the numbers of their words, without what is clearly none of theirs.

A source is no hearer ("сказала журналистам мать"), nobody of whom something was demanded
("требовали от матери"), no adverb ("официально"); a content is in no sentence to which
neither the cue nor a quotation leads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lang.language import Language
from sayso.records.morph import get_morph
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement

_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LOOSE = frozenset({"PRON", "ADV", "PART", "DET"})
_OBJECTS = frozenset({"Acc", "Dat", "Gen"})
_NEVER = frozenset({"Loc", "Ins"})  # what a dative can look like, and no speaker stands in
_STRAY = 2
"""Words at most that are no content where they stand alone, beside a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A tagged statement by the numbers of its words."""

    tagged: TaggedStatement
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    medium: tuple[int, ...]
    behind: tuple[int, ...]

    @property
    def own(self) -> set[int]:
        """All that attributes, and is no content of the same statement."""
        return {*self.source, *self.cue, *self.medium, *self.behind}


class WordReader:
    """Numbers the words of one report's statements."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self._hearer = language.pattern("sources", "hearer")
        self._dative_speaker = language.pattern("reporting", "dative_speaker")
        self._nobody = language.pattern("sources", "nobody")
        self._demand = language.pattern("reporting", "demand")
        self._of_whom = language.pattern("sources", "of_whom")
        self._possessive = language.words("sources", "possessive")
        self._seat = language.words("sources", "seat")
        self._loose = language.pattern("sources", "loose")

    def read(self, statement: TaggedStatement) -> Worded:
        """Number a statement's words; its content holds none of its cue, source or medium."""
        source, cue, medium, behind = (
            self._number(spans)
            for spans in (statement.source, statement.cue, statement.medium, statement.behind)
        )
        source, medium = self._seat_source(source, cue, medium)
        whole = self._keep_near(source, cue)
        source = self._cut_source(whole, cue)
        led = [i for i in whole if source and i > source[-1] and self._is_word(i)]
        medium, behind = (self._keep_with(words, cue) for words in (medium, behind))
        own = {*source, *cue, *medium, *behind}
        stated = sorted({*self._number(statement.content), *led})
        content = tuple(i for i in stated if i not in own)
        taken = {*cue, *content, *medium, *behind}
        return Worded(
            tagged=statement,
            source=self._find_speaker(source, cue, taken),
            cue=cue,
            content=self._leave_strays(self._leave_own_voice(content, cue), cue, own),
            medium=medium,
            behind=behind,
        )

    def _number(self, spans: Iterable[Span]) -> tuple[int, ...]:
        return tuple(
            sorted({t.i for begin, end in spans for t in self.parse.tokens_in(begin, end)})
        )

    def _seat_source(
        self, source: tuple[int, ...], cue: Sequence[int], medium: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the source and the medium of "сообщили «Курьеру» в пресс-службе суда".

        Where those sit who told it to a medium is no medium: it is their word, where no other
        source stands in the verb's sentence.
        """
        sentences = {self.tokens[i].sentence for i in cue}
        plural = any(
            (verb := get_morph(self.tokens[i].tag)).form == "Fin" and verb.number == "Plur"
            for i in cue
        )
        if not plural or any(self.tokens[i].sentence in sentences for i in source):
            return source, medium
        at = next((i for i in medium if i > 0 and self._is_seated(i)), None)
        if at is None:
            return source, medium
        last = at
        while last + 1 < len(self.tokens) and self._goes_on(last + 1, medium):
            last += 1
        seated = tuple(range(at, last + 1))
        return seated, tuple(i for i in medium if i not in seated)

    def _is_seated(self, i: int) -> bool:
        """Whether a word begins what stands behind "в" in the locative."""
        before = self.tokens[i - 1]
        tags = (self.tokens[i].tag, *self.parse.otherwise.get(i, ()))
        within = before.pos == "ADP" and before.lower in self._seat
        return within and any(get_morph(tag).case == "Loc" for tag in tags)

    def _goes_on(self, i: int, medium: Sequence[int]) -> bool:
        """Whether a word belongs to a body's name that began before it: "прокуратуре области"."""
        token = self.tokens[i]
        known = i in medium and self._is_word(i)
        return known or (
            token.pos in {*_NOUNS, "ADJ"} and get_morph(token.tag).case in {"Gen", "Loc"}
        )

    def _keep_near(self, words: tuple[int, ...], cue: Sequence[int]) -> tuple[int, ...]:
        """Return the words of a source in the cue's sentence, if there are such.

        A piece of it in a sentence before is another statement's; where that is all, what
        stands right before the verb is who speaks: "В прокуратуре нам заявили".
        """
        if not words:
            return words
        near = {self.tokens[i].sentence for i in cue}
        kept = tuple(i for i in words if self.tokens[i].sentence in near)
        return kept or self._find_beside(cue) or words

    def _find_beside(self, cue: Sequence[int]) -> tuple[int, ...]:
        """Return the phrase before a cue's verb that can be its subject, or where that one sits."""
        verb = next((i for i in cue if get_morph(self.tokens[i].tag).form == "Fin"), None)
        if verb is None:
            return ()
        first = self.parse.sentences[self.tokens[verb].sentence][0]
        phrase: list[int] = []
        for i in range(cue[0] - 1, first - 1, -1):
            if not self._is_word(i) or self.tokens[i].pos in _VERBS:
                break
            phrase.insert(0, i)
        seated = bool(phrase) and self.tokens[phrase[0]].lower in self._seat
        while phrase and self.tokens[phrase[-1]].pos in _LOOSE:
            phrase.pop()
        number = get_morph(self.tokens[verb].tag).number
        nouns = [get_morph(self.tokens[i].tag) for i in phrase if self.tokens[i].pos in _NOUNS]
        speaks = any(noun.case == "Nom" and noun.number in {"", number} for noun in nouns)
        if seated and nouns and number == "Plur":
            return tuple(phrase[1:])
        return tuple(phrase) if speaks else ()

    def _keep_with(self, words: tuple[int, ...], cue: Sequence[int]) -> tuple[int, ...]:
        """Return the words of those who passed it on or are cited, in the cue's sentence alone."""
        near = {self.tokens[i].sentence for i in cue}
        return tuple(i for i in words if self.tokens[i].sentence in near)

    def _cut_source(self, source: tuple[int, ...], cue: Sequence[int]) -> tuple[int, ...]:
        """Return a source without what the clause begins with, before and behind its own words.

        "По словам Марины Беловой, её мужа [увезли]": a possessive behind a comma leads on. "В Туле
        жена солдата [заявила]": what stands in the nominative speaks, not where.
        """
        for at, i in enumerate(source[1:], start=1):
            then = self.tokens[source[at + 1]].lower if at + 1 < len(source) else ""
            if self.tokens[i].text == "," and then in self._possessive:
                source = source[:at]
                break
        if not source or get_morph(self.tokens[source[0]].tag).case != "Loc":
            return source
        said = any(get_morph(self.tokens[i].tag).form == "Fin" for i in cue)
        cases = [get_morph(self.tokens[i].tag).case for i in source]
        named = [at for at, case in enumerate(cases) if case == "Nom"]
        return source[named[0] :] if said and named else source

    def _find_speaker(
        self, source: tuple[int, ...], cue: Sequence[int], taken: set[int]
    ) -> tuple[int, ...]:
        """Return the words of a source that name a speaker; none where they name no such."""
        if not source:
            return ()
        words = [i for i in source if self._is_word(i)]
        names = [i for i in words if not self._nobody.fullmatch(self.tokens[i].text)]
        # "Об этом" is nobody too, as a whole.
        if not names or self._nobody.fullmatch(self._say(words)):
            return ()
        if self._is_of_whom(source, cue) or self._is_object(names, cue):
            return ()
        return self._leave_hearers(source, cue, taken)

    def _is_of_whom(self, source: Sequence[int], cue: Sequence[int]) -> bool:
        """Whether it is of the source that something is demanded: "требовали от матери"."""
        if self._demand.search(self._say(cue)) is None:
            return False
        before = range(max(source[0] - 1, 0), source[0])
        return any(self._of_whom.match(self._say(words)) for words in (source, [*before, *source]))

    def _is_object(self, source: Sequence[int], cue: Sequence[int]) -> bool:
        """Whether a plural verb without a subject is said of the source: "Хана призвали уйти".

        Of a form that can be either, what stands in the text decides nothing: it is the source.
        """
        verbs = [get_morph(self.tokens[i].tag) for i in cue if self.tokens[i].pos in _VERBS]
        nouns = [i for i in source if self.tokens[i].pos in _NOUNS]
        # "Родным сказали, что ...": to them.
        nouns = nouns or [i for i in source if self.tokens[i].pos in {"ADJ", "PRON"}]
        if not nouns or not any(verb.form == "Fin" and verb.number == "Plur" for verb in verbs):
            return False
        begins = self.tokens[source[0] - 1] if source[0] else None
        governed = self.tokens[source[0]].pos == "ADP" or (begins and begins.pos == "ADP")
        likely = get_morph(self.tokens[nouns[0]].tag).case
        others = [get_morph(tag).case for tag in self.parse.otherwise.get(nouns[0], ())]
        # The locative never stands alone: "Солдату повідомили" is said to him.
        return (
            not governed
            and likely in _OBJECTS
            and all(case in _OBJECTS or (likely == "Dat" and case in _NEVER) for case in others)
        )

    def _leave_hearers(
        self, source: tuple[int, ...], cue: Sequence[int], taken: set[int]
    ) -> tuple[int, ...]:
        """Return a source without those to whom it was said, who stand before it.

        Where the tagger took nobody else, it is who follows them, up to the next mark.
        """
        beside = [*range(max(source[0] - 1, 0), source[0]), *cue]
        if self._dative_speaker.search(self._say(beside)):
            return source
        heard = self._hearer.match(self._say(source))
        if heard is None:
            return source
        hearers = len(heard[0].split())
        return source[hearers:] or self._find_behind(source[hearers - 1], taken)

    def _find_behind(self, hearer: int, taken: set[int]) -> tuple[int, ...]:
        """Return the words of a sentence behind a hearer, up to the next mark."""
        found: list[int] = []
        _, last = self.parse.sentences[self.tokens[hearer].sentence]
        for i in range(hearer + 1, last + 1):
            token = self.tokens[i]
            if i in taken or token.pos == "PUNCT":
                break
            found.append(i)
        # "Рассказал журналистам в понедельник" goes on with no name.
        loose = bool(found) and self._loose.fullmatch(self.tokens[found[0]].text)
        return () if loose else tuple(found)

    def _leave_own_voice(self, content: tuple[int, ...], cue: Sequence[int]) -> tuple[int, ...]:
        """Return a content without the sentences that hold neither cue nor quotation.

        Others count where the cue's sentence holds none of the content: "Он рассказал: ...".
        """
        near = {self.tokens[i].sentence for i in cue}
        quoted = {self.tokens[i].sentence for i in content if self.tokens[i].quoted}
        kept = tuple(i for i in content if self.tokens[i].sentence in near | quoted)
        return kept if any(self.tokens[i].sentence in near for i in kept) else content

    def _leave_strays(
        self, content: tuple[int, ...], cue: Sequence[int], own: set[int]
    ) -> tuple[int, ...]:
        """Return a content without words that stand alone, where there is a longer piece.

        What the cue or its source parts is one piece: "он, по её словам, не виноват".
        """
        pieces: list[list[int]] = []
        for i in content:
            if pieces and self._is_joined(pieces[-1][-1], i, cue, own):
                pieces[-1].append(i)
            else:
                pieces.append([i])
        stray = [i for piece in pieces if self._is_short(piece) for i in piece]
        return tuple(i for i in content if i not in stray) if len(stray) < len(content) else content

    def _is_joined(self, one: int, other: int, cue: Sequence[int], own: set[int]) -> bool:
        between = range(one + 1, other)
        parted = [i for i in between if i not in own and self._is_word(i)]
        return not parted or not set(cue).isdisjoint(between)

    def _is_short(self, piece: Sequence[int]) -> bool:
        words = [i for i in piece if self._is_word(i)]
        return len(words) <= _STRAY and not any(self.tokens[i].quoted for i in piece)

    def _is_word(self, i: int) -> bool:
        return self.tokens[i].pos != "PUNCT"

    def _say(self, words: Sequence[int]) -> str:
        return " ".join(self.tokens[i].text for i in words)
