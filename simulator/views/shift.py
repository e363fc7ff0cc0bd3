"""A shift as a page: the clock, the strain, who is waiting, and at the end what drained and what can be mended."""

from collections.abc import Iterator

from simulator.company import Announcement, Company
from simulator.language import Language, Pair
from simulator.shift import EXHAUSTED, STRAINED, Break, Morning, Slot, Taken, clock_of, escaped
from simulator.shiftwork import RESTS, Shift
from simulator.text import with_particle
from simulator.views.announced import announced, fitting
from simulator.views.causes import cause_name, lever_of
from simulator.views.consent import agreement, level_told
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon
from simulator.views.terminal import ENDINGS

TITLE = Pair("{company} 오전 근무", "A morning at {company}")
BACK = Pair("처음으로", "First page")
STRAIN = Pair("긴장", "Strain")
STRAINS = (
    Pair("편안해요", "at ease"),
    Pair("쌓이고 있어요", "building up"),
    Pair("목소리에 묻어나요. 다음 고객이 눈치채요.", "it shows in your voice; the next caller will hear it"),
    Pair("지금 받으면 안 돼요. 쉬어야 해요.", "do not take a call now: rest"),
)
WAITING = Pair("기다리는 고객 {count}명", "{count} waiting")
QUIET = Pair("지금은 조용해요. {clock}에 전화가 울려요.", "It is quiet. The phone rings at {clock}.")
HEARD = Pair("기다리는 동안 듣는 안내 멘트", "What callers hear meanwhile")
OWED = Pair(
    "방금 통화는 거칠었어요. 회사 규정대로 {minutes}분 쉬어야 해요. 쉬지 않으면 긴장이 다음 통화로 넘어가요.",
    "That call was rough. By the company's protocol you are owed {minutes} minutes; unrested, it goes on with you.",
)
TAKE = Pair("전화 받기", "Take the call")
GO_ON = Pair("통화로 돌아가기", "Back to the call")
REST = Pair("{minutes}분 쉬기", "Rest {minutes} minutes")
SO_FAR = Pair("오늘 오전", "This morning")
WAITED = Pair("{minutes}분 기다림", "waited {minutes} min")
RESTED = Pair("{minutes}분 쉼", "rested {minutes} min")
COST = Pair("긴장 {strain:+d}", "strain {strain:+d}")
OVER = Pair("근무가 끝났어요", "The shift is over")
DRAINED = Pair("무엇이 진을 뺐나", "What drained you")
NOT_DRAINED = Pair("크게 지치게 한 통화는 없었어요.", "No call cost you much.")
MEND = Pair("회사가 할 수 있었던 일", "What the company could have done")
MENDED = Pair("{lever} 손보면 이런 전화가 줄어요", "For fewer calls like these, look at {lever}")
CHANNELS = Pair("다른 창구 안내", "Sending callers elsewhere")
CHANNEL_GOOD = Pair("도와준 다음에 안내한 것 {count}번: 잘했어요.", "After helping: {count}. Well done.")
CHANNEL_BAD = Pair(
    "돕기 전에 넘긴 것 {count}번: 고객은 쫓겨난다고 느껴요.",
    "Before helping: {count}. That feels like being sent away.",
)
MISSED = Pair("못 받은 전화 {count}통은 자동응답이 받았어요.", "Calls left to the recorded message: {count}.")
RESTS_TOLD = Pair("쉰 시간 {minutes}분", "Rested {minutes} minutes")
DRAINING = 6
"""Points of strain from which a call is named among those that drained."""


def shift_page(shift: Shift, language: Language) -> Html:
    """The page of a shift."""
    now = shift.morning
    return tag(
        "article",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag(
            "header",
            tag("h1", TITLE(language, company=shift.company.name), tabindex=-1),
            tag("p", clock_of(now.clock), class_="clock", role="timer"),
            class_="shift-top",
        ),
        gauge(now.strain, language, over=now.is_over),
        _report(shift, language) if now.is_over else _now(shift, language),
        _log(now, language),
        class_="shift",
        data_stage="shift",
        data_shift=shift.id,
    )


def gauge(strain: int, language: Language, *, over: bool = False) -> Html:
    """Strain as a bar with a word for it, which would mislead once the shift is `over`."""
    which = sum(strain >= limit for limit in (STRAINED // 2, STRAINED, EXHAUSTED))
    bar = tag("span", class_=f"fill s{which}", style=f"width:{strain}%")
    scale = {"aria_valuenow": strain, "aria_valuemin": 0, "aria_valuemax": 100}
    label = f"{STRAIN(language)} {strain}/100" + ("" if over else f" · {STRAINS[which](language)}")
    return tag(
        "div",
        tag("p", label, class_="label"),
        tag("div", bar, class_="gauge", role="meter", **scale, aria_label=label),
        class_="strain",
    )


def _now(shift: Shift, language: Language) -> Html:
    now = shift.morning
    if now.running:
        way = tag("a", icon("phone"), GO_ON(language), href=address(call=now.running.id), class_="go big")
        return tag("div", tag("p", way), class_="now")
    first = now.left[0]
    queue = (
        WAITING(language, count=len(now.waiting))
        if now.waiting
        else QUIET(language, clock=clock_of(first.at))
    )
    rests = [
        tag(
            "button",
            REST(language, minutes=minutes),
            type="button",
            class_="plain",
            data_deed="rest",
            data_minutes=str(minutes),
        )
        for minutes in RESTS
    ]
    return tag(
        "div",
        tag("p", OWED(language, minutes=now.owed), class_="notice") if now.owed else None,
        tag("p", tag("b", queue)),
        _message(shift.company, now, first, language),
        None if now.done else _consent(shift.level, language),
        tag(
            "p",
            tag(
                "button",
                icon("phone"),
                TAKE(language),
                type="button",
                class_="go big",
                data_deed="next_call",
            ),
            rests,
            class_="deeds",
        ),
        class_="now",
    )


def _consent(level: int, language: Language) -> Html:
    """What the morning may bring, before its first call."""
    return tag("div", level_told(level, language), agreement(level, language), class_="rough")


def _message(company: Company, now: Morning, slot: Slot, language: Language) -> Html | None:
    said = _messages(company, max(now.clock, slot.at), waits=bool(now.waiting))
    if not said:
        return None
    quoted = [tag("p", one.text, lang=company.language) for one in said]
    return tag("div", tag("p", HEARD(language), class_="label"), tag("blockquote", quoted), class_="heard")


def _messages(company: Company, minutes: int, *, waits: bool) -> tuple[Announcement, ...]:
    """What plays before a call at this time of a weekday; in the queue also the busy message."""
    clock = clock_of(minutes)
    busy = fitting(company, "busy", "tue", clock) if waits else None
    return (*announced(company, "tue", clock), *([busy] if busy else []))


def _log(now: Morning, language: Language) -> Html | None:
    if not now.done:
        return None
    rows = [_rested(one, language) if isinstance(one, Break) else _taken(one, language) for one in now.done]
    return tag("section", tag("h2", SO_FAR(language)), tag("ol", rows, class_="log"))


def _rested(one: Break, language: Language) -> Html:
    return tag(
        "li", tag("time", clock_of(one.at)), tag("span", RESTED(language, minutes=one.minutes)), class_="rest"
    )


def _taken(one: Taken, language: Language) -> Html:
    call = one.call
    notes = [ENDINGS[call.ending](language) if call.ending else ""]
    if one.waited:
        notes.append(WAITED(language, minutes=one.waited))
    notes.append(COST(language, strain=one.strain))
    return tag(
        "li",
        tag("time", clock_of(one.picked_up)),
        tag(
            "span",
            tag("a", call.persona.title, href=address(call=call.id), lang=call.language),
            tag("small", " · ".join(notes)),
        ),
    )


# --- the end ----------------------------------------------------------------------------------------------------------


def _report(shift: Shift, language: Language) -> Html:
    now = shift.morning
    drained = sorted((one for one in now.taken if one.strain >= DRAINING), key=lambda one: -one.strain)
    rested = sum(one.minutes for one in now.done if isinstance(one, Break))
    missed = len(now.plan.slots) - len(now.taken)
    return tag(
        "section",
        tag("h2", OVER(language)),
        tag("p", RESTS_TOLD(language, minutes=rested), class_="muted"),
        tag("p", MISSED(language, count=missed), class_="muted") if missed else None,
        tag("h3", DRAINED(language)),
        tag("ul", [_drain(one, language) for one in drained])
        if drained
        else tag("p", NOT_DRAINED(language), class_="muted"),
        tag("h3", MEND(language)),
        list(_mending(now, language)),
        _channels(now, language),
        class_="report",
    )


def _drain(one: Taken, language: Language) -> Html:
    cost = COST(language, strain=one.strain)
    return tag("li", tag("a", one.call.persona.title, href=address(call=one.call.id)), f" · {cost}")


def _mending(now: Morning, language: Language) -> Iterator[Html]:
    """What the company could change, by what it would have to lay hands on."""
    by_lever: dict[Pair, list[Taken]] = {}
    for one in now.taken:
        by_lever.setdefault(lever_of(one.call.persona.cause), []).append(one)
    for lever, callers in by_lever.items():
        named = lever(language)
        named = with_particle(named, "을") if language == "ko" else named
        heading = tag("p", tag("b", MENDED(language, lever=named)))
        rows = [
            tag("li", cause_name(who.cause)(language), ": ", who.prevention or who.title, lang=who.language)
            for who in (one.call.persona for one in callers)
        ]
        yield tag("div", heading, tag("ul", rows))


def _channels(now: Morning, language: Language) -> Html | None:
    bad = sum(len(escaped(one.call)) for one in now.taken)
    every = sum(
        "redirect" in turn.acts for one in now.taken for turn in one.call.turns if turn.speaker == "agent"
    )
    if not every:
        return None
    good = every - bad
    return tag(
        "div",
        tag("h3", CHANNELS(language)),
        tag("p", CHANNEL_GOOD(language, count=good), class_="good") if good else None,
        tag("p", CHANNEL_BAD(language, count=bad), class_="bad") if bad else None,
    )
