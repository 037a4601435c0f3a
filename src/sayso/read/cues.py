"""Words that attribute, what they attribute, and to whom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.lang.language import Language
from sayso.read.sources import SourceFinder
from sayso.records.parse import Parse, Token

_CLAUSES = {"ccomp"}
_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "NUM"}
_MOST = 30


@dataclass(slots=True)
class Cue:
    """An attribution while it is being worked out; all members are word numbers.

    Attributes:
        verb: The governing word.
        words: The cue.
        source, speaker: The source's words and its head.
        content: What is attributed.
        through, behind: Media in between; sources cited.
        extra: Words that belong to the attribution but to none of its parts.
        lead: Words before it that only join it to what stands before (", ").
        beside: The governing word of the attribution that it continues ("adding that").
        footage: Whether a recording is what "says" it.
    """

    verb: int
    words: set[int]
    source: set[int] = field(default_factory=set)
    speaker: int | None = None
    content: set[int] = field(default_factory=set)
    through: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    extra: set[int] = field(default_factory=set)
    lead: set[int] = field(default_factory=set)
    beside: int | None = None
    footage: bool = False


class CueFinder:
    """Finds the cues of one report."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens, self.language = parse, parse.tokens, language
        words = language.words
        self.clause = words("reporting", "clause")
        self.spoken = words("reporting", "spoken")
        self.personal = words("reporting", "personal")
        self.thing = words("reporting", "thing")
        self.about = words("reporting", "about")
        self.infinitive = words("reporting", "to")
        self.denial = words("reporting", "denial")
        self.declining = language.entry("reporting", "no_comment").lemmas
        self.citing = language.entry("reporting", "citing").lemmas
        self.statements = words("reporting", "statement")
        self.emerging = words("reporting", "emerging")
        self.refusing = words("reporting", "refusing")
        self.showing = words("reporting", "showing")
        self.demand = words("reporting", "demand")
        self.naming = words("reporting", "naming")
        self.carriers = words("reporting", "carrier")
        self.speaking = self.clause | self.thing | self.about | self.demand | self.naming
        self.verbs = self.speaking | self.showing
        self.public = words("bodies", "public")
        self.footage = words("bodies", "footage")
        self.sources = SourceFinder(parse, language)

    def find(self) -> Iterator[Cue]:
        """Yield the cues in text order, with source and content as far as the parse shows them.

        A sentence with more cues than any prose has ("said that he said that ...") has none.
        """
        found = list(self._find())
        crowded = Counter(self.tokens[cue.verb].sentence for cue in found)
        return (cue for cue in found if crowded[self.tokens[cue.verb].sentence] <= _MOST)

    def _find(self) -> Iterator[Cue]:
        counted = Counter(
            token.sentence
            for token in self.tokens
            if token.pos in _VERBAL and token.lemma in self.verbs
        )
        for token in self.tokens:
            if counted[token.sentence] > 4 * _MOST:
                continue
            cue = None
            if token.lower == "according" or token.lower == "per":
                cue = self._according(token)
            elif token.pos in _VERBAL and token.lemma in self.citing and self._only_cites(token):
                continue
            elif token.pos in _VERBAL and token.lemma in self.verbs:
                cue = self._verb(token)
            if cue is None and token.pos in _VERBAL and token.lemma in self.emerging:
                cue = self._emerging(token)
            if cue is None and token.pos == "NOUN" and token.lemma in self.statements:
                cue = self._statement_noun(token)
            if cue is not None:
                yield cue

    # -- according to

    def _according(self, token: Token) -> Cue | None:
        preps = [t for t in self.parse.children(token.i, "prep", "pcomp") if t.lower == "to"]
        at = preps[0] if preps else token
        named = [t for t in self.parse.children(at.i, "pobj", "pcomp", "dobj")]
        if token.lower == "according" and not preps or not named:
            return None
        phrase = {t.i for t in self.parse.subtree(token.i)}
        cue = Cue(verb=token.i, words={token.i} | ({at.i} if at is not token else set()))
        self.sources.fill(cue, self.sources.noun_of(named[0]))
        cue.extra = self._attached(token, phrase)
        cue.content = self._scope(token) - cue.extra - cue.words
        return cue

    def _attached(self, token: Token, phrase: set[int]) -> set[int]:
        """The phrase, without a clause that the parser wrongly hung inside it."""
        return {i for i in phrase if i >= token.i}

    def _scope(self, token: Token) -> set[int]:
        """The words an "according to" covers: its clause; at either end, the sentence."""
        first, last = self.parse.sentences[token.sentence]
        phrase = [t.i for t in self.parse.subtree(token.i)]
        ends = all(self.tokens[i].pos == "PUNCT" or i in phrase for i in range(token.i, last + 1))
        begins = all(self.tokens[i].pos in {"PUNCT", "CCONJ", "ADV"} for i in range(first, token.i))
        whole = set(range(first, last + 1))
        if ends or begins:
            return whole if begins else set(range(self._clause_start(token, first), last + 1))
        verb = next((up for up in self.parse.ancestors(token.i) if up.pos in _VERBAL), None)
        return whole if verb is None else {t.i for t in self.parse.subtree(verb.i)}

    def _clause_start(self, token: Token, first: int) -> int:
        """Where the clause before a final "according to" begins.

        A semicolon or a dash before a new subject starts a statement of its own, as does
        a coordinate clause after another attribution in the same sentence.
        """
        start = first
        for i in range(first, token.i):
            if self.tokens[i].text == ";":
                start = i + 1
            if self.tokens[i].lower == "according" and i != token.i:
                coordinate = next(
                    (
                        k
                        for k in range(i, token.i)
                        if self.tokens[k].lower in {"and", "but", "while", "who"}
                    ),
                    None,
                )
                if coordinate is not None:
                    start = coordinate + 1
        return start

    # -- verbs

    def _verb(self, token: Token) -> Cue | None:
        if self._no_statement(token) or token.dep in {"amod", "compound"}:
            return None
        if token.dep == "acl" and token.tag == "VBN" and above_is_no_root(self.tokens, token):
            return None
        if token.lemma in self.naming and self.parse.children(token.i, "prt"):
            return None
        cue = Cue(verb=token.i, words=self._cue_words(token))
        self._find_source(cue, token)
        if token.lemma in self.personal and cue.speaker is None:
            return None
        footage = cue.speaker is not None and self.sources.is_footage(cue.speaker)
        cue.footage = footage
        showing = footage or (cue.speaker is not None and self.sources.is_paper(cue.speaker))
        if token.lemma not in self.speaking and not showing:
            return None
        self._find_content(cue, token, showing=showing)
        self._drop_carrier(cue, token)
        if not cue.content and token.lemma not in self.spoken:
            return None
        if not cue.content and (cue.speaker is None or not self._could_quote(token)):
            return None
        self.sources.add_media(cue, token)
        return cue

    def _could_quote(self, token: Token) -> bool:
        if any(child.lemma in self.citing for child in self.parse.children(token.i, "advcl")):
            return True
        first, last = self.parse.sentences[token.sentence]
        return any(self.tokens[i].quoted for i in range(first, last + 1)) or (
            self.tokens[last].text == ":"
            or (
                last + 1 < len(self.tokens)
                and self.tokens[last + 1].quoted
                and self.tokens[last].text in {":", ","}
            )
        )

    def _cue_words(self, token: Token) -> set[int]:
        words = {token.i} | {t.i for t in self.parse.children(token.i, "prt")}
        return words | {
            t.i
            for t in self.parse.children(token.i, "aux", "auxpass", "neg")
            if t.lower not in {"to"} and t.i < token.i
        }

    def _no_statement(self, token: Token) -> bool:
        """ "Declined to comment", "did not say", "asked to explain"."""
        above = self.tokens[token.head]
        if (
            token.dep in {"xcomp", "ccomp", "advcl"}
            and above.lemma in self.declining
            and above.i < token.i
        ):
            return True
        negated = any(
            t.dep == "neg" or t.lower in {"not", "n't", "never", "n’t"}
            for t in self.parse.children(token.i)
        )
        if negated and token.lemma not in self.denial:
            return True
        modals = {t.lower for t in self.parse.children(token.i, "aux")}
        if modals & {"would", "could", "can", "should", "must", "might"} and token.lemma in {
            "tell",
            "comment",
            "confirm",
            "report",
            "answer",
            "reply",
        }:
            return True
        interrogative = any(
            t.dep == "mark" and t.lower in {"whether"}
            for c in self.parse.children(token.i, "ccomp")
            for t in self.parse.children(c.i)
        )
        if interrogative:
            return True
        to = any(t.lower == "to" and t.dep == "aux" for t in self.parse.children(token.i))
        going_on = token.dep == "xcomp" and above.lemma in {
            "go",
            "continue",
            "begin",
            "want",
            "come",
        }
        return to and not going_on

    def _find_source(self, cue: Cue, token: Token) -> None:
        found = self.sources.subject(token)
        trails = not any(c.i > token.i for c in self.parse.children(token.i, "ccomp", "xcomp"))
        first = self.parse.sentences[token.sentence][0]
        if token.lemma in self.spoken and trails and self._apposed_source(cue, token, first):
            # What stands right before the verb outweighs a subject far off.
            return
        if found is not None:
            self.sources.fill(cue, found)
        elif token.lemma in self.spoken or token.lemma in self.showing:
            self._surface_source(cue, token)
        # "X said A, adding that B": B goes beside A, on X's word.
        above = self.tokens[token.head]
        if token.dep in {"advcl", "conj"} and not self.parse.children(
            token.i, "nsubj", "nsubjpass"
        ):
            first = self.parse.sentences[token.sentence][0]
            cue.beside = self._reporting_above(token)
            if cue.beside is None and token.tag == "VBG":
                cue.beside = next(
                    (
                        i
                        for i in range(token.i - 1, first, -1)
                        if self.tokens[i].lemma in self.spoken and self.tokens[i].pos == "VERB"
                    ),
                    None,
                )
                if cue.beside is not None:
                    governor = self.sources.subject(self.tokens[cue.beside])
                    cue.source.clear()
                    if governor is not None:
                        self.sources.fill(cue, governor)
            if cue.beside is not None:
                cue.lead = {
                    i
                    for i in range(token.left - 2, token.i)
                    if i > above.i or i > cue.beside
                    if self.tokens[i].pos in {"PUNCT", "CCONJ"}
                }

    def _surface_source(self, cue: Cue, token: Token) -> None:
        """The noun phrase that stands where a speaker does, whatever the parse made of it.

        "S, its statistics show." and "Nikita Loginov, who ..., said S".
        """
        first, last = self.parse.sentences[token.sentence]
        i = token.i - 1
        while i > first and self.tokens[i].pos in {"AUX", "ADV"}:
            i -= 1
        end = i
        while i >= first and self.tokens[i].pos in _NOMINAL:
            i -= 1
        ends = all(self.tokens[k].pos == "PUNCT" for k in range(token.i + 1, last + 1))
        if i < end and i >= first and self.tokens[i].text in {",", "”", '"'} and ends:
            if self.tokens[end].pos in {"NOUN", "PROPN", "PRON"}:
                cue.speaker, cue.source = end, set(range(i + 1, end + 1))
            return
        if ends and self._apposed_source(cue, token, first):
            return
        if token.dep != "ROOT" or self.tokens[token.i - 1].text != ",":
            return
        i = first
        while i < token.i and self.tokens[i].pos in _NOMINAL:
            i += 1
        if (
            first < i < token.i - 2
            and self.tokens[i].text == ","
            and self.tokens[i + 1].tag in {"WP", "WDT"}
        ):
            cue.speaker, cue.source = i - 1, set(range(first, i))
            cue.extra = set(range(i, token.i))

    def _apposed_source(self, cue: Cue, token: Token, first: int) -> bool:
        """ "S, his wife, Ayuna, said."."""
        i = token.i - 1
        starts: list[tuple[int, int]] = []
        for _ in range(2):
            if self.tokens[i].text != ",":
                return False
            end = i = i - 1
            while i > first and self.tokens[i].pos in _NOMINAL:
                i -= 1
            if i == end:
                return False
            starts.append((i + 1, end))
        (name, end), (begin, noun) = starts
        if self.tokens[i].text not in {",", "”", '"'} or self.tokens[end].pos != "PROPN":
            return False
        if self.tokens[noun].pos != "NOUN" or self.tokens[begin].tag not in {"PRP$", "DT", "NNP"}:
            return False
        cue.speaker, cue.source = end, set(range(begin, end + 1))
        return True

    def _reporting_above(self, token: Token) -> int | None:
        at = self.tokens[token.head]
        if at.lemma in self.clause and at.pos in _VERBAL and at.i < token.i:
            return at.i
        return None

    def _find_content(self, cue: Cue, token: Token, *, showing: bool) -> None:
        clauses = [t for t in self.parse.children(token.i, *_CLAUSES) if self._is_content(t, token)]
        if clauses:
            cue.content = self._clause_words(clauses, token) | self._backshifted(clauses, token)
            if clauses[0].i < token.i and cue.source:
                cue.content |= self._fronted(cue, token)
            return
        if token.dep == "parataxis" or (
            token.dep in {"ccomp", "advcl"} and self._interrupts(token)
        ):
            inside = {t.i for t in self.parse.subtree(token.i)}
            cue.content = {t.i for t in self.parse.subtree(token.head)} - inside
            return
        if self._passive(cue, token):
            return
        if token.lemma in self.denial | {"admit", "acknowledge"}:
            # "denied striking anyone".
            gerunds = (t for t in self.parse.children(token.i, "xcomp", "pcomp") if t.tag == "VBG")
            cue.content = {t.i for gerund in gerunds for t in self.parse.subtree(gerund.i)}
        if token.lemma in self.infinitive:
            cue.content = {
                t.i for c in self.parse.children(token.i, "xcomp") for t in self.parse.subtree(c.i)
            }
        if not cue.content and token.lemma in self.thing | (
            {"show", "depict", "capture", "feature"} if showing else set()
        ):
            cue.content = self._object(token)
        if not cue.content and token.lemma in self.demand:
            cue.content = self._demanded(token)
        if not cue.content and token.lemma in self.naming:
            cue.content = self._named(token)
        if not cue.content and token.lemma in self.about:
            cue.content = self._prepositional(token)
        if token.lemma in self.spoken and cue.source:
            cue.content |= self._fronted(cue, token)

    def _is_content(self, clause: Token, token: Token) -> bool:
        """Whether a clause is a statement: no "whether", no "found him guilty"."""
        first = self.tokens[clause.left]
        if (
            clause.i > token.i
            and first.lower in {"whether", "if", "who", "when", "where"}
            and first.dep != "det"
        ):
            return False
        subject = self.parse.children(clause.i, "nsubj", "nsubjpass", "csubj", "expl")
        finite = clause.tag in {"VBD", "VBZ", "VBP", "MD"} or any(
            child.tag in {"VBD", "VBZ", "VBP", "MD"}
            for child in self.parse.children(clause.i, "aux", "auxpass")
        )
        return (
            finite
            or not subject
            or clause.i < token.i
            or bool(self.parse.children(clause.i, "mark"))
        )

    def _backshifted(self, clauses: list[Token], token: Token) -> set[int]:
        """ "said the man had asked, but the board had refused": the tense says whose word it is."""
        if token.tag != "VBD" or clauses[0].i < token.i:
            return set()
        words: set[int] = set()
        for child in self.parse.children(token.i, "conj"):
            had = any(aux.lower == "had" for aux in self.parse.children(child.i, "aux", "auxpass"))
            subject = self.parse.children(child.i, "nsubj", "nsubjpass")
            if had and subject and child.i > clauses[-1].i and child.lemma not in self.clause:
                words |= {i for i in range(clauses[-1].right + 1, child.right + 1)}
        return words

    def _demanded(self, token: Token) -> set[int]:
        words = {
            t.i
            for c in self.parse.children(token.i, "xcomp", "ccomp")
            for t in self.parse.subtree(c.i)
            if t.i > token.i
        }
        if token.lemma == "demand":
            return words or self._object(token)
        if token.lemma == "call":
            for prep in self.parse.children(token.i, "prep"):
                if prep.lower == "for":
                    words |= {t.i for t in self.parse.subtree(prep.i)} - {prep.i}
        return words

    def _named(self, token: Token) -> set[int]:
        """ "called it a fake", "put the number at 31", "described him as a deserter"."""
        objects = self.parse.children(token.i, "dobj", "oprd", "ccomp")
        if token.lemma == "put":
            at = next(
                (t for t in self.parse.subtree(token.i) if t.lower == "at" and t.i > token.i), None
            )
            if (
                at is None
                or not objects
                or not any(t.pos == "NUM" for t in self.parse.subtree(at.i))
            ):
                return set()
            return set(range(objects[0].left, at.right + 1))
        elif len(objects) < 2 and objects and self.parse.children(objects[0].i, "appos"):
            # "calling the reports 'a gift to the enemy'".
            return {t.i for t in self.parse.subtree(objects[0].i)}
        elif len(objects) < 2 and not (objects and objects[0].dep in {"oprd", "ccomp"}):
            preps = [t for t in self.parse.children(token.i, "prep") if t.lower == "as"]
            if not preps or not objects:
                return set()
            objects = (objects[0], preps[0])
        if token.tag == "VBN" and not self.parse.children(token.i, "aux", "nsubj"):
            return set()
        if token.tag == "VBG":
            return set(range(objects[0].left, token.right + 1))
        return {t.i for part in objects for t in self.parse.subtree(part.i) if t.i > token.i}

    def _drop_carrier(self, cue: Cue, token: Token) -> None:
        """ "denied that S, in comments to the broadcaster": the tail belongs to the verb."""
        if not cue.content:
            return
        last = max(cue.content)
        for i in sorted(cue.content):
            prep = self.tokens[i]
            if prep.lower != "in" or prep.i <= token.i or prep.pos != "ADP":
                continue
            nouns = [t for t in self.parse.children(prep.i, "pobj") if t.lemma in self.carriers]
            if nouns and prep.right >= last - 1 and self.parse.children(nouns[0].i, "prep", "acl"):
                phrase = {t.i for t in self.parse.subtree(prep.i)}
                cue.content -= phrase
                cue.extra |= phrase
                cue.through.extend(self.sources.carried_by(nouns[0]))
                return

    def _clause_words(self, clauses: list[Token], token: Token) -> set[int]:
        words = {t.i for clause in clauses for t in self.parse.subtree(clause.i)}
        for clause in clauses:
            for mark in self.parse.children(clause.i, "mark"):
                if mark.lower == "that" and mark.i == min(
                    t.i for t in self.parse.subtree(clause.i)
                ):
                    words.discard(mark.i)
        # "said on Monday that": what stands between verb and clause is not content.
        return {i for i in words if i not in self._cue_words(token)}

    def _interrupts(self, token: Token) -> bool:
        """ "The men, she said, were beaten": a clause of saying set in commas."""
        subject = self.parse.children(token.i, "nsubj")
        if not subject or self.parse.children(token.i, "ccomp", "mark"):
            return False
        left, right = min(token.left, subject[0].left), token.right
        before = self.tokens[left - 1].text if left else ""
        after = self.tokens[right + 1].text if right + 1 < len(self.tokens) else ""
        return before in {",", "—", "–"} and after in {",", ".", "—", "–"}

    def _passive(self, cue: Cue, token: Token) -> bool:
        """ "He is said to have fled", "X was quoted as saying": told of the subject."""
        if not self.parse.children(token.i, "auxpass") or cue.content:
            return False
        subject = self.parse.children(token.i, "nsubjpass")
        infinitive = self.parse.children(token.i, "xcomp")
        if subject and infinitive and token.lemma in self.clause and cue.speaker is not None:
            cue.content = {
                t.i for part in (subject[0], infinitive[0]) for t in self.parse.subtree(part.i)
            }
            return True
        return False

    def _object(self, token: Token) -> set[int]:
        objects = self.parse.children(token.i, "dobj", "oprd")
        if not objects or objects[0].pos == "PRON" or self.parse.children(token.i, "auxpass"):
            return set()
        if token.lemma in self.refusing and objects[0].lemma not in self.statements:
            return set()
        words = {t.i for t in self.parse.subtree(objects[0].i)}
        if token.lemma in {"describe"}:
            words |= {
                t.i for c in self.parse.children(token.i, "prep") for t in self.parse.subtree(c.i)
            }
        # "show soldiers being led away": the participle may hang on the verb.
        words |= {
            t.i
            for c in self.parse.children(token.i, "acl", "xcomp", "ccomp")
            for t in self.parse.subtree(c.i)
        }
        return words

    def _prepositional(self, token: Token) -> set[int]:
        wanted = {"accuse": {"of"}, "tell": {"of", "about"}}.get(
            token.lemma, {"of", "about", "against"}
        )
        phrases = [
            t for t in self.parse.children(token.i, "prep") if t.lower in wanted and t.i > token.i
        ]
        if not phrases or (token.lemma == "accuse" and self.parse.children(token.i, "auxpass")):
            return set()
        words = {t.i for t in self.parse.subtree(phrases[0].i)}
        if token.lemma == "accuse":
            return words | {
                t.i for c in self.parse.children(token.i, "dobj") for t in self.parse.subtree(c.i)
            }
        return words - {phrases[0].i}

    def _fronted(self, cue: Cue, token: Token) -> set[int]:
        """ "S, X said on Monday.": all that stands before, however the parse hung it."""
        first, last = self.parse.sentences[token.sentence]
        core = {token.i, *cue.source, *cue.words, *cue.extra}
        start, end = min(core), max(core)
        while start - 1 > first and self.tokens[start - 1].pos in _NOMINAL:
            start -= 1
        noun = self.tokens[start - 2] if start - 2 > first else None
        described = any(self.tokens[i].text == "," for i in cue.source)
        if (
            noun is not None
            and not described
            and self.tokens[start - 1].text == ","
            and noun.lemma in self.sources.people
        ):
            # "Sharipov's wife, Guzel Sharipova, told": the description is the source's too.
            start -= 2
            while start - 1 > first and self.tokens[start - 1].pos in _NOMINAL:
                start -= 1
        widened = set(range(start, min(core)))
        comma = start - 1 > first and self.tokens[start - 1].text in {
            ",",
            "”",
            '"',
            "’",
            "'",
            "!",
            "?",
        }
        beyond = [i for i in range(end + 1, last + 1) if self.tokens[i].pos != "PUNCT"]
        adjunct = {
            t.i
            for child in self.parse.children(
                token.i, "prep", "npadvmod", "advmod", "dobj", "dative", "advcl", "tmod"
            )
            if child.i > token.i
            for t in self.parse.subtree(child.i)
        }
        speaker = (
            {t.i for t in self.parse.subtree(cue.speaker)} if cue.speaker is not None else set()
        )
        if not comma or any(i not in adjunct | speaker for i in beyond):
            return set()
        begin = first
        for i in range(first, start):
            if self.tokens[i].text == ";":
                begin = i + 1
        has_verb = any(self.tokens[i].pos in _VERBAL for i in range(begin, start))
        other = any(
            self.tokens[i].lemma in self.spoken
            and self.tokens[i].pos == "VERB"
            and self.parse.children(i, "nsubj")
            and not self.tokens[i].quoted
            for i in range(begin, start)
        )
        if not has_verb or other:
            return set()
        cue.source |= widened
        return set(range(begin, start - 1))

    # -- nouns

    def _emerging(self, token: Token) -> Cue | None:
        subjects = [
            t
            for t in self.parse.children(token.i, "nsubj", "attr")
            if t.lower in self.public
            or t.lemma in {"report", "rumor", "rumour", "allegation"}
            and t.tag == "NNS"
        ]
        if not subjects or token.lemma == "be" and not self.parse.children(token.i, "expl"):
            return None
        subject = subjects[0]
        cue = Cue(verb=token.i, words=self._cue_words(token))
        for holder in (token, subject):
            for part in self.parse.children(holder.i, "prep", "acl", "ccomp"):
                if (
                    part.dep == "prep"
                    and part.lower not in {"of", "about"}
                    or part.i < token.i
                    and part.dep == "prep"
                    and holder is token
                ):
                    continue
                words = {t.i for t in self.parse.subtree(part.i)}
                cue.content |= words - ({part.i} if part.dep == "prep" else set())
        if not cue.content:
            return None
        # What trails the phrase in the sentence is part of what is reported.
        last = self.parse.sentences[token.sentence][1]
        cue.content |= {i for i in range(min(cue.content), last + 1)}
        cue.content -= {t.i for t in self.parse.children(token.i, "mark") if t.lower == "that"}
        self.sources.fill(cue, subject)
        cue.source = {subject.i} | {t.i for t in self.parse.children(subject.i, "amod", "compound")}
        return cue

    def _statement_noun(self, token: Token) -> Cue | None:
        clauses = [
            t
            for t in self.parse.children(token.i, "acl", "ccomp", "relcl")
            if t.i > token.i
            and self.tokens[t.left].lower == "that"
            and any(m.dep == "mark" for m in self.parse.children(t.i))
        ]
        owner = next((t for t in self.parse.children(token.i, "poss")), None)
        if not clauses or owner is None:
            return None
        cue = Cue(verb=token.i, words={token.i})
        self.sources.fill(cue, owner)
        cue.content = {t.i for t in self.parse.subtree(clauses[0].i)} - {clauses[0].left}
        return cue

    def _only_cites(self, token: Token) -> bool:
        """ "citing relatives": names a source behind another; `SourceFinder` reads it."""
        return token.tag == "VBG" and not self.parse.children(token.i, "ccomp")


def above_is_no_root(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a participle describes a noun within a sentence.

    Where the noun is the sentence's root the tagger took a past tense for a participle:
    "A local radio station, Eco del Paramo, reported ...".
    """
    above = tokens[token.head]
    return above.dep != "ROOT" or above.pos not in {"NOUN", "PROPN"}
