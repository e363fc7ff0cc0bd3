"""One practice call: the files it runs with and what was said so far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from simulator.company import Company
from simulator.language import Language
from simulator.manual import Manual
from simulator.mood import Mood
from simulator.move import Ending
from simulator.persona import Arrival, Persona
from simulator.rubric import Rubric
from simulator.turn import Turn

Kind = Literal["practice", "exam", "retry", "recording"]
"""A practice call, an official one, another try at a moment of an earlier call, a real call that was brought in."""


@dataclass(frozen=True)
class Branch:
    """Where a retry leaves the earlier call `of`: at the turn numbered `at`, an agent's, which is said anew."""

    of: str
    at: int


@dataclass(frozen=True)
class Call:
    """A call with everything pinned to it; `turns` are numbered from 0, `ending` is None while it runs."""

    id: str
    trainee: str
    persona: Persona
    company: Company
    manual: Manual
    rubric: Rubric
    seed: int
    voice: str = "offline"
    """The voice that words the moves: "offline" or the model's name."""
    prompts: str = ""
    """Digest of the prompts or phrasebook that the voice words from."""
    turns: tuple[Turn, ...] = ()
    ending: Ending | None = None
    started: datetime | None = None
    """When the phone rang, with time zone; None before the call is stored."""
    kind: Kind = "practice"
    ceiling: int | None = None
    """The trainee's own limit on abuse, 0 to 4, which `persona` is held to already; nobody else is ever shown it."""
    branch: Branch | None = None
    shift: str = ""
    """The shift in which the call came, or nothing."""
    arrival: Arrival | None = None
    """The mood the caller came with after waiting, which `persona` has already."""

    @property
    def language(self) -> Language:
        """The language the caller speaks."""
        return self.persona.language

    @property
    def mood(self) -> Mood:
        """The caller's mood now."""
        return next((turn.mood for turn in reversed(self.turns) if turn.mood), self.persona.temper.start)

    @property
    def peak(self) -> int:
        """The caller's highest abuse level so far, 0 to 4."""
        return max((turn.mood.level for turn in self.turns if turn.mood), default=0)

    @property
    def owes_line(self) -> bool:
        """Whether the caller's next line is still missing: the opening, or the answer to the agent's last turn."""
        return self.ending is None and (not self.turns or self.turns[-1].speaker == "agent")
