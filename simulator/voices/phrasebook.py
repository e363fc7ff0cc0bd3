"""The offline voice: words a move from the persona's own lines, then from the phrasebook, then from its pieces.

The same call, seed and replies give the same line to the letter. No line is said twice in a call as long as a
combination of pieces is left; the smallest group has more than sixty.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import product

from simulator.call import Call
from simulator.heard import Promise
from simulator.language import Language
from simulator.mood import Mood
from simulator.move import Move
from simulator.persona import Persona
from simulator.phrases import phrases
from simulator.phrases.scene import Scene, fact_of, scene_of
from simulator.phrases.slots import fact_slots, fill
from simulator.reply import puts_on_table
from simulator.text import squeeze

STEPS = 4
"""Pieces in which a line grows."""
RETORTS = 0.5
"""How often a caller who insists first throws back what the agent has just done."""
ECHOES = 0.5
"""How often a caller who gives way first repeats the promised time."""
RECALLS = 0.4
"""How often a caller who asks for something more first says that an earlier promise is not forgotten."""
OPENERS = 0.35
"""How often a loud caller's question begins with an outburst of that abuse level."""

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
    scene = scene_of(call, mood, move)
    lead = _lead(scene)
    for lines in _own(scene):
        for text in scene.shuffled(filter(scene.may_say, lines)):
            if (said := fill(text, scene.known)) and scene.is_new(said):
                return _after(scene, lead, said)
    fresh = next((said for said in scene.worded(_general(scene)) if scene.is_new(said)), "")
    if fresh:
        return _after(scene, lead or _opener(scene), fresh)
    return _after(scene, lead, _composed(scene))


# --- which lines ----------------------------------------------------------------------------------------------------


def _own(scene: Scene) -> Iterator[tuple[str, ...]]:
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
            fact = fact_of(scene.persona, scene.topic)
            yield fact.lines if fact else ()
        case "react":
            yield _reaction_lines(scene.persona, move.topic)
        case "repeat" if move.topic in ("same", "odd", "wrong"):
            yield ()  # own lines say that nothing was heard; this was heard only too well
        case "agree" if move.topic:
            yield ()  # own lines agree to what is said, not to be put through
        case kind:
            yield getattr(lines, kind)


def _reaction_lines(persona: Persona, topic: str) -> tuple[str, ...]:
    kind, _, place = topic.partition(":")
    reactions = persona.triggers if kind == "trigger" else persona.soothers
    return reactions[int(place)].lines if place.isdecimal() and int(place) < len(reactions) else ()


def _general(scene: Scene) -> tuple[str, ...]:
    """The phrasebook's lines for the move."""
    kind, topic, book = scene.move.kind, scene.move.topic, scene.book
    if scene.level >= 4 and kind in ("push", "escalate"):
        return _stand_ins(scene)
    level = min(scene.level, 3)
    if scene.insists:
        worse = book.of(f"escalate.{level}") if kind == "escalate" else ()
        return (*worse, *book.of(f"push.{level}"))
    groups = {
        "ask": (f"ask.{topic}", "ask.any"),
        "repeat": (f"repeat.{topic}", "repeat.unclear"),
        "answer": (_answer_group(scene),),
        "react": (topic, "soothed"),
        "agree": (f"agree_{topic}", "agree"),
        "hang_up": (f"hang_up.{level}",),
        "leave": (f"leave.{scene.move.ending}", "leave.any"),
    }
    return book.of(*groups.get(kind, (kind,)))


def _answer_group(scene: Scene) -> str:
    topic, several = scene.topic, "+" in scene.move.topic
    if topic == "here":
        return "here"
    again = "again" if scene.has_told(topic) else "first"
    if scene.has_fact:
        return "answer.last" if several and again == "first" else f"answer.fact.{again}"
    if topic == "caller.phone" or (topic == "caller.name" and scene.slots["name"]):
        return f"answer.{topic.removeprefix('caller.')}.{again}"
    return "answer.unknown"


def _stand_ins(scene: Scene) -> tuple[str, ...]:
    """Level 4 is never worded, only named: what the persona's own lines name, else the threat."""
    own = " ".join(scene.persona.lines.push.get(4, ()))
    kinds = ("sexual", "violent")
    named = [kind for kind in kinds if any(tag in own for tag in scene.book.of(f"tags.{kind}"))] or [
        "violent"
    ]
    return tuple(text for kind in named for text in scene.book.of(f"push.4.{kind}"))


# --- how they are put together --------------------------------------------------------------------------------------


def _lead(scene: Scene) -> str:
    """What is said before the line: other facts asked for at once, a retort, or the promised time."""
    move, reply = scene.move, scene.reply
    if move.kind == "answer":
        parts = [_sighed(scene)] + [_part(scene, topic) for topic in move.topic.split("+")[:-1]]
        return " ".join(part for part in parts if part)
    draw = scene.dice.random()
    friendly = scene.persona.temper.warm and not scene.level
    if not reply or scene.level >= 4 or friendly:
        return ""
    if move.kind in ("push", "escalate", "ask") and draw < RETORTS:
        # who is offered just what was wanted has nothing to throw back
        wanted = puts_on_table(reply, scene.persona.resolution.offers)
        thrown = [act for act in _RETORTABLE if act in reply.acts and not (wanted and act == "offer")]
        groups = [f"retort.{act}" for act in thrown]
        return next(filter(scene.is_new, scene.worded(scene.book.of(*groups))), "")
    promise = scene.promise
    if move.kind in ("waver", "accept") and "commit" in reply.acts and draw < ECHOES:
        return _of_promise(scene, promise, "echo")
    if move.kind == "ask" and promise and "commit" not in reply.acts:
        return _of_promise(scene, promise, "recall") if draw > 1 - RECALLS else ""
    return ""


def _of_promise(scene: Scene, promise: Promise | None, group: str) -> str:
    """The promised deed and time said back: as it was just heard (echo), or as remembered from before (recall)."""
    deed = promise.deed if promise else ""
    lines = (*scene.book.of(f"{group}.{deed}"), *scene.book.of(f"{group}.any"))
    return next(filter(scene.is_new, scene.worded(lines)), "")


def _sighed(scene: Scene) -> str:
    """What is said before a line of the persona's that gives a fact once more."""
    fact = fact_of(scene.persona, scene.topic)
    unsaid = fact and any(scene.is_new(said) for own in fact.lines if (said := fill(own, scene.known)))
    if not unsaid or not scene.has_told(scene.topic):
        return ""
    return next(iter(scene.least_used(scene.book.of("answer.fact.before_again"))), "")


def _part(scene: Scene, topic: str) -> str:
    """One of several facts told in one breath, not the last."""
    fact = fact_of(scene.persona, topic)
    if fact and fact.lines and not scene.has_told(topic):
        lines = scene.shuffled(filter(scene.may_say, fact.lines))
        return next((said for own in lines if (said := fill(own, scene.known))), "")
    if topic == "caller.phone":
        return next(iter(scene.worded(scene.book.of("answer.phone.part"))), "")
    value = scene.slots["name"] if topic == "caller.name" else fact.value if fact else ""
    slots = fact_slots(value, scene.persona.language, plain=scene.plain)
    return next(iter(scene.worded(scene.book.of("answer.part"), slots)), "")


def _opener(scene: Scene) -> str:
    """An outburst before the question of a caller who is loud or worse, now and then."""
    suits = scene.move.kind == "ask" and (scene.level == 1 or (scene.level >= 2 and scene.plain))
    if not suits or scene.dice.random() >= OPENERS:
        return ""
    return next(iter(scene.least_used(scene.book.of(f"openers.{min(scene.level, 3)}"))), "")


def _after(scene: Scene, lead: str, text: str) -> str:
    """`text` after `lead`, unless both would name the promised time."""
    time = squeeze(scene.slots["time"])
    twice = bool(time) and time in squeeze(lead) and time in squeeze(text)
    return text if twice or not lead else f"{lead} {text}"


def _composed(scene: Scene) -> str:
    """A new line from pieces, those least used first: everything has been said, so it is said in another way."""
    level = min(scene.level, 3)
    groups = [scene.book.of(f"openers.{level}"), _general(scene)]
    if scene.insists and scene.level < 4:
        groups = [scene.book.of(f"{part}.{level}") for part in ("openers", "cores", "tails")]
    ordered = [scene.least_used(group) for group in groups]
    made = (" ".join(pieces) for pieces in product(*ordered))
    return next(filter(scene.is_new, made), " ".join(pieces[0] for pieces in ordered))
