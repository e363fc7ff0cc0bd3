"""What a trainee sees before picking up: who calls, how rough it may get, what the caller has heard, what is marked."""

from datetime import datetime

from simulator.company import Announcement, Company
from simulator.language import Language, Pair
from simulator.persona import Persona
from simulator.views.causes import cause_name
from simulator.views.html import Html, tag
from simulator.views.lobby import level_dots

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HEARD = Pair("고객이 연결 전에 들은 안내", "What the caller heard before being put through")
LISTEN = Pair("소리로 듣기", "Listen")
ROUGH = Pair("표현 수위", "How rough it may get")
LEVELS = (
    Pair("단호하지만 점잖아요", "firm but civil"),
    Pair("언성을 높이고 비꼴 수 있어요", "loud or sarcastic"),
    Pair("반말과 무시하는 말이 나올 수 있어요", "belittling, talking down"),
    Pair("욕설(가린 글자)과 협박이 나올 수 있어요", "swearing (masked) and threats"),
    Pair("성희롱·폭력 위협이 표시로만 나와요", "sexual remarks and violent threats, shown only as tags"),
)
STOP_ANY_TIME = Pair(
    "힘들면 언제든 ‘연습 멈추기’를 누르세요. 점수에 영향이 없고 누구에게도 표시되지 않아요.",
    "Press “Stop practising” whenever you want to. It costs nothing and is shown to no one.",
)


def caller_card(persona: Persona, company: Company, language: Language) -> Html:
    """The caller as the phone's display shows them, before the story is known."""
    return tag(
        "div",
        tag("p", company.name, class_="muted"),
        tag("h2", persona.title, lang=persona.language),
        tag("p", level_dots(persona.difficulty, language), " · ", cause_name(persona.cause)(language)),
        class_="callercard",
    )


def briefing(persona: Persona, company: Company, now: datetime, language: Language) -> Html:
    """The caller, the announcement and the content level."""
    level = max(persona.temper.ceiling, persona.temper.floor)
    heard = [message.text for message in announced(company, now)]
    listen = tag(
        "button",
        LISTEN(language),
        type="button",
        class_="listen",
        data_speak=" ".join(heard),
        data_lang=company.language,
    )
    return tag(
        "section",
        caller_card(persona, company, language),
        tag("p", tag("b", ROUGH(language)), f" L{level} · ", LEVELS[level](language), class_="rough"),
        tag("p", STOP_ANY_TIME(language), class_="muted"),
        tag(
            "div",
            tag("h3", HEARD(language)),
            [tag("p", text, lang=company.language) for text in heard],
            listen,
            class_="heard",
        )
        if heard
        else None,
        class_="briefing",
    )


def announced(company: Company, now: datetime) -> tuple[Announcement, ...]:
    """The messages that play before a call in open hours at the weekday and time of `now`: greeting, abuse notice."""
    return tuple(
        message
        for slot in ("open", "abuse_notice")
        if (message := _fitting(tuple(one for one in company.announcements if one.slot == slot), now))
    )


def _fitting(messages: tuple[Announcement, ...], now: datetime) -> Announcement | None:
    day, clock = DAYS[now.weekday()], now.strftime("%H:%M")

    def fits(message: Announcement) -> bool:
        return (not message.days or day in message.days) and (message.start or "00:00") <= clock <= (
            message.end or "24:00"
        )

    special = [message for message in messages if fits(message) and (message.days or message.start)]
    general = [message for message in messages if not message.days and not message.start]
    return next(iter([*special, *general, *messages]), None)
