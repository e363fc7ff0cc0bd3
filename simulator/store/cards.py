"""Scorecards: their marks are kept, their totals computed."""

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, func, insert, select

from simulator.opinion import settled
from simulator.rubric import Rubric
from simulator.scorecard import Mark, Scorecard, scorecard
from simulator.store import opinions
from simulator.store.pins import Pins
from simulator.store.problems import CallUnknown
from simulator.store.record import now
from simulator.store.tables import calls, marks, scorecards


def add(connection: Connection, pins: Pins, call_id: str, card: Scorecard, rescore: int | None = None) -> int:
    """See Store.add_scorecard."""
    if connection.execute(select(calls.c.id).where(calls.c.id == call_id)).one_or_none() is None:
        raise CallUnknown(call_id)
    pins.add(connection, (card.rubric,))
    row: dict[str, object] = {
        "call": call_id,
        "scorer": card.scorer,
        "rubric_pin": card.rubric.digest,
        "at": now(),
    }
    row["rescore"] = rescore
    number: int = connection.execute(insert(scorecards).returning(scorecards.c.id), row).scalar_one()
    made = [{"scorecard": number, **vars(mark)} for mark in card.marks]
    if made:
        connection.execute(insert(marks), made)
    return number


def of_call(connection: Connection, pins: Pins, call_id: str) -> tuple[Scorecard, ...]:
    """See Store.scorecards."""
    wanted = select(scorecards).where(scorecards.c.call == call_id).order_by(scorecards.c.id)
    cards = []
    for row in connection.execute(wanted).all():
        made = connection.execute(select(marks).where(marks.c.scorecard == row.id))
        rubric = pins.read(connection, Rubric, row.rubric_pin)
        cards.append(scorecard(rubric, row.scorer, (_mark(mark) for mark in made.mappings())))
    return tuple(cards)


def newest(connection: Connection, pins: Pins, call_ids: Iterable[str]) -> dict[str, Scorecard]:
    """The card that counts for each call that has one, with managers' own marks, without quotes and reasons."""
    last = (
        select(func.max(scorecards.c.id)).where(scorecards.c.call.in_(call_ids)).group_by(scorecards.c.call)
    )
    found = {row.id: row for row in connection.execute(select(scorecards).where(scorecards.c.id.in_(last)))}
    made: dict[int, list[Mark]] = {number: [] for number in found}
    wanted = select(marks.c.scorecard, marks.c.criterion, marks.c.check, marks.c.verdict)
    for number, criterion, check, verdict in connection.execute(wanted.where(marks.c.scorecard.in_(found))):
        made[number].append(Mark(criterion, check, verdict))
    said = opinions.of_calls(connection, [row.call for row in found.values()])
    return {
        row.call: settled(
            scorecard(pins.read(connection, Rubric, row.rubric_pin), row.scorer, made[number]),
            said[row.call],
        )
        for number, row in found.items()
    }


def _mark(row: RowMapping) -> Mark:
    return Mark(**{name: value for name, value in row.items() if name != "scorecard"})
