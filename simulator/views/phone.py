"""The phone's display during a call: who is on the line and for how long; and what an agent has at hand."""

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.views.html import Html, tag
from simulator.views.icons import icon
from simulator.views.prose import prose

ON_THE_LINE = Pair("통화 중", "On the line")
ENDED = Pair("통화 종료", "Call ended")
LASTING = Pair("통화 시간", "Length of the call")
AT_HAND = Pair("매뉴얼 펼쳐 보기", "Look it up in the manual")
QUESTIONS = Pair("자주 묻는 질문", "Common questions")


def phone(call: Call, language: Language) -> Html:
    """Name, title, company, and a timer that the page keeps running."""
    started = call.started.isoformat(timespec="seconds") if call.started else ""
    return tag(
        "div",
        tag("span", call.persona.caller.name[:1], class_="face", aria_hidden="true"),
        tag(
            "div",
            tag(
                "p",
                tag("span", ON_THE_LINE(language), class_="live"),
                tag("span", ENDED(language), class_="ended"),
                f" · {call.company.name}",
            ),
            tag("h1", call.persona.caller.name, tag("small", call.persona.title), lang=call.language),
            class_="line",
        ),
        tag("p", "00:00", class_="timer", role="timer", aria_label=LASTING(language), data_started=started),
        class_="phone",
        data_stage="call",
        data_call=call.id,
    )


def at_hand(call: Call, language: Language) -> Html:
    """The manual's clauses and the company's frequent questions, folded, as a good agent has them on the desk."""
    clauses = [
        tag("details", tag("summary", tag("b", clause.number), " ", clause.title), prose(clause.text))
        for clause in call.manual.clauses
        if clause.text
    ]
    questions = [tag("details", tag("summary", one.asks), prose(one.answer)) for one in call.company.faq]
    return tag(
        "details",
        tag("summary", icon("book"), AT_HAND(language)),
        clauses,
        [tag("h2", QUESTIONS(language)), questions] if questions else None,
        class_="at-hand",
        lang=call.language,
    )
