"""Names that stand beside a description: "her husband Yuri Degtyarev"."""

from collections.abc import Iterator, Sequence

from sayso.reconcile.clusters import clash
from sayso.records.entity import EntityType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_TITLES = 2
"""Words of a rank before a name."""
_FINITE = frozenset({"VERB", "AUX"})


class NamesBeside:
    """Finds the name that a description is put beside."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.single = {
            mention.head: mention
            for mention in mentions
            if mention.type is EntityType.PERSON and not mention.plural
        }
        # The name that each of its words belongs to.
        self.name_of = {
            i: mention
            for mention in mentions
            if mention.kind is MentionKind.NAME
            for i in range(mention.first, mention.last + 1)
        }

    def find(self, mention: Mention) -> Mention | None:
        """Return the name that says who or what a description is, or ``None``."""
        if mention.type is EntityType.PLACE:
            return self._find_inside(mention)
        if mention.plural:
            return None
        person = mention.type is EntityType.PERSON
        beside = self._list_beside(mention)
        return next((n for n in beside if (n.type is EntityType.PERSON) == person), None)

    def _find_inside(self, mention: Mention) -> Mention | None:
        """A site bears its name inside: "Alkino-2 camp", "Tel Hashomer induction base"."""
        words = range(mention.first, mention.last)
        inside = [self.name_of[i] for i in words if i in self.name_of]
        return next((name for name in inside if name.type is EntityType.PLACE), None)

    def _list_beside(self, mention: Mention) -> Iterator[Mention]:
        follower = self.name_of.get(mention.last + 1)
        if mention.possessor is not None and follower is not None:
            # "Orlov, a soldier from Perm, his lawyer Igor Belov said": the parser may hang the
            # lawyer on the soldier.
            yield follower
        yield from self._attached(self.tokens[mention.head])
        yield from self._after_phrase(mention)
        yield from self._following(mention)

    def _attached(self, token: Token) -> Iterator[Mention]:
        """Names that the parser hangs on a description, or on which it hangs it."""
        if token.dep in {"appos", "compound"} and token.head in self.name_of:
            yield self.name_of[token.head]
        for child in self.parse.children(token.i, "appos", "acl", "oprd"):
            # "a man named Ivan Petrov": the name is the participle's.
            named = (child, *self.parse.children(child.i, "oprd", "dobj", "attr"))
            names = [self.name_of[t.i] for t in named if t.i in self.name_of]
            yield from (name for name in names if not self._is_whose_it_is(token, name))

    def _is_whose_it_is(self, token: Token, name: Mention) -> bool:
        """Whether commas part a name from a noun that only says whose somebody is.

        In "a friend of the soldier, Oleg Kos, said" the friend bears the name.
        """
        outer = self.single.get(self._find_above(token.i))
        parted = self.tokens[name.first - 1].text == "," and self._closes(name)
        nested = outer is not None and outer.head != token.i
        return nested and parted and not clash(outer.gender if outer else None, name.gender)

    def _after_phrase(self, mention: Mention) -> Iterator[Mention]:
        """Yield "Hernando Campo" of "The mayor of Toribio, Hernando Campo,".

        The parser may hang the name on the town.
        """
        phrases = self.parse.children(mention.head, "prep")
        if not phrases:
            return
        outer = self.single.get(self._find_above(mention.head))
        appositions = [t for t in self.parse.subtree(phrases[0].i) if t.dep == "appos"]
        for comma in (phrases[0].right + 1, *(t.left - 1 for t in appositions)):
            if not 0 < comma < len(self.tokens) - 1 or self.tokens[comma].text != ",":
                continue
            name = self._find_titled(comma + 1)
            if name is None or not self._closes(name):
                continue
            if outer is None or clash(outer.gender, name.gender):
                yield name

    def _find_titled(self, first: int) -> Mention | None:
        """Return the name that begins at a word, ranks before it left out: "Colonel Oleg Kos"."""
        for i in range(first, min(first + _TITLES + 1, len(self.tokens))):
            name = self.name_of.get(i)
            if name is not None:
                ranks = {word for role in name.roles for word in role.split()}
                before = (self.tokens[at].lower for at in range(first, i))
                return name if name.first == i and ranks.issuperset(before) else None
        return None

    def _find_above(self, word: int) -> int:
        """Return whose a noun says somebody is: "wife" of "the wife of a man from Perm, Anna,"."""
        above = self.tokens[self.tokens[word].head]
        return above.head if above.dep == "prep" else above.i

    def _closes(self, name: Mention) -> bool:
        """Whether an apposition ends with a name: by a mark, or since the verb follows.

        In "a soldier from Perm, Ivan Orlov, and his friend" names are told one after the other.
        """
        if name.last + 1 >= len(self.tokens):
            return False
        after, behind = self.tokens[name.last + 1], self.tokens[name.last + 2 : name.last + 3]
        listed = after.text == "," and any(word.dep == "cc" for word in behind)
        return not listed and (after.text in {",", "."} or after.pos in _FINITE)

    def _following(self, mention: Mention) -> Iterator[Mention]:
        """Yield a person's name right behind; the parser may hang neither on the other.

        Of somebody's kin or lawyer a comma may part them: "Galimov's lawyer, Timur
        Akhmetshin,".
        """
        after = mention.last + 1
        if mention.possessor is not None and after < len(self.tokens):
            after += self.tokens[after].text == ","
        follower = self.name_of.get(after)
        if follower is None or follower.first != after:
            return
        if mention.type is EntityType.PERSON and follower.type is EntityType.PERSON:
            yield follower
