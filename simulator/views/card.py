"""The scorecard as a page: score first, then every criterion with its checks, quotes, clause and tip."""

from simulator.language import Language, Pair
from simulator.manual import Manual
from simulator.rubric import Check, Criterion, Rubric
from simulator.scorecard import Mark, Scorecard
from simulator.views.html import Html, joined, tag
from simulator.views.terminal import SIGNS, VERDICTS

OUT_OF = Pair("100점 만점", "out of 100")
PASSED = Pair("합격 (기준 {mark:g}점)", "Passed (pass mark {mark:g})")
NOT_PASSED = Pair("아직 합격 전 (기준 {mark:g}점)", "Not yet passed (pass mark {mark:g})")
COVERAGE = Pair(
    "해당되는 항목 중 {share:.0%}를 채점했어요 · 채점: {scorer}",
    "{share:.0%} of the checks that applied were scored · scorer: {scorer}",
)
FATAL = Pair(
    "반드시 지켜야 할 항목을 어겨서 0점이에요: {titles}",
    "A criterion that must never be missed was missed, so the score is 0: {titles}",
)
MUST = Pair("어기면 0점", "a miss makes the score 0")
CLAUSE = Pair("매뉴얼 {number} {title}", "Manual {number} {title}")
TIP = Pair("내일은 이렇게", "Tomorrow, try this")
TO_TURN = Pair("{turn}번째 말 보기", "See turn {turn}")
POINTS = Pair("{points:g}점", "{points:g} points")
OFFLINE = Pair("오프라인 채점", "offline scorer")
NOT_COUNTED = Pair("이번 통화에서는 세지 않음", "does not count in this call")


def scorecard_page(card: Scorecard, manual: Manual, language: Language, *, quotes: bool = True) -> Html:
    """The whole card; without `quotes` it shows verdicts only, for a reader who may not see the talk."""
    sections: dict[str, list[Html]] = {}
    for criterion in card.rubric.criteria:
        sections.setdefault(criterion.section, []).append(
            _criterion(card, criterion, manual, language, quotes=quotes)
        )
    return tag(
        "section",
        headline(card, language),
        [
            tag("div", tag("h3", name) if name else None, rows, class_="part")
            for name, rows in sections.items()
        ],
        class_="scorecard",
    )


def headline(card: Scorecard, language: Language) -> Html:
    """Score, pass or not, coverage, and what made it 0."""
    titles = ", ".join(criterion.title for criterion in card.rubric.criteria if criterion.id in card.fatal)
    verdict = (PASSED if card.passed else NOT_PASSED)(language, mark=card.rubric.pass_mark)
    return tag(
        "div",
        tag("p", tag("strong", f"{card.score:g}"), " ", tag("span", OUT_OF(language)), class_="score"),
        tag("p", verdict, class_="good" if card.passed else "bad"),
        tag(
            "p",
            COVERAGE(language, share=card.coverage, scorer=scorer_name(card.scorer, language)),
            class_="muted",
        ),
        tag("p", FATAL(language, titles=titles), class_="notice", role="alert") if titles else None,
        class_="headline",
    )


def scorer_name(scorer: str, language: Language) -> str:
    """The scorer as people call it."""
    return OFFLINE(language) if scorer == "offline" else scorer


def criteria_page(rubric: Rubric, manual: Manual, language: Language) -> Html:
    """What a call will be marked on, to be read before it."""
    return tag(
        "div",
        [
            tag(
                "div",
                tag(
                    "h4",
                    criterion.title,
                    " ",
                    tag("span", POINTS(language, points=criterion.points), class_="muted"),
                ),
                tag("ul", [tag("li", check.asks) for check in criterion.checks]),
                _clause(criterion, manual, language),
                class_="criterion",
            )
            for criterion in rubric.criteria
        ],
        class_="criteria",
    )


def _criterion(
    card: Scorecard, criterion: Criterion, manual: Manual, language: Language, *, quotes: bool
) -> Html:
    marks, earned = card.of(criterion), card.earned(criterion)
    missed = any(mark.verdict == "missed" for mark in marks)
    points = NOT_COUNTED(language) if earned is None else f"{earned:.3g} / {criterion.points:g}"
    must = tag("span", MUST(language), class_="must") if criterion.fatal else None
    pairs = zip(criterion.checks, marks, strict=True)
    return tag(
        "div",
        tag("h4", criterion.title, " ", must, tag("span", points, class_="points")),
        tag("ul", [_check(check, mark, language, quotes=quotes) for check, mark in pairs], class_="checks"),
        _clause(criterion, manual, language),
        tag("p", tag("b", TIP(language)), " ", criterion.tip, class_="tip")
        if missed and criterion.tip
        else None,
        class_="criterion" + (" missed" if missed else "") + (" idle" if earned is None else ""),
        data_criterion=criterion.id,
    )


def _check(check: Check, mark: Mark, language: Language, *, quotes: bool) -> Html:
    shown: list[Html] = []
    if quotes and mark.quote is not None and mark.turn is not None:
        link = tag("a", TO_TURN(language, turn=mark.turn + 1), href=f"#turn-{mark.turn}")
        shown.append(tag("blockquote", f"“{mark.quote}” ", link))
    if quotes and mark.reason and mark.verdict in ("missed", "unscored"):
        shown.append(tag("p", mark.reason, class_="muted"))
    if mark.source:
        shown.append(tag("p", scorer_name(mark.source, language), class_="muted"))
    word = VERDICTS[mark.verdict](language)
    sign = tag("span", SIGNS[mark.verdict], class_="sign", aria_label=word, title=word)
    return tag("li", sign, tag("div", tag("p", check.asks), joined(shown)), class_=mark.verdict)


def _clause(criterion: Criterion, manual: Manual, language: Language) -> Html:
    clause = manual.clause(criterion.clause)
    title = CLAUSE(language, number=criterion.clause, title=clause.title if clause else "")
    return tag("details", tag("summary", title), tag("div", clause.text if clause else "", class_="clause"))
