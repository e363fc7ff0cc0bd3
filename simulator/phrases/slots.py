"""Filling a line: slots, Korean endings, the speech level, and facts put as a caller would say them."""

import re
from collections.abc import Mapping

from simulator.language import Language
from simulator.text import one_line, sentences, with_particle

_SLOT = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_SPEECH = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_PARTICLES = ("으로", "은", "을", "과", "아", "이에요")
_ENDS = " .。…"


def spoken(line: str, *, plain: bool) -> str:
    """`line` with each `<polite|plain>` resolved."""
    return _SPEECH.sub(lambda choice: choice[2] if plain else choice[1], line)


def fill(line: str, slots: Mapping[str, str]) -> str | None:
    """`line` on one line with its slots filled, or None where one has no value."""
    if any(not slots.get(found[1].strip()) for found in _SLOT.finditer(line)):
        return None
    text = _SLOT.sub(lambda found: _ended(slots[found[1].strip()], found[2] or ""), line)
    return None if "{" in text or "}" in text else one_line(text) or None


def _ended(word: str, ending: str) -> str:
    """`word` with a Korean ending written as after a consonant: "비누", "이거든요" gives "비누거든요"."""
    for particle in _PARTICLES:
        if ending.startswith(particle):
            return with_particle(word, particle) + ending.removeprefix(particle)
    if ending == "이" or ending.startswith("이 "):
        return with_particle(word, "이") + ending[1:]
    # the copula and 이나, 이랑 lose their 이 after a vowel, whatever follows
    vowel = ending.startswith("이") and with_particle(word, "이나") == f"{word}나"
    return word + (ending[1:] if vowel else ending)


# --- facts --------------------------------------------------------------------------------------------------------

_SAID_ALREADY = re.compile(r"(?:요|죠|니다|니까|[?!？！])[.…]*$")
_STATEMENT = re.compile(r"\s\S*[가-힣]다\.?$")
_THINGS_IN_DA = ("소다", "바다", "판다")
_STEM_LOST_RIEUL = {"안": "알", "만든": "만들", "판": "팔", "연": "열", "든": "들", "논": "놀"}
_FINAL_NIEUN = 4


def fact_slots(value: str, language: Language, *, plain: bool) -> dict[str, str]:
    """The slots a fact brings: `value` where it is a thing, `told` where it is a whole statement."""
    text = tidy(value).strip(_ENDS)
    if not text:
        return {}
    if language == "en":
        return {"told": _lowered(text)} if _english_statement(text) else {"value": _lowered(text)}
    if _SAID_ALREADY.search(value.strip()):
        return {"told": text}
    if not _STATEMENT.search(f" {text}") or text.endswith(_THINGS_IN_DA) or " " not in text:
        return {"value": text}
    parts = [text[start:end].strip(_ENDS) for start, end in sentences(text)]
    joins, last = ("고", "거든") if plain else ("고요", "거든요")
    linked = [_stem(part) + joins if part.endswith("다") else part for part in parts[:-1]]
    return {"told": ", ".join([*linked, _stem(parts[-1]) + last])}


def tidy(value: str) -> str:
    """`value` on one line without braces, so that it can stand in a slot."""
    return one_line(value.replace("{", "(").replace("}", ")"))


def _stem(statement: str) -> str:
    """A plain Korean statement without its ending, ready for 거든요 or 고요: "아직 안 온다" gives "아직 안 오"."""
    body = statement.removesuffix("다")
    if body.endswith("는"):
        return body[:-1]
    word = body.rsplit(" ", 1)[-1]
    if word in _STEM_LOST_RIEUL:
        return body.removesuffix(word) + _STEM_LOST_RIEUL[word]
    last = body[-1:]
    if "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == _FINAL_NIEUN:
        return body[:-1] + chr(ord(last) - _FINAL_NIEUN)
    return body


_ENGLISH_VERB = re.compile(
    r"\b(?:am|is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|will|won't|can't|couldn't|did|didn't|don't"
    r"|doesn't|needs?|wants?|got|came|went|arrived|ordered|paid|broke|bought|called|sent|left|said|told|lost"
    r"|I'm|I've|I'd|it's|he's|she's|we're|we've|they're|they've|there's|that's)\b",
    re.IGNORECASE,
)
_ENGLISH_START = re.compile(
    r"(?:The|A|An|My|Our|His|Her|Their|It|It's|There|There's|This|That|We|We're|We've|He|He's|She|She's|They|Someone)\b"
)


def _english_statement(text: str) -> bool:
    return len(text.split()) > 2 and _ENGLISH_VERB.search(text) is not None


def _lowered(text: str) -> str:
    """`text` ready to stand inside a sentence: a leading "The" or "My" is no name and loses its capital."""
    return text[0].lower() + text[1:] if _ENGLISH_START.match(text) else text


def demand_slot(demand: str, language: Language) -> str:
    """The demand as it can be quoted by the caller ("전액 환불해 달라", "a full refund"), or nothing."""
    text = tidy(demand).strip(_ENDS)
    if language == "ko":
        whole = text.endswith(("라", "다")) and not re.search(r"[.?!]", text)
        return text if whole and len(text) <= 40 else ""
    able = re.match(r"(?:a|an|the|my|all|both|to|someone|somebody)\s", text, re.IGNORECASE)
    return text[0].lower() + text[1:] if able and "." not in text and len(text) <= 80 else ""
