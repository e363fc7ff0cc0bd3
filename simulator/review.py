"""What people say of marks: disputes and overrides, blind marks for calibration, and how far the scorer agrees."""

import random
from collections.abc import Iterable, Mapping

from simulator.agreement import Agreement, Place, by_check
from simulator.calibration import Pairs, offline_against
from simulator.call import Call
from simulator.desk import Desk, DeskError
from simulator.language import Pair
from simulator.opinion import Dispute, PersonMark, standing
from simulator.scorecard import Scorecard, Verdict
from simulator.scorers.offline import OfflineScorer
from simulator.scorers.policy import bearing_on

NO_CHECK = Pair(
    "그런 문항이 없어요. 평가표를 다시 열어 주세요.", "There is no such check. Open the scorecard again."
)
VERDICTS: tuple[Verdict, ...] = ("met", "missed", "not_applicable")
"""What a person may say of a check."""
SAMPLE_FROM = 200
"""Newest calls from which the next one to be marked blind is drawn."""


def dispute(desk: Desk, call: Call, place: Place, by: str, note: str) -> None:
    """Keeps `by`'s objection to the mark of a check; raises DeskError for a check that does not exist."""
    _known(call, place)
    desk.store.dispute(Dispute(call.id, *place, by=by, note=note))


def override(desk: Desk, call: Call, place: Place, verdict: str, by: str, note: str) -> None:
    """Keeps the manager's own mark beside the scorer's; raises DeskError for a check that does not exist."""
    _known(call, place)
    if verdict not in VERDICTS:
        raise DeskError(NO_CHECK)
    desk.store.mark(PersonMark(call.id, *place, verdict=verdict, kind="override", by=by, note=note))


def mark_blind(desk: Desk, call: Call, verdicts: Mapping[Place, str], by: str) -> None:
    """Keeps the marks that `by` made without having seen the scorer's; what is no verdict is left out."""
    places = {(criterion.id, check.id) for criterion, check in call.rubric.checks}
    made: list[PersonMark] = []
    for place, told in verdicts.items():
        verdict = next((one for one in VERDICTS if one == told), None)
        if verdict and place in places:
            made.append(PersonMark(call.id, *place, verdict=verdict, kind="blind", by=by))
    desk.store.mark(*made)


def next_to_mark(desk: Desk, company: str, by: str) -> Call | None:
    """A call that `by` may read and has not marked blind yet: shared practice, exams, recordings; drawn by chance."""
    rows = desk.store.calls(
        limit=SAMPLE_FROM, company=company, ended=True, stopped=False, kinds=("practice", "exam", "recording")
    )
    marked = {mark.call for mark in desk.store.people_marks("blind", company) if mark.by == by}
    open_to_all = [row for row in rows if (row.shared or row.kind != "practice") and row.id not in marked]
    if not open_to_all:
        return None
    drawn = random.Random(f"{by}|{len(marked)}").choice(open_to_all)  # noqa: S311 - which call is no secret
    return desk.store.call(drawn.id)


def trust_in(desk: Desk, company: str, scorer: str) -> dict[Place, Agreement]:
    """How far people and `scorer` agree on each check of a company: from gold, blind marks and overrides.

    A mark that its maker, or for an override another manager, has made anew counts once, as it stands now.
    """
    return by_check([*_gold(desk, company, scorer), *_compared(desk, company, scorer)])


def _gold(desk: Desk, company: str, scorer: str) -> Pairs:
    """From the gold file in the company's folder; only the offline scorer can be asked at no cost."""
    text = desk.library.gold(company)
    if not text or scorer != OfflineScorer.name:
        return ()
    marking = desk.library.marking(company)
    return offline_against(text, marking.rubric, bearing_on(marking.company, None))


def _compared(desk: Desk, company: str, scorer: str) -> Iterable[tuple[Place, Verdict, Verdict]]:
    people = standing(desk.store.people_marks(company=company))
    cards = {
        call: card
        for call in {mark.call for mark in people}
        if (card := _card_by(desk.store.scorecards(call), scorer))
    }
    for mark in people:
        card = cards.get(mark.call)
        place = (mark.criterion, mark.check)
        scored = card.verdicts.get(place) if card else None
        if scored:
            yield place, mark.verdict, scored


def _card_by(cards: Iterable[Scorecard], scorer: str) -> Scorecard | None:
    return next((card for card in reversed(list(cards)) if card.scorer == scorer), None)


def _known(call: Call, place: Place) -> None:
    if place not in {(criterion.id, check.id) for criterion, check in call.rubric.checks}:
        raise DeskError(NO_CHECK)
