"""Names: which capitalized words belong together, and what kind of thing they name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.lang.language import Language
from sayso.records.entity import EntityType
from sayso.records.parse import Parse, Token

_LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}
_NOT_NAMES = {"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "LANGUAGE"}
_HYPHENS = {"-", "–"}


@dataclass(frozen=True, slots=True)
class NameRun:
    """Words ``first`` to ``last`` that are one name, what it names, its leading titles.

    ``sure`` says that words beside the name tell what it is, not an engine's guess.
    """

    first: int
    last: int
    type: EntityType
    titles: tuple[str, ...] = ()
    sure: bool = False


def find_names(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...]
) -> tuple[NameRun, ...]:
    """Return the names of a report in text order, never overlapping.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places; they are taken as they are.
    """
    return _NameFinder(parse, language, places).find()


class _NameFinder:
    def __init__(
        self, parse: Parse, language: Language, places: tuple[tuple[int, int], ...]
    ) -> None:
        self.parse, self.tokens, self.language = parse, parse.tokens, language
        self.place_at = {i: place for place in places for i in range(place[0], place[1] + 1)}
        self.titles = language.words("people", "title")
        self.parts = language.words("bodies", "name_part")
        self.given = language.words("given_names", "male") | language.words("given_names", "female")
        self.particles = language.words("given_names", "particle")
        self.outlets = language.words("outlets", "outlet")
        self.channels = language.words("outlets", "channel")
        self.whole = frozenset(word.lower() for word in language.words("outlets", "whole"))
        self.title_leads = language.words("outlets", "title_lead")
        self.media_nouns = language.words("bodies", "media_noun")
        self.outlet_first = language.words("outlets", "name_first")
        self.outlet_last = language.words("outlets", "name_last")
        self.law_parts = language.words("bodies", "law_part")
        self.law_names = language.words("bodies", "law_last")
        self.bodies = language.words("bodies", "organization")
        self.sites = language.words("bodies", "site")
        self.site_kinds = language.words("bodies", "site_kind")
        self.platforms = language.words("outlets", "platform")
        self.acronyms = language.words("bodies", "acronym")
        self.person_nouns = frozenset().union(
            *(
                language.words("people", name)
                for name in ("person", "military", "lawyer", "expert", "official", "kin", "court")
            )
        )
        self.name_labels = {
            i: name for name in parse.names for i in range(name.first, name.last + 1)
        }

    def find(self) -> tuple[NameRun, ...]:
        runs = [self._type(first, last) for first, last in self._runs()]
        return tuple(self._agree([run for run in runs if run is not None]))

    # -- where names are

    def _runs(self) -> Iterator[tuple[int, int]]:
        i = 0
        while i < len(self.tokens):
            if i in self.place_at:
                first, last = i, self.place_at[i][1]
                while first < last and self.tokens[first].pos == "PUNCT":
                    first += 1
                # A range that crosses a full stop ends before it.
                stops = (k for k in range(first + 1, last + 1) if self.tokens[k].text in {".", ";"})
                end = next(stops, last + 1) - 1
                if not self._leads_body(end):
                    yield first, end
                    i = end + 1
                    continue
            if not self._starts(self.tokens[i]):
                i += 1
                continue
            last = self._end(i)
            yield i, last
            i = last + 1

    def _leads_body(self, last: int) -> bool:
        """Whether a place's name goes on into a body's ("Ufa Garrison Military Court")."""
        after = last + 1
        return (
            after < len(self.tokens)
            and self._capital(self.tokens[after])
            and any(token.lower in self.parts for token in self._onward(after))
        )

    def _onward(self, i: int) -> Iterator[Token]:
        while i < len(self.tokens) and self._capital(self.tokens[i]):
            yield self.tokens[i]
            i += 1

    def _capital(self, token: Token) -> bool:
        return token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X"}

    def _starts(self, token: Token) -> bool:
        if token.lower in self.whole:
            return False
        if " " in token.text or "." in token.text[1:-1]:
            return token.text[0].isupper() or token.lower in self.outlets
        label = self.name_labels.get(token.i)
        if token.name in _NOT_NAMES or not token.text[0].isupper():
            return False
        if token.pos == "PROPN" and token.name != "NORP":
            return True
        opens = token.i == self.parse.sentences[token.sentence][0] or token.quoted
        if label is not None and label.label in _LABELS and label.first == token.i:
            return token.pos != "ADJ" or label.last > label.first
        # "Russian Defense Ministry", "Supreme Court": an adjective that leads a name.
        following = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        leads = following is not None and self._capital(following) and following.pos != "ADJ"
        if token.pos in {"ADJ", "NOUN", "PROPN"} and leads and not opens:
            return True
        return (
            leads
            and token.name == "NORP"
            and any(word.lower in self.parts for word in self._onward(token.i + 1))
        )

    def _end(self, i: int) -> int:
        """Return the last word of the name that starts at ``i``."""
        last = i
        if " " in self.tokens[i].text or self.tokens[i].lower in self.platforms:
            return i
        while last + 1 < len(self.tokens):
            token = self.tokens[last + 1]
            if token.sentence != self.tokens[i].sentence or self._breaks(token, i, last):
                break
            step = self._step(token, i, last)
            if step is None:
                break
            last = step
        return last

    def _breaks(self, token: Token, first: int, last: int) -> bool:
        label = self.name_labels.get(first)
        if token.i in self.place_at and self.place_at[token.i][0] == token.i:
            inside = label is not None and label.last >= self.place_at[token.i][1]
            return not inside and not self._leads_body(self.place_at[token.i][1])
        return token.name in _NOT_NAMES or " " in token.text or token.lower in self.platforms

    def _step(self, token: Token, first: int, last: int) -> int | None:
        """Return how far the name reaches on when ``token`` is its next word, or ``None``."""
        follower = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        capital_follows = follower is not None and self._capital(follower)
        body = any(self.tokens[i].lower in self.parts for i in range(first, last + 1))
        if token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X", "NUM"}:
            return token.i
        if token.text[0].isupper() and capital_follows and token.pos in {"ADP", "ADV", "VERB"}:
            # "Conscience Without Borders".
            return token.i
        if token.text.isdigit() and body and self.tokens[last].text[0].isupper():
            return token.i
        if token.text in _HYPHENS and follower is not None and follower.text.isdigit():
            return None if _spaced(self.parse, token) else token.i + 1
        if token.text in _HYPHENS and capital_follows and not _spaced(self.parse, token):
            return token.i + 1
        if token.lower in self.particles and token.pos != "DET" and capital_follows:
            return token.i + 1
        label = self.name_labels.get(first)
        covered = label is not None and label.label in {"ORG", "FAC"} and label.last > token.i
        if token.lower in {"of", "for", "and", "the"} and (body or covered):
            ahead = token.i + 1
            while ahead < len(self.tokens) and self.tokens[ahead].lower in {"the", "of"}:
                ahead += 1
            joins = token.lower in {"of", "for"} or (covered and body)
            if joins and ahead < len(self.tokens) and self._capital(self.tokens[ahead]):
                return ahead if ahead not in self.place_at else self.place_at[ahead][1]
        if token.tag == "POS" and capital_follows and follower is not None:
            ahead_words = list(self._onward(token.i + 1))
            if any(word.lower in self.parts for word in ahead_words) and first not in self.place_at:
                return ahead_words[-1].i
        return None

    # -- what they name

    def _type(self, first: int, last: int) -> NameRun | None:
        titles = []
        while (
            first < last and self.tokens[first].lower in self.titles and not self._body(first, last)
        ):
            titles.append(self.tokens[first].lower)
            first += 1
        found = self._decide(first, last, titles)
        if found is None:
            return None
        sure = bool(titles) or self._described(first, last) is found
        return NameRun(first, last, found, tuple(titles), sure)

    def _body(self, first: int, last: int) -> bool:
        return any(self.tokens[i].lower in self.parts for i in range(first + 1, last + 1))

    def _decide(self, first: int, last: int, titles: list[str]) -> EntityType | None:
        words = self.tokens[first : last + 1]
        lower = self.parse.words(first, last).lower()
        if lower in self.platforms or words[0].lower in self.law_parts:
            return None
        if any(begin <= words[0].begin < end for begin, end in self.parse.datelines):
            agency = first > 0 and self.tokens[first - 1].text == "("
            return EntityType.OUTLET if agency else EntityType.PLACE
        medium = self._medium(first, last, lower)
        if medium is not None:
            return medium
        if words[-1].lower in self.law_names or self._is_title(first):
            return EntityType.DOCUMENT
        if titles:
            return EntityType.PERSON
        described = self._described(first, last)
        if described is not None:
            return described
        if self.place_at.get(first) == (first, last):
            return EntityType.PLACE
        if lower in self.acronyms or any(word.lower in self.parts for word in words):
            return EntityType.ORGANIZATION
        if words[0].lower in self.given and len(words) > 1:
            return EntityType.PERSON
        if len(words) == 1 and words[0].lower in self.titles | self.person_nouns:
            return None
        return self._by_label(words)

    def _by_label(self, words: tuple[Token, ...]) -> EntityType | None:
        """What the engine took the name for; failing that, what it does in its sentence."""
        first, last = words[0].i, words[-1].i
        labels = Counter(word.name for word in words if word.name in _LABELS)
        if labels:
            # In a tie the last word decides: it is the surname, or the head.
            best = max(labels.values())
            label = next(w.name for w in reversed(words) if labels.get(w.name) == best)
            return _LABELS[label]
        if words[0].lower in self.given:
            return EntityType.PERSON
        if len(words) >= 2 and all(word.pos == "PROPN" for word in words):
            two = len(words) == 2 and self._acts(last)
            return EntityType.PERSON if two else EntityType.ORGANIZATION
        if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1:
            return EntityType.ORGANIZATION
        if words[0].pos == "PROPN" and first != self.parse.sentences[words[0].sentence][0]:
            return EntityType.PERSON if self._acts(last) else EntityType.ORGANIZATION
        return None

    def _medium(self, first: int, last: int, lower: str) -> EntityType | None:
        """Outlet or channel, by name or by the noun that stands with it."""
        sentence = self.tokens[first].sentence
        after = " ".join(
            t.lower for t in self.tokens[last + 1 : last + 4] if t.sentence == sentence
        )
        before = [t for t in self.tokens[max(first - 2, 0) : first] if t.sentence == sentence]
        pair = " ".join(token.lower for token in before)
        if any(re.match(rf"{re.escape(word)}\b", after) for word in self.channels):
            return EntityType.CHANNEL
        if before and (before[-1].lower == "channel" or pair in self.channels):
            return EntityType.CHANNEL
        if any(lower.endswith(" " + word) for word in self.channels):
            return EntityType.CHANNEL
        if lower in self.outlets or lower.removeprefix("the ") in self.outlets:
            return EntityType.OUTLET
        if any(re.match(rf"(?:\w+ )?{re.escape(word)}\b", after) for word in self.media_nouns):
            return EntityType.OUTLET
        if before and (before[-1].lower in self.media_nouns or pair in self.media_nouns):
            return EntityType.OUTLET
        words = lower.split()
        if len(words) > 1 and words[0] == "the" and first != self.parse.sentences[sentence][0]:
            return EntityType.OUTLET if first not in self.place_at else None
        if len(words) > 1 and (words[-1] in self.outlet_last or words[0] in self.outlet_first):
            return EntityType.OUTLET
        return None

    def _described(self, first: int, last: int) -> EntityType | None:
        """What a noun beside the name says it is.

        "lawyer Maxim Grebenuk", "the rights group Dapamoha", "His lawyer, Viktar
        Matskevich,", "Oleg Bazhenov, a sociologist".
        """
        beside: list[Token] = []
        if first and self.tokens[first - 1].sentence == self.tokens[first].sentence:
            before = self.tokens[first - 1]
            if before.pos in {"NOUN", "PROPN"} and before.tag != "NNS" and before.text[0].islower():
                beside.append(before)
        head = self.tokens[last]
        if head.dep == "appos" and self.tokens[head.head].lemma == "name":
            # "gave only his first name, Vasyl".
            return EntityType.PERSON
        if head.dep == "appos" and self.tokens[head.head].pos == "NOUN":
            beside.append(self.tokens[head.head])
        elif first > 1 and self.tokens[first - 1].text == ",":
            # "Galimov's lawyer, Timur Akhmetshin,": the parser may hang either on the other.
            noun = self.tokens[first - 2]
            closes = last + 1 < len(self.tokens) and self.tokens[last + 1].text in {",", "."}
            if (
                noun.pos == "NOUN"
                and noun.tag == "NN"
                and closes
                and any(
                    child.tag in {"PRP$"} or child.dep == "poss"
                    for child in self.parse.children(noun.i)
                )
            ):
                beside.append(noun)
        beside += [
            t
            for t in self.parse.children(last, "appos")
            # "to Luhansk, his wife, Ayuna, said": whose wife tells what Luhansk is not.
            if t.pos == "NOUN"
            and t.i > last
            and not (first in self.place_at and self.parse.children(t.i, "poss"))
        ]
        for noun in beside:
            if noun.lemma in self.media_nouns:
                return EntityType.OUTLET
            if noun.lemma in self.person_nouns or noun.lower in self.person_nouns:
                return EntityType.PERSON
            if noun.lemma in self.site_kinds:
                return EntityType.PLACE
            if noun.lemma in self.bodies:
                return EntityType.ORGANIZATION
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if [token.lower for token in self.tokens[last + 1 : last + 3]] == ["-", "based"]:
            return EntityType.PLACE
        if (
            after is not None
            and after.lemma in self.sites
            and after.dep != "punct"
            and after.lower not in {"home", "office"}
            and self._modifies(last, after)
        ):
            return EntityType.PLACE
        return None

    def _is_title(self, first: int) -> bool:
        """ "the handbook 'Tell Them No'"."""
        if first < 2 or self.tokens[first - 1].text not in {"'", "‘", '"', "“"}:
            return False
        return self.tokens[first - 2].lower in self.title_leads

    def _modifies(self, last: int, noun: Token) -> bool:
        return self.tokens[last].dep == "compound" and noun.pos == "NOUN"

    def _acts(self, last: int) -> bool:
        """Whether only a person does what the sentence says of the name."""
        token = self.tokens[last]
        children = self.parse.children(token.i, "relcl", "acl")
        if any(
            self.tokens[i].lower in {"who", "whose", "whom"}
            for child in children
            for i in range(child.left, child.i)
        ):
            return True
        return token.dep in {"nsubj", "nsubjpass"} and self.tokens[token.head].pos == "VERB"

    # -- the same words mean the same throughout

    def _agree(self, runs: list[NameRun]) -> Iterator[NameRun]:
        parts = {
            word.lower(): place
            for place in (0, -1)
            for run in runs
            if run.type is EntityType.PERSON and run.last > run.first
            for word in [self.parse.words(run.first, run.last).split()[place]]
        }
        votes: dict[str, Counter[EntityType]] = {}
        for run in runs:
            text = self.parse.words(run.first, run.last).lower()
            votes.setdefault(text, Counter())[run.type] += 100 if run.sure else 1
        for run in [*runs, *self._missed(runs, parts)]:
            text = self.parse.words(run.first, run.last).lower()
            found = run.type
            counted = votes.get(text, Counter())
            if text in parts and max(counted.values(), default=0) < 100:
                found = EntityType.PERSON
            elif found not in {EntityType.CHANNEL, EntityType.OUTLET} and len(counted) > 1:
                special = counted.keys() & {EntityType.CHANNEL, EntityType.OUTLET}
                found = (
                    min(special)
                    if special
                    else max(counted, key=lambda kind: (counted[kind], kind))
                )
            yield replace(run, type=found)

    def _missed(self, runs: list[NameRun], parts: dict[str, int]) -> Iterator[NameRun]:
        """Known persons' names where the parser saw none ("Matskevich complained")."""
        taken = {i for run in runs for i in range(run.first, run.last + 1)}
        for token in self.tokens:
            if token.i not in taken and token.text[0].isupper() and token.lower in parts:
                if token.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB"} and len(token.text) > 2:
                    yield NameRun(token.i, token.i, EntityType.PERSON)


def _spaced(parse: Parse, token: Token) -> bool:
    before, after = parse.text[token.begin - 1 : token.begin], parse.text[token.end : token.end + 1]
    return before.isspace() or after.isspace()
