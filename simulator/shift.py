"""A shift: a morning at the phones, planned from a company's callers, and what it has cost so far.

A plan is a few calls with the clock time at which each of them rings. Everything else follows from the calls that were
taken and the breaks: the clock, the queue, the strain. The clock runs by what was said, not by the trainee's typing.
The rests are those of the company's own protection protocol (under the Korean OSH Act, Art. 41, and its Enforcement
Decree an employer gives rest after abuse; not legal advice); the points of strain are ours.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from simulator.call import Call
from simulator.company import Company, Hours
from simulator.persona import Arrival, Persona

Part = Literal["warm_up", "jab", "hostile"]

MOST_CALLS = 6
GAP = (14, 26)
"""Minutes between two calls that ring."""
HOSTILE_FROM = 4
"""Difficulty from which a caller is the hostile one of the morning."""
TURN_MINUTES = 0.5
"""Minutes that one turn takes: half a minute of talking and listening."""
AFTER_CALL = 2
"""Minutes of writing down after each call."""
PATIENT_WAIT = 3
"""Minutes in the queue that a caller takes as they come."""
WAIT_ANGER, MOST_WAIT_ANGER = 2, 14
"""Points of anger per minute in the queue beyond that, and the most of it."""
STRAINED, EXHAUSTED = 60, 85
"""Strain from which one's voice gives it away, and from which one should not take a call."""
TIRED_TRUST = 4
"""Points of strain above STRAINED that cost a caller one point of trust."""
RELIEF = 2.0
"""Points of strain that a minute of rest takes away."""
PER_CALL, PER_HOT_TURN, PER_LEVEL = 3, 1, (0, 1, 3, 8, 15)
"""Strain of any call, of each turn that leaves the caller hot, and of each abusive turn by its level."""
HOT = 60
ENDED: Mapping[str, int] = {
    "solved": -6, "refusal_held": -6, "protocol_ended": -4, "handed_over": 0,
    "caller_hung_up": 6, "agent_hung_up": 8, "stopped": 0,
}  # fmt: skip
"""What an ending adds to or takes from the strain: a good one carries, a slammed phone stays with one."""


@dataclass(frozen=True)
class Slot:
    """One call of the plan: when it rings (minutes from midnight), who calls ("company/persona"), and its part."""

    at: int
    caller: str
    part: Part


@dataclass(frozen=True)
class Plan:
    """A morning: from when to when (minutes from midnight, the end is lunch or closing) and the calls in it."""

    start: int
    end: int
    slots: tuple[Slot, ...]

    @property
    def json(self) -> dict[str, Any]:
        """The plan as it is kept."""
        slots = [{"at": one.at, "caller": one.caller, "part": one.part} for one in self.slots]
        return {"start": self.start, "end": self.end, "slots": slots}


def plan_of(values: Mapping[str, Any]) -> Plan:
    """The plan that was kept as `values`."""
    return Plan(values["start"], values["end"], tuple(Slot(**slot) for slot in values["slots"]))


def planned(company: Company, personas: Sequence[Persona], seed: int) -> Plan:
    """A morning of warm-ups, small jabs and one hostile call near its end; empty where nobody can call."""
    dice = random.Random(f"{company.id}|{seed}")  # noqa: S311 - who rings when is no secret
    start, end = _morning(company.hours)
    order = _order(personas, dice)
    slots, at = [], start + dice.randint(3, 9)
    for persona, part in order:
        slots.append(Slot(at, f"{persona.company}/{persona.id}", part))
        at += dice.randint(*GAP)
    return Plan(start, end, tuple(slots))


def _morning(hours: Sequence[Hours]) -> tuple[int, int]:
    """From opening to lunch, or to closing where there is no lunch; ten to twelve where the file names no hours."""
    if not hours:
        return 600, 720
    first = hours[0]
    return minutes_of(first.open), minutes_of(first.lunch[0] if first.lunch else first.close)


def _order(personas: Sequence[Persona], dice: random.Random) -> list[tuple[Persona, Part]]:
    """Warm-ups first, jabs between, the hostile call last but one: the counter-punch after the jabs."""
    pool = sorted(personas, key=lambda one: (one.id, dice.random()))
    dice.shuffle(pool)
    warm = [one for one in pool if one.temper.warm][:1]
    hostile = sorted((one for one in pool if one.difficulty >= HOSTILE_FROM), key=lambda _: dice.random())
    hostile = (
        hostile[:1] or sorted((one for one in pool if one not in warm), key=lambda one: -one.difficulty)[:1]
    )
    rest = [one for one in pool if one not in warm and one not in hostile]
    jabs = sorted(rest, key=lambda one: (one.difficulty > 3, dice.random()))
    jabs = jabs[: MOST_CALLS - len(warm) - len(hostile)]
    before, after = jabs[: max(0, len(jabs) - 1)], jabs[max(0, len(jabs) - 1) :]
    made: list[tuple[Persona, Part]] = [(one, "warm_up") for one in warm]
    made += [(one, "jab") for one in before]
    made += [(one, "hostile") for one in hostile]
    return made + [(one, "jab") for one in after]


@dataclass(frozen=True)
class Taken:
    """One call of the shift that is over: when it was picked up, how long its caller had waited, what it cost."""

    slot: Slot
    call: Call
    picked_up: int
    waited: int
    strain: int


@dataclass(frozen=True)
class Break:
    """A rest: when it began and how long it was, in minutes."""

    at: int
    minutes: int


@dataclass(frozen=True)
class Morning:
    """Where a shift stands: the clock in minutes from midnight, strain 0 to 100, what was done, who is waiting."""

    plan: Plan
    clock: int
    strain: int
    done: tuple[Taken | Break, ...]
    running: Call | None
    owed: int
    """Minutes of rest that the last call has earned and that were not taken yet."""

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The calls that are over."""
        return tuple(one for one in self.done if isinstance(one, Taken))

    @property
    def left(self) -> tuple[Slot, ...]:
        """The calls that were not taken yet and ring before the morning is over."""
        count = len(self.taken) + (self.running is not None)
        return tuple(one for one in self.plan.slots[count:] if one.at < self.plan.end)

    @property
    def waiting(self) -> tuple[Slot, ...]:
        """Who is in the queue right now."""
        return tuple(one for one in self.left if one.at <= self.clock)

    @property
    def is_over(self) -> bool:
        """Whether nobody will ring any more or the lines are closed."""
        return self.running is None and (not self.left or self.clock >= self.plan.end)


def morning(
    plan: Plan, calls: Sequence[Call], breaks: Iterable[tuple[int, int]], company: Company
) -> Morning:
    """The state of a shift after `calls`, in order; a break is (number of calls over before it, minutes)."""
    clock, strain, owed = plan.start, 0.0, 0
    done: list[Taken | Break] = []
    rests: dict[int, list[int]] = {}
    for after, minutes in breaks:
        rests.setdefault(after, []).append(minutes)
    over = [call for call in calls if call.ending]
    running = next((call for call in calls if not call.ending), None)
    for number in range(len(over) + 1):
        for minutes in rests.get(number, []):
            done.append(Break(clock, minutes))
            clock, strain, owed = clock + minutes, max(0.0, strain - RELIEF * minutes), max(0, owed - minutes)
        if number == len(over) or number >= len(plan.slots):
            continue
        call, slot = over[number], plan.slots[number]
        picked_up = max(clock, slot.at)
        cost = strain_of(call)
        # a rest that was owed and not taken is carried into the next call
        strain = min(100.0, max(0.0, strain + cost + (owed / 2 if owed else 0)))
        owed = rest_owed(call, company)
        done.append(Taken(slot, call, picked_up, max(0, picked_up - slot.at), cost))
        clock = picked_up + round(len(call.turns) * TURN_MINUTES) + AFTER_CALL
    return Morning(plan, clock, round(strain), tuple(done), running, owed)


def strain_of(call: Call) -> int:
    """Points of strain that a call leaves behind; negative where its ending carries."""
    said = [turn for turn in call.turns if turn.speaker == "caller" and turn.mood]
    hot = sum(PER_HOT_TURN for turn in said if turn.mood and turn.mood.anger >= HOT)
    rough = sum(PER_LEVEL[turn.mood.level] for turn in said if turn.mood)
    return PER_CALL + hot + rough + ENDED[call.ending or "stopped"]


def rest_owed(call: Call, company: Company) -> int:
    """Minutes of rest that the company owes after a call: none after one that was merely loud."""
    harassed = any("harass" in turn.acts for turn in call.turns if turn.speaker == "caller")
    if harassed or call.peak >= 4:
        return company.protection.rest_severe
    return company.protection.rest_mild if call.peak >= 3 else 0


def arrival(persona: Persona, waited: int, strain: int) -> Arrival:
    """The mood in which a caller comes out of the queue to somebody as strained as this."""
    cross = min(MOST_WAIT_ANGER, max(0, waited - PATIENT_WAIT) * WAIT_ANGER)
    wary = max(0, strain - STRAINED) // TIRED_TRUST
    return Arrival(min(95, persona.temper.anger + cross), max(0, persona.temper.trust - wary))


def minutes_of(clock: str) -> int:
    """Minutes from midnight of "HH:MM"."""
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minutes: int) -> str:
    """The clock time "HH:MM" of minutes from midnight."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def escaped(call: Call) -> tuple[int, ...]:
    """Turns in which the agent sent the caller to another channel before anything had been explained or offered."""
    helped, found = False, []
    for place, turn in enumerate(call.turns):
        if turn.speaker == "agent":
            helped = helped or bool({"inform", "offer"} & set(turn.acts))
            if "redirect" in turn.acts and not helped:
                found.append(place)
    return tuple(found)
