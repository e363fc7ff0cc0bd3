"""The persona: who calls, why, and what inflames and soothes this particular person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from simulator.language import Language
from simulator.mood import Mood

Legitimacy = Literal["fair", "partly", "unfair"]
Kind = Literal[
    "exploder",
    "logician",
    "nitpicker",
    "stonewaller",
    "repeater",
    "over_demander",
    "threatener",
    "abuser",
    "harasser",
    "lamenter",
    "drunk",
    "authority",
    "talk_down",
    "sarcastic",
    "bad_faith",
    "third_party",
    "warm_up",
]


@dataclass(frozen=True)
class Caller:
    """The person on the line; `speech` is the Korean speech level or the English register."""

    name: str
    age: int | None = None
    speech: str = ""
    manner: str = ""


@dataclass(frozen=True)
class Fact:
    """Something the caller knows and tells when a reply asks for one of the words in `asks`."""

    id: str
    value: str
    asks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hidden:
    """Something kept back until trust reaches `trust` (0 to 100) or a reply asks with a word in `asks`."""

    id: str
    value: str
    trust: int = 101
    asks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Temper:
    """Where the mood starts, how far one reply may swing anger, and the highest abuse level."""

    anger: int = 60
    trust: int = 30
    patience: int = 12
    swing: int = 20
    ceiling: int = 1
    floor: int = 0
    """The abuse level this caller keeps to even when calm, until warned off (an abuser's 3, a harasser's 4)."""
    yields: int = 1
    """Warnings after which the abuse stops; 0 for a caller whom only ending the call will stop."""
    performed: bool = False
    """Anger put on for gain: it sinks under calm limits and evidence, and rises with concession."""
    respect: int = 50
    warm: int = 0
    """A caller who rings with a friendly question: the anger that the first fumbled answer adds; 0 for no such one."""
    quiet: bool = False
    """Falls silent where others get loud."""

    @property
    def start(self) -> Mood:
        """The mood in which the call begins."""
        return Mood(self.anger, self.trust, self.patience, 0, self.respect)


@dataclass(frozen=True)
class Resolution:
    """What ends the call well: acts that must have happened, one offer on the table, and what must never be given."""

    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    """Wordings of concessions beyond policy: they please this caller at once and are still wrong."""
    scorned: tuple[str, ...] = ()
    """Wordings of offers that this caller takes as an insult."""


@dataclass(frozen=True)
class Cue:
    """What in a reply sets a reaction off: one of `acts`, and one of the wordings in `says` where given."""

    acts: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reaction:
    """How this caller's mood moves (points) when `when` is met, and what she or he may then say."""

    when: Cue
    anger: int = 0
    trust: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lines:
    """The caller's own lines by move; `push` by abuse level 0 to 4, `ask` by the act that is missing."""

    opening: tuple[str, ...] = ()
    push: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    ask: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sour: tuple[str, ...] = ()
    interrupt: tuple[str, ...] = ()
    silence: tuple[str, ...] = ()
    listen: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    back_down: tuple[str, ...] = ()
    repeat: tuple[str, ...] = ()
    wait: tuple[str, ...] = ()
    waver: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    decline: tuple[str, ...] = ()
    goodbye: tuple[str, ...] = ()
    concede: tuple[str, ...] = ()
    hang_up: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """Anger and trust, 0 to 100, with which a caller arrives where it is not as the file says."""

    anger: int
    trust: int


@dataclass(frozen=True)
class Example:
    """How this caller is talked to well, by what a reply does, and badly, in order."""

    good: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bad: tuple[str, ...] = ()


@dataclass(frozen=True)
class Persona:
    """One caller as the trainer wrote it, with the digest of the file it came from."""

    id: str
    company: str
    language: Language
    title: str
    caller: Caller
    story: str
    demand: str
    difficulty: int = 2
    cause: str = ""
    prevention: str = ""
    legitimacy: Legitimacy = "fair"
    kind: Kind | None = None
    need: str = ""
    item: str = ""
    situation: tuple[str, ...] = ()
    """Wordings that show that this caller's own trouble was understood."""
    policies: tuple[str, ...] = ()
    """Ids of the company's policies that bear on this call."""
    facts: tuple[Fact, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    temper: Temper = Temper()
    resolution: Resolution = Resolution()
    triggers: tuple[Reaction, ...] = ()
    soothers: tuple[Reaction, ...] = ()
    lines: Lines = Lines()
    example: Example = Example()
    digest: str = ""
    text: str = ""
    """The file's own text, kept so that a call can be pinned to it."""

    def held_to(self, ceiling: int | None) -> "Persona":
        """The same person with no more abuse than `ceiling` (0 to 4; None: no limit of the trainee's own)."""
        temper = self.temper
        if ceiling is None or ceiling >= temper.ceiling:
            return self
        return replace(self, temper=replace(temper, ceiling=ceiling, floor=min(temper.floor, ceiling)))

    def arriving(self, arrival: "Arrival | None") -> "Persona":
        """The same person in the mood in which she or he came out of a queue (None: as the file says)."""
        if arrival is None:
            return self
        return replace(self, temper=replace(self.temper, anger=arrival.anger, trust=arrival.trust))
