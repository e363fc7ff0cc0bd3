"""The box in which a trainee writes what to say, and the buttons beside it. It is built once and never redrawn."""

from simulator.language import Language, Pair
from simulator.views.html import Html, tag
from simulator.views.icons import icon

YOUR_REPLY = Pair("내 답변", "Your reply")
HINT = Pair("고객에게 할 말을 적어 보세요", "Type what you would say to the caller")
KEYS = Pair("Enter로 말하기 · Shift+Enter로 줄 바꾸기", "Enter to speak · Shift+Enter for a new line")
SAY = Pair("말하기", "Say it")
HANG_UP = Pair("전화 끊기", "Hang up")
STOP = Pair("연습 멈추기", "Stop practising")


def reply_box(language: Language) -> Html:
    """The form; page.js sends it and keeps what was typed until it stands in the transcript."""
    return tag(
        "form",
        tag(
            "div",
            tag(
                "textarea",
                id="reply",
                rows=2,
                placeholder=HINT(language),
                aria_label=YOUR_REPLY(language),
                aria_describedby="reply-keys",
                autocomplete="off",
                enterkeyhint="send",
            ),
            tag("button", icon("send"), tag("span", SAY(language)), type="submit", id="say", class_="go"),
            class_="writing",
        ),
        tag(
            "div",
            tag("small", KEYS(language), id="reply-keys"),
            tag("button", STOP(language), type="button", class_="plain", data_deed="stop"),
            tag(
                "button",
                icon("hang_up"),
                HANG_UP(language),
                type="button",
                class_="plain danger",
                data_deed="end",
            ),
            class_="leaving",
        ),
        class_="reply",
    )
