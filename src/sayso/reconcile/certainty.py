"""How firmly a statement is put, and whether it affirms or denies (after FactBank)."""

import re
from collections.abc import Iterable, Sequence

from sayso.lang.language import Language
from sayso.records.claim import Certainty, Polarity
from sayso.records.finding import Attribution
from sayso.records.parse import Parse, Token


_MODALS = {"may", "might", "will", "would", "could", "shall"}


class CertaintyReader:
    """Reads certainty and polarity off the words of a statement."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.entries = {
            name: language.entry("certainty", name)
            for name in ("alleged", "possible", "expected", "conditional", "negation")
        }
        self.patterns = {
            name: re.compile(
                r"(?<!\w)(?:"
                + "|".join(
                    re.escape(p).replace(r"\ ", r"\s+")
                    for p in sorted(entry.phrases, key=len, reverse=True)
                )
                + r")(?!\w)",
                re.IGNORECASE,
            )
            for name, entry in self.entries.items()
            if entry.phrases
        }
        self.judged = language.words("certainty", "judged")
        self.denial = language.words("reporting", "denial")

    def certainty(self, attribution: Attribution) -> Certainty:
        """Return the certainty of an attributed statement."""
        cue = self.tokens[attribution.verb]
        if cue.lemma in self.entries["alleged"].lemmas:
            return Certainty.ALLEGED
        found = self.own_certainty(attribution.content)
        if found is Certainty.STATED and cue.lemma in self.entries["possible"].lemmas:
            return Certainty.POSSIBLE
        if found is Certainty.STATED and cue.lemma in self.entries["expected"].lemmas:
            return Certainty.EXPECTED
        return found

    def own_certainty(self, words: Sequence[int]) -> Certainty:
        """Return the certainty that the statement's own words show."""
        if self._has("alleged", words):
            return Certainty.ALLEGED
        root = self._root(words)
        if root is None:
            return Certainty.STATED
        clause = self._clause(root, words)
        conditions = any(
            child.dep == "advcl"
            and any(
                m.dep == "mark" and m.lower in {"if", "unless"}
                for m in self.parse.children(child.i)
            )
            for child in self.parse.children(root.i)
        )
        if conditions or self._has("conditional", clause):
            return Certainty.CONDITIONAL
        if self._could(root):
            return Certainty.POSSIBLE
        if (
            self._has("possible", clause)
            or root.lemma in self.entries["possible"].lemmas
            and self._impersonal(root)
        ):
            return Certainty.POSSIBLE
        planned = root.lemma in self.entries["expected"].lemmas and not self.parse.children(
            root.i, "auxpass"
        )
        if planned or self._has("expected", clause):
            return Certainty.EXPECTED
        return Certainty.STATED

    def polarity(self, attribution: Attribution) -> Polarity:
        """Return ``negative`` where the source denies, or says that something did not happen."""
        cue = self.tokens[attribution.verb]
        if cue.lemma in self.denial:
            negated = any(child.dep == "neg" for child in self.parse.children(cue.i))
            return Polarity.POSITIVE if negated else Polarity.NEGATIVE
        return self.own_polarity(attribution.content)

    def own_polarity(self, words: Sequence[int]) -> Polarity:
        """Return ``negative`` where the main clause says that something did not happen."""
        root = self._root(words)
        if root is None:
            return Polarity.POSITIVE
        if root.lemma != "be" and any(child.dep == "neg" for child in self.parse.children(root.i)):
            return Polarity.NEGATIVE
        for there_is in self.parse.children(root.i, "attr"):
            # "There was no such incident" denies; "there was no need" judges.
            none = any(child.lower == "no" for child in self.parse.children(there_is.i, "det"))
            if none and there_is.lemma not in self.judged and self.parse.children(root.i, "expl"):
                return Polarity.NEGATIVE
        subject = self.parse.children(root.i, "nsubj", "nsubjpass")
        nobody = any(
            token.lower in {"nobody", "none", "no"}
            for found in subject[:1]
            for token in self.tokens[found.left : found.i + 1]
        )
        return Polarity.NEGATIVE if nobody else Polarity.POSITIVE

    def _could(self, root: Token) -> bool:
        """ "could" of what may come; of what one was able to, it is past."""
        modal = any(child.lower == "could" for child in self.parse.children(root.i, "aux"))
        able = (
            self.own_polarity([token.i for token in self.parse.subtree(root.i)])
            is Polarity.NEGATIVE
        )
        return (
            modal and not able and root.lemma not in {"see", "hear", "tell", "say", "find", "know"}
        )

    def _impersonal(self, root: Token) -> bool:
        return root.lemma in {"appear", "seem"} or bool(self.parse.children(root.i, "auxpass"))

    def _root(self, words: Sequence[int]) -> Token | None:
        """The word of the statement that depends on nothing within it; the first clause's."""
        inside = set(words)
        tops = [
            self.tokens[i]
            for i in words
            if self.tokens[i].head not in inside or self.tokens[i].head == i
        ]
        verbs = [token for token in tops if token.pos in {"VERB", "AUX"}]
        content = [token for token in tops if token.pos != "PUNCT"]
        return verbs[0] if verbs else content[0] if content else None

    def _clause(self, root: Token, words: Sequence[int]) -> list[int]:
        """The main clause: the root's words without those of subordinate clauses."""
        inside = set(words)
        below = {
            token.i
            for child in self.parse.children(root.i)
            if child.dep in {"ccomp", "advcl", "conj", "relcl", "parataxis", "acl", "pcomp"}
            for token in self.parse.subtree(child.i)
        }
        below |= {
            token.i
            for i in words
            if self.tokens[i].dep in {"relcl", "acl", "pcomp"}
            for token in self.parse.subtree(i)
        }
        return [
            token.i
            for token in self.parse.subtree(root.i)
            if token.i in inside and token.i not in below
        ]

    def _has(self, name: str, words: Iterable[int]) -> bool:
        pattern = self.patterns.get(name)
        if pattern is None:
            return False
        ordered = sorted(words)
        # "May 2022" is no modal, "his will" neither.
        text = " ".join(
            self.tokens[i].text
            if self.tokens[i].lower not in _MODALS or self.tokens[i].pos == "AUX"
            else "_"
            for i in ordered
        )
        return pattern.search(text) is not None
