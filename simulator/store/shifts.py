"""Shifts: what a morning at the phones was planned to bring, and what happened besides the calls."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from simulator.store.record import now
from simulator.store.tables import shift_events, shifts


@dataclass(frozen=True)
class ShiftEvent:
    """Something that happened in a shift: a `kind` ("break", "skip" …) with its `value`, in order."""

    kind: str
    value: str
    at: datetime


@dataclass(frozen=True)
class ShiftRow:
    """A shift as it is kept; `plan` is whatever JSON it was begun with."""

    id: str
    trainee: str
    company: str
    plan: Any
    started: datetime
    events: tuple[ShiftEvent, ...] = ()


def begin(connection: Connection, shift_id: str, trainee: str, company: str, plan: object) -> None:
    """See Store.begin_shift."""
    row = {"id": shift_id, "trainee": trainee, "company": company, "plan": plan, "started": now()}
    connection.execute(insert(shifts), row)


def add_event(connection: Connection, shift_id: str, kind: str, value: str) -> None:
    """See Store.note_in_shift."""
    count = select(func.count()).where(shift_events.c.shift == shift_id)
    n = connection.execute(count).scalar_one()
    row = {"shift": shift_id, "n": n, "kind": kind, "value": value, "at": now()}
    connection.execute(insert(shift_events), row)


def of(connection: Connection, shift_id: str) -> ShiftRow | None:
    """See Store.shift."""
    row = connection.execute(select(shifts).where(shifts.c.id == shift_id)).one_or_none()
    if row is None:
        return None
    wanted = select(shift_events).where(shift_events.c.shift == shift_id).order_by(shift_events.c.n)
    events = tuple(ShiftEvent(one.kind, one.value, one.at) for one in connection.execute(wanted))
    return ShiftRow(row.id, row.trainee, row.company, row.plan, row.started, events)


def newest(connection: Connection, trainee: str) -> str | None:
    """See Store.newest_shift."""
    wanted = (
        select(shifts.c.id)
        .where(shifts.c.trainee == trainee)
        .order_by(shifts.c.started.desc(), shifts.c.id.desc())
        .limit(1)
    )
    found: str | None = connection.execute(wanted).scalar()
    return found
