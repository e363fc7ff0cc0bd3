"""Masking: names, telephone, order and card numbers, addresses leave a real call before it is kept or sent.

A mask says what stood there. For the recogniser, which tells an introduction by the name in it, `unmasked` puts
something of the same kind and length in its place.
"""

import re
from collections.abc import Mapping, Sequence

from simulator.language import Language
from simulator.naming import names_in
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

_MAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,15}(?!\d)")
_ABROAD = re.compile(r"(?<![A-Za-z\d-])(?:\+|00 ?(?=[1-9]))\d(?:[ ().-]{0,3}\d){7,14}(?!-?\d)")
"""A telephone number of any country, grouped in any way."""
_PHONE = re.compile(
    r"""(?<![A-Za-z\d-])(?:
      \(?0\d{1,4}\)?[ .-]?\d{3,4}[ .-]?\d{3,4}
    | (?:1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}
    | 01\d{8,9} | 1[5-8]\d{2}-\d{4} | \d{3}-\d{4}
    )(?!-?\d)""",
    re.VERBOSE,
)
_DIGIT = "[공영일이삼사오육칠팔구]"
_SPOKEN_PHONE = re.compile(
    rf"(?<![가-힣])공{_DIGIT}{{1,2}}(?:에|다시)?[\s,-]{{0,2}}{_DIGIT}{{3,4}}(?:에|다시)?[\s,-]{{0,2}}{_DIGIT}{{4}}"
)
_TAIL = {
    "ko": re.compile(r"(?:뒷|뒤|끝)\s{0,3}(?:자리|번호)\D{0,8}(\d{4})(?!\d)"),
    "en": re.compile(r"\blast four\D{0,12}(\d{4})(?!\d)", re.IGNORECASE),
}
_DATE = re.compile(  # an older one is when somebody was born, and goes with the numbers
    r"""(?<![A-Za-z\d-])(
      20[1-9]\d(?:[-./](?:0?[1-9]|1[0-2])(?:[-./](?:[12]\d|3[01]|0?[1-9]))?)
    | (?:[12]\d|3[01]|0?[1-9])[-./](?:[12]\d|3[01]|0?[1-9])[-./]20[1-9]\d
    )(?=T\d\d:|-(?!\d)|[^A-Za-z\d-]|$)""",
    re.VERBOSE,
)
_ORDER = re.compile(
    r"(?<![A-Za-z0-9-])(?=[A-Za-z0-9-]*\d{4})[A-Za-z]{0,6}-?\d[\dA-Za-z-]{4,24}(?![A-Za-z0-9-])"
)
_AMOUNT_BEFORE = re.compile(r"(?:[£$€₩]|\b(?:GBP|USD|EUR|KRW))\s?$")
_AMOUNT_AFTER = re.compile(
    r"\s{0,3}(?:[천만억]?\s?원|년|월|일|개|명|건|점|포인트|킬로|%|퍼센트"
    r"|(?:pounds?|dollars?|euros?|won|quid|points?|miles?|people|days?|hours?|kg|km|kilometres?|steps?)\b)"
)
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
    r"|[a-pr-uwyz][a-hk-y]?\d[a-z\d]?\s?\d(?!nd|st|rd|th)[abd-hjlnp-uw-z]{2})\b"
)
_STREET = re.compile(
    r"\b\d{1,4}[A-Za-z]?\s{1,3}(?:[A-Z][a-z]{1,20}\s{1,3}){1,3}"
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Court|Crescent|Gardens|Terrace|Boulevard|Blvd|Way)\b"
)
_WITH = (
    "번호|카드|택배|선물|진짜|전화|문자|무료|유료|추가|최대|최소|하루|단위|순서|그걸|이걸|저걸|결과|종류|차례|기사|수수|실제|정말|절대|그대|이대"
    "|제대|대체|스스|함부|억지|평소|할부|시불|각자|따로|서비|메일|퀵으|개당|현재|처음"
)
"""Words of two syllables that take the particle 로."""
_COUNTED = (
    r"(?:[~.·]\s?\d|,\d|번(?!지|길)|호선|퍼센트|[개원일월년시분초명건장차배회주달권병통박천만억킬그상세벌켤마미리%점층조]|k|g|cm|m"
    r"|\s(?:개|개월|원|만|만원|일|주|주일|시|시간|분|명|건|번|배|달|년|퍼센트)(?:[이을를은는정간에]|안에|이나|까지)?(?![가-힣]))"
)
_KOREAN_HOME = re.compile(
    rf"(?<![가-힣])(?![별바따새서주홀때걸거]로[\s\d])[가-힣]{{1,9}}(?<!으)(?<!{_WITH})(?:로|길)"
    rf"\s?\d{{1,4}}(?:-\d{{1,4}})?(?![\d-])"
    rf"(?:번?길(?:\s?\d{{1,4}}(?:-\d{{1,4}})?(?!\d))?|번지)?(?!{_COUNTED})"
    r"|(?<![가-힣])[가-힣]{1,5}[동리]\s?\d{1,4}(?:-\d{1,4})?번지|(?<!\d)\d{1,4}동\s?\d{1,4}호"
)


def masked(turns: Sequence[Turn], language: Language) -> tuple[Turn, ...]:
    """`turns` with every private detail masked; a name told once is masked wherever it is said."""
    names = names_in(turns, language)
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


def _without(text: str, names: re.Pattern[str] | None, language: Language) -> str:
    masks = {kind: mask for kind, (mask, _) in MASKS[language].items()}
    text = _MAIL.sub(masks["mail"], text)
    pieces = _DATE.split(text)
    pieces[::2] = [_without_numbers(piece, masks, language) for piece in pieces[::2]]
    text = "".join(pieces)
    return names.sub(masks["name"], text) if names else text


def _without_numbers(text: str, masks: Mapping[str, str], language: Language) -> str:
    text = _ABROAD.sub(masks["phone"], text)
    text = _CARD.sub(masks["card"], text)
    text = _PHONE.sub(masks["phone"], text)
    if language == "ko":
        text = _SPOKEN_PHONE.sub(masks["phone"], text)
    text = _TAIL[language].sub(lambda found: found[0].replace(found[1], masks["phone"]), text)
    text = _ORDER.sub(lambda found: found[0] if _is_amount(found) else masks["order"], text)
    for home in (_KOREAN_HOME,) if language == "ko" else (_STREET, _POSTCODE):
        text = home.sub(masks["home"], text)
    return text


def _is_amount(found: "re.Match[str]") -> bool:
    if not found[0].replace("-", "").isdigit():
        return False
    before = found.string[max(0, found.start() - 6) : found.start()]
    return bool(_AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(found.string, found.end()))


def restored(quote: str, masked_text: str, original: str, language: Language) -> str:
    """`quote`, a piece of `masked_text`, as it stands in the original turn; unchanged where it cannot be traced."""
    mask = re.compile("|".join(re.escape(one) for one, _ in MASKS[language].values()))
    pattern = "(.+?)".join(re.escape(part) for part in mask.split(masked_text))
    found, start = re.fullmatch(pattern, original, re.DOTALL), masked_text.find(quote)
    if found is None or start < 0:
        return quote
    told = iter(found.groups()[len(mask.findall(masked_text[:start])) :])
    return mask.sub(lambda hidden: next(told, hidden[0]), quote)
