"""Rescoring: a deed of its own that adds cards, never changes one, and goes on where it was broken off."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_call import OPENING, REPLY, RUBRIC, a_call, a_rubric

from simulator.rescoring import Changed, Work, rescored, work_on
from simulator.rubric import Rubric
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store

STRICTER = RUBRIC.replace("pass_mark: 70", "pass_mark: 90").replace("points: 40", "points: 10")
SCORER = OfflineScorer()


def ended(store: Store, *, count: int = 3, ending: str = "solved", trainee: str = "김하늘") -> list[str]:
    """So many calls that are over, each with its first scorecard."""
    made = []
    for _ in range(count):
        call = a_call(trainee=trainee, turns=(OPENING, REPLY))
        store.begin(call)
        store.end(call.id, ending)  # type: ignore[arg-type]
        store.add_scorecard(call.id, asyncio.run(SCORER.score(call.rubric, call.turns)))
        made.append(call.id)
    return made


def do(store: Store, work: Work, rubric: Rubric, most: int = 99) -> list[Changed]:
    """The first calls of the work, marked."""
    only = Work(work.rescore, work.calls[:most], work.resumed)

    async def all_of() -> list[Changed]:
        return [change async for change in rescored(store, only, rubric, SCORER)]

    return asyncio.run(all_of())


def test_a_rescoring_adds_a_card_and_leaves_the_old_one_as_it_was(store: Store) -> None:
    calls, rubric = ended(store), a_rubric(STRICTER)
    before = [store.scorecards(call) for call in calls]
    changes = do(store, work_on(store, rubric, SCORER), rubric)
    after = [store.scorecards(call) for call in calls]
    assert [cards[:1] for cards in after] == before
    assert [len(cards) for cards in after] == [2, 2, 2]
    assert [change.now for change in changes] == [cards[-1].score for cards in after]


def test_a_rescoring_that_is_broken_off_goes_on_with_the_calls_that_are_left(store: Store) -> None:
    calls, rubric = ended(store), a_rubric(STRICTER)
    do(store, work_on(store, rubric, SCORER), rubric, most=1)
    again = work_on(store, rubric, SCORER)
    assert again.resumed
    assert len(again.calls) == len(calls) - 1
    do(store, again, rubric)
    assert [len(store.scorecards(call)) for call in calls] == [2, 2, 2]


def test_a_finished_rescoring_is_followed_by_a_new_one(store: Store) -> None:
    ended(store)
    rubric = a_rubric(STRICTER)
    first = work_on(store, rubric, SCORER)
    do(store, first, rubric)
    second = work_on(store, rubric, SCORER)
    assert not second.resumed
    assert second.rescore.id > first.rescore.id


def test_a_changed_rubric_never_goes_on_with_an_older_rescoring(store: Store) -> None:
    ended(store)
    do(store, work_on(store, a_rubric(), SCORER), a_rubric(), most=1)
    assert not work_on(store, a_rubric(STRICTER), SCORER).resumed


def test_stopped_and_running_calls_are_not_rescored(store: Store) -> None:
    ended(store, ending="stopped")
    store.begin(a_call(turns=(OPENING,)))
    assert work_on(store, a_rubric(), SCORER).calls == ()


def test_one_trainees_calls_can_be_rescored_alone(store: Store) -> None:
    ended(store, count=2)
    mine = ended(store, count=1, trainee="박서준")
    assert work_on(store, a_rubric(), SCORER, trainee="박서준").calls == tuple(mine)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_command_tells_how_many_scores_changed(tmp_path: Path, language: str) -> None:
    home = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    base = [sys.executable, "-m", "simulator"]
    call = [*base, "call", "late-birthday-gift", "--json"]
    subprocess.run(call, input="네.\n/hangup\n".encode(), env=home, capture_output=True, check=True)
    deed = [*base, "rescore", "--rubric", "dalbit-soap", "--language", language]
    done = subprocess.run(deed, env=home, capture_output=True, check=True)
    as_json = json.loads(subprocess.run([*deed, "--json"], env=home, capture_output=True, check=True).stdout)
    assert ("1건을" if language == "ko" else "1 calls were marked") in done.stdout.decode()
    assert as_json["calls"][0]["before"] == as_json["calls"][0]["now"]
