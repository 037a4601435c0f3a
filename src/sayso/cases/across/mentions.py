"""What reports say of a case without making it one: a denial, a release, a name in passing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.cases.across.answers import Answering, list_answers, list_denied
from sayso.cases.across.days import measure_gap
from sayso.cases.across.denied import list_spots_beside
from sayso.cases.across.matters import Joined, Key, is_named
from sayso.cases.across.nameless import is_told_on, list_nameless, list_place_keys
from sayso.cases.across.places import Spot, Standing, compare_spots
from sayso.cases.across.tellings import UNDATED, Telling
from sayso.cases.across.unsaid import find_only_person, list_unsaid
from sayso.cases.history import DONE
from sayso.records.casefile import Identity, Ref
from sayso.records.claim import SourceKind
from sayso.records.decision import Judgement
from sayso.records.reading import Reading
from sayso.records.ruling import Rulings

# Who is such a source may well speak of himself.
_OF_HIMSELF = frozenset({SourceKind.SUBJECT, SourceKind.PERSON, SourceKind.EYEWITNESS})
# A denial names the day of what it denies, give or take so many.
_SLIP = 14


@dataclass(slots=True)
class Mentions:
    """What reports say of a case's people without making it a case.

    Attributes:
        tellings: Events of them.
        reports: Reports that only name them.
        claims: Claims that people put into it.
    """

    tellings: list[Telling] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    claims: set[Ref] = field(default_factory=set)


class MentionFinder:
    """Finds what reports say of cases that other reports make.

    Args:
        readings: By SHA-256 of the report.
        identities: Who is who, by id.
        tell: Gives the events of a report by their ids.
        rulings: What people decided.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        identities: Mapping[str, Identity],
        tell: Callable[[str], Mapping[str, Telling]],
        rulings: Rulings,
    ) -> None:
        self._readings = readings
        self._identities = identities
        self._tell = tell
        self._rulings = rulings
        self._found: defaultdict[int, Mentions] = defaultdict(Mentions)

    def find(
        self, cases: Sequence[Joined], lent: Sequence[tuple[Key, Telling]] = ()
    ) -> Mapping[int, Mentions]:
        """Return, by the number of a case, what speaks of it; some is lent to its matters."""
        self._found = defaultdict(Mentions)
        case_of = {it.key: n for n, case in enumerate(cases) for it in case.matters}
        for key, telling in lent:
            if key in case_of and not self._is_ruled_out((telling.at,), cases[case_of[key]]):
                self._found[case_of[key]].tellings.append(telling)
        self._find_people(cases)
        self._find_places(cases)
        self._find_answers(cases)
        self._find_denials(cases)
        self._find_unsaid(cases)
        self._find_ruled(cases)
        return self._found

    def _find_people(self, cases: Sequence[Joined]) -> None:
        """Find the reports that tell something of a case's people, or only name them."""
        cases_of: defaultdict[str, list[int]] = defaultdict(list)
        for number, case in enumerate(cases):
            for name in {it.id for matter in case.matters for it in matter.people}:
                cases_of[name].append(number)
        having = [{it.at.report for it in case.matters} for case in cases]
        for name, numbers in sorted(cases_of.items()):
            identity = self._identities.get(name)
            for at in sorted(identity.members) if identity is not None else ():
                known = at.report in self._readings
                if not known or any(at.report in having[number] for number in numbers):
                    continue
                told = [it for it in self._tell(at.report).values() if name in it.people]
                for telling in told:
                    number = _find_case(telling, numbers, cases)
                    if not self._is_ruled_out((telling.at, at), cases[number]):
                        self._found[number].tellings.append(telling)
                reading = self._readings[at.report]
                named = identity is not None and is_named(identity)
                if not told and named and not _only_tells(reading, at.id):
                    number = _find_begun((reading.report.published or UNDATED)[:10], numbers, cases)
                    if not self._is_ruled_out((at,), cases[number]):
                        self._found[number].reports.add(at.report)

    def _is_ruled_out(self, findings: Sequence[Ref], case: Joined) -> bool:
        rulings = (
            self._rulings.cases.get((finding, matter.at))
            for finding in findings
            for matter in (case.matters if self._rulings.cases else ())
        )
        return any(it is not None and it.judgement is Judgement.NO for it in rulings)

    # ------------------------------------------------------------ people without names
    def _find_places(self, cases: Sequence[Joined]) -> None:
        """Find what befell people without names where a case of such people was."""
        index: defaultdict[str, set[int]] = defaultdict(set)
        for number, case in enumerate(cases):
            for telling in (it for one in case.matters if one.is_anonymous for it in one.tellings):
                for key in list_place_keys(telling.spot):
                    index[key].add(number)
        for report, reading in sorted(self._readings.items()):
            for telling, spot in list_nameless(reading, self._tell(report)):
                near = {number for key in list_place_keys(spot) for number in index.get(key, ())}
                fits = [n for n in sorted(near) if self._fits(telling, spot, cases[n])]
                if len(fits) == 1 and not self._is_ruled_out((telling.at,), cases[fits[0]]):
                    self._found[fits[0]].tellings.append(telling)

    def _find_answers(self, cases: Sequence[Joined]) -> None:
        """Find the denials, and what else answers a case without its people's full names."""
        answering = Answering(self._readings, cases)
        for report, reading in sorted(self._readings.items()):
            for telling in list_answers(reading, self._tell(report)) if reading.events else ():
                people = [self._identities[it] for it in telling.people if it in self._identities]
                # Whom other reports name in full has the case that they make of him.
                known = any(is_named(it) and " " in it.name for it in people)
                number = None if known else answering.find(telling)
                if number is not None and not self._is_ruled_out((telling.at,), cases[number]):
                    self._found[number].tellings.append(telling)

    def _find_denials(self, cases: Sequence[Joined]) -> None:
        """Find what a report denies beside the one case that it is about."""
        cases_of: defaultdict[str, set[int]] = defaultdict(set)
        for number, case in enumerate(cases):
            for matter in case.matters:
                cases_of[matter.at.report].add(number)
        for report, numbers in sorted(cases_of.items()):
            reading, number = self._readings[report], min(numbers)
            mine = {it.at for it in cases[number].matters}
            if any(Ref(report=report, id=it.id) not in mine for it in reading.cases):
                continue
            for telling in list_denied(reading, self._tell(report)):
                told = any(
                    it.type == telling.type and it.status in DONE and it.at.report != report
                    for matter in cases[number].matters
                    for it in matter.tellings
                )
                told = told and self._may_deny(reading, telling, cases[number])
                if told and not self._is_ruled_out((telling.at,), cases[number]):
                    self._found[number].tellings.append(telling)

    def _may_deny(self, reading: Reading, denied: Telling, case: Joined) -> bool:
        """Tell whether a denial of nobody by name fits a case in time and in place."""
        told = [it for matter in case.matters for it in matter.tellings if it.type == denied.type]
        days = [it.days for it in told if it.days is not None]
        day = None if denied.borrowed else denied.days
        if day is not None and days and min(measure_gap(it, day) for it in days) > _SLIP:
            return False
        spots = [spot for it in told if (spot := it.spot) is not None]
        near = list_spots_beside(reading, denied.at.id)
        return not any(
            all(compare_spots(it, spot, self._rulings) is Standing.OTHER for spot in spots)
            for it in (near if spots else ())
        )

    def _find_unsaid(self, cases: Sequence[Joined]) -> None:
        """Find what befell a report's only person though it does not say again whom.

        It does where it gives the day, or other reports of his case tell of such a thing, too.
        """
        cases_of: defaultdict[Ref, list[int]] = defaultdict(list)
        for number, case in enumerate(cases):
            people = {who.id: who for matter in case.matters for who in matter.people}
            for at in {at for who in people.values() for at in who.members}:
                cases_of[at].append(number)
        for report, reading in sorted(self._readings.items()):
            only = find_only_person(reading)
            numbers = cases_of.get(Ref(report=report, id=only), []) if only is not None else []
            if only is None or len(numbers) != 1:
                continue
            (number,) = numbers
            told = [it for matter in cases[number].matters for it in matter.tellings]
            known = {it.at for it in (*told, *self._found[number].tellings)}
            for telling in list_unsaid(reading, self._tell(report), only):
                where = {it.at.report for it in told if it.type == telling.type}
                # Another of its type in this very report was told apart from it.
                elsewhere = bool(where) and report not in where
                dated = telling.days is not None and not telling.borrowed
                if not (elsewhere or dated) or telling.at in known:
                    continue
                if not self._is_ruled_out((telling.at,), cases[number]):
                    self._found[number].tellings.append(telling)

    def _fits(self, telling: Telling, spot: Spot, case: Joined) -> bool:
        standings = {
            matter.at: [compare_spots(spot, it.spot, self._rulings) for it in matter.tellings]
            for matter in case.matters
        }
        return not any(Standing.OTHER in found for found in standings.values()) and any(
            matter.is_anonymous
            and is_told_on(telling, matter.published)
            and Standing.SAME in standings[matter.at]
            for matter in case.matters
        )

    def _find_ruled(self, cases: Sequence[Joined]) -> None:
        """Find the events and claims that people put into a case."""
        case_of = {it.at: n for n, case in enumerate(cases) for it in case.matters}
        for (finding, matter), ruling in sorted(self._rulings.cases.items(), key=lambda it: it[0]):
            if ruling.judgement is Judgement.YES and matter in case_of:
                told = self._tell(finding.report) if finding.report in self._readings else {}
                mentions = self._found[case_of[matter]]
                if finding.id in told:
                    mentions.tellings.append(told[finding.id])
                elif finding.report in self._readings and any(
                    it.id == finding.id for it in self._readings[finding.report].claims
                ):
                    mentions.claims.add(finding)
                    mentions.reports.add(finding.report)
                    known = {it.id for one in cases[case_of[matter]].matters for it in one.people}
                    mentions.tellings += [
                        it
                        for it in told.values()
                        if finding in it.claims and (not it.named or it.people & known)
                    ]


def _only_tells(reading: Reading, entity: str) -> bool:
    """Tell whether somebody only speaks of others there: a wife, a lawyer, an official."""
    return any(
        link.entity == entity and link.kind not in _OF_HIMSELF
        for claim in reading.claims
        for link in claim.chain
    )


def _find_case(telling: Telling, numbers: Sequence[int], cases: Sequence[Joined]) -> int:
    """Return which of somebody's cases an event is of: the last that had begun by then."""
    day = telling.days[1] if telling.days is not None else telling.published or UNDATED
    return _find_begun(day, numbers, cases)


def _find_begun(day: str, numbers: Sequence[int], cases: Sequence[Joined]) -> int:
    begun = [n for n in numbers if cases[n].matters[0].key[0] <= day]
    return begun[-1] if begun else numbers[0]
