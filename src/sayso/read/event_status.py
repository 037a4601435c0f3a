"""Whether an event is told as done, alleged, meant, expected, thought of or denied."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sayso.lang.language import Language
from sayso.lang.untruth import Untruth
from sayso.read.claims_relatives import find_relative_object
from sayso.read.clauses import SUBJECTS, is_hidden_gerund, is_infinitive, is_verb
from sayso.records.event import EventStatus
from sayso.records.parse import Parse, Token

# The entry of the language's lexicon for the governor of a telling, and what it makes of it.
_GOVERNORS = {
    "alleged_governor": EventStatus.ALLEGED,
    "intended_governor": EventStatus.INTENDED,
    "expected_governor": EventStatus.EXPECTED,
    "conditional_governor": EventStatus.CONDITIONAL,
    "denied_governor": EventStatus.DENIED,
}
_CLIMBED = (
    *SUBJECTS,
    *(
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "relcl",
        "conj",
        "dobj",
        "pobj",
        "oprd",
        "attr",
        "acomp",
        "prep",
    ),
    "advcl",
)
_NOMINAL = (*SUBJECTS, "dobj", "pobj", "prep", "attr")
_DEPTH = 8
# Labels of what a verb has that asks nobody to do something.
_FINITE = frozenset({*SUBJECTS, "aux", "auxpass", "expl"})


def find_status(
    parse: Parse, language: Language, anchor: Token, *, negated: bool = False
) -> EventStatus | None:
    """Return how firmly an event is told, or ``None`` where none is told at all.

    Args:
        parse: The report's parse.
        language: Its language.
        anchor: The word that governs the telling.
        negated: Whether the negation of the anchor is what tells the event, so that it
            and the modal verb beside it do not count.
    """
    return _Reader(parse, language).read(anchor, negated=negated)


def is_unsaid(parse: Parse, language: Language, word: Token) -> bool:
    """Tell whether a word stands in what nobody said, or somebody did not say."""
    reader = _Reader(parse, language)
    return any(reader.is_unsaid(link) for link in (word, *parse.ancestors(word.i)))


class _Link(NamedTuple):
    """A word that tells an event, or leads to one, and the word that it hangs on.

    Attributes:
        word, head: The two words.
        bare: Whether the first is an infinitive that the second takes.
        depth: How many links lie below.
    """

    word: Token
    head: Token
    bare: bool
    depth: int


class _Reader:
    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        self._language = language
        self._untruth = Untruth(parse, language)

    def read(self, anchor: Token, *, negated: bool) -> EventStatus | None:
        if not negated:
            own = self._own(anchor)
            if own is not EventStatus.HAPPENED:
                return own
        if self._is_generic(anchor):
            return None
        status = self._above(anchor, 0)
        if status is not None and self._untruth.covers(anchor):
            return EventStatus.DENIED
        if status is EventStatus.HAPPENED and self._is_denied_behind(anchor):
            return EventStatus.ALLEGED
        return status

    def _is_denied_behind(self, anchor: Token) -> bool:
        """Tell whether the sentence goes on to deny it: "he was beaten, which they denied"."""
        last = self._parse.sentences[anchor.sentence][1]
        for verb in self._parse.tokens[anchor.i + 1 : last + 1]:
            if verb.lemma not in self._words("denied_governor") or self._is_negated(verb):
                continue
            relative = find_relative_object(self._parse, verb)
            if relative is None or relative.i < anchor.i:
                continue
            above = next(filter(is_verb, self._parse.ancestors(verb.i)), None)
            if above is not None and above.left <= anchor.i <= above.right:
                return True
        return False

    def _words(self, name: str) -> frozenset[str]:
        return self._language.words("status", name)

    def _own(self, word: Token) -> EventStatus | None:
        """Return what the words beside a verb or noun make of it."""
        around = self._parse.children(word.i)
        if word.tag == "VB" and word.dep == "ROOT" and not {t.dep for t in around} & _FINITE:
            # "Release Baran Yildiz immediately": a demand tells of nothing done.
            return None
        if self._is_negated(word):
            ought = any(t.lower in self._words("obligation_modal") for t in around)
            if ought:
                # "He should never have spent a night in a cell": but he did.
                done = any(t.dep == "aux" and t.tag == "VB" for t in around)
                return EventStatus.HAPPENED if done else None
            # "I could not kill" says what somebody is like; "could not have killed" denies.
            able = any(t.dep == "aux" and t.lower in self._words("ability_modal") for t in around)
            perfect = any(t.dep == "aux" and t.tag == "VB" for t in around)
            return None if able and not perfect else EventStatus.DENIED
        if any(t.lower in self._words("alleged_adverb") for t in around):
            return EventStatus.ALLEGED
        modals = [t.lower for t in around if t.dep == "aux"]
        conditional = self._in_condition(word) or self._has_condition(word)
        if any(modal in self._words("generic_modal") for modal in modals):
            return None
        if any(modal in self._words("conditional_modal") for modal in modals):
            return EventStatus.CONDITIONAL
        if any(modal in self._words("expected_modal") for modal in modals):
            perfect = any(t.dep == "aux" and t.tag == "VB" for t in around)
            return EventStatus.CONDITIONAL if conditional or perfect else EventStatus.EXPECTED
        return EventStatus.CONDITIONAL if self._in_condition(word) else EventStatus.HAPPENED

    def _is_negated(self, word: Token) -> bool:
        around = self._parse.children(word.i)
        if any(
            t.dep == "neg"
            or (t.dep in ("det", "preconj", "advmod") and t.lower in self._words("negator"))
            for t in around
        ):
            return True
        for noun in (t for t in around if t.dep in (*SUBJECTS, "dobj")):
            if noun.lower in self._words("nobody") and noun.dep != "dobj":
                return True
            # "Neither the army nor the ministry said": the parser may call it a conjunction.
            if any(
                (t.dep in ("det", "neg", "preconj") or (t.dep == "cc" and t.i < noun.i))
                and t.lower in self._words("negator")
                and not self._is_number_mark(t)
                for t in self._parse.children(noun.i)
            ):
                return True
        before = self._parse.words(max(word.left - 1, 0), word.left) if word.left else ""
        return not is_verb(word) and before.split()[:1] in [[w] for w in self._words("negator")]

    def _is_number_mark(self, token: Token) -> bool:
        """Tell whether "no" stands for "number": "a No 3 tram"."""
        following = self._parse.tokens[token.i + 1 : token.i + 2]
        return token.text[0].isupper() and any(t.pos == "NUM" for t in following)

    def _in_condition(self, word: Token) -> bool:
        """Tell whether a word stands in a condition ("if convicted")."""
        marks = self._words("conditional_mark")
        for link in (word, *self._parse.ancestors(word.i)):
            if any(
                t.dep in ("mark", "advmod", "prep") and t.lower in marks and t.i < link.i
                for t in self._parse.children(link.i)
            ):
                return True
            if link.dep in ("relcl", "ccomp", "ROOT"):
                return False
        return False

    def _has_condition(self, word: Token) -> bool:
        marks = self._words("conditional_mark")
        return any(
            t.lower in marks
            for clause in self._parse.children(word.i, "advcl")
            for t in self._parse.children(clause.i, "mark", "advmod")
        )

    def _is_generic(self, anchor: Token) -> bool:
        """Tell whether a clause says what is usual, not what happened."""
        verb = anchor
        while not is_verb(verb) and verb.dep in _NOMINAL:
            verb = self._parse.tokens[verb.head]
        if verb.dep == "csubj" or (verb.tag == "VBG" and verb.dep in ("nsubj", "compound")):
            return True
        around = self._parse.children(verb.i)
        auxiliaries = [t for t in around if t.dep in ("aux", "auxpass")]
        tags = {t.tag for t in (*auxiliaries, verb)}
        if tags & {"VBD", "MD"} or not tags & {"VBZ", "VBP"}:
            return False
        # "has refused" and "is being held" are of somebody; "are jailed" is of anybody.
        if any(t.dep == "aux" and t.tag in ("VBZ", "VBP") for t in auxiliaries):
            return False
        subjects = [t for t in around if t.dep in SUBJECTS]
        return bool(subjects) and self._is_anybody(subjects[-1], verb, anchor)

    def _is_anybody(self, subject: Token, verb: Token, anchor: Token) -> bool:
        """Tell whether a subject of the present tense is a class: "men who refuse"."""
        if subject.tag in ("WP", "WDT"):
            clauses = (t for t in (verb, *self._parse.ancestors(verb.i)) if t.dep == "relcl")
            clause = next(clauses, None)
            noun = subject if clause is None else self._parse.tokens[clause.head]
            if noun.tag == "NNS" and self._parse.children(noun.i, "nummod"):
                return False
            if noun.tag in ("NN", "NNP", "JJ") and self._is_past(noun):
                return False
            return noun.pos != "PROPN" and verb.i == anchor.i
        if subject.lower in self._words("generic_subject"):
            return True
        told_apart = self._parse.children(subject.i, "det", "poss", "nummod")
        return not told_apart and subject.tag == "NNS" and subject.pos != "PROPN"

    def _is_past(self, noun: Token) -> bool:
        """Tell whether the clause around a noun is told as past: "a man who ... was freed"."""
        verb = next((t for t in self._parse.ancestors(noun.i) if is_verb(t)), None)
        if verb is None:
            return False
        auxiliaries = self._parse.children(verb.i, "aux", "auxpass")
        return verb.tag == "VBD" or any(t.tag == "VBD" for t in auxiliaries)

    def _above(self, word: Token, depth: int) -> EventStatus | None:
        """Return what the words that a telling hangs on make of it."""
        if is_hidden_gerund(self._parse, self._language, word):
            word = self._parse.tokens[word.head]
        if depth > _DEPTH or word.dep not in _CLIMBED or word.head == word.i:
            return EventStatus.HAPPENED
        bare = word.dep in ("xcomp", "acl", "relcl") and is_infinitive(self._parse, word)
        link = _Link(word, self._parse.tokens[word.head], bare, depth)
        return next(status for rule in _RULES for status in rule(self, link))

    def _by_position(self, link: _Link) -> Iterator[EventStatus | None]:
        word, head = link.word, link.head
        if word.dep == "conj":
            yield self._of_conjunct(word, head, link.depth)
        elif word.dep == "advcl":
            # "He left to desert": a purpose is not told as done.
            purpose = is_infinitive(self._parse, word)
            yield EventStatus.INTENDED if purpose else EventStatus.HAPPENED
        elif word.dep == "prep" and word.i < head.i:
            # "At the hearing he denied it": what comes first only sets the scene.
            yield EventStatus.HAPPENED
        elif word.dep in ("nsubj", "nsubjpass", "dobj") and is_verb(head):
            own = self._own(head)
            if own is not EventStatus.HAPPENED:
                yield own

    def _by_governor(self, link: _Link) -> Iterator[EventStatus | None]:
        for name, status in _GOVERNORS.items():
            if link.head.lemma in self._words(name):
                undenied = name == "denied_governor" and self._is_negated(link.head)
                # "He did not deny that she was held": not to deny is not to confirm.
                yield EventStatus.ALLEGED if undenied else self._through(link.head, status)
                return

    def _by_denial(self, link: _Link) -> Iterator[EventStatus | None]:
        without = link.word.dep == "pcomp" and link.head.lower in self._words("negator")
        uncomplained = link.head.lemma in self._words("complaining") and self._is_negated(link.head)
        if without or uncomplained or self._is_unknown(link.head):
            yield EventStatus.DENIED

    def _by_report(self, link: _Link) -> Iterator[EventStatus | None]:
        if link.word.dep in ("ccomp", "acl", "relcl") and not link.bare:
            unsaid = self.is_unsaid(link.word)
            yield None if unsaid else self._of_reported(link.word, link.head)

    def _by_infinitive(self, link: _Link) -> Iterator[EventStatus | None]:
        word, head = link.word, link.head
        if link.bare and word.dep == "xcomp" and head.lemma in self._words("ordained_governor"):
            yield EventStatus.EXPECTED
        elif link.bare and head.lemma not in self._words("done_governor"):
            purpose = word.dep in ("acl", "relcl") and head.dep == "pobj"
            yield EventStatus.INTENDED if purpose else None
        elif head.lemma in self._words("undone_governor") and word.dep != "nsubj":
            yield None
        elif link.bare and (own := self._own(head)) is not EventStatus.HAPPENED:
            yield own

    def _by_climbing(self, link: _Link) -> Iterator[EventStatus | None]:
        word, head = link.word, link.head
        if word.dep == "pobj" and not is_verb(word) and head.lower in self._words("negator"):
            yield EventStatus.DENIED
            return
        nominal = is_verb(head) and word.dep in ("dobj", "pobj", "attr", "nsubj", "nsubjpass")
        inside = head.dep in ("xcomp", "conj") or (head.dep == "ccomp" and not is_verb(word))
        climbs = inside or not nominal
        yield self._above(head, link.depth + 1) if climbs else EventStatus.HAPPENED

    def is_unsaid(self, word: Token) -> bool:
        """Tell whether a clause is what somebody did not say, or what nobody said.

        "Did not say why he was detained" takes for granted that he was; so does what stands
        before the verb, unless nobody at all says it.
        """
        while word.dep == "ccomp" and is_verb(head := self._parse.tokens[word.head]):
            lead = self._parse.tokens[word.left : word.left + 2]
            asked = any(t.tag in ("WRB", "WP", "WDT", "WP$") for t in lead)
            if asked or (word.i < head.i and not self._is_nobodys(head)):
                return False
            if head.lemma in self._words("asserting") and self._is_not_done(head):
                return True
            word = head
        return False

    def _is_nobodys(self, verb: Token) -> bool:
        """Tell whether nobody does what a verb says: "he was detained, no one said"."""
        return any(
            token.lower in self._words("nobody") | self._words("negator")
            for subject in self._parse.children(verb.i, *SUBJECTS)
            for token in (subject, *self._parse.children(subject.i, "det", "neg", "preconj"))
        )

    def _is_not_done(self, verb: Token) -> bool:
        """Tell whether a verb is negated or what somebody would not do: "refused to say"."""
        above = self._parse.tokens[verb.head]
        withheld = verb.dep == "xcomp" and is_infinitive(self._parse, verb)
        return self._is_negated(verb) or (
            withheld and above.lemma in self._words("undone_governor")
        )

    def _is_unknown(self, head: Token) -> bool:
        """Tell whether somebody says to know nothing of it: "not aware of anyone being held"."""
        if head.lemma not in self._words("knowing"):
            return False
        holder = self._parse.tokens[head.head] if head.pos == "ADJ" else head
        return self._is_negated(head) or self._is_negated(holder)

    def _of_reported(self, word: Token, head: Token) -> EventStatus:
        """Return what becomes of what a noun reports: "denied reports that he had fled"."""
        if word.dep == "acl" and head.dep == "pobj":
            # "Denied in a statement that he was beaten": the clause is the verb's.
            above = self._parse.tokens[self._parse.tokens[head.head].head]
            denied = above.lemma in self._words("denied_governor") and not self._is_negated(above)
            return EventStatus.DENIED if denied else EventStatus.HAPPENED
        if word.dep == "relcl" or is_verb(head) or head.dep not in ("dobj", "nsubjpass"):
            return EventStatus.HAPPENED
        verb = self._parse.tokens[head.head]
        denies = verb.lemma in self._words("denied_governor") | self._words("dismissing_governor")
        said = head.lemma in self._words("reported_noun")
        return EventStatus.DENIED if denies and said else EventStatus.HAPPENED

    def _through(self, head: Token, status: EventStatus) -> EventStatus | None:
        """Return a governor's status, after what is said of the governor itself."""
        if self._is_negated(head):
            return EventStatus.DENIED if status is not EventStatus.ALLEGED else EventStatus.ALLEGED
        if status in (EventStatus.INTENDED, EventStatus.EXPECTED):
            own = self._own(head)
            return EventStatus.CONDITIONAL if own is EventStatus.CONDITIONAL else status
        return status

    def _of_conjunct(self, word: Token, head: Token, depth: int) -> EventStatus | None:
        around = self._parse.children(word.i)
        alternative = {t.lower for t in self._parse.children(head.i, "cc")} & self._words("either")
        repeated = self._parse.children(word.i, "mark")
        if (alternative or repeated) and self.is_unsaid(head):
            return None
        if any(t.dep in ("aux", "auxpass", *SUBJECTS) for t in around) and word.tag != "VB":
            return EventStatus.HAPPENED
        own = self._own(head) if is_verb(head) == is_verb(word) else EventStatus.HAPPENED
        return own if own is not EventStatus.HAPPENED else self._above(head, depth + 1)


# What a telling hangs on is asked in this order; the first that knows decides.
_RULES: tuple[Callable[[_Reader, _Link], Iterator[EventStatus | None]], ...] = (
    _Reader._by_position,
    _Reader._by_governor,
    _Reader._by_denial,
    _Reader._by_report,
    _Reader._by_infinitive,
    _Reader._by_climbing,
)
