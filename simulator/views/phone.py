"""The phone's display during a call: who is on the line and for how long."""

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.views.html import Html, tag

ON_THE_LINE = Pair("통화 중", "On the line")
LASTING = Pair("통화 시간", "Length of the call")


def phone(call: Call, language: Language) -> Html:
    """Name, title, company, and a timer that the page keeps running."""
    started = call.started.isoformat(timespec="seconds") if call.started else ""
    return tag(
        "div",
        tag(
            "div",
            tag("p", f"{ON_THE_LINE(language)} · {call.company.name}"),
            tag("h2", f"{call.persona.caller.name} — {call.persona.title}", lang=call.language),
        ),
        tag("p", "00:00", class_="timer", role="timer", aria_label=LASTING(language), data_started=started),
        class_="phone",
    )
