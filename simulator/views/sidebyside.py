"""Two calls beside each other, turn by turn, with acts, causes and mood: for watching, and for comparing retries."""

from collections.abc import Sequence

from simulator.call import Call
from simulator.felt import Felt, felt
from simulator.language import Language, Pair
from simulator.rubric import Check
from simulator.scorecard import Mark
from simulator.turn import Turn
from simulator.views.effects import causes
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon
from simulator.views.terminal import ENDINGS, VERDICTS, acts_in_words

WATCH = Pair("먼저 보기: 잘못 받은 전화와 잘 받은 전화", "Watch first: the call taken badly, then well")
WATCH_HOW = Pair(
    "한 마디씩 넘기며, 말마다 고객의 마음이 왜 움직이는지 보세요. 고객은 두 번 다 같은 사람이에요.",
    "Go through it line by line and see why the caller's mood moves. It is the same person both times.",
)
BADLY = Pair("흔한 실수", "The usual mistakes")
WELL = Pair("매뉴얼대로", "By the manual")
AGENT = Pair("상담원", "Agent")
NEXT = Pair("다음 말", "Next line")
ALL = Pair("모두 보기", "Show all")
TAKE_IT = Pair("이제 내가 받아 보기", "Now take it yourself")
BACK = Pair("돌아가기", "Back")
MOOD = Pair(
    "분노 {anger} · 신뢰 {trust} · 존중 {respect}", "anger {anger} · trust {trust} · respect {respect}"
)
COMPARE = Pair("다시 해 본 것과 견주기", "Your retries, side by side")
FIRST = Pair("처음 한 통화", "The first time")
RETRY = Pair("다시 해 보기 {n}", "Retry {n}")
FROM = Pair("{turn}번째 말부터 달라졌어요.", "Different from turn {turn} on.")
DIFFERENT = Pair("판정이 달라진 문항", "Checks that came out differently")
SAME_MARKS = Pair("판정이 달라진 문항은 없어요.", "No check came out differently.")
RUNNING = Pair("아직 통화 중", "still on the line")


def watch(badly: Call, well: Call, language: Language) -> Html:
    """Both calls, stepped through by the page's own script."""
    persona = badly.persona
    caller = f"{badly.company.id}/{persona.id}"
    columns = [
        _column(title(language), call, 0, language, steps=True)
        for title, call in ((BADLY, badly), (WELL, well))
    ]
    return tag(
        "article",
        tag("p", tag("a", icon("back"), BACK(language), href=address(caller=caller)), class_="way-back"),
        tag("h1", WATCH(language), tabindex=-1),
        tag("p", tag("b", persona.title, lang=persona.language)),
        tag("p", WATCH_HOW(language), class_="muted lead"),
        tag("div", columns, class_="columns"),
        tag(
            "p",
            tag("a", TAKE_IT(language), icon("phone"), href=address(caller=caller), class_="go"),
            class_="deeds",
        ),
        class_="beside",
        data_stage="watch",
    )


def compared(
    first: Call,
    retries: Sequence[Call],
    marks: Sequence[Sequence[tuple[Check, Mark]]],
    language: Language,
) -> Html:
    """A call and its retries from where they part; `marks` has the checks of each call, the first one first."""
    columns = [_column(FIRST(language), first, _parting(retries), language)]
    for number, call in enumerate(retries, 1):
        place = call.branch.at if call.branch else 0
        verdicts = _differences(marks[0], marks[number], language)
        columns.append(_column(RETRY(language, n=number), call, place, language, verdicts=verdicts))
    return tag(
        "article",
        tag("p", tag("a", icon("back"), BACK(language), href=address(call=first.id)), class_="way-back"),
        tag("h1", COMPARE(language), tabindex=-1),
        tag("p", tag("b", first.persona.title, lang=first.language)),
        tag("div", columns, class_="columns"),
        class_="beside",
        data_stage="compare",
        data_call=first.id,
    )


def _parting(retries: Sequence[Call]) -> int:
    """The first turn in which any retry differs."""
    return min((call.branch.at for call in retries if call.branch), default=0)


def _column(
    title: str,
    call: Call,
    start: int,
    language: Language,
    *,
    steps: bool = False,
    verdicts: Html | None = None,
) -> Html:
    reckoned = {one.turn: one for one in felt(call)}
    turns = [
        _line(call, place, turn, reckoned.get(place), language)
        for place, turn in enumerate(call.turns)
        if place >= start
    ]
    ending = ENDINGS[call.ending](language) if call.ending else RUNNING(language)
    stepping = tag(
        "p",
        tag("button", NEXT(language), type="button", class_="plain", data_step="next"),
        tag("button", ALL(language), type="button", class_="plain", data_step="all"),
        class_="deeds stepping",
    )
    return tag(
        "section",
        tag("h2", title, tag("small", ending)),
        tag("p", FROM(language, turn=start + 1), class_="muted") if start and not steps else None,
        _spark(call, start),
        tag("ol", turns, class_="lines" + (" steps" if steps else "")),
        stepping if steps else None,
        verdicts,
        class_="column",
        data_shown="1" if steps else None,
    )


def _line(call: Call, place: int, turn: Turn, reply: Felt | None, language: Language) -> Html:
    who = call.persona.caller.name if turn.speaker == "caller" else AGENT(language)
    mood = turn.mood if turn.speaker == "caller" else None
    said = (
        MOOD(language, anger=mood.anger, trust=mood.trust, respect=mood.respect) + f" · L{mood.level}"
        if mood
        else None
    )
    acts = acts_in_words(turn.acts, language) if turn.acts and turn.speaker == "agent" else None
    return tag(
        "li",
        tag("span", tag("b", place + 1), " ", who, class_="who"),
        tag("p", turn.text, lang=call.language, class_="said"),
        tag("p", acts, class_="acts") if acts else None,
        causes(reply, call.persona, turn.text, language) if reply else None,
        tag("p", said, class_="mood") if said else None,
        class_=f"bubble {turn.speaker}",
    )


def _spark(call: Call, start: int) -> Html:
    """Anger over the call as a small line; the part before `start` is paler."""
    anger = [turn.mood.anger for turn in call.turns if turn.mood]
    step = 200 / max(1, len(anger) - 1)
    points = [(round(n * step, 1), round(44 - value * 0.4, 1)) for n, value in enumerate(anger)]
    before = points[: start + 1]
    return tag(
        "svg",
        tag("polyline", points=_way(before), class_="line anger past") if start else None,
        tag("polyline", points=_way(points[start:] if start else points), class_="line anger"),
        viewBox="0 0 200 48",
        class_="spark",
        aria_hidden="true",
        preserveAspectRatio="none",
    )


def _way(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _differences(
    first: Sequence[tuple[Check, Mark]], second: Sequence[tuple[Check, Mark]], language: Language
) -> Html:
    rows = [
        tag(
            "li",
            check.asks,
            " ",
            tag("b", f"{VERDICTS[one.verdict](language)} → {VERDICTS[other.verdict](language)}"),
            class_=other.verdict,
        )
        for (check, one), (_, other) in zip(first, second, strict=True)
        if one.verdict != other.verdict
    ]
    body = tag("ul", rows) if rows else tag("p", SAME_MARKS(language), class_="muted")
    return tag("div", tag("h3", DIFFERENT(language)), body, class_="differences")
