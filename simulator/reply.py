"""What one reply of the agent amounts to, to this very caller: the questions that the director asks of it."""

import re
from collections.abc import Collection
from functools import lru_cache

from simulator.acts import ABUSIVE
from simulator.language import Language
from simulator.persona import Cue, Persona
from simulator.text import affirmed, alike, is_negated, says, squeeze
from simulator.turn import Turn

SAME = 92
"""Two replies at least this much alike (0 to 100) are the same sentence said twice."""
LONG: dict[Language, int] = {"ko": 320, "en": 750}
"""Characters of a reply after which a caller cuts in: about 45 seconds of speech."""
CURT: dict[Language, int] = {"ko": 5, "en": 10}
"""Letters up to which a reply that does nothing is curt."""
BARE = 2
"""Words of a question such as "Name?" that leaves the rest of "your name" out; and the letters it has at least."""
SUBSTANCE = frozenset({"inform", "offer", "commit", "own"})
"""Acts that do something about the matter; soft words alone never win a caller over."""
HARMS = ("dismiss", "blame", "deny", "deflect", "command", "argue", "unsure")
"""Acts that hurt at once; `overpromise` pleases first and sounds hollow later."""
NAME = ("성함", "이름", "성명", "your name", "full name", "name please", "who am i speaking")
PHONE = ("연락처", "전화번호", "휴대폰", "핸드폰", "phone number", "contact number", "your number")

_PROMISING = frozenset({"offer", "commit", "own", "inform", "transfer", "overpromise"})
_ACKNOWLEDGING = frozenset({"empathise", "apologise", "restate"})
_THERE = re.compile(
    r"여보세요|듣고\s*계|들리세|들리시|말씀\s*(?:주|하)|are you (?:still )?there|still there|can you hear|hello\?",
    re.IGNORECASE,
)


def is_abusive(turn: Turn) -> bool:
    """Whether a caller's turn is abuse that a warning may answer: an abusive act, or level 2 and above.

    A threat with a review, the press or the law is a caller's right and no abuse.
    """
    return bool((ABUSIVE - {"threat"}) & set(turn.acts)) or (turn.mood is not None and turn.mood.level >= 2)


def strikes(turn: Turn) -> frozenset[str]:
    """The abusive acts of a caller's turn for which a protocol may end the call; a threat only from level 3 on."""
    grave = turn.mood is None or turn.mood.level >= 3
    return ABUSIVE & set(turn.acts) if grave else (ABUSIVE - {"threat"}) & set(turn.acts)


def harms(turn: Turn) -> tuple[str, ...]:
    """The harmful acts of an agent's turn; a refusal that brings an alternative is none."""
    return tuple(
        act for act in HARMS if act in turn.acts and not (act == "deny" and brings_alternative(turn))
    )


def brings_alternative(turn: Turn) -> bool:
    """Whether an agent's turn says what can be done."""
    return bool({"offer", "transfer", "commit"} & set(turn.acts))


def sets_limit(turn: Turn) -> bool:
    """Whether an agent's turn says no calmly: refuses with a reason or an alternative, and nothing in it hurts."""
    reasoned = {"inform", "offer"} & set(turn.acts)
    return bool(reasoned) and not harms(turn) and is_negated(turn.text)


def meets(turn: Turn, cue: Cue) -> bool:
    """Whether an agent's turn sets off `cue`."""
    if cue.acts and not set(cue.acts) & set(turn.acts):
        return False
    return bool(cue.acts or cue.says) and (not cue.says or says(turn.text, cue.says) is not None)


def puts_on_table(turn: Turn, wordings: tuple[str, ...]) -> str | None:
    """The one of `wordings` that an agent's turn offers: said in a promising reply and not in a negated clause."""
    return affirmed(turn.text, wordings) if wordings and _PROMISING & set(turn.acts) else None


def names_situation(turn: Turn, persona: Persona) -> str | None:
    """The word with which an acknowledging turn names this caller's own trouble, or None."""
    if not _ACKNOWLEDGING & set(turn.acts):
        return None
    return says(turn.text, situation_of(persona))


def situation_of(persona: Persona) -> tuple[str, ...]:
    """What shows that this caller's trouble was understood; from the title where the file does not say."""
    return persona.situation or _content(persona.title)


_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|으로|이|가|을|를|은|는|의|에|로|도|와|과)$")
_STOP = frozenset({"the", "and", "for", "that", "with", "not", "has", "아직", "그냥", "정말", "다시"})


@lru_cache(maxsize=256)
def _content(title: str) -> tuple[str, ...]:
    """The words of a title that say what it is about."""
    stems = (_PARTICLE.sub("", word) for word in re.findall(r"[가-힣]{2,}|[A-Za-z]{4,}", title))
    return tuple(stem for stem in stems if stem.lower() not in _STOP)


def says_back_wrongly(turn: Turn, persona: Persona) -> bool:
    """Whether a turn says back some other trouble than this caller's."""
    if "restate" not in turn.acts or not persona.situation:
        return False
    facts = [fact.value for fact in persona.facts] + [fact.value for fact in persona.hidden]
    known = (*persona.situation, *facts)
    return says(turn.text, known) is None


def said_before(text: str, replies: tuple[str, ...]) -> bool:
    """Whether the agent has said practically this before."""
    return len(squeeze(text)) > 6 and any(alike(text, earlier) >= SAME for earlier in replies)


def is_long(turn: Turn, language: Language) -> bool:
    """Whether a turn goes on for so long that a caller cuts in."""
    return len(turn.text) > LONG[language]


def is_curt(turn: Turn, language: Language) -> bool:
    """Whether a turn is hardly more than a grunt."""
    return not turn.acts and len(squeeze(turn.text)) <= CURT[language]


def is_question(turn: Turn) -> bool:
    """Whether a turn asks something."""
    return "?" in turn.text or "？" in turn.text or bool({"verify", "clarify"} & set(turn.acts))


def asks_whether_there(turn: Turn) -> bool:
    """Whether a turn asks a caller who has gone silent to go on."""
    return _THERE.search(turn.text) is not None


def asked_for(persona: Persona, reply: Turn, told: Collection[str]) -> list[str]:
    """The facts that `reply` asks for and that are not `told` yet, in the order of the persona."""
    facts = [(fact.id, fact.asks) for fact in persona.facts]
    known = {fact for fact, _ in facts}
    facts += [
        (built_in, asks)
        for built_in, asks in (("caller.name", NAME), ("caller.phone", PHONE))
        if built_in[7:] not in known
    ]
    return [fact for fact, asks in facts if fact not in told and asks_for(reply, asks)]


def asks_for(reply: Turn, asks: tuple[str, ...]) -> bool:
    """Whether an agent's turn is a question with one of the words in `asks`."""
    squeezed = squeeze(reply.text)
    if not is_question(reply):
        return False
    bare = len(reply.text.split()) <= BARE and len(squeezed) >= BARE
    return any(squeeze(word) in squeezed or (bare and squeeze(word).endswith(squeezed)) for word in asks)
