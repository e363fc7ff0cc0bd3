"""One turn of a call: who spoke, what was said, what it did."""

from dataclasses import dataclass

from simulator.acts import Side
from simulator.mood import Mood
from simulator.move import Move


@dataclass(frozen=True)
class Turn:
    """`acts` are recognised from the text; a caller's turn has its move; `mood` is the caller's after this turn."""

    speaker: Side
    text: str
    acts: tuple[str, ...] = ()
    move: Move | None = None
    mood: Mood | None = None
    notice: str = ""
    """Why the offline voice spoke this turn though a model was asked; empty when nothing went wrong."""
