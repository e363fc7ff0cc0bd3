"""One call of the bench: a fixed agent against a persona, with the voice that is measured."""

import random
from dataclasses import dataclass, replace

from simulator.agents import SHOWN
from simulator.call import Call
from simulator.desk import caller_turn, take_in
from simulator.director import direct, ending_when_agent_leaves
from simulator.failure import ModelFailed
from simulator.library import Kit
from simulator.protocols import Voice

LONGEST = 24
"""Replies after which the agent gives up and hangs up; a practice call has ten or so."""


@dataclass(frozen=True)
class Played:
    """A call that was played to its end, with the failures of the voice that the fallback had to cover."""

    call: Call
    policy: str
    fallbacks: int = 0


async def play(
    kit: Kit, policy: str, seed: int, voice: Voice, fallback: Voice, ceiling: int | None = None
) -> Played:
    """The call of `kit`'s persona with `policy`; the same seed gives the same call, as far as `voice` does.

    `ceiling` is that of whoever is to see the call.
    """
    call = Call(
        id=f"bench-{policy}-{seed}",
        trainee=policy,
        persona=kit.persona.held_to(ceiling),
        company=kit.company,
        manual=kit.manual,
        rubric=kit.rubric,
        seed=seed,
        voice=voice.name,
        ceiling=ceiling,
    )
    dice = random.Random(f"{policy}|{kit.persona.id}|{seed}")  # noqa: S311 - which of several wordings is said
    failed = 0
    for _ in range(LONGEST):
        call, fell_back = await _caller_speaks(call, voice, fallback)
        failed += fell_back
        if call.ending:
            return Played(call, policy, failed)
        reply = take_in(call, SHOWN[policy](call, dice))
        call = replace(call, turns=(*call.turns, reply))
    call, fell_back = await _caller_speaks(call, voice, fallback)
    ending = call.ending or ending_when_agent_leaves(call.persona, call.company.protection, call.turns)
    return Played(replace(call, ending=ending), policy, failed + fell_back)


async def _caller_speaks(call: Call, voice: Voice, fallback: Voice) -> tuple[Call, bool]:
    mood, move = direct(call.persona, call.company.protection, call.turns)
    text, notice = "", ""
    try:
        async for text in voice.speak(call, mood, move):  # noqa: B007 - the last one is the line
            pass
    except ModelFailed as failure:
        notice = failure.code
        async for text in fallback.speak(call, mood, move):  # noqa: B007
            pass
    turn = caller_turn(call, text, mood, move, notice)
    return replace(call, turns=(*call.turns, turn), ending=move.ending), bool(notice)
