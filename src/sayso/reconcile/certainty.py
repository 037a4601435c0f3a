"""How firmly a statement is put, and whether it affirms or denies (after FactBank)."""

import re
from collections.abc import Iterable, Sequence

from sayso.lang.language import Language
from sayso.lang.untruth import Untruth
from sayso.records.claim import Certainty, Polarity
from sayso.records.finding import Attribution
from sayso.records.parse import Parse, Token

_VERBS = frozenset({"VERB", "AUX"})
# Clauses below the main one, whose words say nothing of how firm that is.
_BELOW = frozenset({"ccomp", "advcl", "conj", "relcl", "parataxis", "acl", "pcomp"})
# Those of them that may hang on any word, not only on the main verb.
_INSIDE = frozenset({"relcl", "acl", "pcomp"})


class CertaintyReader:
    """Reads certainty and polarity off the words of a statement."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        entries = {
            Certainty(name): language.entry("certainty", name)
            for name in ("alleged", "possible", "expected", "conditional")
        }
        self.lemmas = {certainty: entry.lemmas for certainty, entry in entries.items()}
        self.patterns = {certainty: _compile(entry.phrases) for certainty, entry in entries.items()}
        self.untruth = Untruth(parse, language)
        self.judged = language.words("certainty", "judged")
        self.denial = language.words("reporting", "denial")
        self.modals = language.words("modality", "modal")
        self.conditions = language.words("modality", "condition")
        self.ability = language.words("modality", "ability")
        self.able_to = language.words("modality", "able_to")
        self.telling = language.words("modality", "telling")
        self.confirming = language.words("modality", "confirming")
        self.withholding = language.words("reporting", "withholding")
        self.impersonal = language.words("modality", "impersonal")
        self.nobody = language.words("modality", "nobody")
        self.none_of = language.words("modality", "none_of")

    # -- certainty

    def certainty(self, attribution: Attribution) -> Certainty:
        """Return the certainty of an attributed statement."""
        cue = self.tokens[attribution.verb].lemma
        if cue in self.lemmas[Certainty.ALLEGED]:
            return Certainty.ALLEGED
        found = self.own_certainty(attribution.content)
        if found is not Certainty.STATED:
            return found
        for shown in (Certainty.POSSIBLE, Certainty.EXPECTED):
            if cue in self.lemmas[shown]:
                return shown
        return Certainty.STATED

    def own_certainty(self, words: Sequence[int]) -> Certainty:
        """Return the certainty that the statement's own words show."""
        if self._holds(Certainty.ALLEGED, words):
            return Certainty.ALLEGED
        root = self._find_root(words)
        if root is None:
            return Certainty.STATED
        clause = self._list_clause(root, words)
        if self._has_condition(root) or self._holds(Certainty.CONDITIONAL, clause):
            return Certainty.CONDITIONAL
        if self._could_be(root) or self._holds(Certainty.POSSIBLE, clause):
            return Certainty.POSSIBLE
        # "He is believed to have left"; in "they believe it" nothing is uncertain.
        passive = bool(self.parse.children(root.i, "auxpass"))
        impersonal = passive or root.lemma in self.impersonal
        if impersonal and root.lemma in self.lemmas[Certainty.POSSIBLE]:
            return Certainty.POSSIBLE
        planned = root.lemma in self.lemmas[Certainty.EXPECTED] and not passive
        expected = planned or self._holds(Certainty.EXPECTED, clause)
        return Certainty.EXPECTED if expected else Certainty.STATED

    def _has_condition(self, root: Token) -> bool:
        """Whether the main clause depends on one with "if"."""
        return any(
            mark.lower in self.conditions
            for clause in self.parse.children(root.i, "advcl")
            for mark in self.parse.children(clause.i, "mark")
        )

    def _could_be(self, root: Token) -> bool:
        """Whether "could" tells of what may come; of what one was able to, it is past."""
        if all(child.lower not in self.ability for child in self.parse.children(root.i, "aux")):
            return False
        told = [token.i for token in self.parse.subtree(root.i)]
        unable = self._is_negated(root) or self.own_polarity(told) is Polarity.NEGATIVE
        return not unable and root.lemma not in self.able_to

    def _holds(self, certainty: Certainty, words: Iterable[int]) -> bool:
        """Whether words hold one of the phrases; "May 2022" is no modal, "his will" neither."""
        tokens = (self.tokens[i] for i in sorted(words))
        text = " ".join(
            "_" if token.lower in self.modals and token.pos != "AUX" else token.text
            for token in tokens
        )
        return self.patterns[certainty].search(text) is not None

    # -- polarity

    def polarity(self, attribution: Attribution) -> Polarity:
        """Return ``negative`` where the source denies, or says that something did not happen."""
        cue = self.tokens[attribution.verb]
        if cue.lemma in self.denial:
            # Who did not deny it affirms it.
            return Polarity.POSITIVE if self._is_negated(cue) else Polarity.NEGATIVE
        return self.own_polarity(attribution.content)

    def own_polarity(self, words: Sequence[int]) -> Polarity:
        """Return ``negative`` where the main clause says that something did not happen."""
        root = self._find_root(words)
        if root is None:
            return Polarity.POSITIVE
        # "He was not afraid" says how he was, not that something did not happen.
        negated = root.lemma != "be" and self._is_negated(root)
        undone = negated and not self._is_silent(root)
        denied = (
            self.untruth.says(root)
            or undone
            or self._is_there_none(root)
            or self._is_subject_nobody(root)
        )
        return Polarity.NEGATIVE if denied else Polarity.POSITIVE

    def _is_negated(self, verb: Token) -> bool:
        return bool(self.parse.children(verb.i, "neg"))

    def _is_silent(self, verb: Token) -> bool:
        """Whether somebody, negated, only says nothing: "it could not verify the account"."""
        modals = (child.lower for child in self.parse.children(verb.i, "aux"))
        withheld = verb.lemma in self.telling and any(modal in self.withholding for modal in modals)
        return withheld or verb.lemma in self.confirming

    def _is_there_none(self, root: Token) -> bool:
        """Whether "there was no such incident"; "there was no need" judges, it denies nothing."""
        return bool(self.parse.children(root.i, "expl")) and any(
            what.lemma not in self.judged
            and any(det.lower in self.none_of for det in self.parse.children(what.i, "det"))
            for what in self.parse.children(root.i, "attr")
        )

    def _is_subject_nobody(self, root: Token) -> bool:
        subject = next(iter(self.parse.children(root.i, "nsubj", "nsubjpass")), None)
        return subject is not None and any(
            token.lower in self.nobody for token in self.tokens[subject.left : subject.i + 1]
        )

    # -- clauses

    def _find_root(self, words: Sequence[int]) -> Token | None:
        """The word of the statement that depends on nothing within it; the first clause's."""
        inside = set(words)
        found = (self.tokens[i] for i in words)
        tops = [t for t in found if t.head not in inside or t.head == t.i]
        verbs = (token for token in tops if token.pos in _VERBS)
        others = (token for token in tops if token.pos != "PUNCT")
        return next(verbs, None) or next(others, None)

    def _list_clause(self, root: Token, words: Sequence[int]) -> list[int]:
        """The main clause: the root's words without those of subordinate clauses."""
        inside = set(words)
        tops = [child.i for child in self.parse.children(root.i, *_BELOW)]
        tops += [i for i in words if self.tokens[i].dep in _INSIDE]
        below = {token.i for top in tops for token in self.parse.subtree(top)}
        subtree = (token.i for token in self.parse.subtree(root.i))
        return [i for i in subtree if i in inside and i not in below]


def _compile(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words; a blank stands for any white space."""
    longest = sorted(phrases, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
