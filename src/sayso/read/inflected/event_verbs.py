"""What a verb's form and the words around it make of it."""

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import PARTICIPLE, Clauses
from sayso.read.inflected.event_phrases import Phraser
from sayso.read.inflected.event_words import fold, is_finite, is_short, words_of
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

# What says that something is not there stands so near to its name.
_NEAR = 3


class Verbs:
    """The verbs of one parse.

    Attributes:
        clauses, phraser: The clauses and the noun phrases around them.
        turned: Numbers of reflexive verbs that are passives of the verb within them.
    """

    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        self.clauses = Clauses(parse, language)
        self.phraser = Phraser(parse, language)
        self.turned: set[int] = set()
        self._negator = words_of(language, "status", "negator")
        self._be = words_of(language, "events", "be")
        self._absent = words_of(language, "status", "absent")
        self._reflexive = tuple(language.words("events", "reflexive"))

    def is_passive(self, verb: Token) -> bool:
        """Tell whether a verb's nominative, or the noun it belongs to, is whom it befell."""
        morph = get_morph(verb.tag)
        if verb.pos == "NOUN":
            return True
        if morph.form == "Part":
            return morph.voice == "Pass" or is_short(morph)
        return verb.i in self.turned

    def is_reflexive(self, verb: Token) -> bool:
        """Tell whether a verb has the ending that makes it turn back on its subject."""
        return verb.lower.endswith(self._reflexive)

    def is_negated(self, word: Token) -> bool:
        """Tell whether a negation stands right before a word or its auxiliary."""
        at = word.i - 1
        first = self._parse.sentences[word.sentence][0]
        while at >= first and fold(self._parse.tokens[at].lemma) in self._be:
            at -= 1
        return at >= first and fold(self._parse.tokens[at].lower) in self._negator

    def is_be(self, token: Token) -> bool:
        """Tell whether a word only helps another verb: "был", "стали"."""
        return fold(token.lemma) in self._be

    def is_predicate(self, token: Token) -> bool:
        """Tell whether a declined participle is what its clause says of its subject."""
        clause = self.clauses.of.get(token.i)
        if clause is None or get_morph(token.tag).case != "Nom" or clause.kind == PARTICIPLE:
            return False
        after = self._parse.tokens[token.i + 1 : token.i + 2]
        if after and after[0].pos in ("NOUN", "PROPN") and get_morph(after[0].tag).case == "Nom":
            return False
        others = [self._parse.tokens[i] for i in clause.words if i != token.i]
        carriers = [t for t in others if is_finite(t)]
        if carriers:
            return all(fold(t.lemma) in self._be for t in carriers)
        return any(
            p.last < token.i and p.case == "Nom" and not p.preposition
            for p in self.phraser.phrases(clause)
            if not p.first <= token.i <= p.last
        )

    def is_absent(self, participle: Token) -> bool:
        """Tell whether a clause says that there are none such: "удерживаемых солдат нет"."""
        clause = self.clauses.of.get(participle.i)
        if clause is None or get_morph(participle.tag).case != "Gen":
            return False
        phrase = self.phraser.at(clause, participle.i)
        if phrase is None or phrase.preposition or phrase.noun == participle.i:
            return False
        carriers = [self._parse.tokens[i] for i in clause.words]
        return any(
            fold(token.lower) in self._absent
            or (fold(token.lemma) in self._be and self.is_negated_here(token))
            for token in carriers
            if abs(token.i - phrase.noun) <= _NEAR
        )

    def is_negated_here(self, word: Token) -> bool:
        """Tell whether a negation stands right before a word."""
        before = self._parse.tokens[max(0, word.i - 1) : word.i]
        return any(fold(token.lower) in self._negator for token in before)
