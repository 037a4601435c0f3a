"""Which name mentions are one: surname, gender and spelling must agree."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash
from sayso.reconcile.spelling import Spelling
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Mention, MentionKind

# Labels of words that tell nothing of whom they mean: "my", "Anna Novik, his sister".
_BESIDE = frozenset({"poss", "appos", "compound"})
_KIN = 5
"""Words before a name among which "his" stands of "his younger brother, Ivan Orlov"."""
_TRYING = 3
"""Words before a name among which "investigator" stands of "the investigator, Captain Orlov"."""
_NAMED_BODIES = {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL}


class NameMatcher:
    """Finds the cluster a name belongs to; it sees the clusters grow."""

    def __init__(
        self, language: Language, clusters: Clusters, attributions: Sequence[Attribution] = ()
    ) -> None:
        self.clusters, self.attributions = clusters, attributions
        self.speakers = {attribution.speaker for attribution in attributions}
        self.spelling = Spelling(language)
        self.joints = language.words("bodies", "name_joint")
        self.language = language
        self.trying = language.words("people", "court") | language.words("coreference", "trying")
        self.kin = language.values("people", "kin")
        self.grades = language.words("people", "grade")
        self.tried = language.words("people", "protagonist")

    def find(self, mention: Mention) -> Cluster | None:
        """Return the cluster a name belongs to, or ``None`` for a new one."""
        if mention.type is EntityType.PERSON:
            return self._person(mention)
        mine = bare(mention.name)
        for cluster in self.clusters.all:
            if cluster.anonymous or not _types_agree(mention.type, cluster.type):
                continue
            for name in set(cluster.names):
                theirs = bare(name)
                if mine == theirs and not self._lies_elsewhere(mention, cluster):
                    return cluster
                if mention.type in _NAMED_BODIES and self._is_short_form(mine, theirs):
                    return cluster
        return None

    def _person(self, mention: Mention) -> Cluster | None:
        words = self.spelling.skeletons(mention.name)
        alone = len(words) == 1
        fits = [
            cluster
            for cluster in self.clusters.all
            if cluster.type is EntityType.PERSON
            and not cluster.anonymous
            # The end of a surname alone tells no sex where another bears the same: Noa Shalev.
            and (alone or not clash(cluster.gender, mention.gender))
            and any(
                _can_be_one(words, self.spelling.skeletons(name)) for name in set(cluster.names)
            )
        ]
        if alone:
            speakers = self._find_speakers(mention)
            fits = [c for c in fits if c not in speakers or self._is_called_so(c, mention)]
            fits = self._keep_apart(fits, mention)
        if len(fits) < 2:
            return fits[0] if fits else None
        if alone and self._are_alike(fits, mention):
            return None
        # Several bear the surname: whom it has meant so far, else who was named first
        # (the report's protagonist; relatives are then called by their full names).
        return max(fits, key=lambda cluster: self._claim_on(cluster, mention))

    def _keep_apart(self, fits: list[Cluster], mention: Mention) -> list[Cluster]:
        """Leave out whom a surname cannot mean: a judge is not the soldier whom he sentences.

        "Judge Somov sentenced Pavel Somov. Somov refused to fight."
        """
        grades = self.grades.intersection(_words_of(mention.roles))
        fits = [
            cluster
            for cluster in fits
            if not self._acts_upon(cluster, mention)
            and not self._is_kin_named_later(cluster, mention)
            and not self._is_of_other_grade(cluster, grades)
        ]
        if self.trying.intersection(_words_of(mention.roles)):
            return [c for c in fits if c.role_words & self.trying or not self._is_tried(c)]
        others = [cluster for cluster in fits if not cluster.role_words & self.trying]
        # Who was called by the surname alone as the judge is meant by it no more than others.
        return others or fits

    def _is_kin_named_later(self, cluster: Cluster, mention: Mention) -> bool:
        """Whether one is only named later, as somebody's kin: "Orlov left. His brother Ivan Orlov".

        Who was called by the surname before is whose brother it is.
        """
        token = self.clusters.parse.tokens[mention.head]
        if token.paragraph == 0 and len(self.clusters.parse.paragraphs) > 1:
            return False  # a headline
        named = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
        return all(m.first > mention.first and self._is_named_as_kin(m) for m in named)

    def _is_named_as_kin(self, mention: Mention) -> bool:
        tokens = self.clusters.parse.tokens
        before = [t for t in tokens[max(mention.first - _KIN, 0) : mention.first] if t.text != ","]
        before = [t for t in before if t.sentence == tokens[mention.first].sentence]
        owned = any(token.tag == "PRP$" for token in before[:-1])
        # "The investigator, Captain Ivan Orlov": nor is he who was detained before.
        trying = any(token.lemma in self.trying for token in before[-_TRYING:])
        return trying or (owned and before[-1].lemma in self.kin)

    def _is_of_other_grade(self, cluster: Cluster, grades: AbstractSet[str]) -> bool:
        """Whether somebody has another rank: a lieutenant colonel may be called colonel."""
        theirs = cluster.role_words & self.grades
        return bool(grades and theirs) and grades.isdisjoint(theirs)

    def _acts_upon(self, cluster: Cluster, mention: Mention) -> bool:
        """Whether one is the subject and the other the object of the same verb."""
        tokens = self.clusters.parse.tokens
        mine = tokens[mention.head]
        return any(
            tokens[other.head].head == mine.head
            and {tokens[other.head].dep, mine.dep} in ({"nsubj", "dobj"}, {"nsubj", "dative"})
            for other in cluster.mentions
        )

    def _is_tried(self, cluster: Cluster) -> bool:
        """Whether somebody is told of as one to whom things happen: a soldier, a man beaten."""
        tokens = self.clusters.parse.tokens
        patient = any(tokens[m.head].dep in {"nsubjpass", "dobj"} for m in cluster.mentions)
        return patient or not cluster.role_words.isdisjoint(self.tried)

    def _lies_elsewhere(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether words put two places of one name apart: "Donetsk in Russia", "in Ukraine"."""
        here = self._find_whole(mention)
        if mention.type is not EntityType.PLACE or here is None:
            return False
        there = {self._find_whole(other) for other in cluster.mentions} - {None}
        return bool(there) and here not in there

    def _find_whole(self, mention: Mention) -> str | None:
        """Return what a place is said to be in by a bare name; units within one may nest."""
        tokens, words = self.clusters.parse.tokens, self.language.words
        after = tokens[mention.last + 1 : mention.last + 4]
        if len(after) < 2 or after[0].lower not in words("places", "inside"):
            return None
        named, behind = after[1], after[2:]
        # "Donetsk in the Donetsk region" may well be the one in Ukraine.
        unit = bool(behind) and (
            behind[0].lower in words("places", "head") or behind[0].text[:1].isupper()
        )
        same = named.sentence == after[0].sentence
        return named.lower if named.pos == "PROPN" and same and not unit else None

    def _find_speakers(self, mention: Mention) -> set[Cluster]:
        """Return in whose words a name stands: "Novik was beaten, Anna Novik said" is another."""
        found = (
            self.clusters.find(attribution.speaker)
            for attribution in self.attributions
            if mention.head in attribution.content
        )
        return {cluster for cluster in found if cluster is not None}

    def _are_alike(self, fits: Sequence[Cluster], mention: Mention) -> bool:
        """Whether nothing tells whom a surname means: "Pavel Novik and Ivan Novik refused"."""
        if any(self._is_called_so(cluster, mention) for cluster in fits):
            return False
        told = [self._is_told_of(cluster, mention) for cluster in fits]
        if any(told) and not told[fits.index(max(fits, key=lambda c: self._claim_on(c, mention)))]:
            # Who was named first only spoke of the other so far.
            return True
        tokens = self.clusters.parse.tokens
        heads = {m.head: cluster for cluster in fits for m in cluster.mentions}
        firsts = {min(cluster.mentions, key=lambda m: m.first).head for cluster in fits}
        return any(
            tokens[head].dep == "conj" and heads.get(tokens[head].head, heads[head]) != heads[head]
            for head in firsts
        )

    def _is_told_of(self, cluster: Cluster, mention: Mention) -> bool:
        """Whether a report has told of somebody, not only given his words."""
        tokens = self.clusters.parse.tokens
        return any(
            m.first < mention.first
            and m.head not in self.speakers
            and tokens[m.head].dep not in _BESIDE
            for m in cluster.mentions
        )

    @staticmethod
    def _is_called_so(cluster: Cluster, mention: Mention) -> bool:
        """Whether somebody was called by these words before."""
        return any(m.name == mention.name and m.first < mention.first for m in cluster.mentions)

    def _is_short_form(self, one: str, other: str) -> bool:
        """Whether one is short for the other: "Defense Ministry", initials."""
        shorter, longer = sorted((one.split(), other.split()), key=len)
        if len(shorter) == 1:
            initials = "".join(word[0] for word in longer if word not in self.joints)
            return len(shorter[0]) > 1 and shorter[0] == initials
        same_head = shorter[-1] == longer[-1] and set(shorter) <= set(longer)
        return same_head or longer[: len(shorter)] == shorter

    @staticmethod
    def _claim_on(cluster: Cluster, mention: Mention) -> tuple[bool, bool, int]:
        """How strongly a surname that several bear points to one of them."""
        bare_before = NameMatcher._is_called_so(cluster, mention)
        before = any(m.first < mention.first for m in cluster.mentions)
        return bare_before, before, -min(m.first for m in cluster.mentions)


def _words_of(roles: Sequence[str]) -> set[str]:
    return {word for role in roles for word in role.split()}


def bare(name: str) -> str:
    """Return a name in lower case without its article."""
    return name.casefold().replace("’", "'").removeprefix("the ")


def _types_agree(one: EntityType | None, other: EntityType) -> bool:
    return one is other or (one in _NAMED_BODIES and other in _NAMED_BODIES)


def _can_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's, going by their words' skeletons."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return shorter[0] in longer
    if len(shorter) == len(longer):
        return all(map(_are_one_word, shorter, longer))
    return _are_one_word(shorter[0], longer[0]) and shorter[-1] in longer[1:]


def _are_one_word(one: str, other: str) -> bool:
    """Whether two words of names are one, or one the initial of the other: "I. Orlov"."""
    shorter, longer = sorted((one, other), key=len)
    initial = shorter.endswith(".") and len(shorter) == len("i.")
    return one == other or (initial and longer.startswith(shorter[:-1]))
