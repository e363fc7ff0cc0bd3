"""What a trainee does in a shift: begins it, takes the next call, rests, and looks at where it stands."""

import secrets
import uuid
from dataclasses import dataclass

from simulator.call import Call
from simulator.company import Company
from simulator.desk import Desk, DeskError
from simulator.language import Pair
from simulator.shift import Morning, arrival, morning, plan_of, planned

NO_SHIFT = Pair(
    "그 근무를 찾을 수 없어요. 첫 화면에서 다시 시작해 주세요.",
    "That shift cannot be found. Start again from the first page.",
)
NO_CALLERS = Pair(
    "이 회사에는 쓸 수 있는 고객이 없어서 근무를 시작할 수 없어요. 페르소나 파일을 확인해 주세요.",
    "There is no usable caller of this company, so a shift cannot begin. Look at its persona files.",
)
IN_A_CALL = Pair(
    "아직 통화 중이에요. 그 통화를 마치고 나서 해 주세요.", "You are still in a call. Finish it first."
)
NOBODY_LEFT = Pair("이번 근무에는 더 올 전화가 없어요.", "Nobody else will ring in this shift.")
BREAK = "break"
"""The kind of event that a rest is kept as; its value is "calls over before it:minutes"."""
RESTS = (10, 30)
"""The rests that can be taken, in minutes."""
MOST_CALLS = 50


@dataclass(frozen=True)
class Shift:
    """A shift as it stands."""

    id: str
    company: Company
    morning: Morning
    level: int
    """The roughest content level of its callers, held to the trainee's own ceiling."""


def begin(desk: Desk, trainee: str, company: str) -> Shift:
    """A new morning at the phones of `company`; raises DeskError where nobody can call, NotFound for no such firm."""
    firm = desk.library.company(company)
    plan = planned(firm, desk.library.personas(company), secrets.randbelow(2**31))
    if not plan.slots:
        raise DeskError(NO_CALLERS)
    shift_id = uuid.uuid4().hex
    desk.store.begin_shift(shift_id, trainee, company, plan.json)
    return look(desk, shift_id, trainee)


def look(desk: Desk, shift_id: str, trainee: str) -> Shift:
    """Where the shift stands; raises DeskError where there is none of this trainee."""
    row = desk.store.shift(shift_id)
    if row is None or row.trainee != trainee:
        raise DeskError(NO_SHIFT)
    firm = desk.library.company(row.company)
    rows = desk.store.calls(limit=MOST_CALLS, shift=shift_id)
    calls = [call for one in reversed(rows) if (call := desk.store.call(one.id))]
    breaks = [_rest(event.value) for event in row.events if event.kind == BREAK]
    plan, limit = plan_of(row.plan), desk.store.limit_of(trainee)
    callers = [desk.library.persona(slot.caller).held_to(limit) for slot in plan.slots]
    level = max((caller.temper.ceiling for caller in callers), default=0)
    return Shift(shift_id, firm, morning(plan, calls, breaks, firm), level)


def take(desk: Desk, shift_id: str, trainee: str) -> Call:
    """The next call of the shift, in the mood of somebody who has waited; raises DeskError where none can be taken."""
    shift = look(desk, shift_id, trainee)
    now = shift.morning
    if now.running:
        raise DeskError(IN_A_CALL)
    if now.is_over:
        raise DeskError(NOBODY_LEFT)
    slot = now.left[0]
    waited = max(0, now.clock - slot.at)
    persona = desk.library.persona(slot.caller)
    return desk.ring(trainee, slot.caller, shift=shift_id, arrival=arrival(persona, waited, now.strain))


def rest(desk: Desk, shift_id: str, trainee: str, minutes: int) -> Shift:
    """A rest of so many minutes, one of RESTS; the recorded message answers the phone meanwhile."""
    shift = look(desk, shift_id, trainee)
    if shift.morning.running:
        raise DeskError(IN_A_CALL)
    if minutes in RESTS:
        desk.store.note_in_shift(shift_id, BREAK, f"{len(shift.morning.taken)}:{minutes}")
    return look(desk, shift_id, trainee)


def _rest(value: str) -> tuple[int, int]:
    after, _, minutes = value.partition(":")
    return int(after), int(minutes)
