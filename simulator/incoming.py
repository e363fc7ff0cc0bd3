"""Real calls brought in to be marked: read in any form, masked first, and kept nowhere."""

from dataclasses import dataclass

from simulator.desk import Desk
from simulator.files.disk import decoded
from simulator.files.page import KINDS
from simulator.files.transcripts import parse_transcript
from simulator.library import Marking
from simulator.masking import masked
from simulator.problem import Problem
from simulator.scorecard import Scorecard
from simulator.scorers.policy import bearing_on
from simulator.turn import Turn


@dataclass(frozen=True)
class Incoming:
    """One file: what is wrong with it, its turns without names and numbers, and its card if it could be read."""

    name: str
    problems: tuple[Problem, ...]
    turns: tuple[Turn, ...] = ()
    card: Scorecard | None = None


async def marked(desk: Desk, marking: Marking, name: str, data: bytes) -> Incoming:
    """The call in a file of that name and contents, marked as `desk` marks; the offline scorer helps out."""
    text = decoded(data, name, KINDS["transcript"])
    if isinstance(text, Problem):
        return Incoming(name, (text,))
    reading = parse_transcript(text, name)
    if reading.value is None:
        return Incoming(name, reading.problems)
    turns = masked(reading.value.turns, marking.rubric.language)
    card, _ = await desk.mark(marking.rubric, turns, bearing_on(marking.company, None))
    return Incoming(name, reading.problems, turns, card)
