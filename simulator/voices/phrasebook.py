"""The offline voice: words a move from the persona's own lines, then from the phrasebook, then from its pieces.

The same call, seed and replies give the same line to the letter. No line is said twice in a call as long as a
combination is left, which in the smallest group lasts for more than sixty turns.
"""

import random
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from simulator.call import Call
from simulator.language import Language
from simulator.mood import Mood
from simulator.move import Move
from simulator.persona import Fact, Hidden, Persona
from simulator.phrases import Phrases, phrases
from simulator.phrases.heard import agent_name, promised_time
from simulator.phrases.slots import demand_slot, fact_slots, fill, spoken, tidy
from simulator.text import squeeze
from simulator.turn import Turn

STEPS = 4
"""Pieces in which a line grows."""
RETORTS = 0.5
"""How often a caller who insists first throws back what the agent has just done."""
ECHOES = 0.5
"""How often a caller who gives way first repeats the promised time."""
OPENERS = 0.35
"""How often a loud caller's question begins with an outburst of that abuse level."""
SLIPS = 0.7
"""How often a polite Korean caller drops into 반말 from abuse level 2."""

_INSISTS = ("push", "escalate", "ask")
_ROUGH = (*_INSISTS, "react", "answer", "repeat", "hang_up")
_RETORTABLE = (
    "blame", "argue", "dismiss", "command", "deny", "deflect", "unsure", "overpromise", "warn", "redirect",
    "transfer", "hold", "commit", "offer", "inform", "own", "restate", "empathise", "apologise", "check",
)  # fmt: skip
"""Agent acts that can be thrown back, the sorest first."""


class Phrasebook:
    """The voice that needs nothing but its own words."""

    name = "offline"

    def digest(self, language: Language) -> str:
        """SHA-256 of the phrase file of `language`."""
        return phrases(language).digest

    async def speak(self, call: Call, mood: Mood, move: Move) -> AsyncIterator[str]:
        """The line as it grows, in at most STEPS pieces of whole words."""
        words = line(call, mood, move).split(" ")
        stride = -(-len(words) // STEPS)
        for end in range(stride, len(words) + stride, stride):
            yield " ".join(words[:end])


def line(call: Call, mood: Mood, move: Move) -> str:
    """What the caller says: never empty, on one line, not above the abuse level of `mood` nor the persona's ceiling."""
    scene = _scene(call, mood, move)
    lead = _lead(scene)
    for lines in _own(scene):
        for text in scene.shuffled(lines):
            if (said := fill(text, scene.known)) and scene.is_new(said):
                return scene.joined(lead, said)
    fresh = next((said for said in scene.worded(_general(scene)) if scene.is_new(said)), "")
    return scene.joined(lead or _opener(scene), fresh) if fresh else scene.joined(lead, _composed(scene))


# --- the scene ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scene:
    """One line to be worded: what the caller has said, what may fill a slot, and the dice."""

    persona: Persona
    move: Move
    level: int
    plain: bool
    book: Phrases
    slots: Mapping[str, str]
    known: Mapping[str, str]
    said: tuple[Turn, ...]
    reply: Turn | None
    history: str
    dice: random.Random

    def is_new(self, text: str) -> bool:
        """Whether the caller has not said `text` before, nor said it as a part of a longer line."""
        return squeeze(text) not in self.history

    def shuffled(self, lines: Iterable[str]) -> list[str]:
        """`lines` in a drawn order; only `random()` is promised to draw alike in every Python."""
        return [text for _, text in sorted(((self.dice.random(), text) for text in lines), key=lambda pair: pair[0])]

    def worded(self, lines: Iterable[str]) -> list[str]:
        """Those of the phrasebook's `lines` whose slots have a value, filled, in a drawn order."""
        filled = (fill(spoken(text, plain=self.plain), self.slots) for text in self.shuffled(lines))
        return [text[0].upper() + text[1:] for text in filled if text]

    def joined(self, lead: str, text: str) -> str:
        """`text` after `lead`, unless both would name the promised time."""
        time = self.slots["time"]
        return text if not lead or (time and time in text and time.lower() in lead.lower()) else f"{lead} {text}"

    def least_used(self, lines: Iterable[str]) -> list[str]:
        """The phrasebook's `lines`, filled, those that the caller has said least often first."""
        return sorted(self.worded(lines), key=lambda text: self.history.count(squeeze(text)))


def _scene(call: Call, mood: Mood, move: Move) -> _Scene:
    persona, turns = call.persona, call.turns
    level = min(mood.level, persona.temper.ceiling)
    said = tuple(turn for turn in turns if turn.speaker == "caller")
    squeezed = [squeeze(turn.text) for turn in said]
    dice = random.Random(f"{call.seed}|{persona.id}|{len(turns)}")  # noqa: S311 - a caller's whim, not a secret
    plain = "반말" in persona.caller.speech
    if level >= 2 and move.kind in _ROUGH:
        plain = dice.random() < SLIPS or plain
    slots = _slots(call, move, plain=plain)
    facts = {fact.id: tidy(fact.value) for fact in (*persona.facts, *persona.hidden)}
    return _Scene(
        persona=persona,
        move=move,
        level=level,
        plain=plain,
        book=phrases(persona.language),
        slots=slots,
        known=slots | facts,
        said=said,
        reply=next((turn for turn in reversed(turns) if turn.speaker == "agent"), None),
        history="\n".join(squeezed),
        dice=dice,
    )


def _slots(call: Call, move: Move, *, plain: bool) -> dict[str, str]:
    persona, language = call.persona, call.persona.language
    slots = {
        "name": persona.caller.name,
        "company": call.company.name,
        "agent_name": agent_name(call.turns, call.company.name, language),
        "time": promised_time(call.turns, language),
        "demand": demand_slot(persona.demand, language),
    }
    known = _known(persona, move.topic.rsplit("+", 1)[-1])
    tidied = {slot: tidy(value) for slot, value in slots.items()}
    return tidied | (fact_slots(known.value, language, plain=plain) if known else {})


def _known(persona: Persona, topic: str) -> Fact | Hidden | None:
    return next((fact for fact in (*persona.facts, *persona.hidden) if fact.id == topic), None)


# --- which lines ----------------------------------------------------------------------------------------------------


def _own(scene: _Scene) -> Iterator[tuple[str, ...]]:
    """The persona's own lines for the move, the fittest first."""
    lines, move = scene.persona.lines, scene.move
    match move.kind:
        case "open":
            yield lines.opening
        case "push":
            yield from (lines.push.get(level, ()) for level in range(scene.level, -1, -1))
        case "escalate":
            yield lines.push.get(scene.level, ())
        case "ask":
            yield lines.ask.get(move.topic, ())
        case "answer" | "reveal":
            topic = move.topic.rsplit("+", 1)[-1]
            known = _known(scene.persona, topic)
            yield known.lines if known and not _told(scene, topic) else ()
        case "react":
            yield _reaction_lines(scene.persona, move.topic)
        case kind:
            yield getattr(lines, kind)


def _reaction_lines(persona: Persona, topic: str) -> tuple[str, ...]:
    kind, _, place = topic.partition(":")
    reactions = persona.triggers if kind == "trigger" else persona.soothers
    return reactions[int(place)].lines if place.isdecimal() and int(place) < len(reactions) else ()


def _general(scene: _Scene) -> tuple[str, ...]:
    """The phrasebook's lines for the move."""
    book, move, level = scene.book, scene.move, scene.level
    match move.kind:
        case "push" | "escalate" if level >= 4:
            return _stand_ins(scene)
        case "push":
            return book.of(f"push.{level}")
        case "escalate":
            return (*book.of(f"escalate.{level}"), *book.of(f"push.{level}"))
        case "ask" | "repeat":
            return book.of(f"{move.kind}.{move.topic}", f"{move.kind}.any")
        case "answer":
            return book.of(_answer_group(scene))
        case "react":
            return book.of("soothed") if move.topic.startswith("soother") else book.of(f"push.{min(level, 3)}")
        case "hang_up":
            return book.of(f"hang_up.{min(level, 3)}")
        case "leave":
            return book.of(f"leave.{move.ending}", "leave.any")
        case kind:
            return book.of(kind)


def _answer_group(scene: _Scene) -> str:
    topic = scene.move.topic.rsplit("+", 1)[-1]
    again = ".again" if _told(scene, topic) else ".first"
    if "+" in scene.move.topic and scene.slots.keys() & {"value", "told"}:
        return "answer.last"
    if scene.slots.keys() & {"value", "told"}:
        return f"answer.fact{again}"
    if topic == "caller.phone" or (topic == "caller.name" and scene.slots["name"]):
        return f"answer.{topic.removeprefix('caller.')}{again}"
    return "answer.unknown"


def _told(scene: _Scene, topic: str) -> bool:
    moves = (turn.move for turn in scene.said if turn.move and turn.move.kind in ("answer", "reveal"))
    return any(topic in move.topic.split("+") for move in moves)


def _stand_ins(scene: _Scene) -> tuple[str, ...]:
    """Level 4 is never worded, only named: what the persona's own lines name, else the threat."""
    own = " ".join(scene.persona.lines.push.get(4, ()))
    kinds = ("sexual", "violent")
    named = [kind for kind in kinds if any(tag in own for tag in scene.book.of(f"tags.{kind}"))] or ["violent"]
    return tuple(text for kind in named for text in scene.book.of(f"push.4.{kind}"))


# --- how they are put together --------------------------------------------------------------------------------------


def _lead(scene: _Scene) -> str:
    """What is said before the line: other facts asked for at once, a retort, or the promised time."""
    move, reply = scene.move, scene.reply
    if move.kind == "answer" and "+" in move.topic:
        return " ".join(_part(scene, topic) for topic in move.topic.split("+")[:-1])
    draw = scene.dice.random()
    if not reply or scene.level >= 4:
        return ""
    if move.kind in _INSISTS and draw < RETORTS:
        acts = [act for act in _RETORTABLE if act in reply.acts]
        retorts = scene.worded(scene.book.of(*(f"retort.{act}" for act in acts)))
        return next((text for text in retorts if squeeze(text) not in scene.history), "")
    if move.kind in ("waver", "accept") and "commit" in reply.acts and draw < ECHOES:
        return next((text for text in scene.worded(scene.book.of("echo")) if scene.is_new(text)), "")
    return ""


def _part(scene: _Scene, topic: str) -> str:
    """One of several facts told in one breath, not the last."""
    known = _known(scene.persona, topic)
    if known and known.lines and not _told(scene, topic):
        return next((text for own in scene.shuffled(known.lines) if (text := fill(own, scene.known))), "")
    value = {"caller.name": scene.persona.caller.name, "caller.phone": ""}.get(topic, known.value if known else "")
    slots = fact_slots(value, scene.persona.language, plain=scene.plain)
    lines = scene.book.of("answer.phone.part" if topic == "caller.phone" else "answer.part")
    filled = (fill(spoken(text, plain=scene.plain), slots) for text in scene.shuffled(lines))
    return next((text for text in filled if text), "")


def _opener(scene: _Scene) -> str:
    """An outburst before a line of a caller who is loud or worse, now and then."""
    suits = scene.move.kind == "ask" and (scene.level == 1 or (scene.level >= 2 and scene.plain))
    if not suits or scene.dice.random() >= OPENERS:
        return ""
    return next(iter(scene.least_used(scene.book.of(f"openers.{min(scene.level, 3)}"))), "")


def _composed(scene: _Scene) -> str:
    """A new line from pieces, those least used first; everything has been said, so it is said in another way."""
    level = min(scene.level, 3)
    openers = scene.book.of(f"openers.{level}")
    if scene.move.kind in ("push", "escalate", "react") and scene.level < 4:
        parts: tuple[tuple[str, ...], ...] = (openers, scene.book.of(f"cores.{level}"), scene.book.of(f"tails.{level}"))
    else:
        parts = (openers, _general(scene))
    ordered = [scene.least_used(part) for part in parts]
    made = (" ".join(pieces) for pieces in product(*ordered))
    first = " ".join(part[0] for part in ordered)
    return next((text for text in made if scene.is_new(text)), first)
