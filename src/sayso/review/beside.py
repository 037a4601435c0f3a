"""What was decided of words that no finding holds, and of two findings together."""

from collections.abc import Iterator, Mapping

from sayso.records.decision import (
    BelongsToCase,
    Decision,
    Judgement,
    MissedClaim,
    Note,
    Question,
    Redact,
    SameEvent,
    SamePerson,
    SamePlace,
    Subject,
    SubjectKind,
    get_question_name,
    list_subjects,
)
from sayso.review.effective import DecidedLink, DecidedPassage, LinkEnd
from sayso.review.force import Force
from sayso.review.home import Home
from sayso.review.overrides import adds_claim

_LINKS = (SamePerson, SameEvent, SamePlace, BelongsToCase)


def is_link(question: Question) -> bool:
    """Whether a question is about two findings together."""
    return isinstance(question, _LINKS)


def make_passages(force: Force, home: Home) -> Iterator[DecidedPassage]:
    """Yield the words that were withheld, noted or missed without being of a finding."""
    by_key: dict[str, list[Decision]] = {}
    subjects: dict[str, Subject] = {}
    for decision in force.holding:
        question = decision.question
        subject = None if question is None else list_subjects(question)[0]
        if subject is not None and subject.kind is SubjectKind.PASSAGE:
            key = home.identify(subject)
            by_key.setdefault(key, []).append(decision)
            subjects[key] = subject
    for key, decisions in by_key.items():
        judged: dict[str, Judgement | None] = {}
        decided: dict[str, str] = {}
        for decision in decisions:
            if isinstance(decision.question, Redact):
                judged["redacted"], decided["redacted"] = decision.judgement, decision.id
            elif isinstance(decision.question, MissedClaim):
                judgement = Judgement.YES if adds_claim(decision) else decision.judgement
                judged["missed"], decided["missed"] = judgement, decision.id
        subject = subjects[key]
        here = home.anchor(subject)
        yield DecidedPassage(
            subject=here or subject,
            lost=here is None,
            redacted=judged.get("redacted"),
            missed=judged.get("missed"),
            decided=decided,
            notes=tuple(it for it in decisions if isinstance(it.question, Note)),
        )


def make_links(
    force: Force, homes: Mapping[str, Home], home: Home, ids: Mapping[str, str]
) -> Iterator[DecidedLink]:
    """Yield what was decided of two findings together.

    Args:
        force: What holds.
        homes: The reports that are here, by SHA-256.
        home: The one whose links these are.
        ids: The present ids of its findings, by what they are known by.
    """
    for decision in force.holding:
        question = decision.question
        if question is None or not is_link(question):
            continue
        one, other = (_make_end(subject, homes, home, ids) for subject in list_subjects(question))
        yield DecidedLink(
            type=get_question_name(question),
            one=one,
            other=other,
            judgement=decision.judgement,
            decision=decision.id,
        )


def _make_end(
    subject: Subject, homes: Mapping[str, Home], home: Home, ids: Mapping[str, str]
) -> LinkEnd:
    there = homes.get(subject.report)
    if there is None:
        return LinkEnd(
            report=subject.report, name=None, id=None, key=subject.key, text=subject.text
        )
    key = there.identify(subject)
    found = ids.get(key) if there is home else there.find_id(subject)
    return LinkEnd(report=subject.report, name=there.name, id=found, key=key, text=subject.text)
