"""Tagged statements as grammar and layout mend them, and sources found among entities."""

import pytest
from marked import list_cited, list_own, make_report, tag_marked

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.reconcile.chains import ClaimContext
from sayso.reconcile.inflected.claims import make_claims
from sayso.records.claim import Claim
from sayso.records.entity import Entity, EntityType, Relation, RelationType
from sayso.records.finding import Resolution
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

NOBODY = Resolution(entities=(), entity_of={})


def read(
    marked: str,
    language: str = "ru",
    resolution: Resolution = NOBODY,
    matters: frozenset[str] = frozenset(),
) -> tuple[Claim, ...]:
    text, tagged = tag_marked(marked)
    parse = load_inflected(language).parse(text)
    context = ClaimContext(
        report=make_report(text, language),
        parse=parse,
        language=get_language(language),
        resolution=resolution,
        times=(),
        matters=matters,
    )
    return make_claims(tagged, context)


@pytest.mark.parametrize(
    ("line", "language", "content", "chain"),
    [
        (
            "Под Сватовом роту заперли в подвале — канал «Дно» со ссылкой на родственников",
            "ru",
            "Под Сватовом роту заперли в подвале",
            [("канал «Дно»", "channel"), ("родственников", "relative")],
        ),
        (
            "У Сумах обстріляли лікарню — видання «Сейм»",
            "uk",
            "У Сумах обстріляли лікарню",
            [("видання «Сейм»", "outlet")],
        ),
    ],
)
def test_a_headline_that_ends_in_a_dash_and_a_medium_is_that_ones_word(
    line: str, language: str, content: str, chain: list[tuple[str, str]]
) -> None:
    assert list_cited(read(line, language)) == [(content, chain)]


@pytest.mark.parametrize(
    "line", ["Командир роты — капитан Белов", "Связь с ротой пропала — уже неделю как"]
)
def test_other_dashes_attribute_nothing(line: str) -> None:
    assert list_cited(read(line)) == []


def test_what_stands_before_and_behind_its_source_is_one_statement() -> None:
    claims = read("<c1>С тех пор</c1>, <q1>по</q1> <s1>её</s1> словам, мужчины сидят в подвале.")
    assert list_cited(claims) == []

    claims = read("<q1>По</q1> <s1>её</s1> <q1>словам</q1>, <c1>мужчины сидят в подвале</c1>.")
    assert [content for content, _ in list_cited(claims)] == ["мужчины сидят в подвале"]


def test_a_source_ends_where_a_possessive_leads_on() -> None:
    claims = read(
        "<q1>По словам</q1> <s1>Марины Беловой, её мужа</s1>, <c1>увезли 24 сентября</c1>."
    )

    assert [chain[0][0] for _, chain in list_cited(claims)] == ["Марины Беловой"]


def test_whoever_stands_in_the_nominative_speaks_and_not_where() -> None:
    claims = read("В <s1>Туле жена солдата</s1> <q1>заявила</q1> <c1>о его побоях</c1>.")

    assert list_cited(claims) == [("о его побоях", [("жена солдата", "relative")])]


def test_of_two_cues_with_the_same_words_the_nearer_has_them() -> None:
    claims = read(
        "<s1>Защита</s1> <q1>настаивала</q1> на условном сроке: <s2>адвокат Сафина</s2> "
        "<q2>указывала</q2>, <c1><c2>что у него контузия</c2></c1>."
    )

    assert list_cited(claims) == [("у него контузия", [("адвокат Сафина", "lawyer")])]


def test_plans_are_the_reports_own_words() -> None:
    claims = read("<s1>Сафина</s1> <q1>намерена</q1> <c1>обжаловать приговор в Самаре</c1>.")

    assert list_cited(claims) == []
    assert list_own(claims) == ["Сафина намерена обжаловать приговор в Самаре."]


def test_each_clause_with_a_subject_and_a_verb_is_a_statement_of_its_own() -> None:
    assert list_own(read("Роту вывели в тыл на три дня, но командир батальона уехал раньше.")) == [
        "Роту вывели в тыл на три дня",
        "командир батальона уехал раньше.",
    ]


def test_a_source_is_the_entity_that_its_words_name() -> None:
    text = "<c1>Его увезли</c1>, <q1>сказала</q1> <s1>мать Белова Нина</s1>."
    bare, _ = tag_marked(text)
    parse = load_inflected("ru").parse(bare)
    words = {token.text: token.i for token in parse.tokens}
    mother = Entity(
        id="e2",
        type=EntityType.PERSON,
        name="Нина",
        mentions=(Span(20, 24),),
        relations=(Relation(type=RelationType.PARENT, to="e1"),),
    )
    son = Entity(id="e1", type=EntityType.PERSON, name="Белов", mentions=(Span(25, 31),))
    resolution = Resolution(
        entities=(son, mother), entity_of={words["Белова"]: "e1", words["мать"]: "e2"}
    )

    [claim] = read(text, resolution=resolution, matters=frozenset({"e1"}))

    [link] = claim.chain
    assert (link.entity, link.name, link.kind.value) == ("e2", "Нина", "relative")


def test_who_speaks_of_himself_is_the_subject() -> None:
    text = "<c1>«Нас бросили»</c1>, — <q1>сказал</q1> <s1>солдат</s1>."
    bare, _ = tag_marked(text)
    parse = load_inflected("ru").parse(bare)
    [at] = [token.i for token in parse.tokens if token.text == "солдат"]
    soldier = Entity(id="e1", type=EntityType.PERSON, name="солдат", mentions=(Span(0, 1),))
    resolution = Resolution(entities=(soldier,), entity_of={at: "e1"})

    [claim] = read(text, resolution=resolution, matters=frozenset({"e1"}))

    assert claim.chain[0].kind.value == "subject"


def test_when_it_was_said_stands_beside_the_cue() -> None:
    text = "<s1>Адвокат</s1> <q1>сообщил</q1> во вторник, <c1>что 5 мая его увезли</c1>."
    bare, tagged = tag_marked(text)
    parse: Parse = load_inflected("ru").parse(bare)
    times = tuple(
        TimeExpression(
            id=name,
            span=Span(bare.index(words), bare.index(words) + len(words)),
            text=words,
            type=TimeType.DATE,
            value="2024-05-07",
        )
        for name, words in (("t1", "вторник"), ("t2", "5 мая"))
    )
    context = ClaimContext(
        report=make_report(bare, "ru"),
        parse=parse,
        language=get_language("ru"),
        resolution=Resolution(entities=(), entity_of={}),
        times=times,
    )

    [claim] = make_claims(tagged, context)

    assert claim.said == "t1"


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("<c1>Это ложь, что Котова пытали</c1>, <q1>сказал</q1> <s1>Шубин</s1>.", "ru"),
        (
            "<s1>Шубин</s1> <q1>назвал</q1> <c1>фейком сообщения о том, что Котова пытали</c1>.",
            "ru",
        ),
        ("<c1>«Це неправда»</c1>, — <q1>сказала</q1> <s1>речниця</s1>.", "uk"),
    ],
)
def test_who_calls_an_account_untrue_denies_it(marked: str, language: str) -> None:
    [claim] = [one for one in read(marked, language) if one.chain]

    assert claim.polarity.value == "negative"


def test_she_who_goes_on_speaking_is_not_whom_the_quotation_names() -> None:
    text = (
        "<q1>По словам</q1> <s1>жены Белова</s1>, <c1>его били</c1>. "
        "<c2>«Врача не пустили»</c2>, — <q2>сказала</q2> <s2>она</s2>."
    )
    bare, _ = tag_marked(text)
    parse = load_inflected("ru").parse(bare)
    words = {token.text: token.i for token in parse.tokens}
    doctor = Entity(
        id="e1",
        type=EntityType.PERSON,
        name="врач",
        mentions=(Span(bare.index("Врача"), bare.index("Врача") + 5),),
    )
    resolution = Resolution(
        entities=(doctor,), entity_of={words["Врача"]: "e1", words["она"]: "e1"}
    )

    _, quotation = read(text, resolution=resolution)

    assert [link.name for link in quotation.chain] == ["жены Белова"]


def test_what_an_inner_statement_only_names_is_none() -> None:
    claims = read(
        "<s1>Адвокат</s1> <q1>сообщил</q1>, <c1>что <s2>Ежов</s2> <q2>потребовал</q2> "
        "<c2>встречи</c2></c1>."
    )

    assert [content for content, _ in list_cited(claims)] == ["Ежов потребовал встречи"]
