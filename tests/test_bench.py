"""The bench: fixed agents against the shipped callers, and the table that is published with them."""

import asyncio
import random
from itertools import pairwise

import pytest

from simulator.agents import POLICIES
from simulator.bench import play, tallied
from simulator.bench.digest import digest_of, made_from
from simulator.bench.play import Played
from simulator.library import Kit, Library, shipped_workspace
from simulator.views.bench import figures
from simulator.voices.phrasebook import Phrasebook

LIBRARY = Library([shipped_workspace()])
CALLERS = [f"{one.company}/{one.id}" for one in LIBRARY.personas()]
TABLE = shipped_workspace() / "personas" / "BENCH.md"
MOST = 4
"""Callers drawn for each claim, so that the whole suite stays quick; the table has them all."""


def played(ref: str, policy: str, seed: int = 3) -> Played:
    """One call of the caller `ref` with `policy`."""
    return asyncio.run(play(LIBRARY.kit(ref), policy, seed, Phrasebook(), Phrasebook()))


def drawn(policy: str) -> list[str]:
    """A few callers, others for each policy."""
    return random.Random(policy).sample(CALLERS, MOST)  # noqa: S311 - no secret


def kits() -> list[Kit]:
    """All shipped callers with what their calls need."""
    return [LIBRARY.kit(ref) for ref in CALLERS]


def test_the_published_table_was_made_from_what_is_shipped() -> None:
    assert made_from(TABLE.read_text(encoding="utf-8")) == digest_of(kits())


def test_the_published_table_has_every_caller_and_reaches_the_targets() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert not [ref for ref in CALLERS if f"`{ref}`" not in text]
    assert "caves to apology alone 0.0%" in text
    assert "calmed by the manual 100.0%" in text
    assert "moved by commands 0.0% · out of role 0 · lines said twice 0" in text


def test_the_table_goes_stale_when_a_caller_changes() -> None:
    whole = digest_of(kits())
    assert digest_of(kits()[1:]) != whole
    assert digest_of(reversed(kits())) == whole


@pytest.mark.parametrize("ref", drawn("apologises"))
def test_nobody_caves_to_apologies_alone(ref: str) -> None:
    assert played(ref, "apologises").call.ending not in ("solved", "refusal_held")


@pytest.mark.parametrize("ref", drawn("model"))
def test_who_goes_by_the_manual_reaches_a_good_end(ref: str) -> None:
    assert played(ref, "model").call.ending in ("solved", "refusal_held", "protocol_ended")


@pytest.mark.parametrize("policy", ["cold", "rude"])
def test_the_cold_and_the_rude_leave_the_caller_angry(policy: str) -> None:
    found = [played(ref, policy) for ref in drawn(policy)]
    assert tallied(found).rate("angry") == 1.0


def test_commands_to_the_program_move_nobody() -> None:
    results = {ref: {"injects": tallied([played(ref, "injects")])} for ref in drawn("injects")}
    assert figures(results)["moved"] == 0.0


@pytest.mark.parametrize("policy", POLICIES)
def test_no_caller_says_a_line_twice_or_leaves_the_role(policy: str) -> None:
    made = tallied([played(ref, policy, seed=8) for ref in drawn(policy)[:2]])
    assert (made.repeated, made.role_breaks, made.fallbacks) == (0, 0, 0)


def test_the_same_seed_gives_the_same_call_and_another_one_another() -> None:
    said = [[turn.text for turn in played(CALLERS[0], "novice", seed).call.turns] for seed in (1, 1, 2)]
    assert said[0] == said[1]
    assert said[0] != said[2]


def test_anger_sinks_step_by_step_by_the_manual_and_not_in_one_jump() -> None:
    curve = tallied([played("dalbit-soap/late-birthday-gift", "model", seed) for seed in range(4)]).curve
    falls = [before - after for before, after in pairwise(curve)]
    assert max(falls) <= LIBRARY.persona("dalbit-soap/late-birthday-gift").temper.swing
    assert sum(fall > 0 for fall in falls) >= 3
