"""What is done with a statement: judged, corrected, added, noted, undone."""

from sayso.records.decision import Judgement
from sayso.web.addresses import make_report_address
from sayso.web.pages.reading import find_card
from sayso.web.routes import Action, Done, Visit


def judge_claim(visit: Visit) -> Done:
    """Accept or reject a statement."""
    report, claim = visit.path["report"], visit.path["claim"]
    answer = Judgement(visit.take("answer") or "")
    visit.casebook.decide(
        f"claim:{report}/{claim}", judgement=answer, because=visit.take("because") or "Reviewed."
    )
    card = find_card(visit, report, claim)
    return Done(to=make_report_address(report, claim), values=card, fragment="claim.html.jinja")


OFFERS = (Action(path="/reports/{report}/claims/{claim}/judge", act=judge_claim),)
