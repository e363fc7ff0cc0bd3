"""Rescoring: which calls a new marking is to reach, and which of them it has reached already."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select

from simulator.store.record import now
from simulator.store.tables import calls, endings, rescores, scorecards


@dataclass(frozen=True)
class Rescore:
    """One rescoring: of the calls of `company` (of `trainee` alone, where named) by `scorer` on the rubric `digest`."""

    id: int
    digest: str
    scorer: str
    company: str
    trainee: str
    by: str
    at: datetime


def begin(connection: Connection, digest: str, scorer: str, company: str, trainee: str, by: str) -> Rescore:
    """See Store.begin_rescore."""
    which = {"company": company, "trainee": trainee}
    at = now()
    row = {"rubric": digest, "scorer": scorer, "which": which, "by": by, "at": at}
    number = connection.execute(insert(rescores).returning(rescores.c.id), row).scalar_one()
    return Rescore(number, digest, scorer, company, trainee, by, at)


def newest(connection: Connection, digest: str, scorer: str, company: str, trainee: str) -> Rescore | None:
    """See Store.newest_rescore."""
    wanted = (
        select(rescores)
        .where(rescores.c.rubric == digest, rescores.c.scorer == scorer)
        .order_by(rescores.c.id.desc())
    )
    for row in connection.execute(wanted):
        if row.which == {"company": company, "trainee": trainee}:
            return Rescore(row.id, digest, scorer, company, trainee, row.by, row.at)
    return None


def left(connection: Connection, rescore: Rescore) -> tuple[str, ...]:
    """See Store.calls_to_rescore."""
    done = select(scorecards.c.call).where(scorecards.c.rescore == rescore.id)
    wanted = _reached(rescore).where(calls.c.id.not_in(done)).order_by(calls.c.started, calls.c.id)
    return tuple(row.id for row in connection.execute(wanted))


def _reached(rescore: Rescore) -> Select[tuple[str]]:
    """The calls that are over and were not stopped: a call that was stopped costs nothing and has no score."""
    wanted = (
        select(calls.c.id)
        .join(endings, endings.c.call == calls.c.id)
        .where(
            calls.c.company == rescore.company, endings.c.ending != "stopped", calls.c.started <= rescore.at
        )
    )
    return wanted.where(calls.c.trainee == rescore.trainee) if rescore.trainee else wanted
