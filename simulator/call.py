"""One practice call: the files it runs with and what was said so far."""

from dataclasses import dataclass
from datetime import datetime

from simulator.company import Company
from simulator.language import Language
from simulator.manual import Manual
from simulator.mood import Mood
from simulator.move import Ending
from simulator.persona import Persona
from simulator.rubric import Rubric
from simulator.turn import Turn


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

    @property
    def language(self) -> Language:
        """The language the caller speaks."""
        return self.persona.language

    @property
    def mood(self) -> Mood:
        """The caller's mood now."""
        return next((turn.mood for turn in reversed(self.turns) if turn.mood), self.persona.temper.start)

    @property
    def owes_line(self) -> bool:
        """Whether the caller's next line is still missing: the opening, or the answer to the agent's last turn."""
        return self.ending is None and (not self.turns or self.turns[-1].speaker == "agent")
