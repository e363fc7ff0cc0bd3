"""After a rough call, before anything else: that it is over, that it was not about the trainee, and a rest."""

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon

ROUGH = 3
"""Peak abuse level from which a call is followed by a cool-down."""
OVER = Pair("통화는 끝났어요", "That call is over")
NOT_YOU = Pair(
    "방금 들은 거친 말은 당신을 향한 평가가 아니에요. 지어낸 고객의 말이고, 실제 통화에서도 당신 탓이 아니에요.",
    "The rough words were no verdict on you. They came from an invented caller, and on a real call they would not be "
    "your fault either.",
)
BREATHE = Pair(
    "어깨를 내리고, 넷을 세며 들이쉬고 여섯을 세며 내쉬어 보세요. 세 번이면 돼요.",
    "Let your shoulders drop. Breathe in for four, out for six. Three times will do.",
)
REST = Pair(
    "실제 근무라면 지금 {minutes}분 동안 전화를 받지 않고 쉬어요.",
    "On a real shift you would now stay off the phone for {minutes} minutes.",
)
TELL = Pair("알릴 곳", "Whom to tell")
HELP = Pair("이야기하고 싶으면", "If you want to talk to somebody")
GO_ON = Pair("돌아보러 가기", "Look back at the call")
LATER = Pair("오늘은 그만하기", "Stop for today")


def cool_down(call: Call, language: Language) -> Html:
    """The screen between a rough call and its debrief."""
    protection = call.company.protection
    severe = call.peak >= 4 or any("harass" in turn.acts for turn in call.turns if turn.speaker == "caller")
    minutes = protection.rest_severe if severe else protection.rest_mild
    lines = [tag("li", line, lang=call.language) for line in call.company.help_lines]
    return tag(
        "article",
        tag("h1", OVER(language), tabindex=-1),
        tag("p", NOT_YOU(language)),
        tag("p", BREATHE(language), class_="breathe"),
        tag("p", REST(language, minutes=minutes), class_="muted"),
        tag(
            "p",
            tag("b", TELL(language)),
            " ",
            tag("span", protection.tell, lang=call.language),
            class_="muted",
        )
        if protection.tell
        else None,
        [tag("h2", HELP(language)), tag("ul", lines)] if lines else None,
        tag(
            "p",
            tag("a", GO_ON(language), icon("next"), href=address(call=call.id, rested="1"), class_="go"),
            tag("a", LATER(language), href="?", class_="plain"),
            class_="deeds",
        ),
        class_="aftercare",
        data_stage="aftercare",
        data_call=call.id,
    )
