"""The mood curve: the caller's anger and trust over the call, with the turns that moved it most."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.acts import act_name
from simulator.language import Language, Pair
from simulator.turn import Turn
from simulator.views.html import Html, tag

WIDTH, HEIGHT, LEFT, TOP, FOOT = 520, 210, 40, 12, 28
TURNING = 8
"""Points of anger by which one reply must move the caller to be a turning point."""

ANGER = Pair("분노", "Anger")
TRUST = Pair("신뢰", "Trust")
TITLE = Pair("고객의 마음이 움직인 순간", "What moved the caller")
CALMED = Pair("분노가 {by}만큼 가라앉았어요", "anger fell by {by}")
ANGERED = Pair("분노가 {by}만큼 치솟았어요", "anger rose by {by}")
DESCRIPTION = Pair(
    "분노는 {anger_from}에서 {anger_to}, 신뢰는 {trust_from}에서 {trust_to} (0~100).",
    "Anger went from {anger_from} to {anger_to}, trust from {trust_from} to {trust_to} (0 to 100).",
)
NO_CURVE = Pair("주고받은 말이 없어서 그릴 곡선이 없어요.", "Nothing was said, so there is no curve to draw.")


@dataclass(frozen=True)
class Point:
    """The mood after turn `turn`: anger and trust 0 to 100."""

    turn: int
    anger: int
    trust: int


@dataclass(frozen=True)
class TurningPoint:
    """An agent's turn that moved anger by `change` points, with what it did."""

    turn: int
    change: int
    acts: tuple[str, ...]
    text: str


def mood_points(turns: Sequence[Turn]) -> tuple[Point, ...]:
    """A point for the start and for each reply of the agent."""
    moods = [(n, turn.mood) for n, turn in enumerate(turns) if turn.speaker == "agent" or n == 0]
    return tuple(Point(n, mood.anger, mood.trust) for n, mood in moods if mood)


def turning_points(turns: Sequence[Turn], most: int = 4) -> tuple[TurningPoint, ...]:
    """The replies that moved anger most, in the order of the call."""
    points = mood_points(turns)
    moves = [
        TurningPoint(after.turn, after.anger - before.anger, turns[after.turn].acts, turns[after.turn].text)
        for before, after in pairwise(points)
    ]
    strongest = sorted(
        (move for move in moves if abs(move.change) >= TURNING), key=lambda move: -abs(move.change)
    )
    return tuple(sorted(strongest[:most], key=lambda move: move.turn))


def curve(turns: Sequence[Turn], language: Language) -> Html:
    """The drawing with its turning points; each leads to the turn in the transcript."""
    points = mood_points(turns)
    if len(points) < 2:
        return tag("p", NO_CURVE(language), class_="muted")
    turning = turning_points(turns)
    return tag(
        "figure",
        tag("figcaption", tag("h2", TITLE(language)), _legend(language)),
        _drawing(points, turning, language),
        tag("ol", [_explained(point, language) for point in turning], class_="turning") if turning else None,
        class_="curve",
    )


def _legend(language: Language) -> Html:
    keys = [
        tag("span", name(language), class_=f"key {of}") for of, name in (("anger", ANGER), ("trust", TRUST))
    ]
    return tag("span", keys, class_="legend")


def _drawing(points: Sequence[Point], turning: Sequence[TurningPoint], language: Language) -> Html:
    first, last = points[0], points[-1]
    described = DESCRIPTION(
        language, anger_from=first.anger, anger_to=last.anger, trust_from=first.trust, trust_to=last.trust
    )
    changes = {point.turn: point.change for point in turning}
    return tag(
        "svg",
        tag("title", described),
        [_grid(value) for value in (0, 50, 100)],
        [_number(n, point, points) for n, point in enumerate(points)],
        _line(points, "anger"),
        _line(points, "trust"),
        [
            _spot(n, point, points, changes[point.turn])
            for n, point in enumerate(points)
            if point.turn in changes
        ],
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=described,
    )


def _x(place: int, points: Sequence[Point]) -> float:
    return round(LEFT + 6 + place * (WIDTH - LEFT - 18) / (len(points) - 1), 1)


def _y(value: int) -> float:
    return round(TOP + (100 - value) * (HEIGHT - TOP - FOOT) / 100, 1)


def _grid(value: int) -> Html:
    label = tag("text", value, x=LEFT - 6, y=_y(value) + 4, text_anchor="end", class_="axis")
    return tag("g", tag("line", x1=LEFT, x2=WIDTH - 6, y1=_y(value), y2=_y(value), class_="grid"), label)


def _number(place: int, point: Point, points: Sequence[Point]) -> Html | None:
    """The number of the turn under its point; not every one where they would run into each other."""
    if place % (1 + len(points) // 14):
        return None
    return tag("text", point.turn + 1, x=_x(place, points), y=HEIGHT - 8, text_anchor="middle", class_="axis")


def _line(points: Sequence[Point], of: str) -> Html:
    way = " ".join(f"{_x(n, points)},{_y(getattr(point, of))}" for n, point in enumerate(points))
    return tag("polyline", points=way, class_=f"line {of}")


def _spot(place: int, point: Point, points: Sequence[Point], change: int) -> Html:
    mark = tag("circle", cx=_x(place, points), cy=_y(point.anger), r=6, class_="down" if change < 0 else "up")
    return tag("a", mark, href=f"#turn-{point.turn}", class_="spot", tabindex=-1)


def _explained(point: TurningPoint, language: Language) -> Html:
    said = (CALMED if point.change < 0 else ANGERED)(language, by=abs(point.change))
    acts = ", ".join(act_name(act)(language) for act in point.acts)
    shown = point.text if len(point.text) <= 80 else point.text[:79] + "…"
    return tag(
        "li",
        tag("b", point.turn + 1),
        tag(
            "div",
            tag("a", f"“{shown}”", href=f"#turn-{point.turn}"),
            tag(
                "p",
                tag("span", said, class_="down" if point.change < 0 else "up"),
                f" · {acts}" if acts else None,
            ),
        ),
    )
