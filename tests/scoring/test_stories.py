"""Reports of one story stand together, whatever their order and language."""

from benchmarks.coreference.event_mentions import EventMention, find_happening, join_event_mentions
from benchmarks.coreference.event_mentions import load_words as load_event_words
from benchmarks.coreference.stories import count_terms, group_stories
from hypothesis import given, settings
from hypothesis import strategies as st

QUAKE = [
    "A strong quake shook the island of Verrana on Monday, and 12 houses fell in Port Sollo.",
    "Twelve houses fell when a quake hit Verrana, the mayor of Port Sollo, Ilda Marchetti, said.",
    "Ilda Marchetti, mayor of Port Sollo, thanked those who dug after the quake on Verrana.",
]
TRIAL = [
    "A court in Zelenograi sentenced the reservist Anton Kuligin to 3 years for refusing to fight.",
    "Суд в Зеленограе приговорил резервиста Антона Кулигина к 3 годам за отказ воевать.",
    "Lawyers of Anton Kuligin will appeal the sentence that the court in Zelenograi passed.",
]
OTHERS = [
    "The weather stays dry until the weekend, forecasters expect.",
    "A new bridge over the river Tarn opens to traffic in spring.",
]


def test_reports_of_one_story_stand_together() -> None:
    stories = group_stories([count_terms(it) for it in QUAKE + TRIAL + OTHERS], near=0.1)

    assert (0, 1, 2) in stories
    assert (3, 4, 5) in stories
    assert len(stories) == 4


words = st.sampled_from(
    ["quake", "Verrana", "court", "Kuligin", "12", "houses", "fell", "суд", "Кулигин", "the", "of"]
)
texts = st.lists(st.lists(words, max_size=8).map(" ".join), max_size=9)


@given(texts, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_stories_do_not_hang_on_the_order_of_reports(reports: list[str], dice: st.DrawFn) -> None:
    order = list(range(len(reports)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    told = [count_terms(it) for it in reports]

    def tell(stories: tuple[tuple[int, ...], ...], numbers: list[int]) -> list[list[str]]:
        return sorted(sorted(reports[numbers[at]] for at in story) for story in stories)

    straight = group_stories(told)
    shuffled = group_stories([told[at] for at in order])

    assert sorted(at for story in straight for at in story) == list(range(len(reports)))
    assert tell(straight, list(range(len(reports)))) == tell(shuffled, order)


@given(st.text(max_size=60))
def test_any_text_has_terms(text: str) -> None:
    assert all(count > 0 for count in count_terms(text).values())


def test_mentions_are_one_event_within_a_story_and_by_kind() -> None:
    mentions = [
        EventMention(report=0, lemma="acquire"),
        EventMention(report=1, lemma="takeover"),
        EventMention(report=1, lemma="announce"),
        EventMention(report=2, lemma="acquire"),
    ]
    sale = {"sollo": 2.0, "bank": 3.0, "verran": 1.0}
    other = {"kuligi": 2.0, "mill": 2.0, "zeleno": 1.0}

    events = join_event_mentions(mentions, [sale, dict(sale), other, dict(other)])

    assert events == ((0, 1), (2,), (3,))


def test_kinds_of_happenings_are_one_or_two_as_their_examples_say() -> None:
    table = load_event_words()["alike"]

    assert all(len(set(map(find_happening, it.split()))) == 1 for it in table["examples"])
    assert all(len(set(map(find_happening, it.split()))) == 2 for it in table["not"])
