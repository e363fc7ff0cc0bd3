"""Why the caller's mood moved, in words."""

from simulator.acts import AGENT, act_name
from simulator.feeling import Effect
from simulator.felt import Felt
from simulator.language import Language, Pair
from simulator.persona import Persona
from simulator.text import says
from simulator.views.html import Html, tag

SITUATIONS = {
    "specific": Pair("이 고객의 처지를 짚음", "names this caller's own trouble"),
    "calm_limit": Pair("차분하게 안 된다고 함", "says no calmly"),
    "calm_limit_performed": Pair("차분하게 안 된다고 함", "says no calmly"),
    "conceded": Pair("주면 안 되는 것을 줌", "gives what may not be given"),
    "conceded_performed": Pair("떼쓰는 대로 내줌", "gives in to a show"),
    "refused_with_reason": Pair("이유를 댄 거절", "refuses with a reason"),
    "refused_with_alternative": Pair("대안이 있는 거절", "refuses with an alternative"),
    "kept_hold": Pair("기다리게 한 뒤 제대로 돌아옴", "comes back from the hold as promised"),
    "broken_hold": Pair("기다리게 하고 빈손으로 돌아옴", "comes back from the hold with nothing"),
    "changed_promise": Pair("약속한 시간이 바뀜", "changes the promised time"),
    "hollow_promise": Pair("내용 없는 약속을 거듭함", "promises again with nothing on the table"),
    "scorned": Pair("모욕이 되는 제안", "an offer that insults"),
    "wrong_trouble": Pair("엉뚱한 일을 되풀이함", "says back the wrong trouble"),
    "long_speech": Pair("말이 너무 김", "goes on too long"),
    "curt": Pair("한마디뿐", "hardly a word"),
    "nothing_said": Pair("한 것이 없음", "does nothing"),
    "same_again": Pair("같은 말을 또 함", "says the same again"),
    "undue_warning": Pair("폭언이 아닌데 경고함", "warns where there was no abuse"),
    "early_goodbye": Pair("풀리기 전에 끝인사", "says goodbye too early"),
    "empty_check": Pair("해결 없이 더 궁금한 점을 물음", "asks “anything else?” with nothing solved"),
    "settled": Pair("필요한 것이 다 갖춰짐", "now everything needed is there"),
    "redirect_forgiven": Pair("도와준 뒤의 다른 창구 안내", "another channel, after helping"),
}
SORE = Pair("이 고객의 아픈 곳: {what}", "a sore spot of this caller: {what}")
SOFT = Pair("이 고객의 마음이 풀리는 말: {what}", "a soft spot of this caller: {what}")
MOVED = Pair("분노 {anger} · 신뢰 {trust}", "anger {anger} · trust {trust}")
SHOWN = 4
"""Causes shown for one reply."""


def cause_of(effect: Effect, persona: Persona, text: str, language: Language) -> str:
    """The cause of an effect in words; of several wordings the one that the reply `text` used."""
    kind, _, place = effect.cause.partition(":")
    if place:
        reaction = (persona.triggers if kind == "trigger" else persona.soothers)[int(place)]
        acts = [act_name(act)(language) for act in reaction.when.acts]
        what = next(one for one in (says(text, reaction.when.says), *acts, *reaction.when.says) if one)
        return (SORE if kind == "trigger" else SOFT)(language, what=what)
    if effect.cause in AGENT:
        return act_name(effect.cause)(language)
    return SITUATIONS[effect.cause](language)


def causes(reply: Felt, persona: Persona, text: str, language: Language) -> Html:
    """How a reply moved the caller, and its strongest causes."""
    strong = [one for one in reply.causes if one.anger or one.trust][:SHOWN]
    return tag(
        "div",
        tag("p", MOVED(language, anger=_signed(reply.anger), trust=_signed(reply.trust)), class_="moved"),
        tag("ul", [_cause(one, persona, text, language) for one in strong]) if strong else None,
        class_="causes",
    )


def _cause(effect: Effect, persona: Persona, text: str, language: Language) -> Html:
    moved = "down" if effect.anger < 0 else "up" if effect.anger > 0 else None
    number = tag("b", _signed(effect.anger))
    return tag("li", cause_of(effect, persona, text, language), " ", number, class_=moved)


def _signed(points: int) -> str:
    return f"{points:+d}" if points else "±0"
