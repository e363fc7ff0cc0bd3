"""Dialogue acts: what one turn of a call does. Several may hold at once."""

from typing import Literal

from simulator.language import Pair

Side = Literal["agent", "caller"]

HELPS: dict[str, Pair] = {
    "greet": Pair("인사", "greets"),
    "introduce": Pair("소속·이름 밝힘", "says who is speaking"),
    "verify": Pair("본인·주문 확인", "asks for the order details"),
    "empathise": Pair("공감", "empathises"),
    "apologise": Pair("사과", "apologises"),
    "clarify": Pair("상황 질문", "asks what happened"),
    "restate": Pair("내용 재확인", "says the problem back"),
    "own": Pair("책임지고 맡음", "takes it on"),
    "inform": Pair("설명", "explains"),
    "offer": Pair("해결책 제시", "offers a remedy"),
    "commit": Pair("시한 약속", "promises a time"),
    "hold": Pair("대기 요청", "asks the caller to hold"),
    "transfer": Pair("연결·이관", "hands the call over"),
    "redirect": Pair("다른 창구 안내", "points to another channel"),
    "warn": Pair("폭언 경고", "warns about abuse"),
    "end_call": Pair("통화 종료 고지", "says the call is ending"),
    "check": Pair("추가 문의 확인", "checks that all is well"),
    "thank": Pair("감사", "thanks"),
    "close": Pair("끝인사", "says goodbye"),
}
HARMS: dict[str, Pair] = {
    "dismiss": Pair("별일 아닌 듯 말함", "belittles the complaint"),
    "blame": Pair("고객 탓", "blames the caller"),
    "deny": Pair("이유·대안 없는 거절", "refuses flatly"),
    "deflect": Pair("떠넘김", "passes the buck"),
    "command": Pair("명령조", "orders the caller about"),
    "argue": Pair("말다툼·무례", "argues or is rude"),
    "overpromise": Pair("지나친 약속", "promises too much"),
    "unsure": Pair("모른다고만 함", "leaves it at “I don't know”"),
}
CALLER: dict[str, Pair] = {
    "complain": Pair("불만 제기", "complains"),
    "demand": Pair("요구", "demands"),
    "vent": Pair("분노 표출", "lets off steam"),
    "insult": Pair("모욕", "insults"),
    "profanity": Pair("욕설", "swears"),
    "threat": Pair("위협", "threatens"),
    "harass": Pair("성희롱·괴롭힘", "harasses"),
    "soften": Pair("누그러짐", "softens"),
    "answer": Pair("대답", "answers"),
}
AGENT: dict[str, Pair] = HELPS | HARMS
ABUSIVE = frozenset({"insult", "profanity", "threat", "harass"})


def acts_of(side: Side) -> tuple[str, ...]:
    """The ids of every act that `side` can do, in the order they are listed on pages."""
    return tuple(AGENT if side == "agent" else CALLER)


def act_name(act: str) -> Pair:
    """The readable name of `act`; raises KeyError for an act that does not exist."""
    return AGENT[act] if act in AGENT else CALLER[act]
