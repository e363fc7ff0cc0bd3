"""Claims about one call in the store, each on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_call import OPENING, PERSONA, REPLY, RUBRIC, a_call, a_rubric

from simulator.acts import AGENT
from simulator.mood import Mood
from simulator.move import ENDINGS, KINDS, Move
from simulator.scorecard import Mark, scorecard
from simulator.store import CallEnded, CallUnknown, Store, TurnTaken, open_store
from simulator.turn import Turn

WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
MOODS = st.builds(Mood, *[st.integers(0, 100)] * 2, st.integers(0, 60), st.integers(0, 4))
MOVES = st.builds(Move, st.sampled_from(KINDS), WORDS, st.sampled_from((None, *ENDINGS)))
ACTS = st.lists(st.sampled_from(tuple(AGENT)), unique=True).map(tuple)
TURNS = st.builds(
    Turn, st.sampled_from(["agent", "caller"]), WORDS, ACTS, st.none() | MOVES, st.none() | MOODS, WORDS
)


def begun(store: Store, *turns: Turn, persona: str = PERSONA, **changes: Any) -> str:
    call = a_call(persona, turns=turns, **changes)
    store.begin(call)
    return call.id


def test_a_call_comes_back_with_all_it_ran_with(store: Store, store_url: str) -> None:
    call = a_call(turns=(OPENING, REPLY), ending="solved", seed=10**30, voice="a-model", kind="exam")
    store.begin(call)
    again = open_store(store_url)
    assert again.call(call.id) == replace(call, started=ANY)
    assert store.call("no such call") is None
    again.close()


def test_editing_a_file_changes_no_old_call(store: Store) -> None:
    old = begun(store)
    new = begun(store, persona=PERSONA.replace("찢어진 책이", "젖은 책이"))
    titles = [call.persona.title for call in map(store.call, (old, new)) if call]
    assert titles == ["찢어진 책이 왔다", "젖은 책이 왔다"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TURNS, max_size=4))
def test_turns_come_back_exactly_as_they_were_added(store: Store, turns: list[Turn]) -> None:
    call_id = begun(store)
    store.add_turns(call_id, 0, *turns)
    call = store.call(call_id)
    assert call
    assert call.turns == tuple(turns)


def test_what_no_database_takes_becomes_a_replacement_mark(store: Store) -> None:
    call_id = begun(store, replace(REPLY, text="네\x00 \ud800고객님 😀"))
    call = store.call(call_id)
    assert call
    assert call.turns[0].text == "네\ufffd \ufffd고객님 😀"


def test_a_call_without_the_text_of_its_files_is_refused(store: Store) -> None:
    call = a_call()
    with pytest.raises(ValueError, match="persona without digest"):
        store.begin(replace(call, persona=replace(call.persona, digest="")))


def test_a_turn_number_is_taken_once_and_then_nothing_is_added(store: Store) -> None:
    call_id = begun(store, OPENING)
    with pytest.raises(TurnTaken):
        store.add_turns(call_id, 0, REPLY, OPENING, ending="solved")
    call = store.call(call_id)
    assert call
    assert (call.turns, call.ending) == ((OPENING,), None)


def test_of_two_writers_on_the_same_number_exactly_one_wins(store: Store, store_url: str) -> None:
    other = open_store(store_url)
    call_id = begun(store)
    together = threading.Barrier(2)

    def add(writer: Store, n: int) -> bool:
        together.wait()
        try:
            writer.add_turns(call_id, n, replace(REPLY, text=f"{n}번째 답"))
        except TurnTaken:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        for n in range(20):
            assert sorted(threads.map(add, (store, other), (n, n))) == [False, True]
    call = store.call(call_id)
    assert call
    assert len(call.turns) == 20
    other.close()


def test_many_threads_write_at_once_and_nothing_is_lost(store: Store) -> None:
    ids = [begun(store) for _ in range(8)]

    def talk(call_id: str) -> None:
        for n in range(10):
            store.draft(call_id, n, "네")
            store.add_turns(call_id, n, REPLY)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(talk, ids))
    assert [row.turns for row in store.calls()] == [10] * 8


def test_a_turn_that_would_leave_a_gap_is_refused(store: Store) -> None:
    call_id = begun(store, OPENING)
    with pytest.raises(ValueError, match="gap"):
        store.add_turns(call_id, 2, REPLY)


def test_nothing_can_be_said_after_the_ending(store: Store) -> None:
    call_id = begun(store, OPENING)
    store.add_turns(call_id, 1, REPLY, ending="protocol_ended")
    with pytest.raises(CallEnded):
        store.add_turns(call_id, 2, OPENING)
    call = store.call(call_id)
    assert call
    assert (len(call.turns), call.ending) == (2, "protocol_ended")


def test_the_first_ending_counts(store: Store) -> None:
    call_id = begun(store)
    assert store.end(call_id, "agent_hung_up") == "agent_hung_up"
    assert store.end(call_id, "solved") == "agent_hung_up"


@pytest.mark.parametrize(
    "deed",
    [
        lambda store: store.add_turns("nobody", 0, REPLY),
        lambda store: store.draft("nobody", 0, "네"),
        lambda store: store.end("nobody", "solved"),
        lambda store: store.share("nobody"),
        lambda store: store.add_scorecard("nobody", scorecard(a_rubric(), "offline", ())),
    ],
)
def test_a_call_that_does_not_exist_is_named(store: Store, deed: Callable[[Store], object]) -> None:
    with pytest.raises(CallUnknown, match="nobody"):
        deed(store)


def test_the_running_reply_grows_until_its_turn_stands(store: Store) -> None:
    call_id = begun(store, OPENING)
    assert store.draft_of(call_id) is None
    store.draft(call_id, 1, "죄송")
    store.draft(call_id, 1, "죄송합니다, 고객님")
    assert store.draft_of(call_id) == "죄송합니다, 고객님"
    store.add_turns(call_id, 1, REPLY)
    assert store.draft_of(call_id) is None


def test_a_draft_that_comes_after_its_turn_or_the_ending_is_not_shown(store: Store) -> None:
    call_id = begun(store, OPENING)
    store.draft(call_id, 0, "여보")
    assert store.draft_of(call_id) is None
    store.draft(call_id, 1, "죄송")
    store.end(call_id, "stopped")
    store.draft(call_id, 1, "죄송합니다")
    assert store.draft_of(call_id) is None


def test_the_newest_call_without_ending_is_the_running_one(store: Store) -> None:
    first, second, third = (begun(store) for _ in range(3))
    begun(store, trainee="이서연")
    store.end(third, "stopped")
    assert store.running("김하늘") == second
    store.end(second, "stopped")
    store.end(first, "stopped")
    assert store.running("김하늘") is None


def test_scorecards_stand_side_by_side_the_newest_last(store: Store) -> None:
    call_id = begun(store, OPENING, REPLY)
    proof = Mark("greeting", "greets", "met", 1, "죄송합니다", "인사로 시작했습니다.", "offline")
    old = scorecard(a_rubric(), "offline", [proof, Mark("no-blame", "never-blames", "missed")])
    new = scorecard(a_rubric(RUBRIC.replace("points: 40", "points: 20")), "a-model", [proof])
    numbers = [store.add_scorecard(call_id, card) for card in (old, new)]
    assert numbers == sorted(set(numbers))
    assert store.scorecards(call_id) == (old, new)
    assert store.scorecards("nobody") == ()
