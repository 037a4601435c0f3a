"""Statements that a trained tagger found, rules found, or both: whose word, and how much."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.domain import ROLES
from training.domain import parse as parse_marks

from sayso.capture.options import CaptureOptions
from sayso.errors import ModelError
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.engines.tagger.model_file import read_model_file
from sayso.lang.language import Language, get_language
from sayso.read.claims import chain_cues, find_cues_by_rules, read_claims
from sayso.read.claims_tagged import RULED, TaggedClaimReader, combine
from sayso.read.cue import Cue
from sayso.records.claim import Claim, Polarity, Style
from sayso.records.parse import Parse
from sayso.records.reading import Maker, Reading
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText
from sayso.workbench.reading import Workbench

Analyse = Callable[[str], Parse]
Said = tuple[str, str, str]
OPTIONS = CaptureOptions(publisher="The Volga Herald", published="2024-03-11", language="en")


def tag(marked: str, *, confidence: float = 0.9, sure: str = "") -> tuple[str, TaggedText]:
    """Return a text with marks (docs/annotation.md) as tagged; ``sure`` are likely cues."""
    text, statements = parse_marks(marked)
    tagged = tuple(
        TaggedStatement(
            level=min(len(one.outer), 1),
            confidence=confidence,
            **{
                role: tuple(Span(*span) for span in sorted(getattr(one, role)))
                for role in ROLES.values()
            },
        )
        for one in statements
    )
    words: list[Span] = []
    for word in text.split():
        begin = text.index(word, words[-1].end if words else 0)
        words.append(Span(begin, begin + len(word)))
    cues = [0.9 if text[begin:end] in sure.split() else 0.01 for begin, end in words]
    return text, TaggedText(statements=tagged, words=words, cues=cues, contents=cues)


def join(parse: Parse, numbers: set[int]) -> str:
    return " ".join(parse.tokens[i].text for i in sorted(numbers) if parse.tokens[i].pos != "PUNCT")


def say(parse: Parse, cue: Cue) -> Said:
    return join(parse, cue.source), join(parse, cue.words), join(parse, cue.content)


@pytest.fixture(scope="session")
def read_marked(parse: Analyse, english: Language) -> Callable[..., list[tuple[Parse, Cue]]]:
    def read(marked: str, **more: Any) -> list[tuple[Parse, Cue]]:
        text, tagged = tag(marked, **more)
        parsed = parse(text)
        found = combine(parsed, english, tagged, find_cues_by_rules(parsed, english))
        return [(parsed, cue) for cue in found.cues]

    return read


Read = Callable[..., list[tuple[Parse, Cue]]]

# --- What the tagger alone found


ALONE = "<c1>The wind took the roof</c1>, <s1>Petrov</s1> <q1>recounts</q1>."


def test_what_rules_do_not_know_is_given_where_the_tagger_is_sure(
    read_marked: Read, parse: Analyse, english: Language
) -> None:
    [(parsed, cue)] = read_marked(ALONE, confidence=0.9)

    assert find_cues_by_rules(parse(tag(ALONE)[0]), english) == []
    assert say(parsed, cue) == ("Petrov", "recounts", "The wind took the roof")
    assert cue.speaker is not None
    assert parsed.tokens[cue.speaker].text == "Petrov"
    assert cue.confidence is not None
    assert 0.8 < cue.confidence < 0.9


def test_what_the_tagger_alone_found_and_doubts_is_left_out(read_marked: Read) -> None:
    assert read_marked(ALONE, confidence=0.3) == []


@pytest.mark.parametrize(("confidence", "count"), [(0.6, 1), (0.3, 0)])
def test_a_word_of_nobody_must_be_as_sure_as_others(
    confidence: float, count: int, read_marked: Read
) -> None:
    marked = "It <q1>was learned</q1> <c1>that the pier had sunk</c1>."

    found = read_marked(marked, confidence=confidence)

    assert len(found) == count
    assert all(cue.source == set() and cue.speaker is None for _, cue in found)


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>The court</s1> <q1>ordered</q1> <c1>his release</c1>.",
        "<s1>The spokesman</s1> <q1>declined</q1> <c1>to comment</c1>.",
        "<s1>The lawyer</s1> <q1>did not answer</q1> <c1>whether the man had fled</c1>.",
        "<s1>The governor</s1> <q1>apologised</q1> for <c1>the delay</c1>.",
    ],
)
def test_deeds_and_silence_are_no_statements(marked: str, read_marked: Read) -> None:
    assert read_marked(marked, confidence=0.95) == []


@pytest.mark.parametrize(("confidence", "count"), [(0.9, 1), (0.5, 0)])
def test_what_seems_an_attitude_must_be_surer(
    confidence: float, count: int, read_marked: Read
) -> None:
    marked = "<s1>The officer</s1> <q1>threatened</q1> <c1>to resign</c1>."

    assert len(read_marked(marked, confidence=confidence)) == count


@pytest.mark.parametrize(
    "setting", ["at <s1>the hearing</s1>", "during <s1>the trial</s1>", "in <s1>the village</s1>"]
)
def test_where_words_were_said_is_no_source(setting: str, read_marked: Read) -> None:
    marked = f"It <q1>was suggested</q1> {setting} <c1>that the pier had sunk</c1>."

    [(parsed, cue)] = read_marked(marked)

    assert (cue.source, cue.speaker) == (set(), None)
    assert say(parsed, cue) == ("", "was suggested", "that the pier had sunk")


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "It <q1>was suggested</q1> in <s1>the letter</s1> <c1>that the pier had sunk</c1>.",
            "the letter",
        ),
        (
            "<s1>The hearing officer</s1> <q1>added</q1> <c1>that he fled</c1>.",
            "The hearing officer",
        ),
        (
            "<s1>People in the village</s1> <q1>said</q1> <c1>that he fled</c1>.",
            "People in the village",
        ),
        ("<s1>The court</s1> <q1>found</q1> <c1>that he had fled</c1>.", "The court"),
    ],
)
def test_what_is_no_setting_stays_a_source(marked: str, source: str, read_marked: Read) -> None:
    [(parsed, cue)] = read_marked(marked)

    assert say(parsed, cue)[0] == source


@pytest.mark.parametrize("nobody", ["nobody", "no one", "no lawyer"])
def test_what_nobody_said_is_nobodys(nobody: str, read_marked: Read) -> None:
    assert (
        read_marked(f"<c1>The man was held on Monday</c1>, <s1>{nobody}</s1> <q1>said</q1>.") == []
    )


def test_who_denies_what_was_said_speaks_beside_who_said_it(read_marked: Read) -> None:
    marked = (
        "<s1>The prosecutor</s1> <q1>said</q1> that <c1>the man had fled</c1>, <c2>which his "
        "wife</c2> <q2>denied</q2>."
    )

    found = {say(parsed, cue) for parsed, cue in read_marked(marked, sure="denied")}

    assert found == {
        ("The prosecutor", "said", "the man had fled"),
        ("his wife", "denied", "which"),
    }


# --- What the rules alone found


def test_what_rules_alone_found_stands_where_the_tagger_half_agrees(read_marked: Read) -> None:
    [(parsed, cue)] = read_marked("The lawyer said that the man had fled.", sure="said")

    assert say(parsed, cue) == ("The lawyer", "said", "the man had fled")
    assert cue.confidence == RULED


def test_what_rules_alone_found_is_left_out_without_support(read_marked: Read) -> None:
    assert read_marked("The lawyer said that the man had fled.") == []
    assert read_marked("The lawyer said that the man had fled.", sure="fled") == []


# --- What both found


def test_structure_is_the_rules_where_both_found_one(read_marked: Read) -> None:
    marked = (
        "<s1>The channel Dry Season</s1>, citing relatives, <q1>reported</q1> "
        "<c1>that two men had been taken</c1>."
    )

    [(parsed, cue)] = read_marked(marked, confidence=0.7)

    assert [parsed.tokens[i].text for i in cue.behind] == ["relatives"]
    assert cue.confidence is not None
    assert 0.7 < cue.confidence < 0.8


def test_what_a_report_goes_on_to_say_itself_is_left_out(read_marked: Read) -> None:
    marked = (
        "<s1>The ministry</s1> <q1>said</q1> <c1>that the men had left. It was cold. Nobody had "
        "asked them to stay, and the guards were asleep.</c1>"
    )

    [(parsed, cue)] = read_marked(marked)

    assert join(parsed, cue.content).endswith("the men had left")


def test_extent_is_the_taggers_where_the_two_differ_much(read_marked: Read) -> None:
    marked = (
        "<s1>The ministry</s1> <q1>said</q1> that the men had left the camp and that the guards, "
        "cold and hungry, <c1>had gone home at last</c1>."
    )

    [(parsed, cue)] = read_marked(marked)

    assert join(parsed, cue.content) == "had gone home at last"


def test_extent_is_the_rules_where_the_two_differ_little(read_marked: Read) -> None:
    marked = "<s1>The ministry</s1> <q1>said</q1> that the men <c1>had left the old camp</c1>."

    [(parsed, cue)] = read_marked(marked)

    assert join(parsed, cue.content) == "the men had left the old camp"


def test_a_source_that_the_tagger_knows_better_is_the_taggers(read_marked: Read) -> None:
    marked = "The governor waited. “<c1>They are gone</c1>,” <q1>said</q1> <s1>his deputy</s1>."

    [(parsed, cue)] = read_marked(marked)

    assert join(parsed, cue.source) == "his deputy"


def test_the_first_word_of_a_text_can_be_whose_word_it_is(read_marked: Read) -> None:
    marked = "Reports <q1>have emerged</q1> <c1>that the men were held in a cellar</c1>."

    [(_, cue)] = read_marked(marked)

    assert (cue.source, cue.speaker) == ({0}, 0)


def test_statements_keep_the_order_and_each_is_given_once(read_marked: Read) -> None:
    marked = (
        "<s1>The lawyer</s1> <q1>said</q1> <c1>the men had fled</c1>. "
        "<c2>They were cold</c2>, <s2>he</s2> <q2>added</q2>."
    )

    found = [say(parsed, cue) for parsed, cue in read_marked(marked, sure="said added")]

    assert found == [
        ("The lawyer", "said", "the men had fled"),
        ("he", "added", "They were cold"),
    ]


# --- Statements within statements


@pytest.mark.parametrize(
    ("marked", "inner"),
    [
        (
            "<s1>The lawyer</s1> <q1>said</q1> <c1><s2>investigators</s2> <q2>had told</q2> him "
            "<c2>that the case was closed</c2></c1>.",
            "the case was closed",
        ),
        (
            "<s1>The lawyer</s1> <q1>said</q1> <c1><c2>the pier</c2>, <s2>Petrov</s2> "
            "<q2>recounts</q2>, <c2>had sunk</c2></c1>.",
            "the pier had sunk",
        ),
    ],
    ids=["both", "tagger"],
)
def test_a_nested_statement_keeps_the_one_around_it(
    marked: str, inner: str, read_marked: Read
) -> None:
    found = read_marked(marked)

    parsed = found[0][0]
    attributions = chain_cues([cue for _, cue in found], parsed)
    [nested] = [one for one in attributions if one.outer]
    assert join(parsed, set(nested.content)) == inner
    assert [join(parsed, set(one.source)) for one in nested.outer] == ["The lawyer"]


def test_a_nested_statement_of_a_mere_pronoun_needs_the_rules(read_marked: Read) -> None:
    marked = (
        "<s1>The lawyer</s1> <q1>said</q1> <c1>that <s2>she</s2> <q2>whined</q2> "
        "<c2>that the pier had sunk</c2></c1>."
    )

    assert [join(parsed, cue.source) for parsed, cue in read_marked(marked)] == ["The lawyer"]


# --- Whatever the tagger says

TEXT = (
    "Reports have emerged that 40 men fled. “They were cold,” said Vera Antipova, a lawyer, who "
    "told t.me/dry_season that the ministry, citing police, denied it.\n"
    "He added that investigators had told her the case was closed; gonna check, she wrote."
)
ENDS = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True).map(sorted)
SPANS = ENDS.map(
    lambda ends: tuple(Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))
)
STATEMENTS = st.builds(
    TaggedStatement,
    level=st.integers(0, 1),
    source=st.one_of(st.just(()), SPANS),
    cue=SPANS,
    content=SPANS,
    medium=st.one_of(st.just(()), SPANS),
    behind=st.one_of(st.just(()), SPANS),
    confidence=st.floats(0, 1),
)


@cache
def parse_text() -> Parse:
    return load_english().parse(TEXT)


def has_words(statement: TaggedStatement) -> bool:
    """Tell whether each span holds a word, as a tagger's spans do."""
    spans = (*statement.medium, *statement.behind, *statement.source)
    return all(TEXT[begin:end].strip() for begin, end in spans)


@settings(deadline=None, max_examples=60)
@given(
    statements=st.lists(STATEMENTS.filter(has_words), max_size=4),
    sure=st.sampled_from(["", "emerged said told denied added wrote"]),
)
def test_no_content_holds_its_own_source_or_cue(
    statements: list[TaggedStatement], sure: str
) -> None:
    english = get_language("en")
    parsed = parse_text()
    plain = tag(TEXT, sure=sure)[1]
    tagged = TaggedText(
        statements=tuple(statements), words=plain.words, cues=plain.cues, contents=plain.contents
    )

    found = combine(parsed, english, tagged, find_cues_by_rules(parsed, english)).cues

    for cue in found:
        assert cue.words
        assert cue.content
        assert not cue.content & (cue.words | cue.source)
        assert cue.confidence is not None
        assert 0 <= cue.confidence <= 1
    assert len(chain_cues(found, parsed)) <= len(found)


# --- From a text to its claims


def read_text(text: str, workbench: Workbench) -> Reading:
    return workbench.read(workbench.capture_text(text, OPTIONS))


def list_said(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.style is not Style.OWN]


def list_chain(claim: Claim) -> list[tuple[str, str]]:
    return [(link.name, link.kind.value) for link in claim.chain]


def test_he_added_stays_with_its_speaker_over_paragraphs(workbench: Workbench) -> None:
    text = (
        "Anna Petrova, a lawyer, said that her client had been beaten.\n\n"
        "He had been held for a week in a cellar near the station.\n\n"
        "She added that the court had refused to look at the photographs.\n"
    )

    first, second = list_said(read_text(text, workbench))

    assert (first.chain[0].entity, first.chain[0].kind) == (
        second.chain[0].entity,
        second.chain[0].kind,
    )
    assert second.content.text == "the court had refused to look at the photographs"


def test_lines_that_are_wrapped_are_one_paragraph(workbench: Workbench) -> None:
    text = (
        "The lawyer Vera Antipova said on Monday that two of the\n"
        "recruits had been held in a cellar for nine days. The ministry\n"
        "denied that anyone had been held.\n"
    )

    said, denied = list_said(read_text(text, workbench))

    assert said.content.text == "two of the recruits had been held in a cellar for nine days"
    assert denied.content.text == "anyone had been held"


@pytest.mark.parametrize(
    "text",
    [
        "The channel Dry Season, citing relatives, reported that two men had been taken.",
        "The channel Dry Season reported that two men had been taken, citing relatives.",
    ],
)
def test_who_is_cited_stands_behind_who_cites(text: str, workbench: Workbench) -> None:
    [claim] = list_said(read_text(text, workbench))

    assert [kind for _, kind in list_chain(claim)] == ["channel", "relative"]
    assert claim.content.text == "two men had been taken"


@pytest.mark.parametrize(
    "text",
    [
        "“My husband was beaten,” Daria Zimina told Polar Post.",
        "Daria Zimina told Polar Post that her husband had been beaten.",
    ],
)
def test_who_was_told_passes_it_on(text: str, workbench: Workbench) -> None:
    [claim] = list_said(read_text(text, workbench))

    names, kinds = zip(*list_chain(claim), strict=True)
    assert names == ("Polar Post", "Daria Zimina")
    assert kinds[0] == "outlet"


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        (
            "Two officials, who spoke on condition of anonymity, said the unit had lost 40 men.",
            "Two officials",
            "official",
        ),
        ("A soldier who asked not to be named said the unit had lost 40 men.",
         "A soldier", "military"),
    ],
)  # fmt: skip
def test_who_is_not_named_is_a_source(
    text: str, source: str, kind: str, workbench: Workbench
) -> None:
    [claim] = list_said(read_text(text, workbench))

    assert claim.source is not None
    assert claim.source.text.startswith(source)
    assert [found for _, found in list_chain(claim)] == [kind]
    assert claim.content.text == "the unit had lost 40 men"


def test_reports_without_an_author_are_the_publics(workbench: Workbench) -> None:
    text = "Reports have emerged that the men were held in a cellar."

    [claim] = list_said(read_text(text, workbench))

    assert [kind for _, kind in list_chain(claim)] == ["public"]
    assert "the men were held in a cellar" in claim.content.text


@pytest.mark.parametrize(
    "text",
    [
        "It is alleged that the officer took money from recruits.",
        "It was reported that the officer took money from recruits.",
    ],
)
def test_a_passive_without_an_agent_has_no_source(text: str, workbench: Workbench) -> None:
    [claim] = list_said(read_text(text, workbench))

    assert (claim.source, claim.chain) == (None, ())
    assert claim.content.text == "the officer took money from recruits"


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to comment.",
        "The ministry did not respond to a request for comment.",
        "The governor refused to say whether the man had fled.",
    ],
)
def test_silence_is_no_claim(text: str, workbench: Workbench) -> None:
    assert list_said(read_text(text, workbench)) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry denied that anyone had been held.", "anyone had been held"),
        ("The governor denied the allegations.", "the allegations"),
    ],
)
def test_what_is_denied_is_negative(text: str, content: str, workbench: Workbench) -> None:
    [claim] = list_said(read_text(text, workbench))

    assert (claim.content.text, claim.polarity) == (content, Polarity.NEGATIVE)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The lawyer said that investigators had told him that the case was closed.",
            ["lawyer", "official"],
        ),
        (
            "According to the rights group, his lawyer said that the case was closed.",
            ["organization", "lawyer"],
        ),
    ],
)
def test_one_behind_the_other_is_a_chain(text: str, kinds: list[str], workbench: Workbench) -> None:
    [claim] = list_said(read_text(text, workbench))

    assert [kind for _, kind in list_chain(claim)] == kinds
    assert claim.content.text == "the case was closed"


# --- Which model reads, or none

ALONE_TEXT = "The wind took the roof, Petrov recounts. The pier sank in March."
SEVERAL = (
    "The lawyer Vera Antipova said that two recruits had been held in a cellar.\n\n"
    "The wind took the roof, Petrov recounts. The spokesman declined to comment.\n\n"
    "“Nobody asked us,” Daria Zimina told Polar Post, adding that the ministry denied it.\n"
)


def test_rules_read_alone_where_they_were_asked_for(workbench: Workbench) -> None:
    ruled = read_text(SEVERAL, Workbench(claims="rules"))

    assert ruled.claims == read_text(SEVERAL, Workbench(claims=read_claims)).claims
    assert ruled.claims != read_text(SEVERAL, workbench).claims
    assert "sayso-claims" not in {model.name for model in ruled.made_by.models}


def test_the_model_is_named_where_it_read(workbench: Workbench) -> None:
    models = read_text(SEVERAL, workbench).made_by.models

    assert [model.sha256 for model in models if model.name == "sayso-claims"] == [
        read_model_file().sha256
    ]


WITHOUT_MODEL = """
import sys

sys.modules["onnxruntime"] = sys.modules["sentencepiece"] = None

from sayso.capture.options import CaptureOptions
from sayso.lang.engines.tagger import model_file
from sayso.workbench.reading import Workbench

model_file.PACKAGED = model_file.PACKAGED.with_name("nowhere")
workbench = Workbench(claims="rules")
report = workbench.capture_text("The lawyer said he had fled.", CaptureOptions(language="en"))
print([claim.content.text for claim in workbench.read(report).claims])
"""


def test_rules_need_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MODEL], capture_output=True, check=False, text=True
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['he had fled']"


def test_another_model_reads_where_its_file_was_named(workbench: Workbench, tmp_path: Path) -> None:
    shipped = read_model_file()
    about = b'{"schema": "sayso/tagger/1", "version": "mine", "outside": 30.0}'
    path = tmp_path / "mine.model"
    arrays: dict[str, Any] = shipped.arrays | {"about": np.frombuffer(about, np.uint8)}
    with path.open("wb") as file:
        np.savez(file, **arrays)

    reading = read_text(ALONE_TEXT, Workbench(claims=path))

    assert list_said(read_text(ALONE_TEXT, workbench))
    assert list_said(reading) == []
    named = [model for model in reading.made_by.models if model.name == "sayso-claims"]
    assert [model.version for model in named] == ["mine"]
    assert named[0].sha256 != shipped.sha256


def test_a_model_that_is_missing_is_told_when_a_report_is_read(tmp_path: Path) -> None:
    workbench = Workbench(claims=tmp_path / "nowhere.model")

    with pytest.raises(ModelError, match=r"nowhere\.model"):
        read_text(ALONE_TEXT, workbench)


def test_russian_is_read_by_the_model_whatever_reads_english() -> None:
    text = "Мэр Вера Антипова сообщила, что мост откроют в мае."
    options = CaptureOptions(publisher="Сивая чайка", language="ru")

    reading = Workbench(claims="rules").read(Workbench.capture_text(text, options))

    assert [claim.content.text for claim in list_said(reading)] == ["мост откроют в мае"]
    assert "sayso-claims" in {model.name for model in reading.made_by.models}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param(
            'Lawyer Pyotr Hannushyn works with conscripts. "The prosecutor knows about it and does '
            'nothing," he said.\n\nHe recommends that parents go to the unit in person.',
            "Pyotr Hannushyn",
            "parents go to the unit in person",
            id="who goes on speaking is not who is spoken of in a quotation",
        ),
        pytest.param(
            "A Reuters photographer said soldiers had fired into the crowd.",
            "Reuters photographer",
            "soldiers had fired into the crowd",
            id="a photographer of an outlet is not the outlet",
        ),
        pytest.param(
            "'He hit him with a belt,' Helen Marsh, prosecuting, said. 'It was a punishment.\n\n"
            "'You will hear that two colleagues stood by and watched.'",
            "Helen Marsh",
            "two colleagues stood by and watched",
            id="single quotation marks run over paragraphs",
        ),
    ],
)
def test_faults_that_analysts_met(
    workbench: Workbench, text: str, source: str, content: str
) -> None:
    report = workbench.capture_text(text, CaptureOptions(language="en", publisher="Reuters"))

    found = [claim for claim in workbench.read(report).claims if content in claim.content.text]

    assert [[link.name for link in claim.chain] for claim in found] == [[source]]


def test_saying_that_one_cannot_comment_is_no_statement(workbench: Workbench) -> None:
    text = "The Prison Service said it could not comment. We have already written about this unit."

    report = workbench.capture_text(text, CaptureOptions(language="en"))

    assert all(claim.style is Style.OWN for claim in workbench.read(report).claims)


def test_what_nobody_is_named_for_is_not_the_reports_own(workbench: Workbench) -> None:
    text = "Orlov was held for a week. There were claims that he had been beaten."

    report = workbench.capture_text(text, CaptureOptions(language="en"))
    claims = workbench.read(report).claims

    told = [claim for claim in claims if "beaten" in claim.content.text]
    assert [(claim.style is Style.OWN, claim.chain) for claim in told] == [(False, ())]


class Doubting:
    """A tagger that gives what is marked, always as unsurely."""

    makers: tuple[Maker, ...] = ()

    def __init__(self, marked: str, confidence: float) -> None:
        self.text, self.tagged = tag(marked, confidence=confidence)

    def tag(self, text: str) -> TaggedText:
        assert text == self.text
        return self.tagged


def read_doubting(marked: str, confidence: float) -> tuple[Claim, ...]:
    tagger = Doubting(marked, confidence)
    report = Workbench.capture_text(tagger.text, OPTIONS)
    return Workbench(claims=TaggedClaimReader(tagger)).read(report).claims


@pytest.mark.parametrize("confidence", [0.05, 0.2, 0.39])
def test_a_doubted_statement_is_not_the_reports_own_firm_word(confidence: float) -> None:
    [claim] = read_doubting(ALONE, confidence)

    assert claim.style is Style.OWN
    assert claim.confidence < 0.5


@pytest.mark.parametrize(
    "marked",
    [
        "<s1>The court</s1> <q1>ordered</q1> <c1>his release on Monday</c1>.",
        "The officers put the soldiers on a bus and drove them to <s1>what</s1> "
        "<q1>is called</q1> <c1>a training ground</c1>.",
    ],
)
def test_a_deed_or_a_word_in_doubt_leaves_the_reports_own_word_firm(marked: str) -> None:
    own = [claim for claim in read_doubting(marked, 0.3) if claim.style is Style.OWN]

    assert own
    assert all(claim.confidence > 0.9 for claim in own)
