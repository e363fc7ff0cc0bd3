"""What the caller remembers of the call so far: derived from its turns, never stored."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simulator.acts import ABUSIVE
from simulator.persona import Cue, Persona
from simulator.text import alike, says, sentences, squeeze
from simulator.turn import Turn

SAME = 92
"""Two replies at least this much alike (0 to 100) are the same sentence said twice."""

_NEGATED = re.compile(
    r"안\s*(?:되|돼|됩|된)|못\s*(?:하|해|합|드)|어렵|어려|불가|없습니다|없어요|힘들|힘듭"
    r"|\b(?:can'?t|cannot|can’t|won'?t|unable|not able|not possible|impossible|not going to|don'?t|no longer)\b",
    re.IGNORECASE,
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
    last_topic: str = ""

    def has(self, act: str) -> bool:
        """Whether the agent has done `act` at least once."""
        return self.times.get(act, 0) > 0


def remember(persona: Persona, turns: Iterable[Turn]) -> Memory:
    """The memory of `persona` after `turns`."""
    times: Counter[str] = Counter()
    replies: list[str] = []
    offered = conceded = abused_since = wavered = accepted = False
    told, revealed, reacted, strikes = set(), set(), set(), set()
    warnings = harmful = 0
    hostile, topic = False, ""
    for turn in turns:
        if turn.speaker == "agent":
            times.update(turn.acts)
            replies.append(turn.text)
            offered = offered or puts_on_table(turn, persona.resolution.offers)
            conceded = conceded or puts_on_table(turn, persona.resolution.forbidden)
            harmful += bool(harms(turn))
            if "warn" in turn.acts and hostile:
                warnings, abused_since = warnings + 1, False
            continue
        hostile = is_abusive(turn)
        abused_since = abused_since or (hostile and warnings > 0)
        strikes |= ABUSIVE & set(turn.acts)
        if not turn.move:
            continue
        topic = turn.move.topic
        match turn.move.kind:
            case "answer":
                told.update(topic.split("+"))
            case "reveal":
                revealed.add(topic)
            case "react":
                reacted.add(topic)
            case "waver":
                wavered = True
            case "accept" | "concede":
                accepted = True
            case "push" | "escalate":
                accepted = False
    return Memory(
        times, tuple(replies), offered, conceded, frozenset(told), frozenset(revealed), frozenset(reacted),
        warnings, abused_since, frozenset(strikes), harmful, wavered, accepted, topic,
    )  # fmt: skip


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
    if not wordings or not _PROMISING & set(turn.acts):
        return False
    for start, end in sentences(turn.text):
        sentence = turn.text[start:end]
        clauses = _CLAUSE.split(sentence) if _NEGATED.search(sentence) else [sentence]
        if any(says(clause, wordings) for clause in clauses if not _NEGATED.search(clause)):
            return True
    return False


def said_before(text: str, replies: tuple[str, ...]) -> bool:
    """Whether the agent has said practically this before."""
    return len(squeeze(text)) > 6 and any(alike(text, earlier) >= SAME for earlier in replies)
