"""Rescoring: past calls marked once more, on the rubric as it is now; every call keeps its older scorecards."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from simulator.protocols import Scorer
from simulator.rubric import Rubric
from simulator.scorers.policy import bearing_on
from simulator.store import Rescore, Store


@dataclass(frozen=True)
class Changed:
    """One call that was marked anew: its score before, if it had one, and now."""

    call: str
    before: float | None
    now: float


@dataclass(frozen=True)
class Work:
    """A rescoring with the calls that it has not reached yet; `resumed` where an earlier run had begun it."""

    rescore: Rescore
    calls: tuple[str, ...]
    resumed: bool


def work_on(store: Store, rubric: Rubric, scorer: Scorer, *, trainee: str = "", by: str = "") -> Work:
    """The rescoring to be done now: one that was broken off is taken up again, else a new one begins."""
    earlier = store.newest_rescore(rubric.digest, scorer.name, rubric.company, trainee)
    if earlier and (calls := store.calls_to_rescore(earlier)):
        return Work(earlier, calls, resumed=True)
    begun = store.begin_rescore(rubric.digest, scorer.name, rubric.company, trainee, by)
    return Work(begun, store.calls_to_rescore(begun), resumed=False)


async def rescored(store: Store, work: Work, rubric: Rubric, scorer: Scorer) -> AsyncIterator[Changed]:
    """Marks each call of `work`; each card stands before the next call is looked at. Raises ModelFailed."""
    for call_id in work.calls:
        call = await asyncio.to_thread(store.call, call_id)
        if call is None:
            continue
        cards = await asyncio.to_thread(store.scorecards, call_id)
        card = await scorer.score(rubric, call.turns, bearing_on(call.company, call.persona))
        await asyncio.to_thread(store.add_scorecard, call_id, card, work.rescore.id)
        yield Changed(call_id, cards[-1].score if cards else None, card.score)
