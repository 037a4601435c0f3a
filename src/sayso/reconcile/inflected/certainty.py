"""How firmly a statement is put, and whether it is denied, by the forms of its words alone.

For languages without grammar here. What counts is the main clause as far as small words
and marks show it: the first sentence up to the first clause that hangs on it.
"""

from collections.abc import Sequence

from sayso.lang.language import Language
from sayso.records.claim import Certainty, Polarity
from sayso.records.morph import get_morph
from sayso.records.parse import Parse

_MAIN = (
    ("conditional", Certainty.CONDITIONAL),
    ("possible", Certainty.POSSIBLE),
    ("expected", Certainty.EXPECTED),
)
_OF_CUES = (("possible_cue", Certainty.POSSIBLE), ("expected_cue", Certainty.EXPECTED))


class InflectedCertainty:
    """Reads certainty and polarity off words; words are given by number, cues as text."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse = parse
        self._certain = {
            name: language.pattern("certainty", name)
            for name in ("alleged", "accused", *(name for name, _ in (*_MAIN, *_OF_CUES)))
        }
        self._denial = language.pattern("reporting", "denial")
        self._denial_undone = language.pattern("reporting", "denial_undone")
        self._untrue = language.pattern("reporting", "untrue")
        self._account = language.pattern("reporting", "account")
        self._negators = language.words("grammar", "negator")
        self._subordinator = language.pattern("sentences", "subordinator")
        self._undone = language.pattern("grammar", "undone")
        self._not_undone = language.pattern("grammar", "modal_undone")
        self._past = language.pattern("grammar", "past")
        self._no_verb = language.pattern("grammar", "no_verb")

    def certainty(self, cue: str, words: Sequence[int]) -> Certainty:
        """Return the certainty of a statement; of the report's own, with an empty cue."""
        if self._certain["alleged"].search(cue) or self._certain["alleged"].search(
            self._say(words)
        ):
            return Certainty.ALLEGED
        main = self._say(self._find_main(words))
        if self._certain["accused"].search(cue) or self._certain["accused"].search(main):
            return Certainty.ALLEGED
        for name, certainty in _MAIN:
            if self._holds(name, main):
                return certainty
        for name, certainty in _OF_CUES:
            if self._certain[name].search(cue):
                return certainty
        return Certainty.STATED

    def _holds(self, name: str, main: str) -> bool:
        """Whether a clause holds a form; "не мог" says what was, not what may be."""
        return any(
            main[: found.start()].rpartition(" ")[0].rpartition(" ")[2].lower()
            not in self._negators
            for found in self._certain[name].finditer(main)
        )

    def polarity(self, cue: str, words: Sequence[int]) -> Polarity:
        """Return ``negative`` where the source denies, or says that something did not happen.

        "Не подтвердил" is no denial: it leaves open whether it is so, as its certainty says.
        """
        if self._denial_undone.search(cue):
            return Polarity.POSITIVE
        if self._denial.search(cue) or self._is_called_untrue(words):
            return Polarity.NEGATIVE
        return self._read_content(self._find_main(words))

    def _is_called_untrue(self, words: Sequence[int]) -> bool:
        """Whether the main clause calls it a lie: "это ложь, что", "назвал сообщение фейком"."""
        main = self._say(self._find_main(words))
        return self._holds_untrue(main) or self._is_account_untrue(main, words)

    def _holds_untrue(self, main: str) -> bool:
        return any(
            main[: found.start()].rpartition(" ")[0].rpartition(" ")[2].lower()
            not in self._negators
            for found in self._untrue.finditer(main)
        )

    def _is_account_untrue(self, main: str, words: Sequence[int]) -> bool:
        """Whether a sentence ends by calling an account a lie: "слухи о том, что ..., — ложь"."""
        if not self._account.search(main):
            return False
        tokens = self.parse.tokens
        sentence = [i for i in words if tokens[i].sentence == tokens[words[0]].sentence]
        said = self._say(sentence).rstrip(' .!»"')
        ends = [found.start() for found in self._untrue.finditer(said) if found.end() == len(said)]
        return any(self._holds_untrue(said[at:]) for at in ends)

    def _read_content(self, words: Sequence[int]) -> Polarity:
        """Return ``negative`` where the first verb is denied: "он ушёл и не вернулся" is not."""
        main = self._say(words)
        denied = self._undone.search(main)
        if denied is None or self._not_undone.search(main):
            return Polarity.POSITIVE
        for verb in self._past.finditer(main, 0, denied.start()):
            if not self._no_verb.fullmatch(verb[0]):
                return Polarity.POSITIVE
        at = 0
        for i in words:
            if at >= denied.start():
                break
            if get_morph(self.parse.tokens[i].tag).form == "Fin":
                return Polarity.POSITIVE
            at += len(self.parse.tokens[i].text) + 1
        return Polarity.NEGATIVE

    def _find_main(self, words: Sequence[int]) -> list[int]:
        """Return the words of the first sentence before the first clause that hangs on it."""
        tokens = self.parse.tokens
        main: list[int] = []
        for i in words:
            if main and tokens[i].sentence != tokens[main[0]].sentence:
                break
            behind_comma = bool(main) and tokens[main[-1]].text == ","
            if behind_comma and self._subordinator.fullmatch(tokens[i].text):
                break
            main.append(i)
        return main

    def _say(self, words: Sequence[int]) -> str:
        return " ".join(self.parse.tokens[i].text for i in words)
