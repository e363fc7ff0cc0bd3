"""What people say of calls: own views, marks, disputes; and each person's own limit on abuse."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from simulator.opinion import Dispute, MarkKind, Opinions, OwnView, PersonMark
from simulator.store.insert import add_missing
from simulator.store.record import now
from simulator.store.tables import calls, disputes, limits, own_views, people_marks


def add_own(connection: Connection, call_id: str, own: OwnView) -> None:
    """See Store.look_back."""
    add_missing(connection, own_views, [{"call": call_id, **vars(own), "at": now()}])


def add_marks(connection: Connection, marks: Iterable[PersonMark]) -> None:
    """See Store.mark."""
    rows = [{**vars(mark), "at": now()} for mark in marks]
    if rows:
        connection.execute(insert(people_marks), rows)


def add_dispute(connection: Connection, dispute: Dispute) -> None:
    """See Store.dispute."""
    connection.execute(insert(disputes), {**vars(dispute), "at": now()})


def of_call(connection: Connection, call_id: str) -> Opinions:
    """See Store.opinions."""
    return of_calls(connection, [call_id])[call_id]


def of_calls(connection: Connection, call_ids: Iterable[str]) -> dict[str, Opinions]:
    """What people have said of each of these calls."""
    ids = list(call_ids)
    own = {
        row.call: OwnView(row.after, row.turned, row.rating)
        for row in connection.execute(select(own_views).where(own_views.c.call.in_(ids)))
    }
    said: dict[str, list[PersonMark]] = {}
    wanted = select(people_marks).where(people_marks.c.call.in_(ids)).order_by(people_marks.c.id)
    for row in connection.execute(wanted):
        said.setdefault(row.call, []).append(_mark(row))
    objected: dict[str, list[Dispute]] = {}
    against = select(disputes).where(disputes.c.call.in_(ids)).order_by(disputes.c.id)
    for row in connection.execute(against):
        objection = Dispute(row.call, row.criterion, row.check, row.by, row.note, row.at)
        objected.setdefault(row.call, []).append(objection)
    return {
        one: Opinions(own.get(one), tuple(said.get(one, ())), tuple(objected.get(one, ()))) for one in ids
    }


def all_marks(connection: Connection, kind: MarkKind | None, company: str | None) -> tuple[PersonMark, ...]:
    """See Store.people_marks."""
    wanted = select(people_marks).join(calls, calls.c.id == people_marks.c.call).order_by(people_marks.c.id)
    if kind:
        wanted = wanted.where(people_marks.c.kind == kind)
    if company:
        wanted = wanted.where(calls.c.company == company)
    return tuple(_mark(row) for row in connection.execute(wanted))


def disputed(connection: Connection) -> tuple[str, ...]:
    """See Store.disputed."""
    wanted = select(disputes.c.call).distinct()
    ids = [row.call for row in connection.execute(wanted)]
    found = of_calls(connection, ids)
    return tuple(one for one in ids if found[one].open)


def set_limit(connection: Connection, person: str, ceiling: int) -> None:
    """See Store.set_limit."""
    connection.execute(insert(limits), {"person": person, "ceiling": ceiling, "at": now()})


def limit_of(connection: Connection, person: str) -> int | None:
    """See Store.limit_of."""
    wanted = select(limits.c.ceiling).where(limits.c.person == person).order_by(limits.c.at.desc()).limit(1)
    ceiling: int | None = connection.execute(wanted).scalar()
    return ceiling


def _mark(row: Row[Any]) -> PersonMark:
    return PersonMark(row.call, row.criterion, row.check, row.verdict, row.kind, row.by, row.note, row.at)
