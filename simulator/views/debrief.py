"""Looking back at a call: how it ended, the scorecard, the mood curve, the talk with what each turn did."""

from simulator.call import Call
from simulator.failure import FAILURES
from simulator.language import Language, Pair
from simulator.move import Ending
from simulator.scorecard import Scorecard
from simulator.views.card import headline, marks
from simulator.views.curve import curve
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon
from simulator.views.terminal import ENDINGS
from simulator.views.transcript import transcript

BACK = Pair("처음으로", "All calls")
AGAIN = Pair("이 고객 다시 만나기", "Take this caller again")
STOPPED = Pair(
    "점수를 매기지 않고, 멈췄다는 사실도 아무에게도 보이지 않아요. 쉬었다가 다시 해도 좋아요.",
    "Nothing is scored, and no one is shown that you stopped. Take a break if you like.",
)
NEEDED = Pair("고객이 정말 바란 것", "What the caller really needed")
TALK = Pair("통화 내용", "What was said")
BY_OFFLINE = Pair("{why} 그래서 오프라인으로 채점했어요.", "{why} So the offline scorer marked this call.")
MARKS = Pair("평가표", "Scorecard")
MARKING = Pair("평가표를 만들고 있어요…", "Marking the call…")
OVER = Pair("통화가 끝났어요", "The call has ended")
LOOK_BACK = Pair("평가표 보기", "See the scorecard")
SHARE = Pair("관리자에게 보여 주기", "Let the manager read it")
SHARED = Pair("관리자도 이 대화를 볼 수 있어요.", "The manager can read what was said in this call.")
PRIVATE = Pair(
    "대화 내용은 나만 볼 수 있어요. 관리자에게는 평가 결과만 보여요.",
    "Only you can read what was said; the manager sees the marks.",
)
EXPLAINED: dict[Ending, Pair] = {
    "solved": Pair("고객이 해결책을 받아들였어요.", "The caller accepted your solution."),
    "refusal_held": Pair(
        "들어줄 수 없는 요구를 정중하게 끝까지 거절했어요.",
        "You refused what could not be granted, and stayed respectful to the end.",
    ),
    "protocol_ended": Pair(
        "경고한 뒤 절차대로 통화를 끝냈어요. 나를 지키는 올바른 방법이에요.",
        "You warned, then ended the call by the protocol: the right way to protect yourself.",
    ),
    "handed_over": Pair("담당자에게 넘겼어요.", "You handed the call over."),
    "caller_hung_up": Pair("고객이 화를 풀지 못하고 끊었어요.", "The caller hung up, still angry."),
    "agent_hung_up": Pair(
        "절차를 밟지 않고 먼저 끊었어요.", "You hung up without going through the protocol."
    ),
    "stopped": Pair("연습을 멈췄어요.", "You stopped practising."),
}


def over(call: Call, language: Language) -> Html:
    """The end of the call, under its last words; it waits until the trainee wants to look back."""
    ending = call.ending or "stopped"
    return tag(
        "div",
        tag("p", tag("span", OVER(language), class_="label"), tag("b", ENDINGS[ending](language))),
        tag("a", LOOK_BACK(language), icon("next"), href=address(call=call.id), class_="go"),
        class_="over",
        role="status",
    )


def marking(call: Call, language: Language) -> Html:
    """What is shown while a model marks the call."""
    busy = tag("p", MARKING(language), class_="busy", role="status")
    return tag("article", _top(call, language), busy, class_="debrief", data_stage="debrief")


def debrief(call: Call, card: Scorecard | None, notice: str, language: Language, *, shared: bool) -> Html:
    """The whole page of a call that has ended; `notice` is the failure that kept the model from marking, or ""."""
    failed = (
        tag("p", BY_OFFLINE(language, why=FAILURES[notice](language)), class_="notice") if notice else None
    )
    need = (
        tag(
            "div", tag("h2", NEEDED(language)), tag("p", call.persona.need, lang=call.language), class_="need"
        )
        if call.persona.need
        else None
    )
    seen = [failed, headline(card, language)] if card else tag("p", STOPPED(language), class_="notice calm")
    return tag(
        "article",
        _top(call, language),
        tag(
            "div",
            tag(
                "div",
                seen,
                curve(call.turns, language),
                need,
                [tag("h2", MARKS(language)), marks(card, call.manual, language)] if card else None,
                class_="findings",
            ),
            _talk(call, language, shared=shared, offered=card is not None),
            class_="sides",
        ),
        class_="debrief",
        data_stage="debrief",
        data_call=call.id,
    )


def _top(call: Call, language: Language) -> Html:
    ending = EXPLAINED[call.ending](language) if call.ending else ""
    again = address(caller=f"{call.company.id}/{call.persona.id}")
    return tag(
        "header",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag("h1", call.persona.title, lang=call.language, tabindex=-1),
        tag("p", tag("b", ending), class_="ending"),
        tag("p", tag("a", icon("phone"), AGAIN(language), href=again, class_="plain"), class_="deeds"),
    )


def _talk(call: Call, language: Language, *, shared: bool, offered: bool) -> Html:
    share = tag("button", SHARE(language), type="button", class_="plain", data_deed="share")
    privacy = (
        [tag("span", SHARED(language), role="status")] if shared else [tag("span", PRIVATE(language)), share]
    )
    return tag(
        "section",
        tag("h2", TALK(language)),
        tag("div", privacy, class_="privacy") if offered else None,
        transcript(call, language, explained=True),
        class_="said-side",
    )
