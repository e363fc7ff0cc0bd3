"""Calls as a table, and scores over time as a line."""

from collections.abc import Sequence

from simulator.language import Language, Pair
from simulator.store import CallRow, Point
from simulator.views.html import Html, address, tag
from simulator.views.terminal import ENDINGS

WIDTH, HEIGHT, LEFT, TOP = 640, 150, 40, 12

WHEN = Pair("날짜", "Date")
WHO = Pair("연습생", "Trainee")
CALLER = Pair("고객", "Caller")
ENDING = Pair("결과", "How it ended")
SCORE = Pair("점수", "Score")
RUNNING = Pair("통화 중", "still on the line")
NONE = Pair("아직 통화 기록이 없어요.", "No calls yet.")
NONE_FITS = Pair("조건에 맞는 통화가 없어요.", "No call fits this filter.")
TREND = Pair("점수 흐름", "Scores over time")
DESCRIBED = Pair(
    "통화 {count}건, 처음 {first:g}점에서 최근 {last:g}점.", "{count} calls, from {first:g} to {last:g}."
)
TOO_FEW = Pair(
    "통화를 두 번 이상 마치면 점수 흐름이 보여요.", "Finish two calls and your scores over time appear here."
)


def calls_table(rows: Sequence[CallRow], language: Language, *, names: bool = False) -> Html:
    """Newest first; with `names` also who took the call."""
    if not rows:
        return tag("p", (NONE_FITS if names else NONE)(language), class_="muted")
    heads = [WHEN, *([WHO] if names else []), CALLER, ENDING, SCORE]
    return tag(
        "table",
        tag("thead", tag("tr", [tag("th", head(language), scope="col") for head in heads])),
        tag("tbody", [_row(row, language, names=names) for row in rows]),
        class_="calls",
    )


def trend_line(points: Sequence[Point], language: Language) -> Html | None:
    """Scores from the oldest to the newest call on a scale of 0 to 100; nothing to draw before the second."""
    scores = [point.score for point in points]
    if len(scores) < 2:
        return tag("p", TOO_FEW(language), class_="muted") if scores else None
    step = (WIDTH - LEFT - 18) / (len(scores) - 1)
    spots = [(round(LEFT + 6 + n * step, 1), _y(score)) for n, score in enumerate(scores)]
    described = DESCRIBED(language, first=scores[0], last=scores[-1], count=len(scores))
    return tag(
        "figure",
        tag("figcaption", tag("h2", TREND(language)), tag("span", described, class_="legend")),
        tag(
            "svg",
            [_grid(value) for value in (0, 50, 100)],
            tag("polyline", points=" ".join(f"{x},{y}" for x, y in spots), class_="line trust"),
            [tag("circle", cx=x, cy=y, r=3.5, class_="dot") for x, y in spots] if len(spots) <= 40 else None,
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            preserveAspectRatio="xMinYMid",
            role="img",
            aria_label=described,
        ),
        class_="curve trend",
    )


def _y(score: float) -> float:
    return round(TOP + (100 - score) * (HEIGHT - 2 * TOP) / 100, 1)


def _grid(value: int) -> Html:
    label = tag("text", value, x=LEFT - 6, y=_y(value) + 4, text_anchor="end", class_="axis")
    return tag("g", tag("line", x1=LEFT, x2=WIDTH - 6, y1=_y(value), y2=_y(value), class_="grid"), label)


def _row(row: CallRow, language: Language, *, names: bool) -> Html:
    ending = ENDINGS[row.ending](language) if row.ending else RUNNING(language)
    score = "–" if row.score is None else f"{row.score:g}"
    started = row.started.astimezone()
    when = tag("time", f"{started:%Y-%m-%d %H:%M}", datetime=started.isoformat(timespec="minutes"))
    mark = "" if row.passed is None else " good" if row.passed else " bad"
    return tag(
        "tr",
        tag("td", when, class_="when"),
        tag("td", row.trainee, class_="who") if names else None,
        tag("td", tag("a", row.title, href=address(call=row.id), lang=row.language), class_="title"),
        tag("td", tag("span", ending), class_="how"),
        tag("td", score, class_="score" + mark),
    )
