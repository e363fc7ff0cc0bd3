"""Amounts, spans and shares as people say them: "3,000원", "3천 원", "영업일 사흘", "five working days", "£3.50"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KOREAN_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_KOREAN_COUNTS = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10,
}  # fmt: skip
_KOREAN_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "열흘": 10,
    "보름": 15,
}
_ENGLISH_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_KOREAN_UNITS = {
    "영업일": "day", "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year",
    "시간": "hour", "분": "minute", "퍼센트": "share", "%": "share", "원": "won",
}  # fmt: skip
_ENGLISH_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour", "minute": "minute",
    "percent": "share", "per cent": "share", "%": "share", "pound": "£", "dollar": "$", "euro": "€", "quid": "£",
}  # fmt: skip
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_WON = re.compile(
    rf"({_NUMBER}|[일이삼사오육칠팔구])?\s*(만|천|백)?\s*({_NUMBER}|[일이삼사오육칠팔구])?\s*(천|백)?\s*원"
)
_BEFORE_SPAN = re.compile(rf"영업일\s*(?:기준\s*)?(?:로\s*)?({_NUMBER})\s*일")
_SPAN = re.compile(
    rf"({_NUMBER}|(?<![가-힣])(?:{'|'.join(_KOREAN_COUNTS)}))\s*"
    r"(영업일|개월|시간|주일|주(?!문|소|세|시)|일(?!부|반|단|찍)|달(?!라)|년|분(?!들|께|이)|퍼센트|%)"
)
_DAYS = re.compile(rf"(?<![가-힣])(?:{'|'.join(_KOREAN_DAYS)})|일주일|한\s*달")
_MONEY = re.compile(rf"([£$€])\s?({_NUMBER})")
_ENGLISH = re.compile(
    rf"\b({_NUMBER}|{'|'.join(_ENGLISH_COUNTS)})[\s-]*(?:(?:working|business|calendar|full)[\s-]+)?"
    r"(day|week|month|year|hour|minute|percent|per cent|%|pound|dollar|euro|quid)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: won, £, $, €, minute, hour, day, week, month, year or share (per cent)."""

    unit: str
    number: float


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`; a working day counts as a day, for callers and agents mix them freely."""
    return tuple(dict.fromkeys([*_korean(text), *_english(text)]))


def _korean(text: str) -> Iterator[Quantity]:
    for found in _WON.finditer(text):
        if amount := _won(*found.groups()):
            yield Quantity("won", amount)
    for found in _BEFORE_SPAN.finditer(text):
        yield Quantity("day", _plain(found[1]))
    for found in _SPAN.finditer(text):
        number = _KOREAN_COUNTS.get(found[1]) or _plain(found[1])
        yield Quantity(_KOREAN_UNITS[found[2]], number)
    for found in _DAYS.finditer(text):
        word = re.sub(r"\s", "", found[0])
        if word == "일주일":
            yield Quantity("week", 1)
        elif word == "한달":
            yield Quantity("month", 1)
        else:
            yield Quantity("day", _KOREAN_DAYS[word])


def _won(high: str | None, unit: str | None, low: str | None, small: str | None) -> float:
    """The sum that "3만 5천 원", "오천 원" or "3,000원" names; 0 where there is no number."""
    sizes = {"만": 10000, "천": 1000, "백": 100, None: 1}
    if high is None and unit is None and low is None:
        return 0
    if unit is None:
        return _digit(high or low)
    total = _digit(high or "1") * sizes[unit]
    return total + (_digit(low) * sizes[small] if low else 0)


def _digit(text: str | None) -> float:
    return float(_KOREAN_DIGITS[text]) if text in _KOREAN_DIGITS else _plain(text or "0")


def _plain(text: str) -> float:
    return float(text.replace(",", ""))


def _english(text: str) -> Iterator[Quantity]:
    for found in _MONEY.finditer(text):
        yield Quantity(found[1], _plain(found[2]))
    for found in _ENGLISH.finditer(text):
        word = found[1].lower()
        number = float(_ENGLISH_COUNTS[word]) if word in _ENGLISH_COUNTS else _plain(word)
        yield Quantity(_ENGLISH_UNITS[found[2].lower()], number)
