"""The manager's overview: the filter above the list, and one call as a manager may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.scorecard import Scorecard
from simulator.store import Called, Person
from simulator.views.card import headline, marks
from simulator.views.curve import curve
from simulator.views.html import Html, address, joined, tag
from simulator.views.icons import icon
from simulator.views.marked import Beside
from simulator.views.terminal import ENDINGS
from simulator.views.transcript import transcript

CALLS = Pair("통화와 평가표", "Calls and scorecards")
PERSON = Pair("연습생", "Trainee")
CALLER = Pair("고객", "Caller")
SINCE = Pair("시작일", "From")
UNTIL = Pair("종료일", "To")
EVERYONE = Pair("모든 연습생", "Everyone")
EVERY_CALLER = Pair("모든 고객", "Every caller")
SHOW = Pair("보기", "Show")
MORE = Pair("이전 통화 더 보기", "Older calls")
BACK = Pair("모든 통화", "All calls")
PRIVATE = Pair(
    "연습 통화예요. 통화 내용과 인용은 연습생이 관리자에게 보여 줄 때만 볼 수 있어서, 여기에는 평가 결과만 보여요.",
    "This is a practice call. What was said, and quotes from it, are shown only if the trainee shares it; "
    "here you see the marks.",
)
NO_CARD = Pair("아직 평가표가 없어요.", "There is no scorecard yet.")
DISPUTES = Pair("답을 기다리는 이의", "Objections that wait for an answer")
MARKS = Pair("평가표", "Scorecard")
TALK = Pair("통화 내용", "What was said")


def filter_form(
    wanted: Mapping[str, str], people: Sequence[Person], called: Sequence[Called], language: Language
) -> Html:
    """Person, caller and dates; sent by the address, so that a view can be bookmarked."""
    persons = [("", EVERYONE(language)), *((one.name, one.name) for one in people)]
    callers = [("", EVERY_CALLER(language))]
    callers += [(f"{one.company}/{one.persona}", one.title) for one in called]
    return joined(
        tag("h1", CALLS(language), tabindex=-1),
        tag(
            "form",
            _choice("person", PERSON(language), persons, wanted),
            _choice("caller", CALLER(language), callers, wanted),
            _date("since", SINCE(language), wanted),
            _date("until", UNTIL(language), wanted),
            tag("button", SHOW(language), class_="go"),
            method="get",
            class_="filter",
        ),
    )


def disputes(calls: Sequence[Call], language: Language) -> Html | None:
    """The calls with an objection that waits for an answer."""
    if not calls:
        return None
    rows = [
        tag(
            "li",
            tag("a", one.persona.title, href=address(call=one.id), lang=one.language),
            f" · {one.trainee}",
        )
        for one in calls
    ]
    return tag("section", tag("h2", DISPUTES(language)), tag("ul", rows), class_="disputes")


def next_page(wanted: Mapping[str, str], last: str, language: Language) -> Html:
    """The way to the calls before the call `last`."""
    older = address(**{**wanted, "before": last})
    return tag("p", tag("a", MORE(language), icon("next"), href=older, class_="plain"), class_="deeds")


def reviewed_call(
    call: Call,
    card: Scorecard | None,
    counted: Scorecard | None,
    beside: Beside,
    language: Language,
    *,
    shared: bool,
) -> Html:
    """The scorer's card with what people said beside it, its score as `counted` with their marks.

    Quotes, curve and talk only where the trainee has shared the call.
    """
    ending = ENDINGS[call.ending](language) if call.ending else ""
    top = tag(
        "header",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag("h1", call.persona.title, lang=call.language, tabindex=-1),
        tag("p", tag("b", call.trainee), f" · {ending}", class_="ending"),
    )
    seen = replace(beside, quotes=shared)
    findings = tag(
        "div",
        None if shared else tag("p", PRIVATE(language), class_="notice calm"),
        headline(counted, language) if counted else tag("p", NO_CARD(language), class_="notice calm"),
        curve(call.turns, language) if shared else None,
        [tag("h2", MARKS(language)), marks(card, call.manual, language, seen)] if card else None,
        class_="findings",
    )
    turns = transcript(call, language, explained=True, agent=call.trainee)
    said = tag("section", tag("h2", TALK(language)), turns, class_="said-side")
    body = tag("div", findings, said, class_="sides") if shared else findings
    return tag("article", top, body, class_="debrief", data_stage="debrief", data_call=call.id)


def _choice(name: str, label: str, choices: Sequence[tuple[str, str]], wanted: Mapping[str, str]) -> Html:
    options = [
        tag("option", text, value=value, selected=wanted.get(name, "") == value) for value, text in choices
    ]
    return tag("label", label, tag("select", options, name=name))


def _date(name: str, label: str, wanted: Mapping[str, str]) -> Html:
    return tag("label", label, tag("input", type="date", name=name, value=wanted.get(name, "")))
