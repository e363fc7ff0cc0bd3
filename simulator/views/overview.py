"""The manager's overview: the filter above the list, and one call as a manager may see it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from simulator.call import Call
from simulator.language import Language, Pair
from simulator.scorecard import Scorecard
from simulator.store import Called, Person
from simulator.views.card import scorecard_page
from simulator.views.curve import curve
from simulator.views.html import Html, joined, tag
from simulator.views.terminal import ENDINGS
from simulator.views.transcript import transcript

CALLS = Pair("통화와 평가표", "Calls and scorecards")
PERSON = Pair("연습한 사람", "Trainee")
CALLER = Pair("고객", "Caller")
SINCE = Pair("부터", "From")
UNTIL = Pair("까지", "Until")
EVERYONE = Pair("모두", "Everyone")
EVERY_CALLER = Pair("모두", "All")
SHOW = Pair("보기", "Show")
MORE = Pair("이전 통화 더 보기", "Older calls")
BACK = Pair("← 모든 통화", "← All calls")
PRIVATE = Pair(
    "연습 통화라서 나눈 말과 인용은 연습한 사람이 보여 줄 때만 볼 수 있어요. 여기에는 점수만 보여요.",
    "This is a practice call: what was said, and quotes from it, are shown only if the trainee shares it. "
    "You see the marks.",
)
NO_CARD = Pair("아직 평가표가 없어요.", "There is no scorecard yet.")


def filter_form(
    wanted: Mapping[str, str], people: Sequence[Person], called: Sequence[Called], language: Language
) -> Html:
    """Person, caller and dates; sent by the address, so that a view can be bookmarked."""
    persons = [("", EVERYONE(language)), *((one.name, one.name) for one in people)]
    callers = [("", EVERY_CALLER(language))]
    callers += [(f"{one.company}/{one.persona}", one.title) for one in called]
    return joined(
        tag("h2", CALLS(language)),
        tag(
            "form",
            _choice("person", PERSON(language), persons, wanted),
            _choice("caller", CALLER(language), callers, wanted),
            _date("since", SINCE(language), wanted),
            _date("until", UNTIL(language), wanted),
            tag("button", SHOW(language), class_="plain"),
            method="get",
            class_="filter",
        ),
    )


def next_page(wanted: Mapping[str, str], last: str, language: Language) -> Html:
    """The way to the calls before the call `last`."""
    return tag("p", tag("a", MORE(language), href="?" + urlencode({**wanted, "before": last})))


def reviewed_call(call: Call, card: Scorecard | None, language: Language, *, shared: bool) -> Html:
    """The scorecard; quotes, curve and talk only where the trainee has shared the call."""
    marks = (
        scorecard_page(card, call.manual, language, quotes=shared) if card else tag("p", NO_CARD(language))
    )
    ending = ENDINGS[call.ending](language) if call.ending else ""
    return joined(
        tag("p", tag("a", BACK(language), href="?")),
        tag("h2", f"{call.trainee} · {call.persona.title}"),
        tag("p", ending, class_="muted"),
        None if shared else tag("p", PRIVATE(language), class_="notice"),
        marks,
        [curve(call.turns, language), transcript(call, language, explained=True)] if shared else None,
    )


def _choice(name: str, label: str, choices: Sequence[tuple[str, str]], wanted: Mapping[str, str]) -> Html:
    options = [
        tag("option", text, value=value, selected=wanted.get(name, "") == value) for value, text in choices
    ]
    return tag("label", label, tag("select", options, name=name))


def _date(name: str, label: str, wanted: Mapping[str, str]) -> Html:
    return tag("label", label, tag("input", type="date", name=name, value=wanted.get(name, "")))
