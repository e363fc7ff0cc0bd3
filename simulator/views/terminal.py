"""A call and its scorecard as lines of text."""

from collections.abc import Iterator

from simulator.acts import act_name
from simulator.call import Call
from simulator.language import Language, Pair
from simulator.manual import Manual
from simulator.move import Ending
from simulator.rubric import Check, Criterion
from simulator.scorecard import Mark, Scorecard, Verdict
from simulator.text import one_line
from simulator.turn import Turn

AGENT = Pair("상담원", "Agent")
SIGNS: dict[Verdict, str] = {"met": "O", "missed": "X", "not_applicable": "-", "unscored": "?"}
VERDICTS: dict[Verdict, Pair] = {
    "met": Pair("했음", "met"),
    "missed": Pair("놓침", "missed"),
    "not_applicable": Pair("해당 없음", "not applicable"),
    "unscored": Pair("채점 안 됨", "unscored"),
}
ENDINGS: dict[Ending, Pair] = {
    "solved": Pair("해결됨", "solved"),
    "refusal_held": Pair("정중한 거절을 지켜 냄", "demand refused with respect"),
    "protocol_ended": Pair("보호 절차에 따라 종료", "ended by the abuse protocol"),
    "handed_over": Pair("담당자에게 넘김", "handed over"),
    "caller_hung_up": Pair("고객이 끊음", "the caller hung up"),
    "agent_hung_up": Pair("절차 없이 상담원이 끊음", "hung up without the protocol"),
    "stopped": Pair("연습을 멈춤", "stopped"),
}
_SCORE = Pair(
    "점수 {score:g} / 100 — {passed} (합격 {mark:g}점)",
    "Score {score:g} / 100 — {passed} (pass mark {mark:g})",
)
_PASSED = Pair("합격", "passed")
_NOT_PASSED = Pair("아직 합격 전", "not passed")
_COVERAGE = Pair(
    "해당되는 문항의 {share:.0%}를 채점 · 채점: {scorer}",
    "{share:.0%} of the checks scored · scorer: {scorer}",
)
_FATAL = Pair(
    "하나라도 어기면 0점이 되는 항목을 어겼어요: {titles}",
    "A criterion that must never be missed was missed, so the score is 0: {titles}",
)
_CLAUSE = Pair("매뉴얼 {number} {title}", "Manual {number} {title}")
_TIP = Pair("다음에는: {tip}", "Next time: {tip}")
_QUOTE = Pair("{turn}번째 말 “{quote}”", "turn {turn}: “{quote}”")
_ENDED = Pair("── 통화 종료: {ending} ──", "── The call has ended: {ending} ──")


def spoken(call: Call, turn: Turn, language: Language) -> str:
    """One turn as `name: words`."""
    name = call.persona.caller.name if turn.speaker == "caller" else AGENT(language)
    return f"{name}: {one_line(turn.text)}"


def ended(ending: Ending, language: Language) -> str:
    """The line that closes a call."""
    return _ENDED(language, ending=ENDINGS[ending](language))


def acts_in_words(acts: tuple[str, ...], language: Language) -> str:
    """The names of `acts`, in a row."""
    return ", ".join(act_name(act)(language) for act in acts)


def scorecard_lines(card: Scorecard, manual: Manual | None, language: Language) -> Iterator[str]:
    """The whole card: score, then each criterion with its checks, quotes, clause and tip."""
    passed = (_PASSED if card.passed else _NOT_PASSED)(language)
    yield _SCORE(language, score=card.score, passed=passed, mark=card.rubric.pass_mark)
    yield _COVERAGE(language, share=card.coverage, scorer=card.scorer)
    if card.fatal:
        titles = ", ".join(
            criterion.title for criterion in card.rubric.criteria if criterion.id in card.fatal
        )
        yield _FATAL(language, titles=titles)
    for criterion in card.rubric.criteria:
        yield ""
        yield from _criterion_lines(card, criterion, manual, language)


def _criterion_lines(
    card: Scorecard, criterion: Criterion, manual: Manual | None, language: Language
) -> Iterator[str]:
    earned = card.earned(criterion)
    yield f"{criterion.title}  {'–' if earned is None else f'{earned:.3g}'} / {criterion.points:g}"
    marks = card.of(criterion)
    for check, mark in zip(criterion.checks, marks, strict=True):
        yield from _check_lines(check, mark, language)
    if any(mark.verdict == "missed" for mark in marks):
        clause = manual.clause(criterion.clause) if manual else None
        yield (
            "      "
            + _CLAUSE(language, number=criterion.clause, title=clause.title if clause else "").rstrip()
        )
        if criterion.tip:
            yield "      " + _TIP(language, tip=criterion.tip)


def _check_lines(check: Check, mark: Mark, language: Language) -> Iterator[str]:
    yield f"  {SIGNS[mark.verdict]} {check.asks} ({VERDICTS[mark.verdict](language)})"
    if mark.quote is not None and mark.turn is not None:
        yield "      " + _QUOTE(language, turn=mark.turn + 1, quote=one_line(mark.quote))
    if mark.reason and mark.verdict in ("missed", "unscored"):
        yield "      " + mark.reason
