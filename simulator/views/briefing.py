"""What a trainee sees before picking up: who calls, how rough it may get, what the caller has heard, what is marked."""

from datetime import datetime

from simulator.company import Company
from simulator.language import Language, Pair
from simulator.library import Kit
from simulator.persona import Persona
from simulator.views.announced import DAYS, announced
from simulator.views.card import criteria_list
from simulator.views.causes import cause_name
from simulator.views.consent import LEVELS, agreement, level_told
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon
from simulator.views.lobby import level_dots

BACK = Pair("다른 전화 고르기", "Choose another call")
PICK_UP = Pair("전화 받기", "Take the call")
HEARD = Pair("연결되기 전에 고객이 들은 안내 멘트", "What the caller heard before being put through")
LISTEN = Pair("소리로 듣기", "Listen")
NO_VOICE = Pair(
    "이 컴퓨터에는 이 언어를 읽어 주는 음성이 설치돼 있지 않아요. 위의 글로 읽어 주세요.",
    "This computer has no voice installed for this language. Please read the text above.",
)
STOP_ANY_TIME = Pair(
    "힘들면 언제든 ‘연습 멈추기’를 누르세요. 점수에 영향이 없고, 멈췄다는 사실도 아무에게도 보이지 않아요.",
    "You can press “Stop practising” at any time. It costs nothing and nobody is told.",
)
WATCH = Pair("먼저 보기: 잘못 받은 전화와 잘 받은 전화", "Watch first: this call taken badly, then well")
OWN_LIMIT = Pair("내 한도", "My own limit")
SET_LIMIT = Pair("한도 정하기", "Set my limit")
LIMIT_PRIVATE = Pair(
    "어떤 고객도 이 수위를 넘지 않아요. 한도는 나만 알아요.",
    "No caller will go beyond it. Nobody else is shown your limit.",
)
MARKED = Pair("이 통화는 이렇게 평가돼요", "What this call is marked on")
MARKED_ON = Pair(
    "항목 {criteria}개, 합격 기준 {mark:g}점. 미리 읽어 두세요.",
    "{criteria} criteria, pass mark {mark:g}. Read them before you pick up.",
)


def briefing(kit: Kit, limit: int | None, now: datetime, language: Language) -> Html:
    """The caller, the content level (held to the trainee's own `limit`), the announcement, the criteria."""
    persona, company, rubric = kit.persona.held_to(limit), kit.company, kit.rubric
    mark = MARKED_ON(language, criteria=len(rubric.criteria), mark=rubric.pass_mark)
    return tag(
        "section",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag(
            "div",
            tag(
                "div",
                _caller(persona, company, language),
                _rough(persona, limit, language),
                class_="brief-main",
            ),
            _heard(company, now, language),
            class_="brief",
        ),
        tag(
            "section",
            tag("h2", MARKED(language)),
            tag("p", mark, class_="muted"),
            criteria_list(rubric, kit.manual, language),
        ),
        class_="briefing",
    )


def _caller(persona: Persona, company: Company, language: Language) -> Html:
    return tag(
        "div",
        tag("p", company.name, " · ", persona.caller.name, class_="label", lang=persona.language),
        tag("h1", persona.title, lang=persona.language, tabindex=-1),
        tag(
            "p",
            level_dots(persona.difficulty, language),
            tag("span", cause_name(persona.cause)(language), class_="cause"),
            class_="facts",
        ),
        _pick_up(persona, language),
        tag("p", tag("a", WATCH(language), href=address(watch=f"{company.id}/{persona.id}"))),
        class_="callercard",
    )


def _pick_up(persona: Persona, language: Language) -> Html:
    """The way to take the call; where it may get rough only after agreeing to that."""
    button = tag("button", icon("phone"), PICK_UP(language), type="button", class_="go big", data_deed="ring")
    agree = agreement(persona.temper.ceiling, language)
    return tag("div", agree, button) if agree else button


def _rough(persona: Persona, limit: int | None, language: Language) -> Html:
    level = persona.temper.ceiling
    options = [
        tag("option", f"L{n} · {LEVELS[n](language)}", value=n, selected=n == (4 if limit is None else limit))
        for n in range(5)
    ]
    own = tag(
        "form",
        tag("label", OWN_LIMIT(language), tag("select", options, name="ceiling")),
        tag("button", SET_LIMIT(language), type="submit", class_="plain"),
        tag("p", LIMIT_PRIVATE(language), class_="muted"),
        data_deed="limit",
        class_="limit",
    )
    return tag(
        "div",
        level_told(level, language),
        tag("p", STOP_ANY_TIME(language), class_="muted"),
        own,
        class_="rough",
    )


def _heard(company: Company, now: datetime, language: Language) -> Html | None:
    heard = [one.text for one in announced(company, DAYS[now.weekday()], now.strftime("%H:%M"))]
    if not heard:
        return None
    listen = tag(
        "button",
        icon("listen"),
        LISTEN(language),
        type="button",
        class_="listen plain",
        data_speak=" ".join(heard),
        data_lang=company.language,
        data_none=NO_VOICE(language),
    )
    said = [tag("p", text, lang=company.language) for text in heard]
    return tag("div", tag("h2", HEARD(language)), tag("blockquote", said), listen, class_="heard")
