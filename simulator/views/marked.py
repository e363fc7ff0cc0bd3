"""One check of a scorecard: its mark with proof, what people say of it, and how far scorer and people agree on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.agreement import ENOUGH, Agreement
from simulator.language import Language, Pair
from simulator.opinion import Opinions
from simulator.rubric import Check
from simulator.scorecard import Mark, Verdict
from simulator.views.html import Html, tag
from simulator.views.icons import icon
from simulator.views.terminal import VERDICTS

TO_TURN = Pair("{turn}번째 말", "turn {turn}")
OFFLINE = Pair("오프라인 채점", "offline scorer")
BY_MODEL = Pair("{model} 모델이 채점", "scored by {model}")
FOR_A_PERSON = Pair("사람이 봐야 하는 문항", "a person has to look at this one")
AGREED = Pair(
    "이 문항에서 사람과 채점기는 {n}번 가운데 {right}번 일치했어요.",
    "People and the scorer agreed on {right} of {n} here.",
)
ADVISORY = Pair("일치도가 낮아 참고만 하세요.", "They agree too little: take this as advice.")
OVERRIDDEN = Pair(
    "{who}의 판정: {verdict} (채점기: {scorer})", "{who} says: {verdict} (the scorer: {scorer})"
)
DISPUTE = Pair("이 판정에 이의가 있어요", "I disagree with this mark")
DISPUTE_AGAIN = Pair("이의 고쳐 쓰기", "Change what I said")
DISPUTE_WHY = Pair("왜 그렇게 생각하나요?", "Why?")
DISPUTE_SEND = Pair("이의 보내기", "Send it")
DISPUTED = Pair("이의를 보냈어요: {note}", "You disagreed: {note}")
OBJECTION = Pair("{who}의 이의: {note}", "{who} disagrees: {note}")
OVERRIDE = Pair("직접 판정하기", "Mark it yourself")
OVERRIDE_WHY = Pair("이유", "Reason")
OVERRIDE_SAVE = Pair("이 판정으로", "Use this mark")
CHOICES: tuple[Verdict, ...] = ("met", "missed", "not_applicable")


@dataclass(frozen=True)
class Beside:
    """What stands beside the marks: what people said, how far they agree with the scorer, and what may be done."""

    opinions: Opinions = field(default_factory=Opinions)
    trust: Mapping[tuple[str, str], Agreement] = field(default_factory=dict)
    may_dispute: bool = False
    may_override: bool = False
    quotes: bool = True
    """Whether the reader may see what was said."""
    anchor: str = "turn"
    """What the ids of the turns on the page begin with."""


def scorer_name(scorer: str, language: Language) -> str:
    """The scorer as people call it."""
    return OFFLINE(language) if scorer == "offline" else BY_MODEL(language, model=scorer)


def marked(check: Check, mark: Mark, beside: Beside, language: Language) -> Html:
    """The check with its sign, proof, and all that stands beside it."""
    override = beside.opinions.override(mark.criterion, mark.check)
    verdict = override.verdict if override else mark.verdict
    sign = tag("span", icon(verdict), class_="sign", role="img", aria_label=VERDICTS[verdict](language))
    word = (
        tag("span", VERDICTS[verdict](language), class_="word")
        if verdict in ("not_applicable", "unscored")
        else None
    )
    parts = [
        tag("p", check.asks, " ", word),
        *_proof(mark, beside, language),
        _source(mark, language),
        _trust(mark, beside, language),
        _said(mark, beside, language),
        _dispute(mark, beside, language)
        if beside.may_dispute and verdict in ("missed", "unscored") and not override
        else None,
        _override(mark, verdict, language) if beside.may_override else None,
    ]
    return tag("li", sign, tag("div", parts), class_=verdict, data_check=check.id)


def _proof(mark: Mark, beside: Beside, language: Language) -> list[Html | None]:
    if not beside.quotes:
        return []
    proof = None
    if mark.quote is not None and mark.turn is not None:
        to_turn = tag("a", TO_TURN(language, turn=mark.turn + 1), href=f"#{beside.anchor}-{mark.turn}")
        proof = tag("blockquote", tag("q", mark.quote), " ", to_turn)
    told = mark.reason and mark.verdict in ("missed", "unscored")
    return [proof, tag("p", mark.reason, class_="muted") if told else None]


def _source(mark: Mark, language: Language) -> Html | None:
    if not mark.source:
        return None
    name = FOR_A_PERSON(language) if mark.source == "person" else scorer_name(mark.source, language)
    return tag("p", name, class_="muted")


def _trust(mark: Mark, beside: Beside, language: Language) -> Html | None:
    known = beside.trust.get((mark.criterion, mark.check))
    if known is None or known.n < ENOUGH:
        return None
    said = AGREED(language, n=known.n, right=known.right)
    return tag(
        "p",
        said,
        f" {ADVISORY(language)}" if known.is_advisory else None,
        class_="muted trust" + (" advisory" if known.is_advisory else ""),
    )


def _said(mark: Mark, beside: Beside, language: Language) -> list[Html | None]:
    override = beside.opinions.override(mark.criterion, mark.check)
    objection = beside.opinions.dispute(mark.criterion, mark.check)
    said: list[Html | None] = []
    if objection:
        sentence = DISPUTED if beside.may_dispute else OBJECTION
        said.append(tag("p", sentence(language, who=objection.by, note=objection.note), class_="objection"))
    if override:
        verdicts = {
            "verdict": VERDICTS[override.verdict](language),
            "scorer": VERDICTS[mark.verdict](language),
        }
        told = OVERRIDDEN(language, who=override.by, **verdicts)
        said.append(
            tag("p", tag("b", told), f" {override.note}" if override.note else None, class_="override")
        )
    return said


def _dispute(mark: Mark, beside: Beside, language: Language) -> Html:
    said = beside.opinions.dispute(mark.criterion, mark.check)
    form = tag(
        "form",
        tag(
            "label",
            DISPUTE_WHY(language),
            tag("textarea", said.note if said else "", name="note", rows=2, maxlength=600, required=True),
        ),
        tag("button", DISPUTE_SEND(language), type="submit", class_="plain"),
        data_deed="dispute",
        data_criterion=mark.criterion,
        data_check=mark.check,
    )
    title = DISPUTE_AGAIN if said else DISPUTE
    return tag("details", tag("summary", title(language)), form, class_="dispute")


def _override(mark: Mark, verdict: Verdict, language: Language) -> Html:
    options = [tag("option", VERDICTS[one](language), value=one, selected=one == verdict) for one in CHOICES]
    form = tag(
        "form",
        tag("select", options, name="verdict", aria_label=OVERRIDE(language)),
        tag("label", OVERRIDE_WHY(language), tag("input", name="note", maxlength=600)),
        tag("button", OVERRIDE_SAVE(language), type="submit", class_="plain"),
        data_deed="override",
        data_criterion=mark.criterion,
        data_check=mark.check,
    )
    return tag("details", tag("summary", OVERRIDE(language)), form, class_="dispute")
