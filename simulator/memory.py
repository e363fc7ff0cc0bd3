"""What the caller remembers of the call so far: derived from its turns, never stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simulator.heard import Promise, promises_of
from simulator.persona import Persona
from simulator.reply import harms, is_abusive, names_situation, puts_on_table, strikes
from simulator.text import affirmed
from simulator.turn import Turn

STANCES = ("accept", "concede", "push", "escalate")
"""Moves that say whether the caller has given in; the last of them counts."""


@dataclass(frozen=True)
class Memory:
    """Everything about the past that decides the next move."""

    times: Mapping[str, int] = field(default_factory=dict)
    """How often each agent act has occurred."""
    replies: tuple[str, ...] = ()
    offered: str = ""
    """The acceptable offer of the persona that is on the table, in the file's words."""
    conceded: bool = False
    """Something beyond policy was given away."""
    promises: Mapping[str, Promise] = field(default_factory=dict)
    """What the agent has promised by when, by deed; the latest promise of each."""
    named: frozenset[str] = frozenset()
    """With which words the agent has named this caller's own trouble."""
    told: frozenset[str] = frozenset()
    revealed: frozenset[str] = frozenset()
    reacted: frozenset[str] = frozenset()
    warnings: int = 0
    """Warnings that answered real abuse."""
    abused_since: bool = False
    """The caller was abusive after the last such warning."""
    strikes: frozenset[str] = frozenset()
    """Abusive acts the caller has done."""
    harmful: int = 0
    """Replies that harmed."""
    moves: Mapping[str, int] = field(default_factory=dict)
    """How often the caller has made each kind of move."""
    accepted: bool = False
    last_move: str = ""
    last_topic: str = ""

    def has(self, act: str) -> bool:
        """Whether the agent has done `act` at least once."""
        return self.times.get(act, 0) > 0

    def did(self, *moves: str) -> int:
        """How often the caller has made one of `moves`."""
        return sum(self.moves.get(move, 0) for move in moves)


def remember(persona: Persona, turns: Iterable[Turn]) -> Memory:
    """The memory of `persona` after `turns`."""
    turns = tuple(turns)
    mine = [turn for turn in turns if turn.speaker == "caller"]
    heard = [turn for turn in turns if turn.speaker == "agent"]
    moves = [turn.move for turn in mine if turn.move]
    stances = [move.kind for move in moves if move.kind in STANCES]
    warnings, abused_since = _warned(turns)
    return Memory(
        times=Counter(act for turn in heard for act in turn.acts),
        replies=tuple(turn.text for turn in heard),
        offered=_last(_offered(turn, persona) for turn in heard),
        conceded=any(puts_on_table(turn, persona.resolution.forbidden) for turn in heard),
        promises=_promises(persona, heard),
        named=frozenset(word for turn in heard if (word := names_situation(turn, persona))),
        told=frozenset(fact for move in moves if move.kind == "answer" for fact in move.topic.split("+")),
        revealed=frozenset(move.topic for move in moves if move.kind == "reveal"),
        reacted=frozenset(move.topic for move in moves if move.kind == "react"),
        warnings=warnings,
        abused_since=abused_since,
        strikes=frozenset(act for turn in mine for act in strikes(turn)),
        harmful=sum(bool(harms(turn)) for turn in heard),
        moves=Counter(move.kind for move in moves),
        accepted=bool(stances) and stances[-1] in ("accept", "concede"),
        last_move=moves[-1].kind if moves else "",
        last_topic=moves[-1].topic if moves else "",
    )


def _offered(turn: Turn, persona: Persona) -> str | None:
    """The acceptable offer that a turn makes; to a friendly question every right answer is one."""
    if persona.temper.warm:
        return affirmed(turn.text, persona.resolution.offers)
    return puts_on_table(turn, persona.resolution.offers)


def _last(found: Iterable[str | None]) -> str:
    return next(reversed([one for one in found if one]), "")


def _promises(persona: Persona, heard: Iterable[Turn]) -> dict[str, Promise]:
    committed = (turn.text for turn in heard if "commit" in turn.acts)
    made = (promise for text in committed for promise in promises_of(text, persona.language))
    return {promise.deed: promise for promise in made}


def _warned(turns: Iterable[Turn]) -> tuple[int, bool]:
    """The warnings that answered real abuse, and whether the abuse went on after the last of them."""
    warnings, hostile, since = 0, False, False
    for turn in turns:
        if turn.speaker == "caller":
            hostile = is_abusive(turn)
            since = since or (hostile and warnings > 0)
        elif "warn" in turn.acts and hostile:
            warnings, since = warnings + 1, False
    return warnings, since


def is_settled(persona: Persona, memory: Memory) -> bool:
    """Whether what the persona needs has happened and an acceptable offer, if it wants one, is on the table."""
    if memory.conceded:
        return True
    answered = {"inform"} if persona.temper.warm and memory.offered else set()
    done = all(memory.has(act) or act in answered for act in persona.resolution.needs)
    return done and bool(memory.offered or not persona.resolution.offers)


def changed_promise(before: Memory, after: Memory) -> Promise | None:
    """The earlier promise that the reply between `before` and `after` has put off to another time."""
    for deed, promise in after.promises.items():
        earlier = before.promises.get(deed)
        if deed and earlier and earlier.differs_from(promise):
            return earlier
    return None
