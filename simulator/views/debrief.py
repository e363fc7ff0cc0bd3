"""Looking back at a call: how it ended, the scorecard, the mood curve, the talk with what each turn did."""

from simulator.call import Call
from simulator.failure import FAILURES
from simulator.language import Language, Pair
from simulator.scorecard import Scorecard
from simulator.views.card import scorecard_page
from simulator.views.curve import curve
from simulator.views.html import Html, tag
from simulator.views.terminal import ENDINGS
from simulator.views.transcript import transcript

BACK = Pair("← 다른 전화 받기", "← Take another call")
ENDED = Pair("통화 종료: {ending}", "The call has ended: {ending}")
STOPPED = Pair(
    "연습을 멈췄어요. 점수를 매기지 않고, 멈춘 것은 아무에게도 표시되지 않아요. 쉬었다가 다시 받아도 좋아요.",
    "You stopped practising. Nothing is scored and no one is shown that you stopped. Take a break if you like.",
)
NEEDED = Pair("고객이 정말 바란 것", "What the caller really needed")
TALK = Pair("나눈 이야기", "What was said")
BY_OFFLINE = Pair("{why} 그래서 오프라인으로 채점했어요.", "{why} So the offline scorer marked this call.")
MARKS = Pair("평가표", "Scorecard")


def debrief(call: Call, card: Scorecard | None, notice: str, language: Language) -> Html:
    """The whole page of a call that has ended; `notice` is the failure that kept the model from marking, or ""."""
    ending = ENDINGS[call.ending](language) if call.ending else ""
    return tag(
        "article",
        tag("p", tag("a", BACK(language), href="?")),
        tag("h2", call.persona.title, lang=call.language),
        tag("p", STOPPED(language) if card is None else ENDED(language, ending=ending), class_="ending"),
        tag("p", BY_OFFLINE(language, why=FAILURES[notice](language)), class_="notice") if notice else None,
        [tag("h2", MARKS(language)), scorecard_page(card, call.manual, language)] if card else None,
        curve(call.turns, language),
        tag("p", tag("b", NEEDED(language)), " ", call.persona.need, lang=call.language)
        if call.persona.need
        else None,
        tag("h2", TALK(language)),
        transcript(call, language, explained=True),
        class_="debrief",
    )
