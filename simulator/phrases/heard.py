"""What the caller has caught of the agent's words: the agent's name, and the time that was promised."""

import re
from collections.abc import Iterable

from simulator.language import Language
from simulator.text import sentences, squeeze
from simulator.turn import Turn

LONGEST = 4000
"""Characters of one reply in which a name or time is looked for."""

# --- the name -----------------------------------------------------------------------------------------------------

_SURNAME = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은"
_COMPOUND = "남궁|황보|제갈|선우|독고|사공|서문"
_KOREAN_NAME = re.compile(
    r"(?:저는|제가|제 이름은|성함은|상담원|상담사|상담 ?직원|담당자?|매니저|팀장|과장|대리|주임|사원|센터|[가-힣]+팀|[가-힣]+부|<company>)"
    rf"[,\s]+((?:{_COMPOUND})[가-힣]{{1,2}}?|[{_SURNAME}][가-힣]{{2}})(?:입니다|이에요|예요|이라고 ?(?:합니다|해요)|라고 ?(?:합니다|해요)|이고요|고요)"
)
_ENGLISH_NAME = re.compile(
    r"(?:(?i:my name(?: is|'s|’s)|you(?:'re|’re| are) (?:speaking|talking) (?:with|to)|the name(?:'s| is)) ([A-Za-z][a-z'’-]+)"
    r"|(?:(?i:this is|it(?:'s|’s)) ([A-Z][a-z'’-]+)(?= (?i:speaking|from|at|here|in|with|on)\b| [A-Z][a-z]+|[,.!]|$))"
    r"|(?:I(?:'|’)m|I am) ([A-Z][a-z'’-]+)(?=[,.!]| (?:from|at|with|in|and)\b|$)"
    r"|\b([A-Z][a-z'’-]+) speaking\b)"
)
_NO_NAMES = frozenset(
    "sorry afraid here the your a an not calling so just really customer support service speaking glad happy".split()
)


def agent_name(turns: Iterable[Turn], company: str, language: Language) -> str:
    """The name by which the agent introduced himself or herself, or nothing."""
    for turn in turns:
        if turn.speaker == "agent" and (name := _name(turn.text[:LONGEST], company, language)):
            return name
    return ""


def _name(text: str, company: str, language: Language) -> str:
    if language == "ko":
        pattern = re.compile(_KOREAN_NAME.pattern.replace("<company>", re.escape(company) or "전화"))
        found = pattern.search(text)
        return found[1] if found else ""
    for found in _ENGLISH_NAME.finditer(text):
        name = next(group for group in found.groups() if group)
        if name.lower() not in _NO_NAMES and squeeze(name) not in squeeze(company):
            return name[0].upper() + name[1:]
    return ""


# --- the time -----------------------------------------------------------------------------------------------------

_DAY = r"(?:(?:오늘|금일|내일|모레|이번 ?주|다음 ?주|이번 ?달|다음 ?달|[월화수목금토일]요일|\d{1,2}월 ?\d{1,2}일)(?: |(?=[가-힣\d,.]|$)))"
_PART = r"(?:오전|오후|아침|점심|저녁|밤)"
_COUNT = r"(?:\d{1,3}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)"
_KOREAN_TIMES = (
    re.compile(
        rf"{_DAY}*(?:{_PART} ?)?{_COUNT} ?시(?: ?\d{{1,2}} ?분| ?반)?(?=[\s,.까에전이쯤경]|$)"
        r"(?: ?(?:이?전까지|이?전에|까지|쯤|경|에))?"
    ),
    re.compile(
        rf"(?:{_COUNT} ?(?:분|시간|영업일|일|주일?)|하루|이틀|사흘) ?(?:안에|안으로|이내에?|내에|내로)"
    ),
    re.compile(rf"{_DAY}+(?:{_PART} ?)?(?:중에?으?로?|안으로|안에|까지)?"),
)
_KOREAN_PROMISE = re.compile(r"겠|드릴|[을할될릴]게|약속|예정|됩니다|될 거|될 겁")
_ENGLISH_DAY = r"(?:today|tonight|tomorrow(?: morning| afternoon| evening)?|this (?:morning|afternoon|evening|week)|next week|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| afternoon| evening)?)"
_ENGLISH_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|forty-five|half an|a couple of|a few)"
_ENGLISH_TIMES = (
    re.compile(
        r"(?:\b(?:by|before|at|around|no later than) )?\b(?:\d{1,2}(?:[:.]\d{2})? ?(?:a\.?m\b\.?|p\.?m\b\.?|o['’]clock)|\d{1,2}:\d{2}"
        rf"|noon|midday|(?:the )?(?:end|close) of (?:the |your )?(?:day|business|week))(?: (?:on )?{_ENGLISH_DAY})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:within|in)(?: the next)? {_ENGLISH_COUNT} (?:working |business )?(?:minutes?|hours?|days?|weeks?)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:(?:by|on|before|first thing) )?{_ENGLISH_DAY}\b", re.IGNORECASE),
)
_DOTTED = re.compile(r"([ap])\.m\b\.?", re.IGNORECASE)
_ENGLISH_PROMISE = re.compile(r"\bwill\b|['’]ll\b|going to|promise|guarantee|expect", re.IGNORECASE)


def promised_time(turns: Iterable[Turn], language: Language) -> str:
    """The time of the latest promise, as it fits into a sentence ("오늘 5시까지", "by 3 pm"), or nothing.

    Only turns that commit are read, in them first the sentences that promise, and of several times the most exact.
    """
    for turn in reversed(tuple(turns)):
        if turn.speaker == "agent" and "commit" in turn.acts:
            text = _DOTTED.sub(r"\1m", turn.text[:LONGEST])
            pieces = [text[start:end] for start, end in sentences(text)]
            promise = _KOREAN_PROMISE if language == "ko" else _ENGLISH_PROMISE
            promising = "\n".join(piece for piece in pieces if promise.search(piece))
            if time := _time(promising, language) or _time(text, language):
                return time
    return ""


def _time(text: str, language: Language) -> str:
    patterns = _KOREAN_TIMES if language == "ko" else _ENGLISH_TIMES
    for exactness, pattern in enumerate(patterns):
        if found := pattern.search(text):
            return _adverb(found.group().strip(), language, clock=exactness == 0)
    return ""


def _adverb(time: str, language: Language, *, clock: bool) -> str:
    if language == "en":
        time = time if re.match(r"[A-Z][a-z]+day", time) else time[0].lower() + time[1:]
        return time if not clock or re.match(r"by|before|at|around|no later", time) else f"by {time}"
    if time.endswith(("이내", "중")):
        return f"{time}{'에' if time.endswith('이내') else '으로'}"
    return f"{time}까지" if clock and time.endswith(("시", "분", "반")) else time
