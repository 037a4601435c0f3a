"""What grammar and layout show of tagged statements that a tagger gets wrong or misses."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.lang.language import Language
from sayso.reconcile.inflected.words import Worded
from sayso.records.morph import get_morph
from sayso.records.parse import Parse
from sayso.records.tagged import TaggedStatement

_CARRYING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "X"})
_DASHES = frozenset("—–-")
_ENDS = frozenset(".!?…")
_SURE = 0.7  # how often a headline that ends in a dash and an outlet's name is that one's word
_ATTRIBUTION = 10  # words at most behind that dash
_STATED = 3  # words at least before it


class Mender:
    """Mends the statements of one report; words are given by number."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self._bodies = [
            language.pattern("sources", name)
            for name in ("outlet", "channel", "official_body", "official")
        ]
        self._boilerplate = language.pattern("reporting", "boilerplate")
        self._according = language.pattern("saying", "according")
        self._papers = language.pattern("saying", "by_paper")
        self._adverbial = language.pattern("reporting", "adverbial")
        self._relative = language.pattern("sentences", "relative")
        self._reason = language.pattern("sentences", "reason")
        self._joints = language.words("sentences", "new_clause")
        self._citing = language.pattern("reporting", "citing")

    def mend(self, statements: Iterable[Worded]) -> list[Worded]:
        """Return statements in the order of their cues, each once, with those of headlines."""
        merged = self._merge_split(list(statements))
        kept = [
            self._lead_on(self._leave_main_clause(self._keep_paragraph(one)))
            for one in merged
            if self._attributes(one) and self._states(one)
        ]
        kept = self._leave_twins(kept)
        taken = {i for one in kept for i in (*one.cue, *one.source)}
        kept.extend(self._find_headlines(taken))
        return sorted(kept, key=lambda one: (one.cue[0], one.tagged.level))

    def _merge_split(self, statements: list[Worded]) -> list[Worded]:
        """Return statements that a phrase around its source cut in two, as one: "по её словам"."""
        kept: list[Worded] = []
        for one in statements:
            before = next((at for at, it in enumerate(kept) if self._is_one_phrase(it, one)), None)
            if before is None:
                kept.append(one)
                continue
            first = kept[before]
            kept[before] = replace(
                first,
                cue=tuple(sorted({*first.cue, *one.cue})),
                content=tuple(sorted({*first.content, *one.content})),
                medium=first.medium or one.medium,
                behind=first.behind or one.behind,
            )
        return kept

    def _is_one_phrase(self, one: Worded, other: Worded) -> bool:
        same = bool(one.source) and one.source == other.source and one.cue and other.cue
        if not same or one.tagged.level != other.tagged.level:
            return False
        if all(any(self.tokens[i].pos == "VERB" for i in it.cue) for it in (one, other)):
            return False
        around = sorted({*one.cue, *other.cue, *one.source})
        return set(one.cue).isdisjoint(other.cue) and around[-1] - around[0] == len(around) - 1

    def _keep_paragraph(self, one: Worded) -> Worded:
        """Return a statement without pieces of other paragraphs, a headline's say.

        A quotation may run over several; and what is all in another stays as it is.
        """
        own = self.tokens[one.cue[0]].paragraph
        kept = tuple(i for i in one.content if self._is_own(i, own))
        return replace(one, content=kept) if any(map(self._is_word, kept)) else one

    def _is_own(self, i: int, paragraph: int) -> bool:
        """Whether a word stands in the cue's paragraph, or in a quoted one that goes on from it."""
        token = self.tokens[i]
        begin = self.parse.paragraphs[token.paragraph].begin
        goes_on = token.quoted and token.paragraph > 0 and self._opens_quoted(begin)
        return token.paragraph == paragraph or goes_on

    def _opens_quoted(self, begin: int) -> bool:
        """Whether a paragraph begins within quotation marks, and not with the dash of speech."""
        first = self.parse.token_at(begin)
        return first is not None and first.quoted and first.text not in _DASHES

    def _leave_main_clause(self, one: Worded) -> Worded:
        """Return a statement that stands in a relative clause without the clause around it.

        "Дело Белова, который, по версии следствия, [вымогал деньги], вернули": what the source
        says begins behind the pronoun, and ends where a verb follows a comma.
        """
        cue, content = one.cue[0], one.content
        before = [i for i in content if i < cue]
        if not before or len(before) == len(content):
            return one
        pronoun = self.tokens[before[-1]]
        if pronoun.quoted or self._relative.fullmatch(pronoun.text) is None:
            return one
        after = [i for i in content if i > cue]
        for at, i in enumerate(after[1:-1], start=1):
            then = get_morph(self.tokens[after[at + 1]].tag)
            if self.tokens[i].text == "," and (then.form == "Fin" or then.short):
                after = after[:at]
                break
        return replace(one, content=tuple(after))

    def _lead_on(self, one: Worded) -> Worded:
        """Return a statement with the clause that it goes on with, to the sentence's end.

        "... что он был в розыске [, бо не з'явився]": a clause that gives the reason belongs to
        it, and one that has no subject of its own; where its cue stands before it, and what it
        states ends without quotation marks.
        """
        last = one.content[-1]
        stop = self.parse.sentences[self.tokens[last].sentence][1]
        if one.cue[-1] > one.content[0] or self.tokens[last].quoted or last + 2 >= stop:
            return one
        rest = [i for i in range(last + 1, stop + 1) if self.tokens[i].text not in _ENDS]
        if not rest or self.tokens[rest[0]].text != "," or any(i in one.own for i in rest):
            return one
        if self._gives_reason(rest) or self._shares_subject(rest):
            return replace(one, content=(*one.content, *rest))
        return one

    def _gives_reason(self, rest: Sequence[int]) -> bool:
        words = " ".join(self.tokens[i].text for i in rest[1:4])
        return self._reason.match(words) is not None

    def _shares_subject(self, rest: Sequence[int]) -> bool:
        """Whether a joined clause has a verb and nobody in the nominative."""
        forms = [get_morph(self.tokens[i].tag) for i in rest]
        named = any(
            form.case == "Nom" and self.tokens[i].pos in {"NOUN", "PROPN", "PRON"}
            for i, form in zip(rest, forms, strict=True)
        )
        single = any(form.form == "Fin" and form.number == "Sing" for form in forms)
        return self.tokens[rest[1]].lower in self._joints and single and not named

    def _attributes(self, one: Worded) -> bool:
        """Whether a cue holds more than small words: "по" alone is none.

        "По данным из баз" tells by what means, not whose word it is.
        """
        cue = [self.tokens[i] for i in one.cue]
        said = self.parse.words(one.cue[0], one.cue[-1])
        after = self.tokens[one.cue[-1] + 1 :][:1]
        if self._according.fullmatch(said) and any(token.pos == "ADP" for token in after):
            return False
        if self._papers.match(self.parse.text, cue[0].begin):
            return True
        signs = any(token.pos in {"PUNCT", "SYM"} for token in cue)
        return signs or any(token.pos in {*_CARRYING, "ADV"} for token in cue)

    def _states(self, one: Worded) -> bool:
        """Whether a content says something: not "с тех пор", not "говорил украинською"."""
        if one.tagged.level and not (self._is_near(one) and self._tells(one)):
            return False
        words = [self.tokens[i] for i in one.content if self.tokens[i].pos not in {"PUNCT", "SYM"}]
        if not words or any(word.quoted for word in words):
            return bool(words)
        if len(words) == 1 and words[0].pos == "ADV":
            return False
        return self._adverbial.fullmatch(" ".join(word.text for word in words)) is None

    def _tells(self, one: Worded) -> bool:
        """Whether an inner statement holds a verb or a quotation: not "объявил голодовку"."""
        tags = [self.tokens[i].tag for i in one.content]
        if not any(tags):  # nothing is known of the words
            return True
        forms = map(get_morph, tags)
        quoted = any(self.tokens[i].quoted for i in one.content)
        begun = self.tokens[one.cue[0]].quoted
        return (quoted and not begun) or any(form.form or form.short for form in forms)

    def _is_near(self, one: Worded) -> bool:
        """Whether an inner statement has its source in its own sentence: else it has none."""
        return bool(one.source) and (
            self.tokens[one.source[0]].sentence == self.tokens[one.cue[0]].sentence
        )

    def _leave_twins(self, statements: list[Worded]) -> list[Worded]:
        """Return statements without those whose very words a nearer cue has."""
        nearest: dict[tuple[int, ...], Worded] = {}
        for one in statements:
            other = nearest.get(one.content)
            if other is None or _count_between(one) < _count_between(other):
                nearest[one.content] = one
        kept = [one for one in statements if nearest[one.content] is one]
        return [self._lift(one, kept) for one in kept]

    @staticmethod
    def _lift(one: Worded, kept: Sequence[Worded]) -> Worded:
        """Return an inner statement as an outer one where no other holds it any more."""
        inner = {*one.content, *one.cue}
        held = any(it is not one and it.tagged.level == 0 and inner & {*it.content} for it in kept)
        if one.tagged.level == 0 or held:
            return one
        return replace(one, tagged=replace(one.tagged, level=0))

    def _find_headlines(self, taken: set[int]) -> Iterable[Worded]:
        """Yield statements of lines that end in a dash and whose word it is: "… — Интерфакс".

        The line must say something before the dash, and an outlet or a channel be named behind.
        """
        for first, last in self._list_lines():
            dash = self._find_last_dash(first, last)
            if dash is None or not taken.isdisjoint(range(dash, last + 1)):
                continue
            content = tuple(i for i in range(first, dash) if self._is_word(i))
            behind = [i for i in range(dash + 1, last + 1) if self._is_word(i)]
            if len(content) < _STATED or not 0 < len(behind) <= _ATTRIBUTION:
                continue
            source, cited = self._split_source(range(dash + 1, last + 1))
            if not source or not self._is_medium(source) or not self._is_clause(content):
                continue
            if self._boilerplate.search(self.parse.words(first, last)) is not None:
                continue
            tagged = TaggedStatement(
                level=0, source=(), cue=(), content=(), medium=(), behind=(), confidence=_SURE
            )
            yield Worded(
                tagged=tagged,
                source=source,
                cue=(dash,),
                content=tuple(range(content[0], dash)),
                medium=(),
                behind=cited,
            )

    def _list_lines(self) -> Iterable[tuple[int, int]]:
        first = 0
        for i, token in enumerate(self.tokens):
            if i + 1 == len(self.tokens) or self.tokens[i + 1].paragraph != token.paragraph:
                yield first, i
                first = i + 1

    def _find_last_dash(self, first: int, last: int) -> int | None:
        """Return the last dash of a line that is one sentence, ``None`` where there is none."""
        if self.tokens[first].sentence != self.tokens[last].sentence:
            return None
        for i in range(last - 1, first, -1):
            token = self.tokens[i]
            apart = token.begin > self.tokens[i - 1].end and token.end < self.tokens[i + 1].begin
            if token.text in _DASHES and apart and not token.quoted:
                return i
        return None

    def _split_source(self, words: range) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the words of whose word it is, and of whom that one cites."""
        stop = words.stop
        while stop > words.start and self.tokens[stop - 1].text in {".", ",", "!", ":", "…"}:
            stop -= 1
        said = self.parse.words(words.start, stop - 1) if stop > words.start else ""
        found = self._citing.search(said)
        if found is None:
            return tuple(range(words.start, stop)), ()
        at = self.tokens[words.start].begin
        source = tuple(i for i in words if self.tokens[i].end <= at + found.start())
        cited = tuple(
            i for i in range(words.start, stop) if self.tokens[i].begin >= at + found.end()
        )
        return source, cited

    def _is_medium(self, source: Sequence[int]) -> bool:
        """Whether a short phrase without a verb names an outlet, a channel or some body."""
        words = [self.tokens[i] for i in source if self._is_word(i)]
        if any(get_morph(word.tag).form == "Fin" for word in words):
            return False
        said = self.parse.words(source[0], source[-1])
        if "/" in said:  # an address
            return False
        lead = any(body.match(said) for body in self._bodies)
        body = {"ORGANIZATION", "WORK_OF_ART", "PRODUCT"}
        named = any(word.name in body for word in words) and all(
            word.name in body or word.pos in {"ADP", "ADJ"} for word in words
        )
        return lead or named or words[0].text.startswith("@")

    def _is_clause(self, words: Iterable[int]) -> bool:
        forms = (get_morph(self.tokens[i].tag) for i in words)
        return any(form.form == "Fin" or form.short for form in forms)

    def _is_word(self, i: int) -> bool:
        return self.tokens[i].pos not in {"PUNCT", "SYM"}


def _count_between(one: Worded) -> int:
    """Return how many words stand between a cue and what it attributes."""
    low, high = one.content[0], one.content[-1]
    if one.cue[-1] < low:
        return low - one.cue[-1]
    return one.cue[0] - high if one.cue[0] > high else 0
