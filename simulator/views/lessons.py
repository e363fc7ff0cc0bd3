"""What a call teaches, in the order in which it can be taken in: the one sentence for tomorrow first."""

from simulator.call import Call
from simulator.felt import Felt
from simulator.language import Language, Pair
from simulator.lessons import SURE, Lesson, Lessons
from simulator.opinion import OwnView
from simulator.text import with_particle
from simulator.views.causes import cause_name, lever_of
from simulator.views.effects import cause_of
from simulator.views.html import Html, tag
from simulator.views.marked import TO_TURN

TOMORROW = Pair("내일은 이 말부터", "Say this tomorrow")
MORE = Pair("또 하나", "And one more")
NOTHING = Pair(
    "고칠 말이 없어요. 오늘처럼만 하면 돼요.", "There is nothing to change. Do it again just like this."
)
UNSAID = Pair(
    "아무 말도 하기 전에 통화가 끝났어요. 다음에는 첫인사부터 건네 보세요.",
    "The call was over before you had said anything. Next time, begin with the greeting.",
)
YOU_SAID = Pair("이렇게 말했어요", "You said")
SAY_INSTEAD = Pair("이 고객에게는 이렇게", "To this caller, say")
WHY = Pair("왜냐하면", "Why")
MISSED = Pair("놓친 것", "Missed")
WORKED = Pair("잘 통한 말", "What worked")
CALMED = Pair("분노 {anger:+d}", "anger {anger:+d}")
NEEDED = Pair("고객이 정말 바란 것", "What the caller really needed")
YOU_THOUGHT = Pair("내가 본 것", "What you saw")
TOLD = Pair("털어놓은 사정", "Told you in the end")
UNTOLD = Pair("끝내 말하지 않은 사정", "Never told you")
GAPS = (
    Pair(
        "내가 매긴 점수({own}점)와 평가가 비슷해요. 내 통화를 제대로 보고 있어요.",
        "You rated it {own}, close to the score: you saw your call as it was.",
    ),
    Pair(
        "내가 매긴 점수({own}점)보다 평가가 {by}점 높아요. 생각보다 잘했어요.",
        "You rated it {own}, {by} below the score: you did better than you thought.",
    ),
    Pair(
        "내가 매긴 점수({own}점)보다 평가가 {by}점 낮아요. 아래에서 놓친 것을 확인해 보세요.",
        "You rated it {own}, {by} above the score: look below for what you did not notice.",
    ),
)
SYSTEM = Pair("당신 탓이 아닌 것", "What was not up to you")
SYSTEM_SAYS = Pair(
    "이 통화는 ‘{cause}’에서 시작됐고, 손볼 곳은 {lever}.",
    "This call began with “{cause}”; what wants fixing is {lever}.",
)
PREVENTION = Pair("회사가 할 일: {what}", "For the company: {what}")
LONGEST = 160
"""Characters of a reply that is quoted here."""


def gap(found: Lessons, own: OwnView | None, language: Language) -> Html | None:
    """The own rating beside the score."""
    if found.gap is None or own is None or own.rating is None:
        return None
    which = 0 if abs(found.gap) <= SURE else 1 if found.gap < 0 else 2
    return tag("p", GAPS[which](language, own=own.rating, by=abs(found.gap)), class_="gap")


def tomorrow(found: Lessons, call: Call, language: Language) -> Html:
    """The one or two sentences to say differently."""
    if not found.actions:
        heard = any(turn.speaker == "agent" for turn in call.turns)
        said = (NOTHING if heard else UNSAID)(language)
        return tag("section", tag("h2", TOMORROW(language)), tag("p", said), class_="tomorrow")
    first, *rest = found.actions
    return tag(
        "section",
        tag("h2", TOMORROW(language)),
        _lesson(first, call, language),
        [[tag("h3", MORE(language)), _lesson(one, call, language)] for one in rest],
        class_="tomorrow",
    )


def _lesson(lesson: Lesson, call: Call, language: Language) -> Html:
    turn = (
        tag("a", TO_TURN(language, turn=lesson.turn + 1), href=f"#turn-{lesson.turn}")
        if lesson.turn is not None
        else None
    )
    return tag(
        "div",
        tag("p", tag("b", SAY_INSTEAD(language)), class_="label"),
        tag("blockquote", tag("q", lesson.better, lang=call.language), class_="better"),
        tag("p", tag("b", YOU_SAID(language)), " ", tag("q", lesson.said), " ", turn, class_="muted")
        if lesson.said
        else tag("p", tag("b", MISSED(language)), " ", lesson.check.asks, " ", turn, class_="muted"),
        tag("p", tag("b", WHY(language)), " ", lesson.why, lang=call.language, class_="muted"),
        class_="lesson",
        data_check=lesson.check.id,
    )


def worked(found: Lessons, call: Call, language: Language) -> Html | None:
    """The replies that calmed the caller, quoted, with what in them did it."""
    if not found.worked:
        return None
    return tag(
        "section",
        tag("h2", WORKED(language)),
        tag("ul", [_worked(one, call, language) for one in found.worked], class_="worked"),
    )


def _worked(reply: Felt, call: Call, language: Language) -> Html:
    text = call.turns[reply.turn].text
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    helped = [one for one in reply.causes if one.anger < 0][:2]
    why = ", ".join(cause_of(one, call.persona, text, language) for one in helped)
    return tag(
        "li",
        tag("a", tag("q", shown, lang=call.language), href=f"#turn-{reply.turn}"),
        tag(
            "p",
            tag("span", CALMED(language, anger=reply.anger), class_="down"),
            f" · {why}" if why else None,
            class_="muted",
        ),
    )


def needed(found: Lessons, call: Call, own: OwnView | None, language: Language) -> Html | None:
    """What the caller was after, beside what the trainee thought, and what had been kept back."""
    parts = [
        tag("p", call.persona.need, lang=call.language) if call.persona.need else None,
        tag("p", tag("b", YOU_THOUGHT(language)), " ", own.after, class_="muted")
        if own and own.after
        else None,
        _kept_back(TOLD(language), [one.value for one in found.told], call),
        _kept_back(UNTOLD(language), [one.value for one in found.untold], call),
    ]
    return tag("div", tag("h2", NEEDED(language)), parts, class_="need") if any(parts) else None


def _kept_back(title: str, values: list[str], call: Call) -> Html | None:
    if not values:
        return None
    return tag("div", tag("b", title), tag("ul", [tag("li", value, lang=call.language) for value in values]))


def system_note(found: Lessons, call: Call, language: Language) -> Html | None:
    """What lies with the company and not with the trainee."""
    persona = call.persona
    if not found.system or not (persona.cause or persona.prevention):
        return None
    cause, lever = cause_name(persona.cause)(language), lever_of(persona.cause)(language)
    lever = with_particle(lever, "이에요") if language == "ko" else lever
    return tag(
        "div",
        tag("h2", SYSTEM(language)),
        tag("p", SYSTEM_SAYS(language, cause=cause, lever=lever)) if persona.cause else None,
        tag("p", PREVENTION(language, what=persona.prevention), lang=call.language)
        if persona.prevention
        else None,
        class_="system",
    )
