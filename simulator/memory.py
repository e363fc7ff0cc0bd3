"""What the caller remembers of the call so far: derived from its turns, never stored."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.acts import ABUSIVE
from simulator.persona import Cue, Persona
from simulator.text import alike, says, sentences, squeeze
from simulator.turn import Turn

SAME = 92
"""Two replies at least this much alike (0 to 100) are the same sentence said twice."""

_NEGATED = re.compile(
    r"""안\s*(?:되|돼|됩|된) | 못\s*(?:하|해|합|드) | 지\s*않 | 수[는가도]?\s*없
    | 없습니다 | 없어요 | 어렵 | 어려 | 불가 | 힘들 | 힘듭
    | \b(?:(?:can|won|do|does|is|are|would|could)n?['’]?t | cannot | unable | impossible | not | no\ longer)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE = re.compile(r"지만|는데|[,;—]|\bbut\b|\bhowever\b", re.IGNORECASE)
_PROMISING = frozenset({"offer", "commit", "own", "inform", "transfer", "overpromise"})


@dataclass(frozen=True)
class Memory:
    """Everything about the past that decides the next move."""

    times: Mapping[str, int] = field(default_factory=dict)
    """How often each agent act has occurred."""
    replies: tuple[str, ...] = ()
    offered: bool = False
    """An acceptable offer of the persona is on the table."""
    conceded: bool = False
    """Something beyond policy was given away."""
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
    wavered: bool = False
    accepted: bool = False
    declined: int = 0
    """How often the caller has said that nothing more is needed."""
    last_topic: str = ""

    def has(self, act: str) -> bool:
        """Whether the agent has done `act` at least once."""
        return self.times.get(act, 0) > 0


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
        offered=any(puts_on_table(turn, persona.resolution.offers) for turn in heard),
        conceded=any(puts_on_table(turn, persona.resolution.forbidden) for turn in heard),
        told=frozenset(fact for move in moves if move.kind == "answer" for fact in move.topic.split("+")),
        revealed=frozenset(move.topic for move in moves if move.kind == "reveal"),
        reacted=frozenset(move.topic for move in moves if move.kind == "react"),
        warnings=warnings,
        abused_since=abused_since,
        strikes=frozenset(act for turn in mine for act in ABUSIVE & set(turn.acts)),
        harmful=sum(bool(harms(turn)) for turn in heard),
        wavered=any(move.kind == "waver" for move in moves),
        accepted=bool(stances) and stances[-1] in ("accept", "concede"),
        declined=sum(move.kind == "decline" for move in moves),
        last_topic=moves[-1].topic if moves else "",
    )


STANCES = ("accept", "concede", "push", "escalate")
"""Moves that say whether the caller has given in; the last of them counts."""


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


def is_abusive(turn: Turn) -> bool:
    """Whether a caller's turn is abuse that a warning may answer: an abusive act, or level 2 and above."""
    return bool(ABUSIVE & set(turn.acts)) or (turn.mood is not None and turn.mood.level >= 2)


def harms(turn: Turn) -> tuple[str, ...]:
    """The harmful acts of an agent's turn."""
    from_acts = ("dismiss", "blame", "deny", "deflect", "command", "argue", "unsure")
    return tuple(act for act in from_acts if act in turn.acts)


def meets(turn: Turn, cue: Cue) -> bool:
    """Whether an agent's turn sets off `cue`."""
    if cue.acts and not set(cue.acts) & set(turn.acts):
        return False
    return bool(cue.acts or cue.says) and (not cue.says or says(turn.text, cue.says) is not None)


def puts_on_table(turn: Turn, wordings: tuple[str, ...]) -> bool:
    """Whether an agent's turn offers one of `wordings`: said in a promising reply and not in a negated clause."""
    return bool(wordings and _PROMISING & set(turn.acts)) and _offers(turn.text, wordings)


@lru_cache(maxsize=1024)
def _offers(text: str, wordings: tuple[str, ...]) -> bool:
    for start, end in sentences(text):
        sentence = text[start:end]
        clauses = _CLAUSE.split(sentence) if _NEGATED.search(sentence) else [sentence]
        if any(says(clause, wordings) for clause in clauses if not _NEGATED.search(clause)):
            return True
    return False


def said_before(text: str, replies: tuple[str, ...]) -> bool:
    """Whether the agent has said practically this before."""
    return len(squeeze(text)) > 6 and any(alike(text, earlier) >= SAME for earlier in replies)


def is_settled(persona: Persona, memory: Memory) -> bool:
    """Whether what the persona needs has happened and an acceptable offer, if it wants one, is on the table."""
    if memory.conceded:
        return True
    done = all(memory.has(act) for act in persona.resolution.needs)
    return done and (memory.offered or not persona.resolution.offers)


NAME = ("성함", "이름", "성명", "your name", "full name", "name please", "who am i speaking")
PHONE = ("연락처", "전화번호", "휴대폰", "핸드폰", "phone number", "contact number", "your number")


def asked_for(persona: Persona, reply: Turn, memory: Memory) -> list[str]:
    """The facts that `reply` asks for and the caller has not told yet, in the order of the persona."""
    facts = [(fact.id, fact.asks) for fact in persona.facts]
    known = {fact for fact, _ in facts}
    facts += [
        (built_in, asks)
        for built_in, asks in (("caller.name", NAME), ("caller.phone", PHONE))
        if built_in[7:] not in known
    ]
    return [fact for fact, asks in facts if fact not in memory.told and asks_for(reply, asks)]


def asks_for(reply: Turn, asks: tuple[str, ...]) -> bool:
    """Whether an agent's turn is a question with one of the words in `asks`."""
    question = "?" in reply.text or "？" in reply.text or {"verify", "clarify"} & set(reply.acts)
    squeezed = squeeze(reply.text)
    return bool(question) and any(squeeze(word) in squeezed for word in asks)
