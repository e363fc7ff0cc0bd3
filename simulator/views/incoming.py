"""Real calls that were brought in: the form, how far the marking is, and each call with its card."""

from collections.abc import Sequence

from simulator.incoming import Incoming
from simulator.language import Language, Pair
from simulator.manual import Manual
from simulator.turn import Turn
from simulator.views.card import headline, marks
from simulator.views.html import Html, joined, tag
from simulator.views.marked import Beside
from simulator.views.shelf import problem_list
from simulator.views.terminal import acts_in_words
from simulator.views.tools import CALLS, CALLS_WHAT, tool_page

FILES = Pair(
    "통화 기록 (.txt .csv .yaml .json, 여러 개 가능)", "Transcripts (.txt .csv .yaml .json, any number)"
)
PASTED = Pair("또는 여기에 붙여 넣기", "Or paste one here")
EXAMPLE = Pair(
    "고객: 왜 아직 안 와요?\n\n상담원: 많이 기다리셨죠. 주문번호를 알려 주시겠어요?",
    "Caller: Where is my parcel?\n\nAgent: I'm sorry about the wait. Could I take your order number?",
)
RUBRIC = Pair("평가표", "Rubric")
SCORE = Pair("채점하기", "Score them")
PROGRESS = Pair("{total}건 가운데 {done}건을 채점했어요.", "{done} of {total} scored.")
RESULTS = Pair("결과", "Results")
FILE, POINTS, COVERAGE = Pair("파일", "File"), Pair("점수", "Score"), Pair("채점된 비율", "Scored")
UNREAD = Pair("읽지 못했어요", "could not be read")
CALLER, AGENT = Pair("고객", "Caller"), Pair("상담원", "Agent")
PASTED_NAME = "pasted.txt"


def calls_form(companies: Sequence[tuple[str, str]], language: Language, chosen: str = "") -> Html:
    """Asks for the rubric and the transcripts."""
    options = [tag("option", name, value=one, selected=one == chosen) for one, name in companies]
    kinds = ".txt,.csv,.yaml,.yml,.json"
    return tag(
        "form",
        tag("label", RUBRIC(language), tag("select", options, name="company")),
        tag("label", FILES(language), tag("input", type="file", name="file", accept=kinds, multiple=True)),
        tag(
            "label",
            PASTED(language),
            tag("textarea", name="text", rows=6, maxlength=60000, placeholder=EXAMPLE(language)),
        ),
        tag("button", SCORE(language), class_="go"),
        data_deed="calls",
    )


def calls_page(form: Html, language: Language, *below: Html) -> Html:
    """The page of the tool, with what was found below the form."""
    return tool_page(CALLS, CALLS_WHAT, language, form, *below)


def progress(done: int, total: int, language: Language) -> Html:
    """A bar that says how many calls are marked."""
    said = PROGRESS(language, done=done, total=total)
    return tag(
        "div", tag("progress", said, value=done, max=total), tag("p", said), class_="busy", role="status"
    )


def results(found: Sequence[Incoming], manual: Manual, language: Language) -> Html:
    """Each call: its score in a table, then the whole card beside the words, without names and numbers."""
    rows = [_row(place, one, language) for place, one in enumerate(found)]
    head = tag("tr", [tag("th", title(language)) for title in (FILE, COVERAGE, POINTS)])
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="calls")
    files = [_file(place, one, manual, language) for place, one in enumerate(found)]
    return joined(tag("h2", RESULTS(language)), table, files)


def _row(place: int, one: Incoming, language: Language) -> Html:
    card = one.card
    return tag(
        "tr",
        tag("td", tag("a", one.name, href=f"#call-{place}")),
        tag(
            "td",
            f"{card.coverage:.0%}" if card else UNREAD(language),
            data_label=COVERAGE(language) if card else None,
        ),
        tag("td", f"{card.score:g}" if card else "–", class_="score"),
    )


def _file(place: int, one: Incoming, manual: Manual, language: Language) -> Html:
    problems = problem_list(one.problems, language) if one.problems else None
    if one.card is None:
        return tag("section", tag("h2", one.name), problems, id=f"call-{place}")
    spoken = one.card.rubric.language
    said = [_bubble(place, n, turn, spoken, language) for n, turn in enumerate(one.turns)]
    beside = Beside(anchor=f"call-{place}-turn")
    return tag(
        "section",
        tag("h2", one.name),
        problems,
        headline(one.card, language),
        tag(
            "div",
            marks(one.card, manual, language, beside),
            tag("div", tag("ol", said, class_="talk"), class_="said-side"),
            class_="sides",
        ),
        id=f"call-{place}",
    )


def _bubble(place: int, number: int, turn: Turn, spoken: Language, language: Language) -> Html:
    who = (CALLER if turn.speaker == "caller" else AGENT)(language)
    acts = tag("p", acts_in_words(turn.acts, language), class_="acts") if turn.acts else None
    return tag(
        "li",
        tag("span", tag("b", number + 1), who, class_="who"),
        tag("p", turn.text, lang=spoken, class_="said"),
        acts,
        class_=f"bubble {turn.speaker}",
        id=f"call-{place}-turn-{number}",
    )
