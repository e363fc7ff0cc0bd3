"""Lists over many calls: who called whom, how it ended, and the score."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict

from sqlalchemy import Connection, Row, Select, exists, func, select, tuple_

from simulator.call import Kind
from simulator.language import Language
from simulator.move import Ending
from simulator.scorecard import Scorecard
from simulator.store import cards
from simulator.store.pins import Pins
from simulator.store.tables import calls as all_calls
from simulator.store.tables import endings, scorecards, shares, turns
from simulator.store.tables import people as all_people


class Which(TypedDict, total=False):
    """Which calls; what is left out or None does not narrow. `since` counts in, `until` does not.

    Only the ended ones can be asked for: the few that run would have to be looked for among all calls.
    """

    trainee: str | None
    persona: str | None
    company: str | None
    since: datetime | None
    until: datetime | None
    ended: Literal[True] | None
    kinds: tuple[Kind, ...] | None
    """Left out, the calls that count: practice and exam, not retries and recordings."""
    shift: str | None
    stopped: Literal[False] | None
    """False leaves out the calls that the trainee stopped: those are nobody else's business."""


@dataclass(frozen=True)
class CallRow:
    """One call in a list; the score of its newest card, all None while it has none."""

    id: str
    trainee: str
    persona: str
    title: str
    company: str
    language: Language
    kind: Kind
    started: datetime
    turns: int
    peak: int
    """The caller's highest abuse level, 0 to 4."""
    ending: Ending | None
    shared: bool
    score: float | None = None
    passed: bool | None = None
    coverage: float | None = None


@dataclass(frozen=True)
class Done:
    """How often one caller was practised to the end, the best score so far, and when it last began."""

    times: int
    best: float | None
    last: datetime


@dataclass(frozen=True)
class Person:
    """A trainee, with the number of calls and when the last one began."""

    name: str
    calls: int
    last: datetime | None


@dataclass(frozen=True)
class Called:
    """A persona with the number of calls it got; `title` as it was when it was last called."""

    company: str
    persona: str
    title: str
    calls: int


@dataclass(frozen=True)
class Point:
    """One scored call on a trend."""

    call: str
    started: datetime
    score: float


def calls(
    connection: Connection, pins: Pins, which: Which, limit: int, before: str | None
) -> tuple[CallRow, ...]:
    """See Store.calls."""
    columns = (all_calls, endings.c.ending, shares.c.call.label("shared"))
    wanted = select(*columns).select_from(all_calls.outerjoin(endings).outerjoin(shares))
    if before is not None:
        place = select(all_calls.c.started, all_calls.c.id).where(all_calls.c.id == before)
        last = connection.execute(place).one_or_none()
        if last is None:
            return ()
        wanted = wanted.where(tuple_(all_calls.c.started, all_calls.c.id) < tuple_(*last))
    found = connection.execute(_narrowed(wanted, which).order_by(*_NEWEST_FIRST).limit(limit)).all()
    ids = [row.id for row in found]
    said = _said(connection, ids)
    scored = cards.newest(connection, pins, ids)
    return tuple(_call_row(row, said.get(row.id, (0, 0)), scored.get(row.id)) for row in found)


def counts(connection: Connection, pins: Pins, trainee: str, company: str | None) -> dict[str, Done]:
    """See Store.counts."""
    which = Which(trainee=trainee, company=company, ended=True)
    wanted = select(all_calls.c.id, all_calls.c.persona, all_calls.c.started)
    done = connection.execute(_narrowed(wanted, which).order_by(*_NEWEST_FIRST)).all()
    scored = cards.newest(connection, pins, [row.id for row in done])
    of_persona: dict[str, list[Row[Any]]] = {}
    for row in done:
        of_persona.setdefault(row.persona, []).append(row)
    return {
        persona: Done(
            len(mine),
            max((scored[row.id].score for row in mine if row.id in scored), default=None),
            mine[0].started,
        )
        for persona, mine in of_persona.items()
    }


def people(connection: Connection) -> tuple[Person, ...]:
    """See Store.people."""
    called = (
        select(all_calls.c.trainee, func.count().label("calls"), func.max(all_calls.c.started).label("last"))
        .where(all_calls.c.kind.in_(COUNTED))
        .group_by(all_calls.c.trainee)
        .subquery()
    )
    wanted = (
        select(all_people.c.name, func.coalesce(called.c.calls, 0), called.c.last)
        .outerjoin(called, called.c.trainee == all_people.c.name)
        .where(all_people.c.role == "trainee")
        .order_by(all_people.c.name)
    )
    return tuple(Person(*row) for row in connection.execute(wanted))


def personas_called(connection: Connection) -> tuple[Called, ...]:
    """See Store.personas_called."""
    who = (all_calls.c.company, all_calls.c.persona)
    times = (
        select(*who, func.count().label("calls"), func.max(all_calls.c.started).label("last"))
        .where(all_calls.c.kind.in_(COUNTED))
        .group_by(*who)
        .subquery()
    )
    title = (
        select(all_calls.c.title)
        .where(
            all_calls.c.company == times.c.company,
            all_calls.c.persona == times.c.persona,
            all_calls.c.started == times.c.last,
        )
        .order_by(all_calls.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = select(times.c.company, times.c.persona, title.label("title"), times.c.calls)
    found = (Called(*row) for row in connection.execute(wanted))
    return tuple(sorted(found, key=lambda called: (called.company, called.title, called.persona)))


def trend(connection: Connection, pins: Pins, which: Which, limit: int) -> tuple[Point, ...]:
    """See Store.trend."""
    is_scored = exists().where(scorecards.c.call == all_calls.c.id).correlate(all_calls)
    wanted = _narrowed(select(all_calls.c.id, all_calls.c.started).where(is_scored), which)
    found = connection.execute(wanted.order_by(*_NEWEST_FIRST).limit(limit)).all()
    scored = cards.newest(connection, pins, [row.id for row in found])
    return tuple(Point(row.id, row.started, scored[row.id].score) for row in reversed(found))


_NEWEST_FIRST = (all_calls.c.started.desc(), all_calls.c.id.desc())


COUNTED: tuple[Kind, ...] = ("practice", "exam")
"""The kinds of calls that lists and trends are about."""


def _narrowed(wanted: Select[Any], which: Which) -> Select[Any]:
    wanted = wanted.where(all_calls.c.kind.in_(which.get("kinds") or COUNTED))
    for name in ("trainee", "persona", "company", "shift"):
        if (value := which.get(name)) is not None:
            wanted = wanted.where(all_calls.c[name] == value)
    since, until = which.get("since"), which.get("until")
    if any(moment and moment.tzinfo is None for moment in (since, until)):
        raise ValueError("since and until need their time zone")
    if since:
        wanted = wanted.where(all_calls.c.started >= since)
    if until:
        wanted = wanted.where(all_calls.c.started < until)
    if which.get("ended"):
        wanted = wanted.where(exists().where(endings.c.call == all_calls.c.id).correlate(all_calls))
    if which.get("stopped") is False:
        stop = exists().where(endings.c.call == all_calls.c.id, endings.c.ending == "stopped")
        wanted = wanted.where(~stop.correlate(all_calls))
    return wanted


def _said(connection: Connection, ids: list[str]) -> dict[str, tuple[int, int]]:
    """How many turns each call has, and the highest abuse level among them."""
    peak = func.coalesce(func.max(turns.c.level), 0)
    wanted = select(turns.c.call, func.count(), peak).where(turns.c.call.in_(ids)).group_by(turns.c.call)
    return {call: (count, level) for call, count, level in connection.execute(wanted)}


def _call_row(row: Row[Any], said: tuple[int, int], card: Scorecard | None) -> CallRow:
    return CallRow(
        id=row.id,
        trainee=row.trainee,
        persona=row.persona,
        title=row.title,
        company=row.company,
        language=row.language,
        kind=row.kind,
        started=row.started,
        turns=said[0],
        peak=said[1],
        ending=row.ending,
        shared=row.shared is not None,
        score=card.score if card else None,
        passed=card.passed if card else None,
        coverage=card.coverage if card else None,
    )
