"""Amounts, spans and shares as people say them: "3,000원", "3천 원", "영업일 사흘", "five working days", "£3.50"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SINO_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SINO_SIZES = {"십": 10, "백": 100, "천": 1000, "만": 10_000, "억": 100_000_000}
_MYRIAD = 10_000
"""From here on a Korean size multiplies all that stands before it: "삼십오만" is 35 of them."""
_NATIVE_COUNTS = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50}
_NATIVE = {
    **_NATIVE_COUNTS,
    **_NATIVE_TENS,
    "스무": 20,
    **{f"{ten}{gap}{count}": _NATIVE_TENS[ten] + _NATIVE_COUNTS[count]
       for ten in _NATIVE_TENS for count in _NATIVE_COUNTS for gap in ("", " ")},
}  # fmt: skip
_KOREAN_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "열나흘": 14,
    "보름": 15,
}
_ENGLISH_DIGITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_ENGLISH_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH_COUNTS = {"a": 1, "an": 1, **_ENGLISH_DIGITS, **_ENGLISH_TEENS, **_ENGLISH_TENS}
_ENGLISH_SIZES = {"hundred": 100, "thousand": 1000}
_KOREAN_UNITS = {
    "영업일": "day", "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year",
    "시간": "hour", "분": "minute", "퍼센트": "share", "%": "share",
}  # fmt: skip
_ENGLISH_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour", "minute": "minute",
    "percent": "share", "per cent": "share", "%": "share", "pound": "£", "dollar": "$", "euro": "€", "quid": "£",
}  # fmt: skip
_ENGLISH_CENTS = {"pence": "£", "p": "£", "cent": "$"}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_DIGIT = f"[{''.join(_SINO_DIGITS)}]"
_SIZE = f"[{''.join(_SINO_SIZES)}]"
_SINO_WORD = re.compile(rf"{_NUMBER}|{_DIGIT}|{_SIZE}")
_WON = re.compile(
    rf"""(?:(?<![가-힣])(?<!몇\s)|(?=\d)|(?<!{_DIGIT})(?<!{_SIZE})(?<![몇수])(?=[삼사오육칠팔구][십백천만]))
    (?<!\d)(?<!\d[.,])(?=\d|{_DIGIT}?\s*{_SIZE})
    ((?:(?:(?:{_NUMBER}|{_DIGIT})\s*)?{_SIZE}\s*){{0,12}}(?:{_NUMBER}|{_DIGIT})?)
    \s*원(?![하해했합할한래칙])""",
    re.VERBOSE,
)
"""A sum is read from its first numeral on; glued to a noun only where that cannot be a particle ("환불만 원하시면")."""
_DATE = re.compile(
    rf"""(?:월|(?:다음|이번|지난)\s*달|(?:이|매|내)달|(?<=\d)[/-])\s*(?:{_NUMBER}|[일이삼사오육칠팔구십]+)\s*일(?!간)
    | \d+\s*일(?=자|날|\s*[월화수목금토일]요일) | \d+\s*년(?=\s*\d+\s*월) | (?<!\d)(?:19|20)\d\d\s*년
    | 시\s*(?:{_NUMBER}|[일이삼사오육칠팔구십]+)\s*분""",
    re.VERBOSE,
)
"""Dates and times of day count nothing: "10월 3일", "다음 달 5일", "2026년", "2시 30분"."""
_NATIVE_WORD = "|".join(sorted(_NATIVE, key=len, reverse=True)).replace(" ", "[ ]")
_SPAN = re.compile(
    rf"""(?:(?<!\d)(?<!\d[.,])(?P<figures>{_NUMBER})\s*
      | (?<![가-힣])(?P<native>{_NATIVE_WORD})\s*(?!일|년|분|퍼센트|%)
      | (?<![가-힣])(?P<sino>{_DIGIT}?[십백](?:{_DIGIT}?십)?{_DIGIT}?|[삼육칠팔구](?!\s*(?:달|시간|주))
        |오(?=\s+(?:영업일|일|개월|년|분|퍼))|[일이](?=\s?개월|\s년))\s*)
    (?P<unit>영업일|개월|시간|주일|주(?!문|소|세|시|말|신|셨|었)|일(?!부|반|단|찍|요일)|달(?!라)|년|분(?!들|께|이)|퍼센트|%)
    (?P<half>\s*반(?=$|[이을은에정쯤까]|\W))?""",
    re.VERBOSE,
)
"""Native counts go with weeks, months and hours only: "한 일" and "두 분" are a deed and two people."""
_DAYS = re.compile(
    rf"(?<![가-힣])(?:({'|'.join(_KOREAN_DAYS)}|일주일)(?!\s*(?:빨리|속히|하루)))(\s*반(?=$|[이을은에정쯤까]|\W))?"
)
_HALF_YEAR = re.compile(r"(?<![\d가-힣])반\s?년")
_MONEY = re.compile(rf"([£$€])\s?({_NUMBER})")
_SMALL = (
    rf"(?:(?:{'|'.join(_ENGLISH_TENS)})[\s-]+(?:{'|'.join(_ENGLISH_DIGITS)})\b"
    rf"|(?:{'|'.join([*_ENGLISH_TENS, *_ENGLISH_TEENS, *_ENGLISH_DIGITS])})\b)"
)
_ENGLISH = re.compile(
    rf"""(?<!\d[.,])\b(?P<part>half[\s-]+)?(?=\d|an?\b|{_SMALL})
    (?P<number>(?:(?:{_NUMBER}|a|{_SMALL})[\s-]+thousand\b(?:\s+and)?\s*)?
      (?:(?:{_NUMBER}|a|{_SMALL})[\s-]+hundred\b(?:\s+and)?\s*)?(?:{_SMALL}|{_NUMBER}|an?\b)?)
    (?P<half>[\s-]+and[\s-]+a[\s-]+half)?[\s-]*(?:(?:working|business|calendar|full)[\s-]+)?
    (?P<unit>(?:day|week|month|year|hour|minute|percent|per\ cent|pound|dollar|euro|quid|pence|cent)(?=s?\b)|%
      |(?<=\d)p(?![\w.]*m)\b)s?
    (?:(?P<more>\s+and\s+a\s+half\b)
      |\s+(?:and\s+)?(?P<pence>{_SMALL}|\d\d?)\s*(?:pence|p|cents?)\b
      |\s+(?P<cents>{_SMALL}|\d\d)(?=\s*(?:[^\w\s.%-]|\.(?!\d)|$)|\s+(?:for|each|in|on|to|is|and|if|extra)\b))?""",
    re.IGNORECASE | re.VERBOSE,
)


_PLAINER = {"week": ("day", 7), "year": ("month", 12)}


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: won, £, $, €, minute, hour, day, week, month, year or share (per cent)."""

    unit: str
    number: float

    @property
    def plain(self) -> "Quantity":
        """The same in the unit that people may have named instead: weeks as days, years as months."""
        unit, times = _PLAINER.get(self.unit, (self.unit, 1))
        return Quantity(unit, self.number * times)


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`; a working day counts as a day, for callers and agents mix them freely."""
    return tuple(dict.fromkeys([*_korean(text), *_english(text)]))


def _korean(text: str) -> Iterator[Quantity]:
    for found in _WON.finditer(text):
        if not found[1].startswith("이 "):  # "이 천 원" may as well be these thousand as two
            yield Quantity("won", _sino(found[1]))
    undated = _DATE.sub(" · ", text)
    for found in _SPAN.finditer(undated):
        native = found["native"]
        number = _NATIVE[native] if native else _sino(found["figures"] or found["sino"])
        yield Quantity(_KOREAN_UNITS[found["unit"]], number + (0.5 if found["half"] else 0))
    for found in _DAYS.finditer(undated):
        half = 0.5 if found[2] else 0
        if found[1] == "일주일":
            yield Quantity("week", 1 + half)
        else:
            yield Quantity("day", _KOREAN_DAYS[found[1]] + half)
    yield from (Quantity("month", 6) for _ in _HALF_YEAR.finditer(undated))


def _sino(text: str) -> float:
    """What "3만 5천", "십만", "천오백" or "3,000" comes to."""
    whole, part = 0.0, 0.0
    number: float | None = None
    for word in _SINO_WORD.findall(text):
        size = _SINO_SIZES.get(word)
        if size is None:
            number = float(_SINO_DIGITS[word]) if word in _SINO_DIGITS else _plain(word)
        elif size < _MYRIAD:
            part, number = part + (1 if number is None else number) * size, None
        else:
            whole, part, number = whole + ((part + (number or 0)) or 1) * size, 0.0, None
    return whole + part + (number or 0)


def _plain(text: str) -> float:
    return float(text.replace(",", ""))


def _english(text: str) -> Iterator[Quantity]:
    for found in _MONEY.finditer(text):
        yield Quantity(found[1], _plain(found[2]))
    for found in _ENGLISH.finditer(text):
        number = _counted(found["number"]) * (0.5 if found["part"] else 1)
        number += 0.5 if found["half"] or found["more"] else 0
        unit = found["unit"].lower()
        if unit in _ENGLISH_CENTS:
            yield Quantity(_ENGLISH_CENTS[unit], number / 100)
            continue
        cents = found["pence"] or found["cents"]
        is_money = _ENGLISH_UNITS[unit] in "£$€"
        yield Quantity(_ENGLISH_UNITS[unit], number + (_counted(cents) / 100 if cents and is_money else 0))


def _counted(text: str) -> float:
    """What "two hundred and fifty", "thirty-five" or "1,200" comes to."""
    whole, part = 0.0, 0.0
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word in _ENGLISH_SIZES:
            part *= _ENGLISH_SIZES[word]
            whole, part = (whole + part, 0.0) if word == "thousand" else (whole, part)
        elif word != "and":
            part += _ENGLISH_COUNTS[word] if word in _ENGLISH_COUNTS else _plain(word)
    return whole + part
