"""The scorecard as a page: score first, then every criterion with its checks, quotes, clause and tip."""

from simulator.language import Language, Pair
from simulator.manual import Manual
from simulator.opinion import settled
from simulator.rubric import Criterion, Rubric
from simulator.scorecard import DECIDED, Scorecard
from simulator.views.html import Html, tag
from simulator.views.icons import icon
from simulator.views.marked import Beside, marked, scorer_name
from simulator.views.prose import prose

OUT_OF = Pair("100점 만점에 {score:g}점", "{score:g} out of 100")
PASSED = Pair("합격", "Passed")
NOT_PASSED = Pair("아직 합격 전", "Not passed yet")
PASS_MARK = Pair("합격 기준 {mark:g}점", "pass mark {mark:g}")
COUNTS = Pair("{met}개 했음 · {missed}개 놓침", "{met} met · {missed} missed")
COVERAGE = Pair(
    "해당되는 문항의 {share:.0%}를 채점했어요 ({scorer})",
    "{share:.0%} of the checks that applied were scored ({scorer})",
)
FATAL = Pair(
    "하나라도 어기면 0점이 되는 항목을 어겼어요: {titles}",
    "A criterion that must never be missed was missed, so the score is 0: {titles}",
)
MUST = Pair("어기면 0점", "missing this makes it 0")
CLAUSE = Pair("매뉴얼 {number} {title}", "Manual {number} {title}")
TIP = Pair("다음에는 이렇게", "Next time")
POINTS = Pair("{points:g}점", "{points:g} points")
EARNED = Pair("{points:g}점 중 {earned:.3g}점", "{earned:.3g} of {points:g}")
BY_POLICY = Pair("회사 규정", "company policy")
NOT_COUNTED = Pair("이번엔 해당 없음", "did not apply")
MISSED_FIRST = Pair("놓친 항목", "Missed")
THE_REST = Pair("지킨 항목", "Met")
IDLE = Pair("이번 통화에 해당하지 않는 항목", "Did not apply in this call")


def headline(card: Scorecard, language: Language) -> Html:
    """Score, pass or not, coverage, and what made it 0."""
    titles = ", ".join(criterion.title for criterion in card.rubric.criteria if criterion.id in card.fatal)
    verdict = (PASSED if card.passed else NOT_PASSED)(language)
    counts = {one: sum(mark.verdict == one for mark in card.marks) for one in DECIDED}
    coverage = COVERAGE(language, share=card.coverage, scorer=scorer_name(card.scorer, language))
    mark = PASS_MARK(language, mark=card.rubric.pass_mark)
    return tag(
        "div",
        _dial(card, language),
        tag(
            "div",
            tag(
                "p",
                tag("b", verdict, class_="good" if card.passed else "bad"),
                " ",
                tag("span", f"({mark})", class_="muted"),
                class_="verdict",
            ),
            tag("p", COUNTS(language, **counts)),
            tag("p", coverage, class_="muted"),
            class_="facts",
        ),
        tag("p", icon("warning"), FATAL(language, titles=titles), class_="notice") if titles else None,
        class_="headline",
    )


def _dial(card: Scorecard, language: Language) -> Html:
    """The score as a ring; its length is 100, so the stroke is the score."""
    described = OUT_OF(language, score=card.score)
    ring = {"cx": 60, "cy": 60, "r": 52, "pathLength": 100}
    dashes = f"{card.score:g} 100"
    return tag(
        "div",
        tag(
            "svg",
            tag("circle", class_="rail", **ring),
            tag("circle", class_="arc", stroke_dasharray=dashes, **ring) if card.score else None,
            viewBox="0 0 120 120",
            aria_hidden="true",
        ),
        tag("strong", f"{card.score:g}"),
        class_="dial " + ("good" if card.passed else "bad"),
        role="img",
        aria_label=described,
        data_score=f"{card.score:g}",
    )


def marks(card: Scorecard, manual: Manual, language: Language, beside: Beside) -> Html:
    """Every criterion, the missed ones first, with what stands `beside` its marks; grouped and counted with those."""
    counted = settled(card, beside.opinions)
    groups: dict[Pair, list[Criterion]] = {MISSED_FIRST: [], THE_REST: [], IDLE: []}
    for criterion in card.rubric.criteria:
        missed = any(mark.verdict == "missed" for mark in counted.of(criterion))
        idle = counted.earned(criterion) is None
        groups[MISSED_FIRST if missed else IDLE if idle else THE_REST].append(criterion)
    return tag(
        "div",
        [
            tag(
                "section",
                tag("h3", heading(language), tag("small", len(criteria))),
                [_criterion(card, one, manual, language, beside) for one in criteria],
            )
            for heading, criteria in groups.items()
            if criteria
        ],
        class_="marks",
    )


def criteria_list(rubric: Rubric, manual: Manual, language: Language) -> Html:
    """What a call will be marked on, to be read before it."""
    return tag(
        "div", [_asked(criterion, manual, language) for criterion in rubric.criteria], class_="criteria"
    )


def _asked(criterion: Criterion, manual: Manual, language: Language) -> Html:
    points = tag("span", POINTS(language, points=criterion.points), class_="points")
    must = tag("span", MUST(language), class_="must") if criterion.fatal else None
    return tag(
        "div",
        tag("h3", tag("span", criterion.title, " ", must), points),
        tag("ul", [tag("li", check.asks) for check in criterion.checks]),
        _clause(criterion, manual, language),
        class_="criterion",
    )


def _criterion(
    card: Scorecard, criterion: Criterion, manual: Manual, language: Language, beside: Beside
) -> Html:
    counted = settled(card, beside.opinions)
    made, earned = card.of(criterion), counted.earned(criterion)
    missed = any(mark.verdict == "missed" for mark in counted.of(criterion))
    points = (
        NOT_COUNTED(language) if earned is None else EARNED(language, earned=earned, points=criterion.points)
    )
    must = tag("span", MUST(language), class_="must") if criterion.fatal else None
    kind = tag("span", BY_POLICY(language), class_="cause") if criterion.kind == "policy" else None
    checks = zip(criterion.checks, made, strict=True)
    tip = (
        tag("p", tag("b", TIP(language)), " ", criterion.tip, class_="tip")
        if missed and criterion.tip
        else None
    )
    return tag(
        "div",
        tag("h4", tag("span", criterion.title, " ", must, kind), tag("span", points, class_="points")),
        tag("ul", [marked(check, mark, beside, language) for check, mark in checks], class_="checks"),
        tip,
        _clause(criterion, manual, language),
        class_="criterion " + ("missed" if missed else "idle" if earned is None else "met"),
        data_criterion=criterion.id,
    )


def _clause(criterion: Criterion, manual: Manual, language: Language) -> Html:
    clause = manual.clause(criterion.clause)
    title = CLAUSE(language, number=criterion.clause, title=clause.title if clause else "")
    text = prose(clause.text) if clause else None
    return tag("details", tag("summary", icon("book"), title), tag("div", text, class_="clause"))
