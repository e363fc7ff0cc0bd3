"""A shift: the plan of a morning, the clock, the queue, the strain, and the rests."""

from dataclasses import replace

import pytest

from simulator.call import Call
from simulator.library import Library, shipped_workspace
from simulator.mood import Mood
from simulator.move import Ending, Move
from simulator.shift import (
    Plan,
    arrival,
    clock_of,
    escaped,
    minutes_of,
    morning,
    plan_of,
    planned,
    rest_owed,
    strain_of,
)
from simulator.turn import Turn

LIBRARY = Library([shipped_workspace()])
KIT = LIBRARY.kit("dalbit-soap/late-birthday-gift")
PLAN = planned(KIT.company, LIBRARY.personas("dalbit-soap"), 1)


def call(level: int = 0, ending: Ending | None = "solved", turns: int = 8, **more: str) -> Call:
    """A call of the shift that had so many turns and this abuse level all along."""
    mood = Mood(50 + 10 * level, 30, 5, level)
    said = tuple(
        Turn("agent", "네.") if n % 2 else Turn("caller", f"말 {n}", (), Move("push"), mood)
        for n in range(turns)
    )
    made = Call(
        "1",
        "kim",
        KIT.persona,
        KIT.company,
        KIT.manual,
        KIT.rubric,
        1,
        turns=said,
        ending=ending,
        voice="offline",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("company", ["dalbit-soap", "hangyeol", "deulchan", "brightleaf"])
@pytest.mark.parametrize("seed", range(4))
def test_a_morning_has_one_hostile_call_and_it_is_not_the_first(company: str, seed: int) -> None:
    plan = planned(LIBRARY.company(company), LIBRARY.personas(company), seed)
    parts = [slot.part for slot in plan.slots]
    assert parts.count("hostile") == 1
    assert parts[0] != "hostile"
    assert [slot.at for slot in plan.slots] == sorted(slot.at for slot in plan.slots)
    assert plan.start == minutes_of(LIBRARY.company(company).hours[0].open)


def test_a_plan_comes_back_as_it_was_kept() -> None:
    assert plan_of(PLAN.json) == PLAN


def test_the_clock_runs_by_what_was_said() -> None:
    short, long = (morning(PLAN, [call(turns=n)], (), KIT.company).clock for n in (4, 24))
    assert long - short == 10


def test_who_rings_during_a_long_call_waits_in_the_queue() -> None:
    now = morning(PLAN, [call(turns=120)], (), KIT.company)
    assert now.waiting
    assert all(slot.at <= now.clock for slot in now.waiting)


def test_a_caller_out_of_the_queue_is_crosser_and_wary_of_a_strained_voice() -> None:
    fresh, kept_waiting = (arrival(KIT.persona, minutes, 0) for minutes in (0, 12))
    assert kept_waiting.anger > fresh.anger == KIT.persona.temper.anger
    assert arrival(KIT.persona, 0, 90).trust < fresh.trust


def test_abuse_strains_more_than_anger_and_a_good_end_carries() -> None:
    assert strain_of(call(3)) > strain_of(call(1)) > strain_of(call(0))
    assert strain_of(call(1, "solved")) < strain_of(call(1, "caller_hung_up"))


def test_a_break_lowers_the_strain_and_takes_its_time() -> None:
    without, rested = (morning(PLAN, [call(3)], rests, KIT.company) for rests in ((), [(1, 10)]))
    assert rested.strain < without.strain
    assert rested.clock == without.clock + 10


@pytest.mark.parametrize(("level", "minutes"), [(0, 0), (2, 0), (3, 10), (4, 30)])
def test_rest_is_owed_after_abuse_as_the_companys_protocol_says(level: int, minutes: int) -> None:
    assert rest_owed(call(level), KIT.company) == minutes


def test_the_lines_close_at_lunch_whoever_was_still_to_ring() -> None:
    late = Plan(PLAN.start, PLAN.start + 5, PLAN.slots)
    assert morning(late, [call(turns=40)], (), KIT.company).is_over


def test_a_running_call_is_not_over() -> None:
    now = morning(PLAN, [call(ending=None)], (), KIT.company)
    assert now.running
    assert not now.is_over


def test_pointing_to_the_board_before_helping_is_an_escape_and_after_it_is_not() -> None:
    board, told = (
        Turn("agent", "게시판에 남겨 주세요.", ("redirect",)),
        Turn("agent", "내일 와요.", ("inform",)),
    )
    assert escaped(replace(call(), turns=(board, told))) == (0,)
    assert escaped(replace(call(), turns=(told, board))) == ()


def test_clock_times_are_read_and_written() -> None:
    assert clock_of(minutes_of("09:05") + 60) == "10:05"
