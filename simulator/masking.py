"""Masking: names, telephone, order and card numbers, addresses of mail leave a real call before it is kept or sent.

A mask says what stood there. For the recogniser, which tells an introduction by the name in it, `unmasked` puts
something of the same kind and length in its place.
"""

import re
from collections.abc import Iterable, Sequence

from simulator.language import Language
from simulator.names import ENGLISH, KOREAN
from simulator.turn import Turn

MASKS: dict[Language, dict[str, tuple[str, str]]] = {
    "ko": {
        "name": ("[이름]", "홍길동 "),
        "phone": ("[전화번호]", "010123"),
        "order": ("[주문번호]", "202604"),
        "card": ("[카드번호]", "400000"),
        "mail": ("[이메일]", "a@b.c"),
        "home": ("[주소]", "서울시 "),
    },
    "en": {
        "name": ("[name]", "Taylor"),
        "phone": ("[phone]", "5550100"),
        "order": ("[order number]", "AB100000000000"),
        "card": ("[card]", "400000"),
        "mail": ("[e-mail]", "ab@c.org"),
        "home": ("[address]", "SK3 9ZZZZ"),
    },
}
"""For each kind of private detail its mask, and what stands in for it, of the same length."""

_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CARD = re.compile(r"(?<!\d)(?:\d[ -]?){13,16}(?!\d)")
_PHONE = re.compile(
    r"""(?<![\d-])(?:\+\d{1,3}[ .-]?)?
    (?:\(?0\d{1,4}\)?[ .-]?\d{3,4}[ .-]?\d{3,4} | \d{3}[ .-]\d{3}[ .-]\d{4} | 01\d{8,9})(?![\d-])""",
    re.VERBOSE,
)
_TAIL = {
    "ko": re.compile(r"(?:뒷|뒤|끝)\s*(?:자리|번호)\D{0,8}(\d{4})(?!\d)"),
    "en": re.compile(r"\blast four\D{0,12}(\d{4})(?!\d)", re.IGNORECASE),
}
_ORDER = re.compile(
    r"(?<![A-Za-z0-9-])(?=[A-Za-z0-9-]*\d{4})[A-Za-z]{0,4}-?\d[\dA-Za-z-]{4,24}(?![A-Za-z0-9-])"
)
_AMOUNT_AFTER = re.compile(r"\s*(?:원|만\s*원|년|월|일|%|pounds?|dollars?|euros?)")
_COPULA = r"\s*(?:이라고|라고|입니다|이에요|예요|이었습니다|였습니다|이고요|이요|인데요)"
_TITLES = "저는|제가|제 이름은|이름은|성함은|상담[원사]|담당자?|매니저|팀장|대리|주임|과장"
_SAYS_NAME = (
    "my name(?:'s| is)|name(?:'s| is)|this is|you(?:'re| are) (?:speaking|talking) (?:to|with)|I'm|I am|it's"
)
_NAMES: dict[Language, tuple[re.Pattern[str], ...]] = {
    "ko": (
        re.compile(rf"(?:{_TITLES})\s+({KOREAN}){_COPULA}"),
        re.compile(rf"(?<![가-힣])({KOREAN}){_COPULA}"),
        re.compile(rf"(?<![가-힣])({KOREAN})\s*(?:고객님|님|씨)(?![가-힣])"),
        re.compile(rf"\d{{4}}[,.\s]+({KOREAN})(?=인데|이고|라고|이[고요에]|요|입|,|\.|\s|$)"),  # after a telephone number
    ),
    "en": (
        re.compile(rf"\b(?i:{_SAYS_NAME})\s+({ENGLISH}(?:\s+{ENGLISH})?)"),
        re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.?\s+({ENGLISH}(?:\s+{ENGLISH})?)"),
        re.compile(rf"\b({ENGLISH})(?=,? speaking\b)"),
    ),
}
_ASKED_NAME = re.compile(r"성함|이름|누구|your name|full name|who am i speaking|take a name", re.IGNORECASE)
_ANSWERED: dict[Language, re.Pattern[str]] = {
    "ko": re.compile(rf"^\s*(?:네|예|아)?[,.\s]*(?:저\s*)?({KOREAN})(?![가-힣]{{2}})"),
    "en": re.compile(rf"^\s*(?:(?i:yes|yeah|sure|it's|it is)[,.\s]+)?({ENGLISH}(?:\s+{ENGLISH}){{0,2}})"),
}
_NO_NAMES = frozenset({
    "sorry", "afraid", "here", "the", "your", "not", "calling", "so", "just", "really", "customer",
    "support", "service", "speaking", "glad", "happy", "terrible", "awful", "great", "fine", "sure",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yes", "no", "right",
    "okay", "well", "look", "what", "why", "it", "i", "that", "this", "and", "but", "you", "my", "a",
    "an", "we", "they", "oh", "hello", "hi", "good", "thank", "thanks", "하는데요", "그러니", "이거요", "어제요",
    "오늘은", "지금은", "안되는", "주문이", "문제는", "이것도", "이상한"
})  # fmt: skip
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_KOREAN_HOME = re.compile(r"[가-힣]+(?:로|길)\s?\d+(?:-\d+)?(?:번지|번길)?|\d+동\s?\d+호")


def masked(turns: Sequence[Turn], language: Language) -> tuple[Turn, ...]:
    """`turns` with every private detail masked; a name told once is masked wherever it is said."""
    names = sorted({name for name in _names(turns, language) if name}, key=len, reverse=True)
    return tuple(
        Turn(turn.speaker, _without(turn.text, names, language), turn.acts, turn.move, turn.mood)
        for turn in turns
    )


def unmasked(text: str, language: Language) -> str:
    """`text`, letter for letter as long, with something of the same kind in place of each mask."""
    if "[" in text:
        for mask, stand_in in MASKS[language].values():
            text = text.replace(mask, stand_in)
    return text


def _names(turns: Sequence[Turn], language: Language) -> Iterable[str]:
    asked = False
    for turn in turns:
        for pattern in _NAMES[language]:
            for found in pattern.finditer(turn.text):
                yield from _parts(found[1], language)
        if asked and turn.speaker == "caller" and (told := _ANSWERED[language].match(turn.text)):
            yield from _parts(told[1], language)
        asked = turn.speaker == "agent" and _ASKED_NAME.search(turn.text) is not None


def _parts(name: str, language: Language) -> Iterable[str]:
    """A full name and, in English, each part of it."""
    words = name.split()
    if any(word.lower() in _NO_NAMES for word in words):
        words = [word for word in words if word.lower() not in _NO_NAMES][:1] if len(words) > 1 else []
        name = words[0] if words else ""
    yield name
    if language == "en":
        yield from words


def _without(text: str, names: Sequence[str], language: Language) -> str:
    masks = {kind: mask for kind, (mask, _) in MASKS[language].items()}
    text = _MAIL.sub(masks["mail"], text)
    text = _CARD.sub(masks["card"], text)
    text = _PHONE.sub(masks["phone"], text)
    text = _TAIL[language].sub(lambda found: found[0].replace(found[1], masks["phone"]), text)
    text = _ORDER.sub(lambda found: found[0] if _is_amount(text, found) else masks["order"], text)
    text = (_KOREAN_HOME if language == "ko" else _POSTCODE).sub(masks["home"], text)
    for name in names:
        edge = r"(?<![가-힣])" if language == "ko" else r"\b"
        text = re.sub(edge + re.escape(name) + ("" if language == "ko" else r"\b"), masks["name"], text)
    return text


def _is_amount(text: str, found: "re.Match[str]") -> bool:
    return _AMOUNT_AFTER.match(text, found.end()) is not None and found[0].isdigit()


def restored(quote: str, masked_text: str, original: str, language: Language) -> str:
    """`quote`, a piece of `masked_text`, as it stands in the original turn; unchanged where it cannot be traced."""
    mask = re.compile("|".join(re.escape(one) for one, _ in MASKS[language].values()))
    pattern = "(.+?)".join(re.escape(part) for part in mask.split(masked_text))
    found, start = re.fullmatch(pattern, original, re.DOTALL), masked_text.find(quote)
    if found is None or start < 0:
        return quote
    told = iter(found.groups()[len(mask.findall(masked_text[:start])) :])
    return mask.sub(lambda hidden: next(told, hidden[0]), quote)
