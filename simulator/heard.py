"""What the caller has caught of the agent's words: the agent's name, and what was promised by when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from simulator.language import Language
from simulator.names import COMPOUND, SURNAMES
from simulator.text import sentences, squeeze
from simulator.turn import Turn

NAME_WITHIN = 300
"""Characters at the start of a reply in which agents introduce themselves."""
TIME_WITHIN = 2000
"""Characters of a reply in which a promised time is looked for; a spoken turn of four minutes is about 1,600."""
PROMISES_BACK = 3
"""Replies with a promise that the caller goes back through to find a time."""

# --- the name -----------------------------------------------------------------------------------------------------

_BEFORE = (
    r"(?:저는|제가|제 이름은|상담 ?직원|상담[원사]|담당자?|매니저|팀장|과장|대리|주임|사원|센터|[가-힣]+[팀부]"
    r"|{company})"
)
_AFTER = r"(?:입니다|이에요|예요|이?라고 ?(?:합니다|해요)|이?고요)"
_KOREAN_NAME = rf"{_BEFORE}[,\s]+((?:{COMPOUND})[가-힣]{{1,2}}?|[{SURNAMES}][가-힣]{{2}}){_AFTER}"
_FIRST = r"([A-Z][a-z'’-]+)"
_ENGLISH_NAME = re.compile(
    r"(?i:(?:my|the) name(?: is|['’]s)|you(?:['’]re| are) (?:speaking|talking) (?:with|to)) ([A-Za-z][a-z'’-]+)"
    rf"|(?i:this is|it['’]s) {_FIRST}(?= (?i:speaking|from|at|here|in|with|on)\b| [A-Z][a-z]+|[,.!]|$)"
    rf"|\bI(?:['’]m| am) {_FIRST}(?=[,.!]| (?:from|at|with|in|and)\b|$)"
    rf"|\b{_FIRST} speaking\b"
)
_NO_NAMES = frozenset({
    "sorry", "afraid", "here", "the", "your", "a", "an", "not", "calling", "so", "just", "really", "customer",
    "support", "service", "speaking", "glad", "happy", "terrible", "awful", "great", "fine", "sure",
})  # fmt: skip


def agent_name(turns: Iterable[Turn], company: str, language: Language) -> str:
    """The name by which the agent introduced himself or herself, or nothing."""
    for turn in turns:
        if turn.speaker == "agent" and (name := _name(turn.text[:NAME_WITHIN], company, language)):
            return name
    return ""


def own_name(text: str, language: Language) -> str:
    """The name that a person gives as their own in `text`, after any word that may be a company's, or nothing."""
    return _name(text[:NAME_WITHIN], "", language, r"[가-힣A-Za-z]+")


def _name(text: str, company: str, language: Language, before: str = "저는") -> str:
    if language == "ko":
        found = re.search(_KOREAN_NAME.replace("{company}", re.escape(company) or before), text)
        return found[1] if found else ""
    for found in _ENGLISH_NAME.finditer(text):
        name = next(group for group in found.groups() if group)
        if name.lower() not in _NO_NAMES and squeeze(name) not in squeeze(company):
            return name[0].upper() + name[1:]
    return ""


# --- the time -----------------------------------------------------------------------------------------------------

_WEEKDAY = r"(?:오늘|금일|내일|모레|(?:이번|다음) ?[주달]|[월화수목금토일]요일|\d{1,2}월 ?\d{1,2}일)"
_DAY = rf"(?:{_WEEKDAY}(?: |(?=[가-힣\d,.]|$)))"
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
_OF_DAY = r"(?: (?:morning|afternoon|evening))?"
_ENGLISH_DAY = (
    rf"(?:today|tonight|tomorrow{_OF_DAY}|this (?:morning|afternoon|evening|week)|next week"
    rf"|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day{_OF_DAY})"
)
_ENGLISH_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|forty-five|half an"
    r"|a couple of|a few)"
)
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m\b|o['’]clock)|\d{1,2}:\d{2}|noon|midday"
    r"|(?:the )?(?:end|close) of (?:the |your )?(?:day|business|week))"
)
_ENGLISH_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b(?:by|before|at|around|no later than) )?\b{_CLOCK}(?: (?:on )?{_ENGLISH_DAY})?",
        rf"\b(?:within|in)(?: the next)? {_ENGLISH_COUNT} (?:working |business )?(?:minutes?|hours?|days?|weeks?)\b",
        rf"\b(?:(?:by|on|before|first thing) )?{_ENGLISH_DAY}\b",
    )
)
_DOTTED = re.compile(r"([ap])\.m\b\.?", re.IGNORECASE)
_ENGLISH_PROMISE = re.compile(r"\bwill\b|['’]ll\b|going to|promise|guarantee|expect", re.IGNORECASE)


def promised_time(turns: Iterable[Turn], language: Language) -> str:
    """The time of the latest promise, as it fits into a sentence ("오늘 5시까지", "by 3 pm"), or nothing.

    Only turns that commit are read, in them first the sentences that promise, and of several times the most exact.
    """
    promises = [turn.text for turn in turns if turn.speaker == "agent" and "commit" in turn.acts]
    promise = _KOREAN_PROMISE if language == "ko" else _ENGLISH_PROMISE
    for said in reversed(promises[-PROMISES_BACK:]):
        text = _DOTTED.sub(r"\1m", said[:TIME_WITHIN])
        pieces = [text[start:end] for start, end in sentences(text)]
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


# --- what was promised ----------------------------------------------------------------------------------------------

_DEEDS: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "ko": (
        ("write", re.compile(r"문자|메일|톡|메시지")),
        ("refund", re.compile(r"환불|입금|돌려")),
        ("visit", re.compile(r"방문|기사|수거|회수|찾아")),
        ("ship", re.compile(r"발송|출고|출발|배송|특송|퀵|보내|나가|나갑|도착")),
        ("call", re.compile(r"전화|연락|통화")),
    ),
    "en": (
        ("write", re.compile(r"\b(?:text|e-?mail|message|write)", re.IGNORECASE)),
        ("refund", re.compile(r"\b(?:refund|money|credit|repay|reimburse)", re.IGNORECASE)),
        ("visit", re.compile(r"\b(?:visit|engineer|driver|collect|pick)", re.IGNORECASE)),
        (
            "ship",
            re.compile(r"\b(?:ship|send|sent|dispatch|deliver|parcel|replacement|arrive)", re.IGNORECASE),
        ),
        ("call", re.compile(r"\b(?:call|ring|phone)", re.IGNORECASE)),
    ),
}
_CLOCK_TIME = re.compile(r"\d ?시|[가-힣] ?시|\d ?[ap]m|o.clock|\d:\d|noon|midday", re.IGNORECASE)
_NAMED_DAY = re.compile(
    r"오늘|내일|모레|[월화수목금토일]요일|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_SPAN = re.compile(r"분|시간|영업일|일 ?(?:안|이?내)|하루|이틀|사흘|minute|hour|day", re.IGNORECASE)


@dataclass(frozen=True)
class Promise:
    """What the agent will do (write, refund, visit, ship, call, or "" for anything else) and by when."""

    deed: str
    time: str

    def differs_from(self, other: "Promise") -> bool:
        """Whether both name another day, or a time of the same kind (a clock time, or a span) and not the same one."""
        days = [_NAMED_DAY.search(time) for time in (self.time, other.time)]
        if days[0] and days[1] and days[0].group().lower() != days[1].group().lower():
            return True
        for kind in (_CLOCK_TIME, _SPAN):
            if kind.search(self.time) and kind.search(other.time):
                one, two = squeeze(self.time), squeeze(other.time)
                return one not in two and two not in one
        return False


@lru_cache(maxsize=512)
def promises_of(text: str, language: Language) -> tuple[Promise, ...]:
    """What a reply that commits promises, sentence by sentence, where it names a time."""
    return tuple(_promises(_DOTTED.sub(r"\1m", text[:TIME_WITHIN]), language))


def _promises(text: str, language: Language) -> Iterator[Promise]:
    promise = _KOREAN_PROMISE if language == "ko" else _ENGLISH_PROMISE
    for start, end in sentences(text):
        sentence = text[start:end]
        if promise.search(sentence) and (time := _time(sentence, language)):
            deed = next((deed for deed, shown in _DEEDS[language] if shown.search(sentence)), "")
            yield Promise(deed, time)
