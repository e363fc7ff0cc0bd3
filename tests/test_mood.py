"""Laws of the mood."""

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from simulator.mood import Mood

MOODS = st.builds(Mood, st.integers(0, 100), st.integers(0, 100), st.integers(0, 60), st.integers(0, 4))
STEPS = st.integers(-500, 500)


@given(MOODS, STEPS, STEPS, STEPS)
def test_a_mood_never_leaves_its_scales(mood: Mood, anger: int, trust: int, patience: int) -> None:
    moved = mood.moved(anger=anger, trust=trust, patience=patience)
    assert 0 <= moved.anger <= 100
    assert 0 <= moved.trust <= 100
    assert 0 <= moved.patience <= 60


@given(MOODS)
def test_nothing_moves_a_mood_that_is_moved_by_nothing(mood: Mood) -> None:
    assert mood.moved() == mood


@given(MOODS, STEPS)
def test_a_level_stays_between_0_and_4_and_touches_nothing_else(mood: Mood, level: int) -> None:
    at = mood.at_level(level)
    assert 0 <= at.level <= 4
    assert astuple(at)[:3] == astuple(mood)[:3]
