"""One report of a casebook as a page: what was read in it, what people decided, how it came."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sayso.publish import reading_text
from sayso.publish.casebook_words import (
    Names,
    say_answer,
    say_facts,
    say_moment,
    say_question,
    say_short,
    say_state,
)
from sayso.publish.digest import Entry
from sayso.publish.register import Additions, Section
from sayso.publish.terminal import hang, indent, lay_out, make_console, make_head, make_text
from sayso.publish.wording import say_count, say_word
from sayso.records.capture import Capture
from sayso.records.casebook import ReportSummary
from sayso.records.decision import Decision, Note
from sayso.records.reading import Reading

# What the line of a capture tells before all the rest.
_TOLD = frozenset(
    {"id", "sha256", "size", "added", "clock", "method", "tool", "tool_version", "operator"}
)


def render_text(
    summary: ReportSummary,
    reading: Reading | None,
    more: Additions,
    *,
    width: int,
    color: bool,
) -> str:
    """Return the page for the terminal; of a report without a reading, what else is known."""
    if reading is not None:
        return reading_text.render(reading, width=width, color=color, more=more)
    console = make_console(width, color=color)
    parts = [make_text(summary.title or "(no title)", "bold"), make_text(say_facts(summary), "dim")]
    parts.append(make_text(say_state(summary) or "", "yellow"))
    lists = []
    for section in more.sections:
        lists += list(make_head(section.title))
        lists += [hang(make_text(_say_entry(entry))) for entry in section.entries]
        if not section.entries:
            lists.append(indent(make_text(section.empty, "dim")))
    return lay_out(console, [*parts, *lists])


def list_casebook_sections(
    decisions: Sequence[Decision],
    captures: Sequence[Capture],
    versions: Sequence[str],
    *,
    names: Names,
    in_force: Collection[str],
) -> tuple[Section, ...]:
    """Return what a casebook knows of a report besides what was read in it.

    Args:
        decisions: All about it, oldest first.
        captures: How its bytes came in.
        versions: Ids of all its versions, oldest first.
        names: Names the reports that decisions are about.
        in_force: Ids of the decisions that hold.
    """
    ways = [_describe_capture(number, it) for number, it in enumerate(captures, start=1)]
    if len(versions) > 1:
        ways.append(_entry("versions", "Versions, oldest first", None, [", ".join(versions)]))
    return (
        Section(
            key="decisions",
            title="Decisions",
            empty="Nobody has decided anything about it.",
            entries=tuple(_describe_decision(it, names, in_force) for it in decisions),
        ),
        Section(
            key="captures",
            title="How it came",
            empty="No capture is kept.",
            entries=tuple(ways),
        ),
    )


def _describe_decision(decision: Decision, names: Names, in_force: Collection[str]) -> Entry:
    noted = isinstance(decision.question, Note) and decision.undoes is None
    facts = []
    if decision.reason:
        reason = decision.reason.rstrip(" .")  # other facts follow
        facts.append(reason if noted else f"because {reason}")
    facts.append(f"{decision.analyst}, {say_moment(decision.time)}")
    facts.append(f"decision {say_short(decision.id)}")
    known = decision.question is not None
    if known and decision.undoes is None and decision.id not in in_force:
        facts.append("no longer in force")
    answer = None if noted or not known else say_answer(decision)
    asked = say_question(decision.question, names)
    return _entry(decision.id, asked[:1].upper() + asked[1:], answer, facts)


def _describe_capture(number: int, capture: Capture) -> Entry:
    facts = [f"by {capture.operator}", f"kept {say_moment(capture.added)}"]
    facts += list(_list_facts(capture))
    facts.append(f"SHA-256 {capture.sha256} ({say_count(capture.size, 'byte')})")
    facts.append(f"capture {say_short(capture.id)}")
    return _entry(f"capture{number}", say_word(capture.method).capitalize(), None, facts)


def _list_facts(capture: Capture) -> Iterator[str]:
    """Yield what else is known, in the order of the record; what is unknown is not listed."""
    for field in fields(capture):
        value = getattr(capture, field.name)
        if field.name in _TOLD or value is None:
            continue
        if field.name == "headers":
            yield from (f"{name}: {text}" for name, text in value)
        elif field.name == "details":
            yield from (f"{say_word(name)} {_say_detail(told)}" for name, told in value.items())
        else:
            yield f"{say_word(field.name)} {value}"


def _say_detail(value: Any) -> str:
    """Return what a source told of what was captured, in words."""
    if isinstance(value, Mapping):
        told = (f"{say_word(name)} {_say_detail(one)}" for name, one in value.items())
        return f"({', '.join(told)})"
    if isinstance(value, list | tuple):
        return ", ".join(map(_say_detail, value))
    return "not known" if value is None else str(value)


def _entry(name: str, title: str, tag: str | None, facts: Sequence[str]) -> Entry:
    return Entry(id=name, title=title, tag=tag, facts=tuple(facts), statements=())


def _say_entry(entry: Entry) -> str:
    tag = "" if entry.tag is None else f" ({entry.tag})"
    return f"{entry.title}{tag}: {'; '.join(entry.facts)}"
