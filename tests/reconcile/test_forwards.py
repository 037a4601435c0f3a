"""Posts that were passed on rest on whom they come from."""

from dataclasses import replace

from marked import make_report, read_marked

from sayso.reconcile.forwards import add_forwarder
from sayso.records.claim import SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.selector import Span

TEXT = "Связи с ротой нет. <c1>Его держат в подвале</c1>, <q1>сообщила</q1> <s1>жена</s1>."


def test_whatever_a_forwarded_post_says_rests_on_whom_it_comes_from() -> None:
    claims = read_marked(TEXT)
    report = replace(make_report("", "ru"), forwarded_from="Граница, 4 утра")

    own, wife = add_forwarder(claims, report, ())

    assert own.style is Style.DIRECT
    assert [(link.name, link.kind) for link in own.chain] == [
        ("Граница, 4 утра", SourceKind.CHANNEL)
    ]
    assert [link.name for link in wife.chain] == ["Граница, 4 утра", "жена"]


def test_a_channel_that_names_itself_is_that_entity() -> None:
    channel = Entity(
        id="e7", type=EntityType.CHANNEL, name="граница, 4 утра", mentions=(Span(0, 1),)
    )
    report = replace(make_report("", "ru"), forwarded_from="Граница, 4 утра")

    [own, _] = add_forwarder(read_marked(TEXT), report, [channel])

    assert [link.entity for link in own.chain] == ["e7"]


def test_what_was_not_forwarded_stays_as_it_is() -> None:
    claims = read_marked(TEXT)

    assert add_forwarder(claims, make_report("", "ru"), ()) == claims
