"""Who is named as the source of an attribution, through whom, and on whose word."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token

if TYPE_CHECKING:
    from sayso.read.cues import Cue

_RELATIVES = {"who", "which", "that", "whom"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


class SourceFinder:
    """Finds the source's words of one attribution after another."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.hearers = language.words("reporting", "hearer")
        self.citing = language.entry("reporting", "citing").lemmas
        self.carriers = language.words("reporting", "carrier")
        self.carried = language.words("reporting", "carried")
        self.footage = language.words("bodies", "footage")
        self.clause = language.words("reporting", "clause")
        self.people = frozenset().union(
            *(
                language.words("people", name)
                for name in ("person", "military", "lawyer", "expert", "official", "kin", "court")
            )
        )
        self.documents = language.words("bodies", "document")

    def is_paper(self, i: int) -> bool:
        """Whether a word names a paper or figures."""
        return self.tokens[i].lemma in self.documents or self.tokens[i].lower in self.documents

    def is_footage(self, i: int) -> bool:
        """Whether a word names a recording."""
        return self.tokens[i].lemma in self.footage or self.tokens[i].lower in self.footage

    def subject(self, token: Token) -> Token | None:
        """Return the word that names who speaks at a cue verb, or ``None``."""
        passive = self.parse.children(token.i, "auxpass")
        if passive:
            return self._agent(token)
        found = self.parse.children(token.i, "nsubj")
        if found:
            return self._antecedent(found[0], token)
        above = self.tokens[token.head]
        if token.dep in {"conj", "xcomp"} and above.i != token.i:
            return self._shared(above)
        if (
            token.dep == "pcomp"
            and above.lower == "as"
            and self.tokens[above.head].lemma in self.citing
        ):
            # "TASS cited a source as saying that": the source is the object.
            return next(iter(self.parse.children(above.head, "dobj", "nsubjpass")), None)
        if token.dep in {"advcl", "pcomp"}:
            return self._governor(above)
        if (
            token.dep in {"acl", "relcl"}
            and above.pos in {"NOUN", "PROPN"}
            and (token.tag == "VBG" or above.dep == "ROOT")
        ):
            return above
        if token.dep == "ROOT" and token.tag in {"VBD", "VBZ", "VBP"}:
            # "said Yael Mor": the parser sometimes takes an inverted subject for an object.
            after = [
                t for t in self.parse.children(token.i, "dobj", "attr", "appos") if t.pos == "PROPN"
            ]
            return (
                after[0]
                if after and after[0].i > token.i and self.tokens[after[0].left].i == token.i + 1
                else None
            )
        return None

    def _agent(self, token: Token) -> Token | None:
        for by in self.parse.children(token.i, "agent", "prep"):
            if by.lower == "by":
                return next(iter(self.parse.children(by.i, "pobj")), None)
        return None

    def _shared(self, above: Token) -> Token | None:
        for _ in range(4):
            found = self.parse.children(above.i, *_SUBJECTS)
            if found:
                if self.parse.children(above.i, "auxpass") and above.lemma not in self.clause:
                    return self._antecedent(found[0], above)
                return self._antecedent(found[0], above)
            if above.dep not in {"conj", "xcomp", "advcl", "pcomp"} or above.head == above.i:
                break
            above = self.tokens[above.head]
        if above.dep in {"relcl", "acl"}:
            return self.tokens[above.head]
        return None

    def _governor(self, above: Token) -> Token | None:
        """Subject of the verb that an adverbial participle hangs on ("..., adding that")."""
        if above.pos == "ADP":
            above = self.tokens[above.head]
        return self._shared(above)

    def _antecedent(self, subject: Token, verb: Token) -> Token:
        if subject.lower in _RELATIVES and subject.tag in {"WP", "WDT"}:
            for up in (verb, *self.parse.ancestors(verb.i)):
                if up.dep in {"relcl", "acl"}:
                    before = subject.i - 1
                    while before > 0 and self.tokens[before].pos == "PUNCT":
                        before -= 1
                    near, above = self.tokens[before], self.tokens[up.head]
                    if subject.lower == "who" and above.lemma in self.people:
                        # "a source in the FSB, who said": who is the source.
                        return above
                    return near if near.pos in {"PROPN", "NOUN"} else above
        return subject

    def noun_of(self, token: Token) -> Token:
        """The noun of a phrase whose head the parser took for a participle.

        In "footage circulating on social media" it may hang the noun on the participle.
        """
        if token.pos in {"VERB", "AUX"}:
            nouns = [
                t
                for t in self.parse.children(token.i, "compound", "nsubj", "amod")
                if t.pos in {"NOUN", "PROPN"}
            ]
            if nouns:
                return nouns[-1]
        return token

    def fill(self, cue: "Cue", head: Token) -> None:
        """Note a source: its head and the words that name it, without clauses about it."""
        if head.lower == "one":
            # "one of the lawyers, Vera Antipova,": the one is she.
            apposed = next(iter(self.parse.children(head.i, "appos")), None)
            if apposed is not None:
                below = {token.i for token in self.parse.subtree(apposed.i)}
                cue.extra |= {token.i for token in self.parse.subtree(head.i)} - below
                head = apposed
        cue.speaker = head.i
        cue.source = set(self._phrase(head))

    def _phrase(self, head: Token) -> Iterator[int]:
        stop = {
            t.i
            for child in self.parse.children(
                head.i, "relcl", "acl", "advcl", "conj", "cc", "ccomp", "punct", "parataxis", "prep"
            )
            if not (child.dep == "punct" and child.text in {"-", "'s"})
            for t in self.parse.subtree(child.i)
        }
        inside = [t.i for t in self.parse.subtree(head.i) if t.i not in stop]
        named = [t for t in self.parse.children(head.i, "appos") if t.pos == "PROPN"]
        follower = self.tokens[head.i + 1] if head.i + 1 < len(self.tokens) else None
        if (
            not named
            and follower is not None
            and follower.pos == "PROPN"
            and not follower.name == "DATE"
        ):
            # "The state news agency BelTA denied": both hang on the verb.
            named = [follower] if follower.sentence == head.sentence else []
        if head.pos == "NOUN" and named:
            # "His lawyer, Viktar Matskevich,": the name belongs to the source.
            inside = [i for i in range(min(inside), self._name_end(named[0]) + 1)]
        # One unbroken stretch around the head.
        low = high = inside.index(head.i)
        while low > 0 and inside[low - 1] == inside[low] - 1:
            low -= 1
        while high + 1 < len(inside) and inside[high + 1] == inside[high] + 1:
            high += 1
        return iter(inside[low : high + 1])

    def _name_end(self, name: Token) -> int:
        last = name.i
        while (
            last + 1 < len(self.tokens)
            and self.tokens[last + 1].pos == "PROPN"
            and self.tokens[last + 1].head in {name.i, last}
        ):
            last += 1
        return last

    # -- media in between, sources behind

    def add_media(self, cue: "Cue", token: Token) -> None:
        """Note whom the source told, and who carried its words."""
        above = self.tokens[token.head]
        if (
            token.dep == "pcomp"
            and above.lower == "as"
            and self.tokens[above.head].lemma in self.citing
        ):
            quoting = self.tokens[above.head]
            cue.through.extend(t.i for t in self.parse.children(quoting.i, "nsubj"))
            agent = self._agent(quoting)
            if agent is not None:
                cue.through.append(agent.i)
            cue.words |= {quoting.i, above.i}
        cue.through.extend(self._told(token))
        cue.through.extend(self._carried(token))

    def _told(self, token: Token) -> Iterator[int]:
        if token.lemma in self.hearers and not self.parse.children(token.i, "auxpass"):
            for hearer in self.parse.children(token.i, "dobj", "dative", "nsubj"):
                if hearer.i > token.i:
                    yield hearer.i
        for prep in self.parse.children(token.i, "prep"):
            if prep.lower in {"through", "via"} and prep.i > token.i:
                yield from (t.i for t in self.parse.children(prep.i, "pobj"))
        for prep in self.parse.children(token.i, "prep", "dative"):
            if prep.lower == "to" and prep.i > token.i:
                for hearer in self.parse.children(prep.i, "pobj"):
                    yield hearer.i

    def _carried(self, token: Token) -> Iterator[int]:
        """ "in an interview with X", "in a video published by X"."""
        for prep in self.parse.children(token.i, "prep"):
            for noun in self.parse.children(prep.i, "pobj"):
                if noun.lemma not in self.carriers and noun.lemma not in self.footage:
                    continue
                yield from self.carried_by(noun)

    def carried_by(self, noun: Token) -> Iterator[int]:
        """Yield the media that a carrier names: "interview with X", "video published by X"."""
        for link in self.parse.children(noun.i, "prep", "acl"):
            if link.lower in {"with", "to"}:
                yield from (t.i for t in self.parse.children(link.i, "pobj"))
            elif link.lemma in self.carried:
                for by in self.parse.children(link.i, "agent", "prep", "dative"):
                    if by.lower in {"by", "to", "with", "on"}:
                        yield from (t.i for t in self.parse.children(by.i, "pobj"))
