"""A book is resolved in parts, and who is named in several of them is one."""

from sayso.reconcile.clusters import Cluster
from sayso.reconcile.parts import find_part, find_parts, join_parts
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span


def named(name: str, at: int, gender: Gender | None = None) -> Cluster:
    cluster = Cluster(type=EntityType.PERSON)
    kind = MentionKind.NAME
    cluster.add(
        Mention(first=at, last=at, head=at, kind=kind, type=cluster.type, name=name, gender=gender),
        name,
    )
    return cluster


def book(paragraphs: int, words: int) -> Parse:
    def token(i: int) -> Token:
        return Token(
            i, 2 * i, 2 * i + 1, "a", "a", "a", "X", "XX", "", i, (), i, i, 0, i // words, "", False
        )

    count = paragraphs * words
    return Parse(
        text="a " * count,
        tokens=tuple(map(token, range(count))),
        sentences=((0, count - 1),),
        paragraphs=tuple(Span(2 * n * words, 2 * (n + 1) * words) for n in range(paragraphs)),
        names=(),
        quotes=(),
    )


def test_a_report_is_resolved_whole() -> None:
    assert find_parts(book(paragraphs=100, words=100)) == ((0, 10_000),)


def test_a_book_is_cut_between_paragraphs_and_every_word_has_its_part() -> None:
    parts = find_parts(book(paragraphs=50, words=700))

    assert len(parts) > 2
    assert all(begin % 700 == 0 for begin, _ in parts)
    assert [end for _, end in parts[:-1]] == [begin for begin, _ in parts[1:]]
    assert all(
        find_part(parts, begin) == find_part(parts, end - 1) == number
        for number, (begin, end) in enumerate(parts)
    )


def test_one_name_in_two_parts_is_one_person_with_all_that_is_known() -> None:
    ivan, wife, again = named("Ivan Orlov", 1), named("Anna Orlova", 2), named("Orlov", 9)
    again.roles.append("lawyer")
    wife.relate(RelationType.SPOUSE, ivan)
    friend = named("Oleg Sidorov", 8)
    friend.relate(RelationType.LAWYER_OF, again)
    cluster_of = {1: ivan, 2: wife, 8: friend, 9: again}

    joined = join_parts([[ivan, wife], [friend, again]], cluster_of)

    assert joined == [ivan, wife, friend]
    assert cluster_of[9] is ivan
    assert (ivan.roles, len(ivan.mentions)) == (["lawyer"], 2)
    assert friend.relations == [(RelationType.LAWYER_OF, ivan)]


def test_a_surname_that_two_bear_joins_neither() -> None:
    brothers = [named("Ivan Orlov", 1), named("Oleg Orlov", 2)]
    surname = named("Orlov", 9)

    assert join_parts([brothers, [surname]], {}) == [*brothers, surname]


def test_a_woman_is_not_the_man_of_her_name() -> None:
    man, woman = named("Sasha Orlov", 1, Gender.MALE), named("Sasha Orlov", 9, Gender.FEMALE)

    assert join_parts([[man], [woman]], {}) == [man, woman]


def test_within_a_part_nothing_is_joined() -> None:
    one, other = named("Ivan Orlov", 1), named("Ivan Orlov", 2)

    assert join_parts([[one, other]], {}) == [one, other]
