"""What each piece of evidence weighs: one frozen record, so that it can be tuned as a whole."""

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Evidence in logits: the sum of it, put through the logistic function, is the score.

    After Fellegi and Sunter's record linkage (1969): each agreement or conflict adds its weight
    to how unlikely it is at first that two people of two reports are one.

    Attributes:
        prior, prior_unnamed, prior_group, prior_member: Where two begin; where one of them is
            not named, there is no name to weigh; groups, of which there are fewer; where the
            question is whether one is of a group.
        full, loose, initial, surname, single: The name agrees in surname and first name, in both
            with some doubt, in surname and initial, in the surname alone, in the first name alone.
        letter: Of the one without a name a first letter is told, and it fits.
        common: The surname is one that very many bear.
        patronymic: The patronymic agrees, too.
        relation, relation_other: The same kin or lawyer by name, or another one.
        related_company, fellow, counsel, company, company_surname: Somebody named beside both: who
            stands in a relation to one of them; to whom something was done as well; a lawyer;
            anybody else by full name; by surname alone.
        named: A report that names the one speaks of the other without a name.
        scene: Both reports tell of one event, though not as theirs; each further one adds
            ``event_more``.
        event_day, event_near, event_loose, event_undated: The same happening on the same days,
            within days, in times that are known loosely, or with no day on one side.
        same_day: Different things befell them on one day.
        event_more: Each further happening that agrees.
        event_apart, event_far: One that happens once, weeks apart, or months.
        event_elsewhere: It on the same days in another region.
        follows, retells: The later report goes on with a procedure, or tells earlier steps of it.
        steps_back, out_of_order: It tells of a new earlier step; steps stand in an order that
            cannot be.
        provision, provision_other: The same article of law, or another.
        penalty: The same term.
        home, home_other: From the same settlement, or from different ones.
        settlement, region, region_other: Both tied to one settlement, one region; to none alike.
        court, court_other: The same court; two courts for the same step.
        unit, unit_other: The same numbered unit, two different ones.
        named_place, named_court: Both reports, which make a case of nobody else by name, name one
            settlement or one court somewhere.
        age, age_unnamed, age_near: The same age, as time passes; it where one is not named; a
            year off.
        trade: The same trade (carpenter).
        profession, service, role_other: The same calling (lawyer, governor); the same kind of
            service (contract soldier), which many share; two callings or kinds of service.
        count, count_other: Groups of as many, or of another number.
        outlet, cited: Reports of one publisher, which would tell two namesakes apart; one report
            tells what befell somebody on the word of the other's publisher.
        close, week: Reports within six weeks, within a week.
        same, likely, possible: The scores from which the levels begin.
        context: What the evidence beside the name must at least come to for ``same``.
        conflict: What the evidence beside the name comes to at most where two are never one,
            whoever else they are like.
        margin: How much better, in logits, one candidate must be than the next where nothing but
            evidence tells them apart.
    """

    prior: float = -3.6
    prior_unnamed: float = -3.2
    prior_group: float = -2.8
    prior_member: float = -2.4
    full: float = 3.6
    loose: float = 2.4
    initial: float = 2.6
    surname: float = 1.5
    single: float = 1.5
    letter: float = 0.8
    common: float = -0.3
    patronymic: float = 1.0
    relation: float = 3.0
    relation_other: float = -1.5
    related_company: float = 2.6
    fellow: float = 2.0
    counsel: float = 2.4
    company: float = 0.9
    company_surname: float = 0.5
    named: float = 1.0
    scene: float = 1.5
    event_day: float = 2.4
    event_near: float = 1.2
    event_loose: float = 0.8
    event_undated: float = 0.5
    same_day: float = 1.2
    event_more: float = 0.4
    event_apart: float = -1.5
    event_far: float = -3.0
    event_elsewhere: float = -1.2
    follows: float = 1.9
    retells: float = 1.1
    steps_back: float = -0.6
    out_of_order: float = -1.2
    provision: float = 1.5
    provision_other: float = -1.2
    penalty: float = 1.2
    home: float = 1.8
    home_other: float = -2.2
    settlement: float = 1.2
    region: float = 0.4
    region_other: float = -0.7
    court: float = 1.2
    court_other: float = -1.5
    named_place: float = 0.8
    named_court: float = 0.8
    unit: float = 1.8
    unit_other: float = -1.2
    age: float = 2.0
    age_unnamed: float = 2.2
    age_near: float = -0.5
    profession: float = 2.3
    trade: float = 1.0
    service: float = 0.7
    role_other: float = -1.0
    count: float = 1.2
    count_other: float = -1.5
    outlet: float = 0.6
    cited: float = 0.6
    close: float = 0.3
    week: float = 0.5
    same: float = 0.9
    likely: float = 0.6
    possible: float = 0.1
    context: float = 1.5
    conflict: float = -1.4
    margin: float = 0.8


DEFAULT = Weights()


def get_score(evidence: float) -> float:
    """Return the score, 0 to 1, that a sum of evidence comes to; to four places."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, evidence)))), 4)
