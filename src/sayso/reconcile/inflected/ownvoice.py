"""The report's own statements, where there is no grammar: what no tagged statement covers."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.records.morph import get_morph
from sayso.records.parse import Parse

_STATEMENT = 3
_CLAUSE = 4
"""Words that a sentence needs, and a clause beside a tagged statement, to say something."""
_SUBJECTS = frozenset({"NOUN", "PROPN", "PRON"})
_LEAD = 5  # words among which a clause that begins with its subject has its verb
_LINE = 10  # words at most of a line that is no statement but a call to the reader
_ADDRESSES = ("#", "@")


class InflectedOwnVoice:
    """Finds the report's own statements."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self._no_comment = language.pattern("reporting", "no_comment")
        self._finite = language.pattern("grammar", "finite")
        self._deed = language.pattern("reporting", "deed")
        self._boilerplate = language.pattern("reporting", "boilerplate")
        self._verdict = language.pattern("reporting", "verdict")
        self._finding = language.pattern("reporting", "finding")
        self._subordinator = language.pattern("sentences", "subordinator")
        self._joints = language.words("sentences", "new_clause")

    def find(self, taken: set[int], cues: set[int]) -> Iterator[tuple[int, ...]]:
        """Yield the words of each statement in the report's own voice, in text order.

        Sentences that no statement touches, and clauses beside one that can stand alone.
        That somebody did not answer is no statement.

        Args:
            taken: The words of tagged statements: contents, cues, sources, media.
            cues: Those of them that are cues.
        """
        for first, last in self.parse.sentences:
            sentence = range(first, last + 1)
            if not taken.intersection(sentence):
                if self._is_statement(sentence):
                    yield from self._cut(sentence)
            elif cues.intersection(sentence):
                yield from self._find_beside(taken, sentence)

    def _cut(self, sentence: range) -> Iterator[tuple[int, ...]]:
        """Yield the coordinate clauses of a sentence, each with a subject and verb of its own."""
        cuts = [sentence.start]
        for i in sentence:
            if self._is_joint(i) and self._stands_alone(range(cuts[-1], i)):
                cuts.append(i)
        if len(cuts) > 1 and not self._stands_alone(range(cuts[-1], sentence.stop)):
            cuts.pop()
        for begin, end in zip(cuts, [*cuts[1:], sentence.stop], strict=True):
            yield tuple(range(begin, end))

    def _is_joint(self, i: int) -> bool:
        """Whether another main clause can begin at a mark: ";", ", но"."""
        token = self.tokens[i]
        if token.quoted or token.text not in {",", ";"} or i + 1 == len(self.tokens):
            return False
        if token.text == ";" or self.tokens[i + 1].lower in self._joints:
            return True
        return self._begins_with_subject(i + 1)

    def _begins_with_subject(self, first: int) -> bool:
        """Whether a clause that a comma alone parts begins with who does what: "Белов ушёл".

        A clause that hangs on another begins with a word that says so, or with a participle.
        """
        for i in range(first, min(first + _LEAD, len(self.tokens))):
            token = self.tokens[i]
            form = get_morph(token.tag)
            if form.form == "Fin" or form.short:
                named = self.tokens[first:i]
                return any(
                    get_morph(one.tag).case == "Nom" and one.pos in {"NOUN", "PROPN"}
                    for one in named
                )
            if form.form or token.pos in {"PUNCT", "SCONJ", "CCONJ", "ADP"} or token.quoted:
                return False
            if self._subordinator.fullmatch(token.text):
                return False
        return False

    def _stands_alone(self, clause: range) -> bool:
        """Whether a clause has a finite verb, and a subject unless the verb needs none.

        "Роту вывели в тыл": a plural verb without a subject says what somebody did.
        """
        words = [i for i in clause if self._is_word(i)]
        forms = [get_morph(self.tokens[i].tag) for i in words]
        verbs = [
            form for form in forms if form.form == "Fin" or (form.form == "Part" and form.short)
        ]
        subject = any(
            form.case == "Nom" and self.tokens[i].pos in _SUBJECTS
            for i, form in zip(words, forms, strict=True)
        )
        impersonal = any(verb.number == "Plur" for verb in verbs)
        return bool(verbs) and (subject or impersonal) and len(words) >= _CLAUSE

    def _is_statement(self, sentence: range) -> bool:
        return (
            self._says_something(sentence)
            and not self.declines(sentence)
            and not self._is_boilerplate(sentence)
        )

    def _is_boilerplate(self, sentence: range) -> bool:
        """Whether a line asks to subscribe, or says where more is to be read."""
        words = [i for i in sentence if self._is_word(i)]
        if len(words) > _LINE:
            return False
        return self._boilerplate.search(self.parse.words(words[0], words[-1])) is not None

    def is_deed(self, cue: Sequence[int], content: Sequence[int]) -> bool:
        """Whether a cue tells what was done, wished or felt, and attributes no words.

        So does "признал Белова виновным": a verdict.
        """
        said, told = (" ".join(self.tokens[i].text for i in words) for words in (cue, content))
        if self._deed.fullmatch(said) is not None:
            return True
        return self._finding.search(said) is not None and self._verdict.search(told) is not None

    def declines(self, words: Sequence[int]) -> bool:
        """Whether words say that somebody did not comment."""
        return self._no_comment.search(self.parse.words(words[0], words[-1])) is not None

    def is_declining(self, cue: Sequence[int]) -> bool:
        """Whether a cue is part of saying that somebody did not comment."""
        first, last = self.parse.sentences[self.tokens[cue[0]].sentence]
        begin = self.tokens[first].begin
        spans = [
            (begin + found.start(), begin + found.end())
            for found in self._no_comment.finditer(self.parse.words(first, last))
        ]
        return any(
            low < self.tokens[i].end and self.tokens[i].begin < high
            for low, high in spans
            for i in cue
        )

    def _find_beside(self, taken: set[int], sentence: range) -> Iterator[tuple[int, ...]]:
        """Yield the clauses of a sentence before or behind what is tagged in it."""
        free = [i for i in sentence if i not in taken]
        runs: list[list[int]] = []
        for i in free:
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        for run in runs:
            stands = self._is_parted_before(run) if run[0] > sentence[0] else False
            leads = run[0] == sentence[0] and self._is_parted_behind(run)
            if (stands or leads) and self._is_clause(run) and not self.declines(run):
                yield tuple(run)

    def _is_parted_before(self, run: list[int]) -> bool:
        """Whether a run begins with a joint: "; лист подписан", ", но сил не было"."""
        for i in run[:3]:
            if self.tokens[i].text == ";" or self.tokens[i].lower in self._joints:
                return True
            if self.tokens[i].pos != "PUNCT":
                return False
        return False

    def _is_parted_behind(self, run: list[int]) -> bool:
        """Whether a run ends with a joint, so that what follows is a clause of its own."""
        return any(
            self.tokens[i].text == ";" or self.tokens[i].lower in self._joints for i in run[-2:]
        )

    def _is_clause(self, run: list[int]) -> bool:
        words = [i for i in run if self._is_word(i)]
        return len(words) >= _CLAUSE and any(
            self._finite.fullmatch(self.tokens[i].text) for i in words
        )

    def _says_something(self, words: Sequence[int]) -> bool:
        return sum(self._is_word(i) for i in words) >= _STATEMENT

    def _is_word(self, i: int) -> bool:
        """Whether something is a word of prose: no mark, figure, tag or address."""
        token = self.tokens[i]
        tagged = i > 0 and self.tokens[i - 1].text in _ADDRESSES
        address = token.text.startswith(_ADDRESSES) or "/" in token.text
        return (
            token.pos not in {"PUNCT", "SYM"}
            and not tagged
            and not address
            and any(map(str.isalpha, token.text))
        )
