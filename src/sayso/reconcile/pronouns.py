"""Whom a pronoun stands for: agreement first, then how near and how prominent."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import Cluster, Clusters, clash, writes_it
from sayso.reconcile.kinship import INVERSE, KIN, Surnames
from sayso.reconcile.narrator import list_own_names
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.finding import Attribution, Mention
from sayso.records.parse import Parse, Token

# Sentences back that a pronoun may reach (Lappin and Leass 1994 halve salience a sentence).
_REACH = 3
# How prominent the place is in which somebody was mentioned, after Lappin and Leass.
_SUBJECT, _EMBEDDED, _OBJECT, _OTHER = 9, 6, 4, 1
# What adds to that, or takes from it.
_SPOKE_LAST = 5
_TOLD_WITH = 4
_NAMED = 1
_MOST_PROMINENT = 2
# An unnamed judge, officer or neighbor is there for what happened to somebody else: "A judge
# ordered the release of Ivan Orlov. His wife said he had been tortured."
_BYSTANDER = -12
_PASSING = -2  # an unnamed person mentioned once is seldom whom a report goes on about
_QUOTED = -3  # somebody in a quotation is seldom meant outside it
_QUOTED_BEFORE_SPEAKING = -8  # least of all as who goes on speaking
_ONLY_CITED = -3  # those who are only cited are seldom spoken of again
# "Orlov was fined, lawyer Igor Belov said. On Sunday they released him": those who have only told
# are seldom whom something is done to.
_ONLY_TELLS = -5
# "Her lawyer Nina Orlova said. Her husband was taken": a report tells of the kin of those whom it
# is about, most of all of kin that it told of before.
_HAS_SUCH_KIN = 6
_COMMENTS = -10
_EACH_SENTENCE_BACK = -4
_OTHER_PARAGRAPH = -3

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PATIENTS = frozenset({"dobj", "nsubjpass"})
_REDUCED = ("acl", "relcl")
_VERBAL = frozenset({"VERB", "AUX"})
_MARKS = frozenset({",", ".", ")"})
_RELATIVE = "WDT"
_REPRESENTS = RelationType.LAWYER_OF
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_SPEAKING = frozenset(
    {EntityType.ORGANIZATION, EntityType.OUTLET, EntityType.CHANNEL, EntityType.DOCUMENT}
)


class PronounResolver:
    """Finds antecedents; it sees the clusters grow."""

    def __init__(
        self, language: Language, clusters: Clusters, attributions: Sequence[Attribution]
    ) -> None:
        self.clusters, self.parse, self.language = clusters, clusters.parse, language
        self.kin = language.values("people", "kin").keys()
        self.relation_of = language.values("people", "kin")
        self.surnames = Surnames(language)
        self.commentators = language.words("people", "lawyer").union(
            language.words("people", "court"),
            language.words("people", "official"),
            language.words("people", "expert"),
            language.words("coreference", "commentator"),
        )
        self.companions = language.words("coreference", "companion")
        self.tried = language.words("coreference", "tried")
        self.suffered = language.words("coreference", "suffered")
        self.bystanders = language.words("coreference", "bystander")
        self.relatives = language.words("grammar", "relative")
        self.personal_relatives = language.words("grammar", "relative_person") | language.words(
            "grammar", "relative_owner"
        )
        self.alone = language.words("coreference", "speaker_alone")
        self.with_others = language.words("coreference", "speaker_with_others")
        self.reflexives = language.words("coreference", "reflexive")
        self.denial = language.words("reporting", "denial")
        self.asking = language.words("coreference", "asking")
        self.pleading = language.words("coreference", "pleading")
        self.neuters = language.words("grammar", "neuter")
        self.genders = {
            word: Gender(str(gender))
            for word, gender in language.values("grammar", "gendered").items()
        }
        self.cues = frozenset().union(
            *(language.words("reporting", name) for name in ("clause", "demand", "thing", "naming"))
        )
        # Who spoke last comes first.
        nearest = [(*found.outer, found)[0] for found in attributions]
        self.spoken = sorted(nearest, key=lambda found: -found.verb)
        self.cited = {i for found in attributions for i in found.behind}
        self.telling = {found.speaker for found in attributions}
        # Innermost last: a quotation within a quotation is the inner speaker's.
        self.quoted = sorted(attributions, key=lambda found: -len(found.content))
        self.own_names = list_own_names(clusters.parse, language)
        self._begin: dict[int, int] = {}
        self._fragments = self._list_fragments()

    def find(self, pronoun: Mention) -> Cluster | None:
        """Return whom a pronoun stands for, or ``None`` where nothing agrees with it.

        Candidates agree in number and gender and stand before it, at most three
        sentences back; subjects of main clauses outrank embedded ones, those outrank
        objects. "I" is who is quoted; "it" is looked up only where it speaks.
        """
        token = self.parse.tokens[pronoun.head]
        if token.lower in self.relatives:
            return self._find_relative(token)
        if token.lower in self.with_others:
            return None
        if token.lower in self.reflexives:
            return self._find_subject(pronoun, token)
        if token.lower in self.alone:
            return self._find_quoted(token) or self._find_narrator(token)
        if token.lower in self.neuters and not self._speaks(token):
            return None
        return (
            self._find_coordinate(pronoun, token)
            or self._find_family(pronoun, token)
            or self._find_asked(pronoun, token)
            or self._find_best(pronoun, token)
        )

    def _find_family(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Whose kin bears his surname: "The prosecutor had wanted three. His sister Anna Belova".

        Nobody, where two of that name were told of.
        """
        owned = self.parse.tokens[token.head]
        if token.tag != "PRP$" or owned.lemma not in self.kin:
            return None
        named = [owned, *self.parse.children(owned.i, "appos")]
        above = self.parse.tokens[owned.head]
        named += [above] if owned.dep in {"compound", "appos"} else []
        bearer = next((c for t in named if (c := self.clusters.find(t.i)) and c.names), None)
        if bearer is None or " " not in bearer.fullest:
            return None
        fits = [
            cluster
            for cluster in self.clusters.find_before(pronoun)
            if cluster is not bearer
            and " " in cluster.fullest
            and self._agrees(pronoun, cluster)
            and self.surnames.are_one(cluster.surname, bearer.surname)
        ]
        return fits[0] if len(fits) == 1 else None

    def _find_asked(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Whom a question is put to: "the judge asked Orlova whether she had lied"."""
        below = token
        for verb in self.parse.ancestors(token.i):
            if below.dep == "ccomp" and verb.lemma in self.asking:
                for asked in self.parse.children(verb.i, "dobj", "dative"):
                    cluster = self.clusters.find(asked.i)
                    if cluster is not None and self._agrees(pronoun, cluster):
                        return cluster
            below = verb
        return None

    def _find_coordinate(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Whose something is that is named beside them: "conscripts and their relatives"."""
        owned = self.parse.tokens[token.head]
        if token.tag != "PRP$" or owned.dep != "conj":
            return None
        beside = self.clusters.find(owned.head)
        return beside if beside is not None and self._agrees(pronoun, beside) else None

    def _find_best(self, pronoun: Mention, token: Token) -> Cluster | None:
        others = self._told_of(token) | self._other_speaker(token) | self._met(token)
        others |= self._represents(pronoun, token) | self._contradicted(token)
        others |= self._list_writers()
        if (teller := self._find_narrator(token)) is not None:
            # Who writes of himself as "I" is nobody's "he".
            others.add(teller)
        if token.quoted and (quoted := self._find_quoted(token)) is not None:
            # "He", said by Petrov, is somebody else.
            others.add(quoted)
        if token.quoted and pronoun.plural:
            others |= self._list_families()
        last = self._last_speaker(token) if self._speaks(token) else None
        best: tuple[int, int] | None = None
        found: Cluster | None = None
        for cluster in self.clusters.all:
            if not self._agrees(pronoun, cluster) or cluster in others:
                continue
            bonus = _SPOKE_LAST * (cluster is last) + self._prominence(cluster, token)
            for mention in cluster.mentions:
                score = self._score(self.parse.tokens[mention.head], token)
                if score is not None and (best is None or (score + bonus, mention.head) > best):
                    best, found = (score + bonus, mention.head), cluster
        return found

    def _list_families(self) -> set[Cluster]:
        """Return groups of kin of whom no quotation speaks: whose words are quoted is one of them.

        "“They took him at night,” the family said."
        """
        tokens = self.parse.tokens
        return {
            it
            for it in self.clusters.all
            if it.type is EntityType.GROUP
            and it.lemmas & self.kin
            and not any(tokens[mention.head].quoted for mention in it.mentions)
        }

    def _prominence(self, cluster: Cluster, token: Token) -> int:
        """How much a report is about somebody, by how often it has spoken of him so far."""
        before = sum(mention.head < token.i for mention in cluster.mentions)
        person = cluster.anonymous and cluster.type is EntityType.PERSON
        if person and cluster.lemmas & self.bystanders and not self._speaks(token):
            return _BYSTANDER
        told = (mention.head for mention in cluster.mentions if mention.head < token.i)
        patient = token.dep in _PATIENTS and not token.quoted
        if patient and all(map(self._tells, told)) and not self._says(cluster, token):
            return _ONLY_TELLS
        named = _NAMED * (not cluster.anonymous) + self._owns_kin(cluster, token)
        if self._is_tried(token):
            named += _COMMENTS * self._comments(cluster)
        return named + min(before // 3, _MOST_PROMINENT) + _PASSING * (before == 1 and not named)

    def _owns_kin(self, cluster: Cluster, token: Token) -> int:
        """How likely kin ("her husband") are somebody's: those that he has, not a lawyer's."""
        wanted = self.relation_of.get(self.parse.tokens[token.head].lemma)
        if token.tag != "PRP$" or wanted is None:
            return 0
        has = any(
            relation == INVERSE[RelationType(str(wanted))] for relation, _ in cluster.relations
        )
        has = has or any((wanted, cluster) in other.relations for other in self.clusters.all)
        return _HAS_SUCH_KIN * has + _COMMENTS * self._comments(cluster)

    def _comments(self, cluster: Cluster) -> bool:
        """Whether it is a lawyer, judge, official or expert, who speaks of others' matters."""
        said = cluster.role_words | {word for lemma in cluster.lemmas for word in lemma.split()}
        return not said.isdisjoint(self.commentators)

    def _is_tried(self, token: Token) -> bool:
        """Whether a pronoun does what only those do who are tried: "he refused to fight"."""
        verb = self.parse.tokens[token.head]
        if token.dep == "nsubjpass" and verb.lemma in self.suffered:
            return True
        inner = [one.lemma for one in self.parse.children(verb.i, "xcomp", "acomp", "oprd")]
        doing = {verb.lemma, *inner, *(f"{verb.lemma} {one}" for one in inner)}
        return token.dep == "nsubj" and not self.tried.isdisjoint(doing)

    def _says(self, cluster: Cluster, token: Token) -> bool:
        """Whether somebody says a word himself: "relatives say they were threatened"."""
        return any(
            self.clusters.find(found.speaker) is cluster
            for found in self.quoted
            if token.i in found.content
        )

    def _tells(self, word: int) -> bool:
        """Whether a mention is of who speaks: "his lawyer Igor Belov said" has two of one."""
        token = self.parse.tokens[word]
        return word in self.telling or (token.dep == "appos" and token.head in self.telling)

    def _agrees(self, pronoun: Mention, cluster: Cluster) -> bool:
        if pronoun.name.lower() in self.neuters:
            return cluster.type in _SPEAKING
        if pronoun.plural:
            several = cluster.type is EntityType.ORGANIZATION and cluster.plural
            return several or cluster.type is EntityType.GROUP
        one = cluster.type is EntityType.PERSON and not cluster.plural
        return one and not clash(cluster.gender, pronoun.gender)

    # -- who speaks

    def _speaks(self, token: Token) -> bool:
        return token.dep == "nsubj" and self.parse.tokens[token.head].lemma in self.cues

    def _find_quoted(self, token: Token) -> Cluster | None:
        """Who says what a word stands in."""
        speakers = [a.speaker for a in self.quoted if token.i in a.content]
        said = [speaker for speaker in speakers if speaker is not None]
        return self.clusters.find(said[-1]) if said else None

    def _find_narrator(self, token: Token) -> Cluster | None:
        """Who tells the whole report: "I" outside quotations, once he has given his name."""
        found = {self.clusters.find(name) for name in self.own_names} - {None}
        return found.pop() if len(found) == 1 and not token.quoted else None

    def _last_speaker(self, token: Token) -> Cluster | None:
        """Who spoke last before a pronoun, of those whom it can stand for: "she added"."""
        gender = self.genders.get(token.lower)
        for found in self.spoken:
            if found.speaker is None or found.verb >= token.i or found.speaker >= token.i:
                continue
            cluster = self.clusters.find(found.speaker)
            if cluster is None or clash(cluster.gender, gender):
                continue
            if gender is None or cluster.type is EntityType.PERSON:
                return cluster
        return None

    def _told_of(self, token: Token) -> set[Cluster]:
        """Who is named in what a pronoun says: not the speaker ("Petrov was beaten, he said")."""
        return {
            self.clusters.cluster_of[i]
            for attribution in self.quoted
            if attribution.speaker == token.i
            for i in attribution.content
            if i in self.clusters.cluster_of
            and self.parse.tokens[i].pos in {"NOUN", "PROPN", "NUM"}
            # "Petrov's wife was fined, he said": whose she is may well be who speaks.
            and self.parse.tokens[i].dep != "poss"
        }

    def _other_speaker(self, token: Token) -> set[Cluster]:
        """In "if he does it again, she warned" the one who spoke last is she, not he."""
        mine = self.genders.get(token.lower)
        last = self._last_speaker(token)
        if last is None:
            return set()
        for attribution in self.quoted:
            if token.i not in attribution.content or attribution.speaker is None:
                continue
            theirs = self.genders.get(self.parse.tokens[attribution.speaker].lower)
            if clash(mine, theirs):
                return {last}
        return set()

    def _represents(self, pronoun: Mention, token: Token) -> set[Cluster]:
        """Return the lawyer who says it, whose client a pronoun can mean.

        "His lawyer, Igor Belov, denied that he had fled": lawyers speak of their clients. Where
        they name the client, or tell what lawyers do, the pronoun may be theirs: "said that he
        had seen Orlov", "that he would appeal".
        """
        verb = self.parse.tokens[token.head]
        doing = {verb.lemma, *(inner.lemma for inner in self.parse.children(verb.i, "xcomp"))}
        if token.dep == "nsubj" and doing & self.pleading:
            return set()
        for attribution in self.quoted:
            speaker = self.clusters.find(attribution.speaker)
            if speaker is None or token.i not in attribution.content:
                continue
            clients = [o for relation, o in speaker.relations if relation is _REPRESENTS]
            if token.dep in _PATIENTS and not pronoun.plural:
                # "His brother said he had been beaten": kin tell what befell theirs.
                clients += self._list_owners(speaker)
            named = {self.parse.tokens[i].text for i in attribution.content}
            if any(
                self._agrees(pronoun, client) and named.isdisjoint(client.fullest.split())
                for client in clients
            ):
                return {speaker}
        return set()

    def _list_owners(self, cluster: Cluster) -> list[Cluster]:
        """Return whose kin, friend or neighbor somebody was said to be."""
        owners = [self.clusters.find(mention.possessor) for mention in cluster.mentions]
        # "A neighbor of Pavel Orlov".
        owners += [
            self.clusters.find(owner.i)
            for mention in cluster.mentions
            if self.parse.tokens[mention.head].lemma in self.companions
            for of in self.parse.children(mention.head, "prep")
            for owner in self.parse.children(of.i, "pobj")
        ]
        kin = (other for relation, other in cluster.relations if relation in KIN)
        return [owner for owner in (*owners, *kin) if owner not in {None, cluster}]

    def _contradicted(self, token: Token) -> set[Cluster]:
        """Who said what a pronoun denies: "the prosecutor said she had lied, which she denied"."""
        verb = self.parse.tokens[token.head]
        if token.dep != "nsubj" or verb.lemma not in self.denial:
            return set()
        if all(child.tag != _RELATIVE for child in self.parse.children(verb.i, "dobj")):
            return set()
        found = (
            self.clusters.find(said.speaker)
            for said in self.quoted
            if said.verb < token.i and self.parse.tokens[said.verb].sentence == token.sentence
        )
        return {cluster for cluster in found if cluster is not None}

    def _met(self, token: Token) -> set[Cluster]:
        """Who did to somebody what a pronoun's verb tells: in "he met him" they are two."""
        if token.dep not in {"dobj", "dative"}:
            return set()
        verb = self.parse.tokens[token.head]
        subjects = self.parse.children(verb.i, *_SUBJECTS)
        while not subjects and verb.dep == "xcomp":
            # "He had not meant to kill him"; in "told her to hit him" it is she who hits.
            verb = self.parse.tokens[verb.head]
            objects = self.parse.children(verb.i, "dobj", "dative")
            subjects = objects or self.parse.children(verb.i, *_SUBJECTS)
        found = (self.clusters.find(subject.i) for subject in subjects)
        return {cluster for cluster in found if cluster is not None}

    def _list_writers(self) -> set[Cluster]:
        """Return those who write the report: no pronoun of theirs but "we" means them."""
        return {
            it
            for it in self.clusters.all
            if any(writes_it(self.parse, self.language, m.head) for m in it.mentions)
        }

    # -- how prominent somebody is

    def _score(self, head: Token, token: Token) -> int | None:
        """How well a mention's head word suits a pronoun, ``None`` where it cannot be."""
        begin = self._find_begin(token)
        fragments = self._fragments[begin] - self._fragments[min(head.sentence + 1, begin)]
        distance = max(begin - head.sentence - fragments, 0)
        if head.i >= token.i or distance > _REACH or _share_a_verb(self.parse, head, token):
            return None
        score = self._rank(head) + _EACH_SENTENCE_BACK * distance
        if head.paragraph != token.paragraph and distance > 1:
            score += _OTHER_PARAGRAPH
        if head.i in self.cited:
            score += _ONLY_CITED
        if head.quoted and not token.quoted:
            score += _QUOTED_BEFORE_SPEAKING if self._speaks(token) else _QUOTED
        return score + _TOLD_WITH * self._is_told_with(token, head)

    def _list_fragments(self) -> list[int]:
        """Return how many fragments stand before each sentence: "The door. The corridor."."""
        found, paragraph = [0], -1
        for first, last in self.parse.sentences:
            words = self.parse.tokens[first : last + 1]
            # What opens a paragraph may be a dateline.
            inside = words[0].paragraph == paragraph
            paragraph = words[0].paragraph
            told = any(token.pos in _VERBAL for token in words)
            found.append(found[-1] + (inside and not told))
        return found

    def _find_begin(self, token: Token) -> int:
        """Return the sentence from which a pronoun looks back.

        Behind a quotation, however long, whoever speaks it is sought before it: "“It was six. I
        remember it well,” she said."
        """
        if token.i not in self._begin:
            said = (a.content[0] for a in self.quoted if a.speaker == token.i)
            first = min((i for i in said if i < token.i), default=token.i)
            word = self.parse.tokens[first]
            same = word.paragraph == token.paragraph and word.quoted
            self._begin[token.i] = word.sentence if same else token.sentence
        return self._begin[token.i]

    def _rank(self, head: Token) -> int:
        tokens = self.parse.tokens
        above = tokens[head.head]
        if head.dep == "appos" and (above.dep in _SUBJECTS or above.head == above.i):
            head, above = above, tokens[above.head]
        if head.head == head.i and self.parse.children(head.i, *_REDUCED):
            # "His mother, Anna Belova, 52, waited outside": no clause, to the parser.
            return _SUBJECT
        if head.dep in _SUBJECTS:
            coordinate = above.dep in {"ccomp", "conj"} and above.head < head.i
            return _SUBJECT if above.head == above.i or coordinate else _EMBEDDED
        if head.dep in {"dobj", "dative", "poss"}:
            return _OBJECT
        # "According to Petrov" is what "Petrov said" is.
        according = above.lower == "to" and tokens[above.head].lower == "according"
        return _EMBEDDED if head.dep == "pobj" and according else _OTHER

    def _is_told_with(self, token: Token, head: Token) -> bool:
        """Whether one statement is about both: "X said that Y was beaten so badly that he"."""
        subject = head if head.dep in _SUBJECTS else self.parse.tokens[head.head]
        if subject.dep not in _SUBJECTS or subject.i > token.i or head.sentence != token.sentence:
            return False
        inner = [a for a in self.quoted if token.i in a.content and head.i in a.content]
        return bool(inner) and token.dep != "poss" and token.i != inner[-1].content[0]

    # -- pronouns that their clause resolves

    def _find_subject(self, pronoun: Mention, token: Token) -> Cluster | None:
        """Who does to himself what the nearest verb with a subject tells."""
        for up in self.parse.ancestors(token.i):
            for doer in (up, *self.parse.children(up.i, *_SUBJECTS)):
                cluster = self.clusters.find(doer.i)
                if cluster is not None and self._agrees(pronoun, cluster):
                    return cluster
        return None

    def _find_relative(self, token: Token) -> Cluster | None:
        """What the clause of "who" or "which" hangs on, or the noun right before it."""
        clause = next(_clauses(token, self.parse), None)
        if clause is None:
            return None
        before = self._noun_before(token)
        # The noun right before the pronoun outweighs a distant attachment.
        nearer = before is not None and before.type in _PEOPLE
        return before if nearer else self.clusters.find(clause.head)

    def _noun_before(self, token: Token) -> Cluster | None:
        if token.lower not in self.personal_relatives:
            return None
        words = self.parse.tokens[max(token.i - 3, 0) : token.i]
        last = next((word.i for word in reversed(words) if word.pos != "PUNCT"), None)
        return self.clusters.find(last)


def _clauses(token: Token, parse: Parse) -> Iterator[Token]:
    """Verbs of the clauses that a word stands in and that describe a noun before it."""
    for up in (token, *parse.ancestors(token.i)):
        if up.dep in {"relcl", "acl"} and up.left <= token.i <= up.right and up.head < token.i:
            yield up


def _share_a_verb(parse: Parse, head: Token, token: Token) -> bool:
    """Whether both hang on one verb ("he met him"), or one owns the other ("her husband")."""
    if head.left <= token.i <= head.right and head.pos in {"NOUN", "NUM"}:
        return True
    if token.tag == "PRP$":
        # In "Pyotr Somov, his commander, said" he is somebody else's, but not so in "Pyotr Somov,
        # his commander Oleg Kos said".
        owned = parse.tokens[token.head]
        behind = parse.tokens[owned.i + 1 : owned.i + 2]
        beside = owned.dep == "appos" and bool(behind) and behind[0].text in _MARKS
        return head.i in {owned.i, owned.head if beside else owned.i}
    return token.head == head.head and token.dep != head.dep
