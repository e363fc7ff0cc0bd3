"""Looking back at a call: how it ended, the scorecard, the mood curve, the talk with what each turn did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.agreement import Agreement
from simulator.call import Call
from simulator.failure import FAILURES
from simulator.language import Language, Pair
from simulator.lessons import Lessons, lessons
from simulator.move import Ending
from simulator.opinion import Opinions, settled
from simulator.scorecard import Scorecard
from simulator.views.card import headline, marks
from simulator.views.curve import curve
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon
from simulator.views.lessons import gap, needed, system_note, tomorrow, worked
from simulator.views.marked import Beside
from simulator.views.terminal import ENDINGS
from simulator.views.transcript import transcript

BACK = Pair("처음으로", "All calls")
AGAIN = Pair("이 고객 다시 만나기", "Take this caller again")
STOPPED = Pair(
    "점수를 매기지 않고, 멈췄다는 사실도 아무에게도 보이지 않아요. 쉬었다가 다시 해도 좋아요.",
    "Nothing is scored, and no one is shown that you stopped. Take a break if you like.",
)
COMPARE = Pair("다시 해 본 것과 견주기", "Compare with your retries")
TO_SHIFT = Pair("근무로 돌아가기", "Back to the shift")
RETRY_HINT = Pair(
    "내 말 옆의 ‘여기서 다시’를 누르면 같은 고객이 같은 마음으로 그 순간으로 돌아가요.",
    "“Retry from here” beside a reply of yours brings back the same caller in the same mood.",
)
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


@dataclass(frozen=True)
class Review:
    """All that looking back at a call needs beside the call; `card` is None for one that was stopped."""

    card: Scorecard | None
    opinions: Opinions = field(default_factory=Opinions)
    notice: str = ""
    """The failure that kept the model from marking, or nothing."""
    shared: bool = False
    retries: int = 0
    trust: Mapping[tuple[str, str], Agreement] = field(default_factory=dict)
    """How far people and the scorer agreed on each check, by criterion and check."""


def debrief(call: Call, review: Review, language: Language) -> Html:
    """The whole page of a call that has ended."""
    counted = settled(review.card, review.opinions) if review.card else None
    found = lessons(call, counted, review.opinions.own)
    sides = tag(
        "div",
        tag("div", _findings(call, review, found, language), class_="findings"),
        _talk(call, language, review),
        class_="sides",
    )
    return tag(
        "article",
        _top(call, language, review),
        sides,
        class_="debrief",
        data_stage="debrief",
        data_call=call.id,
    )


def _findings(call: Call, review: Review, found: Lessons, language: Language) -> list[Html | None]:
    """In the order in which it can be taken in: how it went, one sentence for tomorrow, why, all the rest."""
    card, own = review.card, review.opinions.own
    if card is None:
        return [
            tag("p", STOPPED(language), class_="notice calm"),
            curve(call.turns, language),
            needed(found, call, own, language),
        ]
    why = FAILURES[review.notice](language) if review.notice else ""
    return [
        tag("p", BY_OFFLINE(language, why=why), class_="notice") if why else None,
        headline(settled(card, review.opinions), language),
        gap(found, own, language),
        tomorrow(found, call, language),
        curve(call.turns, language),
        worked(found, call, language),
        needed(found, call, own, language),
        system_note(found, call, language),
        tag("h2", MARKS(language)),
        marks(
            card,
            call.manual,
            language,
            Beside(review.opinions, review.trust, may_dispute=call.kind != "retry"),
        ),
    ]


def _top(call: Call, language: Language, review: Review | None = None) -> Html:
    ending = EXPLAINED[call.ending](language) if call.ending else ""
    again = address(caller=f"{call.company.id}/{call.persona.id}")
    first = call.branch.of if call.branch else call.id if review and review.retries else ""
    compare = tag("a", COMPARE(language), href=address(compare=first), class_="plain") if first else None
    shift = (
        tag("a", TO_SHIFT(language), href=address(shift=call.shift), class_="plain") if call.shift else None
    )
    return tag(
        "header",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag("h1", call.persona.title, lang=call.language, tabindex=-1),
        tag("p", tag("b", ending), class_="ending"),
        tag(
            "p",
            shift,
            tag("a", icon("phone"), AGAIN(language), href=again, class_="plain"),
            compare,
            class_="deeds",
        ),
    )


def _talk(call: Call, language: Language, review: Review) -> Html:
    share = tag("button", SHARE(language), type="button", class_="plain", data_deed="share")
    privacy = (
        [tag("span", SHARED(language), role="status")]
        if review.shared
        else [tag("span", PRIVATE(language)), share]
    )
    offered = review.card is not None and call.kind == "practice"
    can_retry = any(turn.speaker == "agent" for turn in call.turns[1:])
    return tag(
        "section",
        tag("h2", TALK(language)),
        tag("div", privacy, class_="privacy") if offered else None,
        tag("p", RETRY_HINT(language), class_="muted") if can_retry else None,
        transcript(call, language, explained=True, retry=True),
        class_="said-side",
    )
