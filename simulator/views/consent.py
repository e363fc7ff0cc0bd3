"""Consent: how rough a call may get, told and agreed to before it is taken."""

from simulator.language import Language, Pair
from simulator.views.html import Html, joined, tag

ROUGH = Pair("표현 수위", "How rough it can get")
LEVELS = (
    Pair("단호하지만 점잖게 말해요.", "Firm but civil."),
    Pair("언성을 높이거나 비꼴 수 있어요.", "May be loud or sarcastic."),
    Pair("반말을 하거나 무시하는 말이 나올 수 있어요.", "May belittle you and talk down to you."),
    Pair("욕설(일부 가림)과 협박이 나올 수 있어요.", "May swear (masked) and make threats."),
    Pair(
        "성희롱이나 폭력 위협이 나올 수 있어요. 말 대신 표시로만 보여 드려요.",
        "May make sexual remarks or threaten violence; these are shown only as tags.",
    ),
)
AGREED_FROM = 2
"""Content level from which a trainee has to agree before taking a call."""
AGREE = Pair(
    "L{level} · {what} 알고 받을게요.",
    "L{level} · {what} I know this and agree to it.",
)
AGREE_FIRST = Pair("받기 전에 여기에 표시해 주세요.", "Tick this before you take the call.")


def level_told(level: int, language: Language) -> Html:
    """The content level with what it means."""
    named = tag("span", f"L{level}", class_=f"level l{level}")
    return joined(
        tag("p", tag("b", ROUGH(language)), named, class_="label"), tag("p", LEVELS[level](language))
    )


def agreement(level: int, language: Language) -> Html | None:
    """The box to tick before a call of this level may be taken; None where it is not asked for."""
    if level < AGREED_FROM:
        return None
    said = AGREE(language, level=level, what=LEVELS[level](language))
    agree = tag("label", tag("input", type="checkbox", id="agree"), " ", said)
    return tag("p", agree, tag("small", AGREE_FIRST(language)), class_="agree")
