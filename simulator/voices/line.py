"""A caller's line as a model words it: tidied, and let out as far as it is surely in role."""

import re

from simulator.language import Language
from simulator.text import clean, one_line, sentences

LONGEST = 400
"""Characters of one line; three spoken sentences have about 150."""
STAND_INS = {"ko": "[성희롱 발언]", "en": "[sexual remark]"}
"""Written where a sexual remark would come; what it was is nobody's to read."""

OUT_OF_ROLE = (
    "도와드릴", "도와 드릴", "도와드리겠", "도와 드리겠", "무엇을 도와", "안내해 드리", "안내해드리",
    "확인해 드리겠", "확인해드리겠", "불편을 드려 죄송", "불편을 끼쳐 죄송", "고객님, ", "고객님의 ",
    "상담원입니다", "인공지능", "언어 모델", "ai로서", "ai입니다", "상담원:", "고객:",
    "assistant:", "virtual assistant", "agent:", "caller:", "customer:", "user:",
    "as an ai", "i'm an ai", "i am an ai", "language model",
    "how can i help", "how may i help", "how can i assist", "how may i assist", "anything else i can",
    "happy to help you", "glad to help you", "here to help you", "thank you for calling",
    "apologize for the inconvenience", "apologise for the inconvenience", "sorry for the inconvenience",
    "<지시", "<direction", "```", '{"',
)  # fmt: skip
"""What only an agent, an assistant or a prompt says; in lower case with straight quotes."""

_BEGINNINGS = frozenset(phrase[:end] for phrase in OUT_OF_ROLE for end in range(1, len(phrase) + 1))
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_DIRECTION = re.compile(r"\([^()]{0,60}\)|\*[^*]{1,60}\*|\[[^\[\]]{0,60}\]|（[^（）]{0,60}）")
_OPENERS = re.compile(r"[(\[*（<]")
_MARKDOWN = re.compile(r"\*\*|__|`+|^#+\s|^[-•]\s", re.MULTILINE)
_OWN_LABEL = re.compile(r"^\s*(?:고객|caller|customer)\s*[:：]\s*", re.IGNORECASE)


def tidy(text: str, name: str, language: Language) -> str:
    """`text` as spoken words on one line: no thoughts, stage directions, markup, wrapping quotes or label."""
    stand_in = STAND_INS[language]
    text = _MARKDOWN.sub("", _THOUGHT.sub("", clean(text)))
    text = stand_in.join(_DIRECTION.sub("", part) for part in text.split(stand_in))
    text = one_line(text).lstrip("\"“'‘")
    for label in (f"{name}:", f"{name} :"):
        text = text.removeprefix(label)
    text = one_line(_OWN_LABEL.sub("", text)).lstrip("\"“'‘")
    return text.rstrip('"”') if text.count('"') % 2 or text.count("“") < text.count("”") else text


def sayable(line: str, language: Language) -> str:
    """As much of a growing `line` as may be shown: it holds nothing that could still turn out of role."""
    if not in_language(line, language):
        return ""
    plain = line.translate(_STRAIGHT).lower()
    if len(plain) != len(line):
        return ""
    stand_in = STAND_INS[language]
    opener = _OPENERS.search(line.replace(stand_in, " " * len(stand_in)))
    return line[: min(len(line) - _held(plain), opener.start() if opener else len(line))].rstrip()


def shortened(line: str) -> str:
    """`line` cut back to the whole sentences that fit; empty where not even the first one does."""
    ends = [end for _, end in sentences(line) if end <= LONGEST and line[end - 1] in ".!?。！？…"]
    return line[: ends[-1]] if ends else ""


def out_of_role(line: str) -> bool:
    """Whether `line` says what only an agent, an assistant or a prompt would say."""
    plain = line.translate(_STRAIGHT).lower()
    return any(phrase in plain for phrase in OUT_OF_ROLE)


def in_language(line: str, language: Language) -> bool:
    """Whether the letters are those of `language`; Latin names in a Korean line are, Chinese never is."""
    letters = [letter for letter in line.replace(STAND_INS[language], "") if letter.isalpha()]
    hangul = sum("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" for letter in letters)
    latin = sum(letter < "\u0250" for letter in letters)
    if hangul + latin < len(letters):
        return False
    return hangul >= latin if language == "ko" else hangul == 0


def _held(plain: str) -> int:
    """How many letters at the end of `plain` may be the beginning of something out of role."""
    most = min(len(plain), max(map(len, OUT_OF_ROLE)))
    return next((count for count in range(most, 0, -1) if plain[-count:] in _BEGINNINGS), 0)
