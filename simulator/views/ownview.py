"""The trainee's own view of a call, asked for before any score is shown."""

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.views.html import Html, tag
from simulator.views.icons import icon

FIRST = Pair("먼저, 내가 본 이 통화", "First, how you saw it")
WHY = Pair(
    "점수를 보기 전에 적어 두면 내 눈과 평가의 차이가 보여요. 나만 볼 수 있어요.",
    "Say it before you see the score, and the difference will teach you something. Only you can see this.",
)
AFTER = Pair("고객이 정말 바란 것은 무엇이었을까요?", "What was the caller really after?")
AFTER_HINT = Pair("한 문장이면 돼요", "One sentence will do")
TURNED = Pair("어디에서 통화의 흐름이 바뀌었나요?", "Where did the call turn?")
NOWHERE = Pair("바뀐 데가 없어요", "It never turned")
RATING = Pair("나는 이 통화를 몇 점짜리라고 생각하나요?", "What would you give yourself for it?")
SAVE = Pair("적고 평가표 보기", "Save it and see the scorecard")
SKIP = Pair("건너뛰기", "Skip")
SHORT = 60
"""Characters of a reply shown to choose from."""


def own_view(call: Call, language: Language) -> Html:
    """The form with its three questions."""
    replies = [(n, turn.text) for n, turn in enumerate(call.turns) if turn.speaker == "agent"]
    options = [tag("option", NOWHERE(language), value="")]
    options += [tag("option", f"{n + 1}. {_short(text)}", value=n) for n, text in replies]
    rating = tag(
        "input",
        type="range",
        name="rating",
        min=0,
        max=100,
        step=5,
        value=50,
        oninput="this.nextElementSibling.value = this.value",
    )
    return tag(
        "article",
        tag("h1", FIRST(language), tabindex=-1),
        tag("p", WHY(language), class_="muted lead"),
        tag(
            "form",
            tag(
                "label",
                AFTER(language),
                tag("textarea", name="after", rows=2, maxlength=600, placeholder=AFTER_HINT(language)),
            ),
            tag("label", TURNED(language), tag("select", options, name="turned")),
            tag("label", RATING(language), tag("span", rating, tag("output", "50"), class_="range")),
            tag(
                "p",
                tag("button", SAVE(language), icon("next"), type="submit", class_="go"),
                tag("button", SKIP(language), type="button", class_="plain", data_deed="skip_view"),
                class_="deeds",
            ),
            class_="ownview",
            data_deed="own_view",
        ),
        class_="debrief",
        data_stage="own_view",
        data_call=call.id,
    )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
