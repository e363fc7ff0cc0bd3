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
RETRY = Pair("여기서 다시", "Retry from here")
SPEAKING = Pair("{name} 님이 말하는 중", "{name} is speaking")


def transcript(
    call: Call, language: Language, *, explained: bool = False, retry: bool = False, agent: str = ""
) -> Html:
    """Every turn said so far; with `explained` also what each of them did, with `retry` a way back to each reply.

    `agent` is what the agent is called for a reader who is somebody else.
    """
    turns = [
        _bubble(call, n, turn, agent or YOU(language), language, explained=explained, retry=retry)
        for n, turn in enumerate(call.turns)
    ]
    return tag("ol", turns, class_="talk", data_turns=len(turns))


def growing(call: Call, text: str | None, language: Language) -> Html:
    """The caller's line while it is being spoken; empty when nobody speaks."""
    if text is None:
        return Html("")
    name = call.persona.caller.name
    waits = tag("span", tag("i"), tag("i"), tag("i"), class_="waits", role="img")
    # the page says the whole line once when it stands; a reader aloud must not hear each piece
    return tag(
        "div",
        tag("span", SPEAKING(language, name=name), class_="who"),
        tag("p", text or waits, lang=call.language),
        class_="bubble caller growing",
        aria_hidden="true",
    )


def _bubble(
    call: Call, number: int, turn: Turn, agent: str, language: Language, *, explained: bool, retry: bool
) -> Html:
    who = call.persona.caller.name if turn.speaker == "caller" else agent
    notice = turn.notice and tag(
        "p", FALLEN_BACK(language, why=FAILURES[turn.notice](language)), class_="notice", role="status"
    )
    acts = tag("p", acts_in_words(turn.acts, language), class_="acts") if explained and turn.acts else None
    return tag(
        "li",
        tag("span", tag("b", number + 1) if explained else None, who, class_="who"),
        tag("p", turn.text, lang=call.language, class_="said"),
        acts,
        _retry(number, language) if retry and turn.speaker == "agent" and number else None,
        notice or None,
        class_=f"bubble {turn.speaker}",
        id=f"turn-{number}",
    )


def _retry(number: int, language: Language) -> Html:
    return tag(
        "button", RETRY(language), type="button", class_="retry", data_deed="retry", data_turn=str(number)
    )
