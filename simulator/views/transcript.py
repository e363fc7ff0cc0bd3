"""The talk as speech bubbles, and the caller's line while it grows."""

from simulator.call import Call
from simulator.failure import FAILURES
from simulator.language import Language, Pair
from simulator.turn import Turn
from simulator.views.html import Html, tag
from simulator.views.terminal import acts_in_words

YOU = Pair("나", "You")
FALLEN_BACK = Pair(
    "{why} 이번 말은 오프라인 고객이 이어서 했어요.", "{why} The offline caller spoke this line instead."
)
RINGING = Pair("전화를 받았어요. 고객이 말을 시작합니다.", "You picked up. The caller is about to speak.")


def transcript(call: Call, language: Language, *, explained: bool = False) -> Html:
    """Every turn said so far; with `explained` also what each of them did."""
    turns = [_bubble(call, n, turn, language, explained=explained) for n, turn in enumerate(call.turns)]
    return tag(
        "ol",
        turns or tag("li", RINGING(language), class_="muted"),
        class_="talk",
        aria_live="polite",
        role="log",
    )


def growing(call: Call, text: str | None, language: Language) -> Html:
    """The caller's line while it is being spoken; empty when nobody speaks."""
    if text is None:
        return Html("")
    dots = tag("span", "•••", class_="dots", aria_hidden="true")
    del language
    return tag(
        "div",
        tag("span", call.persona.caller.name, class_="who"),
        tag("p", text or dots),
        class_="bubble caller growing",
    )


def _bubble(call: Call, number: int, turn: Turn, language: Language, *, explained: bool) -> Html:
    who = call.persona.caller.name if turn.speaker == "caller" else YOU(language)
    notice = turn.notice and tag(
        "p", FALLEN_BACK(language, why=FAILURES[turn.notice](language)), class_="notice", role="status"
    )
    acts = tag("p", acts_in_words(turn.acts, language), class_="acts") if explained and turn.acts else None
    return tag(
        "li",
        tag("span", f"{number + 1}. " if explained else "", who, class_="who"),
        tag("p", turn.text),
        acts,
        notice or None,
        class_=f"bubble {turn.speaker}",
        id=f"turn-{number}",
    )
