"""Marking blind: a call without the scorer's marks, a verdict for each check, and how far people and scorer agree."""

from collections.abc import Mapping, Sequence

from simulator.agreement import ENOUGH, Agreement, Place
from simulator.call import Call
from simulator.language import Language, Pair
from simulator.rubric import Criterion, Rubric
from simulator.scorecard import Verdict
from simulator.views.html import Html, address, joined, tag
from simulator.views.terminal import AGENT, VERDICTS
from simulator.views.tools import BLIND, BLIND_WHAT, tool_page
from simulator.views.transcript import transcript

CHOOSE = Pair("어느 회사의 통화를 채점할까요?", "Whose calls will you mark?")
NOTHING = Pair(
    "지금은 채점할 통화가 없어요. 연습생이 보여 준 통화와 시험 통화만 채점할 수 있어요.",
    "There is no call to mark right now: only calls that a trainee shares, and exams, can be marked.",
)
SAVE = Pair("판정 저장하고 다음 통화", "Keep these marks, next call")
CHECKS: tuple[Verdict, ...] = ("met", "missed", "not_applicable")
AGREEMENT = Pair("사람과 채점기의 일치도", "How far people and the scorer agree")
CHECK, AGREED, KAPPA = Pair("문항", "Check"), Pair("일치", "Agreed"), Pair("카파(κ)", "Kappa (κ)")
NOT_YET = Pair(
    "판정이 {n}개가 안 되는 문항은 아직 말할 수 없어요.", "Checks with fewer than {n} marks say nothing yet."
)
ADVISORY = Pair("참고만", "advisory")


def choice(companies: Sequence[tuple[str, str]], language: Language) -> Html:
    """Asks whose calls are to be marked."""
    cards = [
        tag("li", tag("a", tag("strong", name), class_="card", href=address(tool="blind", company=one)))
        for one, name in companies
    ]
    return tool_page(
        BLIND, BLIND_WHAT, language, tag("p", CHOOSE(language)), tag("ul", cards, class_="cards")
    )


def blind(call: Call | None, rubric: Rubric, known: Mapping[Place, Agreement], language: Language) -> Html:
    """The next call with a verdict to choose for each check, then the agreement so far."""
    below = _agreement(rubric, known, language) if known else None
    if call is None:
        return tool_page(BLIND, BLIND_WHAT, language, tag("p", NOTHING(language), class_="notice"), below)
    form = tag(
        "form",
        [_criterion(one, language) for one in call.rubric.criteria],
        tag("button", SAVE(language), class_="go"),
        data_deed="blind",
        data_call=call.id,
        data_company=call.company.id,
        lang=call.language,
    )
    said = tag("div", transcript(call, language, agent=AGENT(language)), class_="said-side")
    return tool_page(BLIND, BLIND_WHAT, language, tag("div", form, said, class_="sides"), below)


def _criterion(criterion: Criterion, language: Language) -> Html:
    checks = []
    for check in criterion.checks:
        name = f"{criterion.id}/{check.id}"
        choices = [
            tag(
                "label",
                tag("input", type="radio", name=name, value=one, required=True),
                " ",
                VERDICTS[one](language),
            )
            for one in CHECKS
        ]
        checks.append(tag("fieldset", tag("legend", check.asks), choices))
    return tag("div", tag("h3", criterion.title), checks, class_="criterion")


def _agreement(rubric: Rubric, known: Mapping[Place, Agreement], language: Language) -> Html:
    rows = []
    for criterion, check in rubric.checks:
        found = known.get((criterion.id, check.id))
        if found and found.n:
            advice = f" · {ADVISORY(language)}" if found.is_advisory else ""
            kappa = "–" if found.n < ENOUGH or found.kappa is None else f"{found.kappa:.2f}{advice}"
            agreed = tag("td", f"{found.right} / {found.n}", data_label=AGREED(language))
            rows.append(tag("tr", tag("td", check.asks), agreed, tag("td", kappa, class_="score")))
    head = tag("tr", [tag("th", title(language)) for title in (CHECK, AGREED, KAPPA)])
    return joined(
        tag("h2", AGREEMENT(language)),
        tag("table", tag("thead", head), tag("tbody", rows), class_="calls"),
        tag("p", NOT_YET(language, n=ENOUGH), class_="muted"),
    )
