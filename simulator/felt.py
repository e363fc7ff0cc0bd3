"""What each reply of a call did to the caller, with its causes: the director's own reckoning, laid open."""

from dataclasses import dataclass

from simulator.call import Call
from simulator.director import hear
from simulator.feeling import Effect, effects
from simulator.mood import Mood


@dataclass(frozen=True)
class Felt:
    """One reply: its turn number, the mood before and after it, and the causes, the strongest first."""

    turn: int
    before: Mood
    after: Mood
    causes: tuple[Effect, ...]

    @property
    def anger(self) -> int:
        """Points by which anger moved; negative where the caller calmed down."""
        return self.after.anger - self.before.anger

    @property
    def trust(self) -> int:
        """Points by which trust moved."""
        return self.after.trust - self.before.trust


def felt(call: Call) -> tuple[Felt, ...]:
    """Every reply of `call` whose mood is known, in order."""
    found = []
    before = call.persona.temper.start
    for place, turn in enumerate(call.turns):
        if turn.speaker == "agent" and turn.mood:
            causes = effects(hear(call.persona, call.turns[: place + 1]))
            strongest = sorted(causes, key=lambda cause: -abs(cause.anger) - abs(cause.trust))
            found.append(Felt(place, before, turn.mood, tuple(strongest)))
        before = turn.mood or before
    return tuple(found)
