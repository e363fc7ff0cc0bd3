"""Calls as a table, and scores over time as a line."""

from collections.abc import Sequence

from simulator.language import Language, Pair
from simulator.store import CallRow, Point
from simulator.views.html import Html, tag
from simulator.views.terminal import ENDINGS

WIDTH, HEIGHT, LEFT = 640, 140, 34

WHEN = Pair("날짜", "Date")
WHO = Pair("연습한 사람", "Trainee")
CALLER = Pair("고객", "Caller")
ENDING = Pair("어떻게 끝났나", "How it ended")
SCORE = Pair("점수", "Score")
LOOK = Pair("보기", "Open")
RUNNING = Pair("통화 중", "still on the line")
NONE = Pair("아직 기록이 없어요.", "Nothing here yet.")
TREND = Pair("점수 흐름", "Scores over time")
DESCRIBED = Pair(
    "처음 {first:g}점에서 최근 {last:g}점까지, {count}통화.", "{count} calls, from {first:g} to {last:g}."
)
TOO_FEW = Pair(
    "통화를 두 번 이상 마치면 점수 흐름이 보여요.", "Finish two calls and your scores over time appear here."
)


def calls_table(rows: Sequence[CallRow], language: Language, *, names: bool = False) -> Html:
    """Newest first; with `names` also who took the call."""
    if not rows:
        return tag("p", NONE(language), class_="muted")
    heads = [WHEN, *([WHO] if names else []), CALLER, ENDING, SCORE, LOOK]
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", [tag("th", head(language), scope="col") for head in heads])),
            tag("tbody", [_row(row, language, names=names) for row in rows]),
        ),
        class_="scroll",
    )


def trend_line(points: Sequence[Point], language: Language) -> Html:
    """Scores from the oldest to the newest call on a scale of 0 to 100."""
    scores = [point.score for point in points]
    if len(scores) < 2:
        return tag("p", TOO_FEW(language), class_="muted")
    step = (WIDTH - LEFT - 12) / (len(scores) - 1)
    spots = [
        (round(LEFT + n * step, 1), round(8 + (100 - score) * (HEIGHT - 16) / 100, 1))
        for n, score in enumerate(scores)
    ]
    described = DESCRIBED(language, first=scores[0], last=scores[-1], count=len(scores))
    return tag(
        "figure",
        tag("figcaption", TREND(language)),
        tag(
            "svg",
            tag("title", described),
            [_grid(value) for value in (0, 50, 100)],
            tag("polyline", points=" ".join(f"{x},{y}" for x, y in spots), class_="line trust"),
            [tag("circle", cx=x, cy=y, r=3.5, class_="spot") for x, y in spots],
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=described,
        ),
        class_="curve",
    )


def _grid(value: int) -> Html:
    y = 8 + (100 - value) * (HEIGHT - 16) / 100
    label = tag("text", value, x=LEFT - 8, y=y + 4, text_anchor="end", class_="axis")
    return tag("g", tag("line", x1=LEFT, x2=WIDTH - 8, y1=y, y2=y, class_="grid"), label)


def _row(row: CallRow, language: Language, *, names: bool) -> Html:
    ending = ENDINGS[row.ending](language) if row.ending else RUNNING(language)
    score = "–" if row.score is None else f"{row.score:g}"
    started = row.started.astimezone()
    return tag(
        "tr",
        tag("td", tag("time", f"{started:%Y-%m-%d %H:%M}", datetime=started.isoformat(timespec="minutes"))),
        tag("td", row.trainee) if names else None,
        tag("td", row.title),
        tag("td", ending),
        tag("td", score, class_="good" if row.passed else "number"),
        tag(
            "td",
            tag("a", LOOK(language), href=f"?call={row.id}", aria_label=f"{LOOK(language)}: {row.title}"),
        ),
    )
