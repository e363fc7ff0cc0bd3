"""A model that fails in mid-call: the offline voice and scorer take over and nothing is lost."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from servers.fault import FaultServer
from servers.fixtures import HASTY

from simulator.desk import Desk
from simulator.library import Library, shipped_workspace
from simulator.model import Endpoint
from simulator.scorecard import Scorecard
from simulator.scorers.model import ModelScorer
from simulator.scorers.offline import OfflineScorer
from simulator.store import open_store
from simulator.turn import Turn
from simulator.voices.model import ModelVoice
from simulator.voices.phrasebook import Phrasebook

LIBRARY = Library((shipped_workspace(),))
CALLER = "late-birthday-gift"
REPLY = "안녕하십니까, 달빛비누 김하늘입니다. 많이 기다리셨죠, 정말 죄송합니다."


def played(endpoint: Endpoint, folder: Path) -> tuple[Turn, ...]:
    """The turns of a call with one reply."""

    async def play() -> tuple[Turn, ...]:
        phrasebook = Phrasebook()
        store = open_store(f"sqlite:///{folder / 'calls.db'}")
        desk = Desk(LIBRARY, store, ModelVoice(endpoint), phrasebook, (OfflineScorer(),))
        call = desk.ring("김하늘", CALLER, seed=1)
        opened = [moment async for moment in desk.follow(call.id)]
        await desk.hear(call.id, REPLY)
        answered = [moment async for moment in desk.follow(call.id)]
        assert opened[-1].call.turns == answered[-1].call.turns[:1]
        turns = answered[-1].call.turns
        store.close()
        return turns

    return asyncio.run(play())


def scored(endpoint: Endpoint, folder: Path) -> tuple[Scorecard, str]:
    async def score() -> tuple[Scorecard, str]:
        phrasebook = Phrasebook()
        store = open_store(f"sqlite:///{folder / 'calls.db'}")
        scorers = (ModelScorer(endpoint), OfflineScorer())
        desk = Desk(LIBRARY, store, phrasebook, phrasebook, scorers)
        call = desk.ring("김하늘", CALLER, seed=1)
        _ = [moment async for moment in desk.follow(call.id)]
        await desk.hear(call.id, REPLY)
        _ = [moment async for moment in desk.follow(call.id)]
        await desk.stop(call.id)
        made = await desk.score(call.id)
        store.close()
        return made

    return asyncio.run(score())


def test_a_model_that_works_speaks_every_turn(
    faulty: FaultServer, endpoint: Endpoint, tmp_path: Path
) -> None:
    opening, _, answer = played(endpoint, tmp_path)
    assert (opening.notice, answer.notice) == ("", "")
    assert opening.text != answer.text
    assert len(faulty.requests) == 2


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (["cut"], "cut_off"),
        (["stall"], "too_slow"),
        (["html"], "not_a_model"),
        (["quota"], "no_quota"),
        (["무엇을 도와드릴까요?", "제가 도와드릴게요."], "out_of_role"),
    ],
)
def test_a_model_that_fails_is_relieved_for_that_turn_only(
    steps: list[str], code: str, faulty: FaultServer, endpoint: Endpoint, tmp_path: Path
) -> None:
    faulty.script(*steps)
    hasty = replace(endpoint, patience=HASTY) if "stall" in steps else endpoint
    opening, reply, answer = played(hasty, tmp_path)
    assert opening.notice == code
    assert opening.text in LIBRARY.persona(CALLER).lines.opening
    assert reply.text == REPLY
    assert answer.notice == ""


@pytest.mark.parametrize(("steps", "code"), [(["401"], "wrong_key"), (["{}", "{}"], "wrong_shape")])
def test_a_judge_that_fails_leaves_the_card_to_the_offline_scorer(
    steps: list[str], code: str, faulty: FaultServer, endpoint: Endpoint, tmp_path: Path
) -> None:
    faulty.script(*steps)
    card, notice = scored(endpoint, tmp_path)
    assert (card.scorer, notice) == ("offline", code)
    assert 0 < card.coverage <= 1
