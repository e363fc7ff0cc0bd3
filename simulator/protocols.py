"""The ports of the desk: whoever speaks for the caller, and whoever marks a call."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from simulator.call import Call
from simulator.company import Policy
from simulator.language import Language
from simulator.mood import Mood
from simulator.move import Move
from simulator.rubric import Rubric
from simulator.scorecard import Scorecard
from simulator.turn import Turn


class Voice(Protocol):
    """Words the caller's move."""

    @property
    def name(self) -> str:
        """What the call is recorded with: "offline" or the model's name."""
        ...

    def digest(self, language: Language) -> str:
        """Digest of the prompts or phrasebook it words from."""
        ...

    def speak(self, call: Call, mood: Mood, move: Move) -> AsyncIterator[str]:
        """The caller's line as it grows: each item is the whole text so far, the last one is final.

        `call` ends with the agent's turn that is being answered (or has no turn yet, for the opening),
        `mood` is the mood after it. Raises ModelFailed when no line can be had.
        """
        ...


class Scorer(Protocol):
    """Marks a call against a rubric."""

    @property
    def name(self) -> str:
        """What the scorecard is recorded with: "offline" or the model's name."""
        ...

    async def score(
        self, rubric: Rubric, turns: Sequence[Turn], policies: Sequence[Policy] = ()
    ) -> Scorecard:
        """A card with one mark for each check, held against `policies`; raises ModelFailed when none can be had."""
        ...
