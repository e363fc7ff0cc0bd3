"""Watching the same caller met badly and then well."""

import asyncio

import pytest

from simulator.library import Library, shipped_workspace
from simulator.scorers.offline import offline_marks
from simulator.watch import Watched, watched

LIBRARY = Library([shipped_workspace()])
REFS = [
    "dalbit-soap/late-birthday-gift",
    "hangyeol/third-repair-blender",
    "brightleaf/leaking-kettle-third-call",
]


def both(ref: str) -> Watched:
    """The two calls that are shown."""
    return asyncio.run(watched(LIBRARY.kit(ref)))


@pytest.mark.parametrize("ref", REFS)
def test_the_bad_call_ends_in_anger_and_the_good_one_well(ref: str) -> None:
    shown = both(ref)
    assert shown.badly.ending not in ("solved", "refusal_held")
    assert shown.well.ending in ("solved", "refusal_held")
    assert shown.badly.mood.anger > shown.well.mood.anger


@pytest.mark.parametrize("ref", REFS)
def test_the_good_call_meets_more_checks_than_the_bad_one(ref: str) -> None:
    shown = both(ref)
    met = [
        sum(mark.verdict == "met" for mark in offline_marks(one.rubric, one.turns))
        for one in (shown.badly, shown.well)
    ]
    assert met[1] > met[0] + 3


def test_everybody_who_watches_sees_the_same_calls() -> None:
    assert [turn.text for turn in both(REFS[0]).well.turns] == [
        turn.text for turn in both(REFS[0]).well.turns
    ]
