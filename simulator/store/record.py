"""Recording a call: its beginning, turns, draft and ending, and reading it back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from simulator.call import Branch, Call
from simulator.company import Company
from simulator.manual import Manual
from simulator.mood import Mood
from simulator.move import Ending, Move
from simulator.persona import Arrival, Persona
from simulator.rubric import Rubric
from simulator.store.insert import add_missing, put
from simulator.store.pins import Pins
from simulator.store.problems import CallEnded, CallUnknown, TurnTaken
from simulator.store.tables import calls, drafts, endings, people, shares, turns
from simulator.turn import Turn


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def add_person(connection: Connection, name: str, role: str) -> None:
    """Adds `name` in `role` unless known."""
    add_missing(connection, people, [{"name": name, "role": role, "created": now()}])


def begin(connection: Connection, pins: Pins, call: Call) -> None:
    """Adds the call and all it stands on."""
    add_person(connection, call.trainee, "trainee")
    pins.add(connection, (call.persona, call.company, call.manual, call.rubric))
    row = {
        "id": call.id,
        "trainee": call.trainee,
        "company": call.company.id,
        "persona": call.persona.id,
        "title": call.persona.title,
        "language": call.language,
        "kind": call.kind,
        "voice": call.voice,
        "prompts": call.prompts,
        "seed": str(call.seed),
        "persona_pin": call.persona.digest,
        "company_pin": call.company.digest,
        "manual_pin": call.manual.digest,
        "rubric_pin": call.rubric.digest,
        "started": now(),
        "ceiling": call.ceiling,
        "branch_of": call.branch.of if call.branch else None,
        "branch_at": call.branch.at if call.branch else None,
        "shift": call.shift or None,
        "arrival_anger": call.arrival.anger if call.arrival else None,
        "arrival_trust": call.arrival.trust if call.arrival else None,
    }
    connection.execute(insert(calls), row)
    if call.turns or call.ending:
        add_turns(connection, call.id, 0, call.turns, call.ending)


def add_turns(
    connection: Connection, call_id: str, at: int, added: Iterable[Turn], ending: Ending | None
) -> None:
    """See Store.add_turns."""
    _hold(connection, call_id)
    if _ending(connection, call_id):
        raise CallEnded(call_id)
    said = _said(connection, call_id)
    if at < said:
        raise TurnTaken(f"{call_id} turn {at}")
    if at > said:
        raise ValueError(f"turn {at} would leave a gap after {said} turns")
    fresh = [_turn_row(call_id, n, turn) for n, turn in enumerate(added, at)]
    if fresh:
        connection.execute(insert(turns), fresh)
    connection.execute(delete(drafts).where(drafts.c.call == call_id))
    if ending:
        connection.execute(insert(endings), {"call": call_id, "ending": ending, "at": now()})


def end(connection: Connection, call_id: str, ending: Ending) -> Ending:
    """See Store.end."""
    _hold(connection, call_id)
    if first := _ending(connection, call_id):
        return first
    connection.execute(insert(endings), {"call": call_id, "ending": ending, "at": now()})
    connection.execute(delete(drafts).where(drafts.c.call == call_id))
    return ending


def put_draft(connection: Connection, call_id: str, n: int, text: str) -> None:
    """See Store.draft."""
    _hold(connection, call_id)
    put(connection, drafts, {"call": call_id, "n": n, "text": text, "at": now()})


def draft_of(connection: Connection, call_id: str) -> str | None:
    """The draft, unless it came late and its turn stands already or the call is over."""
    if _ending(connection, call_id):
        return None
    wanted = select(drafts.c.text).where(drafts.c.call == call_id, drafts.c.n == _said(connection, call_id))
    return connection.execute(wanted).scalar()


def share(connection: Connection, call_id: str) -> None:
    """See Store.share."""
    _hold(connection, call_id)
    add_missing(connection, shares, [{"call": call_id, "at": now()}])


def shared(connection: Connection, call_id: str) -> bool:
    """See Store.shared."""
    return connection.execute(select(shares.c.at).where(shares.c.call == call_id)).one_or_none() is not None


def call(connection: Connection, pins: Pins, call_id: str) -> Call | None:
    """See Store.call."""
    row = connection.execute(select(calls).where(calls.c.id == call_id)).one_or_none()
    if row is None:
        return None
    said = connection.execute(select(turns).where(turns.c.call == call_id).order_by(turns.c.n))
    arrival = None if row.arrival_anger is None else Arrival(row.arrival_anger, row.arrival_trust)
    return Call(
        id=row.id,
        trainee=row.trainee,
        persona=pins.read(connection, Persona, row.persona_pin).held_to(row.ceiling).arriving(arrival),
        company=pins.read(connection, Company, row.company_pin),
        manual=pins.read(connection, Manual, row.manual_pin),
        rubric=pins.read(connection, Rubric, row.rubric_pin),
        seed=int(row.seed),
        voice=row.voice,
        prompts=row.prompts,
        turns=tuple(_turn(each) for each in said),
        ending=_ending(connection, call_id),
        started=row.started,
        kind=row.kind,
        ceiling=row.ceiling,
        branch=None if row.branch_of is None else Branch(row.branch_of, row.branch_at),
        shift=row.shift or "",
        arrival=arrival,
    )


def branches(connection: Connection, pins: Pins, call_id: str) -> tuple[Call, ...]:
    """See Store.branches."""
    wanted = select(calls.c.id).where(calls.c.branch_of == call_id).order_by(calls.c.started, calls.c.id)
    ids = connection.execute(wanted).scalars().all()
    return tuple(found for one in ids if (found := call(connection, pins, one)))


def running(connection: Connection, trainee: str) -> str | None:
    """See Store.running."""
    wanted = (
        select(calls.c.id)
        .outerjoin(endings)
        .where(calls.c.trainee == trainee, endings.c.call.is_(None))
        .order_by(calls.c.started.desc(), calls.c.id.desc())
        .limit(1)
    )
    return connection.execute(wanted).scalar()


def _hold(connection: Connection, call_id: str) -> None:
    """Keeps every other writer off this call until the transaction is over."""
    held = select(calls.c.id).where(calls.c.id == call_id).with_for_update()
    if connection.execute(held).one_or_none() is None:
        raise CallUnknown(call_id)


def _ending(connection: Connection, call_id: str) -> Ending | None:
    ending: Ending | None = connection.execute(
        select(endings.c.ending).where(endings.c.call == call_id)
    ).scalar()
    return ending


def _said(connection: Connection, call_id: str) -> int:
    return connection.execute(select(func.count()).where(turns.c.call == call_id)).scalar_one()


def _turn_row(call_id: str, n: int, turn: Turn) -> Mapping[str, Any]:
    move, mood = turn.move, turn.mood
    return {
        "call": call_id,
        "n": n,
        "speaker": turn.speaker,
        "text": turn.text,
        "acts": list(turn.acts),
        "move": move.kind if move else None,
        "topic": move.topic if move else None,
        "brings": move.ending if move else None,
        "anger": mood.anger if mood else None,
        "trust": mood.trust if mood else None,
        "patience": mood.patience if mood else None,
        "level": mood.level if mood else None,
        "respect": mood.respect if mood else None,
        "notice": turn.notice,
        "at": now(),
    }


def _turn(row: Row[Any]) -> Turn:
    return Turn(
        speaker=row.speaker,
        text=row.text,
        acts=tuple(row.acts),
        move=None if row.move is None else Move(row.move, row.topic, row.brings),
        mood=None if row.anger is None else _mood(row),
        notice=row.notice,
    )


def _mood(row: Row[Any]) -> Mood:
    mood = Mood(row.anger, row.trust, row.patience, row.level)
    return mood if row.respect is None else replace(mood, respect=row.respect)
