"""Whether the words around a verb or noun are those by which a frame tells its event."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.packs.pack import Frame
from sayso.read.clauses import (
    SUBJECTS,
    find_agents,
    find_objects,
    find_patients,
    find_subject,
    is_hidden_gerund,
    is_passive,
    is_verb,
    prepositions,
    with_coordinates,
)
from sayso.records.parse import Parse, Token


class FrameMatcher:
    """Matches frames against one parse."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        self._language = language
        self._before: dict[str, set[str]] = {}

    def match(self, frame: Frame, token: Token) -> tuple[int, ...] | None:
        """Return the words beside ``token`` that tell the frame's event, or ``None``."""
        if frame.unless_elsewhere & self._told_as(frame.objects or frame.nouns):
            return None
        if frame.verbs:
            adjective = token.dep in ("amod", "compound")
            if not is_verb(token) or (
                adjective and not is_hidden_gerund(self._parse, self._language, token)
            ):
                return None
            return self._match_verb(frame, token)
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod", "amod"):
            return None
        return self._match_noun(frame, token)

    def _told_as(self, nouns: frozenset[str]) -> set[str]:
        """Return the words that stand before one of some nouns anywhere in the report."""
        if not self._before:
            for token in self._parse.tokens:
                if token.dep in ("compound", "amod", "nmod"):
                    noun = self._parse.tokens[token.head].lemma
                    self._before.setdefault(noun, set()).add(token.lower)
        return set().union(*(self._before.get(noun, ()) for noun in nouns))

    def _match_verb(self, frame: Frame, verb: Token) -> tuple[int, ...] | None:
        passive = is_passive(self._parse, verb)
        if frame.voice is not None and (frame.voice == "passive") != passive:
            return None
        words: list[int] = []
        if frame.negated and not self._find_negation(frame, verb, words):
            return None
        wanted = (
            (frame.particles, self._find_particle),
            (frame.objects, self._find_object),
            (frame.via, self._find_via),
            (frame.complements, self._find_complement),
            (frame.infinitives, self._find_infinitive),
        )
        for kind, find in wanted:
            if kind:
                more = find(frame, verb)
                if more is None:
                    return None
                words.extend(more)
        return None if self._is_other(frame, verb) else tuple(words)

    def _match_noun(self, frame: Frame, noun: Token) -> tuple[int, ...] | None:
        if frame.back and not self._parse.children(noun.i, "det", "poss"):
            return None
        any_of = self._language.words("status", "any")
        around = self._parse.children(noun.i, "poss", "det")
        if noun.tag == "NNS" and not any(t.dep == "poss" or t.lower in any_of for t in around):
            return None
        if frame.qualifiers and not self._inner_words(noun) & frame.qualifiers:
            return None
        if frame.unless_via_nouns and self._via_nouns(noun, None) & frame.unless_via_nouns:
            return None
        if frame.takes_infinitive and self._governed(noun) & frame.unless_infinitives:
            return None
        return ()

    def _find_negation(self, frame: Frame, verb: Token, words: list[int]) -> bool:
        negations = self._parse.children(verb.i, "neg")
        modals = [
            t
            for t in self._parse.children(verb.i, "aux")
            if t.lower in self._language.words("status", "expected_modal")
        ]
        if not negations or (frame.modal and not modals) or (not frame.modal and modals):
            return False
        words.extend(t.i for t in negations)
        return True

    def _find_particle(self, frame: Frame, verb: Token) -> list[int] | None:
        found = [
            t.i
            for t in self._parse.children(verb.i, "prt", "advmod", "prep")
            if t.lower in frame.particles
        ]
        after = self._parse.tokens[verb.i + 1 : verb.i + 2]
        # "go back there", "handed over 27 men": a parser may hang the particle elsewhere.
        found = found or [t.i for t in after if t.lower in frame.particles]
        return found or None

    def _find_object(self, frame: Frame, verb: Token) -> list[int] | None:
        candidates = [
            *find_patients(self._parse, self._language, verb),
            *find_objects(self._parse, verb),
            *(t.i for t in self._parse.children(verb.i, "oprd", "attr", "nsubjpass", "intj")),
            # "served ten days": a measure, and what was served.
            *(
                t.i
                for t in self._parse.children(verb.i, "npadvmod")
                if self._parse.children(t.i, "nummod")
            ),
            *self._find_terms(verb),
        ]
        if frame.ergative and not find_objects(self._parse, verb):
            subject = find_subject(self._parse, self._language, verb)
            candidates.extend(() if subject is None else (subject,))
        for word in (*candidates, *self._stood_for(candidates)):
            for at in with_coordinates(self._parse, word):
                noun = self._parse.tokens[at]
                if noun.lemma.lower() not in frame.objects and noun.lower not in frame.objects:
                    continue
                if not frame.qualifiers:
                    return [at]
                before = [
                    t
                    for t in self._parse.children(at)
                    if t.i < at and {t.lower, t.lemma.lower()} & frame.qualifiers
                ]
                if before:
                    return [*(t.i for t in before if t.pos != "DET"), at]
        return None

    def _find_terms(self, verb: Token) -> Iterator[int]:
        """Yield the terms that hang on a verb's preposition: "gave X two years in a colony"."""
        for preposition in self._parse.children(verb.i, "prep"):
            for term in self._parse.children(preposition.i, "npadvmod"):
                if verb.i < term.i < preposition.i and self._parse.children(term.i, "nummod"):
                    yield term.i

    def _stood_for(self, words: list[int]) -> Iterator[int]:
        """Yield what stands behind words: "two of his fingers", "a case, which was opened"."""
        for word in words:
            token = self._parse.tokens[word]
            if token.tag in ("WDT", "WP"):
                clause = self._parse.tokens[token.head]
                yield from (clause.head,) if clause.dep == "relcl" else ()
            elif token.pos == "NUM":
                for preposition in prepositions(self._parse, word):
                    yield from (t.i for t in self._parse.children(preposition.i, "pobj"))

    def _find_via(self, frame: Frame, verb: Token) -> list[int] | None:
        holders = [verb.i, *find_objects(self._parse, verb)]
        for holder in holders:
            for preposition in prepositions(self._parse, holder):
                if preposition.lower not in frame.via:
                    continue
                nouns = [
                    at
                    for noun in self._parse.children(preposition.i, "pobj")
                    for at in with_coordinates(self._parse, noun.i)
                ]
                if not frame.via_nouns:
                    return [] if nouns else None
                for at in nouns:
                    token = self._parse.tokens[at]
                    if {token.lemma.lower(), token.lower} & frame.via_nouns or (
                        token.pos == "PROPN" and self._inner_words(token) & frame.via_nouns
                    ):
                        return [preposition.i, at]
        return None

    def _find_complement(self, frame: Frame, verb: Token) -> list[int] | None:
        found = [
            t.i
            for t in self._parse.children(verb.i)
            if {t.lower, t.lemma.lower()} & frame.complements and t.dep not in SUBJECTS
        ]
        return (found or self._find_parted_complement(frame, verb))[:1] or None

    def _find_parted_complement(self, frame: Frame, verb: Token) -> list[int]:
        """Return a complement that a parser hung on the name before: "found X, 31, guilty"."""
        nouns = [
            *find_objects(self._parse, verb),
            *(
                t.i
                for clause in self._parse.children(verb.i, "ccomp")
                for t in self._parse.children(clause.i, "nsubj")
            ),
        ]
        return [
            t.i
            for noun in nouns
            for t in self._parse.children(noun, "amod", "acl", "appos")
            if t.i > noun > verb.i and t.lower in frame.complements
        ]

    def _find_infinitive(self, frame: Frame, verb: Token) -> list[int] | None:
        found = [
            t.i
            for t in self._parse.children(verb.i, "xcomp", "ccomp", "advcl")
            if t.lemma in frame.infinitives and t.tag == "VB"
        ]
        return found[:1] or None

    def _inner_words(self, token: Token) -> set[str]:
        return {t.lower for t in self._parse.children(token.i, "compound", "amod", "nmod")}

    def _is_other(self, frame: Frame, verb: Token) -> bool:
        """Tell whether the words around a verb make it something else."""

        def lemmas(words: tuple[int, ...]) -> set[str]:
            tokens = [self._parse.tokens[i] for i in words]
            return {t.lower for t in tokens} | {t.lemma.lower() for t in tokens}

        if frame.unless_patients and frame.unless_patients & lemmas(
            (*find_patients(self._parse, self._language, verb), *find_objects(self._parse, verb))
        ):
            return True
        agents = lemmas(find_agents(self._parse, self._language, verb))
        if frame.unless_agents & agents or (frame.agents and not frame.agents & agents):
            return True
        holders = [verb, *(self._parse.tokens[i] for i in find_objects(self._parse, verb))]
        if frame.unless_via_nouns and any(
            frame.unless_via_nouns & self._via_nouns(holder, frame.via) for holder in holders
        ):
            return True
        if frame.unless_complements and self._find_complement(
            replace(frame, complements=frame.unless_complements), verb
        ):
            return True
        if frame.takes_infinitive and not self._governed(verb):
            return True
        return bool(frame.unless_infinitives and frame.unless_infinitives & self._governed(verb))

    def _governed(self, word: Token) -> set[str]:
        """Return the lemmas of the verbs that a word governs; passive ones as "be_..."."""
        found = set()
        for t in self._parse.children(word.i, "xcomp", "ccomp", "acl", "advcl"):
            if t.tag in ("VB", "VBN") and any(a.tag == "TO" for a in self._parse.children(t.i)):
                passive = bool(self._parse.children(t.i, "auxpass"))
                found.add(f"be_{t.lemma}" if passive else t.lemma)
        return found

    def _via_nouns(self, word: Token, via: frozenset[str] | None) -> set[str]:
        return {
            form
            for preposition in prepositions(self._parse, word.i)
            if not via or preposition.lower in via
            for noun in self._parse.children(preposition.i, "pobj")
            for form in (noun.lower, noun.lemma.lower())
        } | {t.lower for t in self._parse.children(word.i, "advmod")}
