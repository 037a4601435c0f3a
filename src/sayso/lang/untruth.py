"""What a report calls untrue: "reports that he was shot are false", "it is not true that ..."."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_PREDICATES = ("acomp", "attr", "oprd")
_DEPTH = 3


class Untruth:
    """Tells what is called untrue in one parse that shows which word hangs on which."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        names = ("untruth", "truth", "calling", "being", "reported_noun", "it", "negator")
        self._words = {name: language.words("status", name) for name in names}
        self._dismissing = language.words("status", "denied_governor") | language.words(
            "status", "dismissing_governor"
        )

    def covers(self, word: Token) -> bool:
        """Tell whether a word stands in what others said and the sentence calls untrue."""
        below = word
        for above in self._parse.ancestors(word.i):
            if above.i < below.i and self._is(above, "reported_noun"):
                return self._is_noun_untrue(above)
            if below.dep in ("ccomp", "acl", "relcl", "advcl", "csubj") and self._is_frame(
                above, below
            ):
                return True
            if below.dep == "relcl":
                return False
            below = above
        return False

    def says(self, root: Token) -> bool:
        """Tell whether a clause says no more than that what others said is untrue."""
        if self._is(root, "reported_noun") and self._is_noun_untrue(root):
            return True
        clauses = self._parse.children(root.i, "xcomp", "aux", "auxpass")
        for predicate in self._list_predicates(root, *clauses):
            called = self._find_called(predicate)
            if called is not None and (self._is(called, "reported_noun") or self._is(called, "it")):
                return True
        return self.covers(root)

    def _is(self, token: Token, name: str) -> bool:
        return token.lemma in self._words[name] or token.lower in self._words[name]

    def _is_negated(self, token: Token) -> bool:
        return any(
            child.dep == "neg" or (child.dep == "det" and self._is(child, "negator"))
            for child in self._parse.children(token.i)
        )

    def _is_frame(self, verb: Token, clause: Token) -> bool:
        """Tell whether a clause is what "it is not true that" or "it is a lie that" says of."""
        for predicate in self._list_predicates(verb):
            called = self._find_called(predicate)
            if called is not None and called.i != clause.i and self._is(called, "it"):
                return True
        return False

    def _list_predicates(self, *verbs: Token) -> Iterator[Token]:
        for verb in verbs:
            yield verb
            yield from self._parse.children(verb.i, *_PREDICATES)

    def _is_noun_untrue(self, noun: Token) -> bool:
        """Tell whether the sentence calls untrue what a noun reports."""
        above = self._parse.tokens[noun.head]
        if noun.dep == "pobj":
            holder = self._parse.tokens[above.head]
            if self._is(holder, "truth"):
                verb = self._parse.tokens[holder.head]
                return self._is_negated(holder) or self._is_negated(verb)
            return holder.lemma in self._dismissing and not self._is_negated(holder)
        if noun.dep in ("dobj", "nsubjpass") and above.lemma in self._dismissing:
            return not self._is_negated(above)
        last = self._parse.sentences[noun.sentence][1]
        for word in self._parse.tokens[noun.i + 1 : last + 1]:
            called = self._find_called(word)
            if called is not None and called.i == noun.i:
                return True
            named = word.dep == "oprd" and self._is(word, "untruth") and noun.dep == "dobj"
            if named and self._is(above, "calling") and not self._is_negated(above):
                return True
        return False

    def _find_called(self, predicate: Token) -> Token | None:
        """Return what a predicate calls untrue; ``None`` where it calls nothing so."""
        true = self._is(predicate, "truth")
        if predicate.dep not in _PREDICATES or not (true or self._is(predicate, "untruth")):
            return None
        verb = self._parse.tokens[predicate.head]
        negated = self._is_negated(predicate)
        for _ in range(_DEPTH):
            negated = negated or self._is_negated(verb)
            subjects = self._parse.children(verb.i, *_SUBJECTS)
            if not self._is(verb, "being") or negated is not true:
                return None
            above = self._parse.tokens[verb.head]
            if subjects:
                return subjects[-1]
            if verb.dep in ("aux", "auxpass") and self._is(above, "reported_noun"):
                # "Claims that he was beaten are lies": the parser takes "claims" for the verb.
                return above
            if verb.dep != "xcomp":
                return None
            verb = above
        return None
