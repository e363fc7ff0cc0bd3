"""Moves: what the caller does next. The director chooses one, a voice words it."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "open",  # says why he or she calls
    "push",  # insists on the demand
    "escalate",  # insists and gets one abuse level worse
    "back_down",  # lets go of the abuse after a warning, not of the demand
    "answer",  # gives the fact that was asked for (topic: fact id, empty when there is no such fact)
    "reveal",  # tells what was kept back (topic: hidden fact id)
    "ask",  # asks for what is still missing (topic: the act that is missing: inform, offer, commit, own …)
    "react",  # answers a deed that hit a trigger or a soother (topic: its place, "trigger:0"), or "scorned", "changed"
    "wait",  # agrees to hold the line
    "sour",  # rang with a friendly question and turns, because it was fumbled
    "interrupt",  # cuts a long speech short
    "silence",  # says nothing
    "listen",  # asks whether anybody is listening
    "agree",  # says yes to what is being done (topic: "transfer" where a hand-over was offered)
    "repeat",  # did not understand, or was not understood (topic: same, odd, silence, unclear, wrong)
    "waver",  # begins to give way
    "accept",  # accepts what is on the table
    "decline",  # nothing else is needed, waits for the goodbye
    "goodbye",  # says goodbye and the call ends well
    "concede",  # lets an unjust demand be, without joy
    "hang_up",  # ends the call in anger
    "leave",  # goes along with a hand-over, or is cut off by the agent's ending the call
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Ending = Literal[
    "solved",
    "refusal_held",
    "protocol_ended",
    "handed_over",
    "caller_hung_up",
    "agent_hung_up",
    "stopped",
]
ENDINGS: tuple[Ending, ...] = get_args(Ending)


@dataclass(frozen=True)
class Move:
    """One thing the caller does: its kind, what it is about, and the ending it brings, if any."""

    kind: Kind
    topic: str = ""
    ending: Ending | None = None
