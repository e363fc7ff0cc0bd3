"""The company file: everything an agent of this firm is expected to know and allowed to do."""

from dataclasses import dataclass

from simulator.language import Language

SLOTS = ("open", "busy", "lunch", "after_hours", "weekend", "abuse_notice", "warning_clip", "end_clip")


@dataclass(frozen=True)
class Hours:
    """Telephone hours on some weekdays (mon … sun), 24-hour clock "HH:MM", with the lunch break if any."""

    days: tuple[str, ...]
    open: str
    close: str
    lunch: tuple[str, str] | None = None


@dataclass(frozen=True)
class Channel:
    """Another way to reach the firm and what it is good for."""

    id: str
    title: str
    hours: str = ""
    use: str = ""


@dataclass(frozen=True)
class Authority:
    """What an agent may decide alone, what goes to whom, and the goodwill limit as the company words it."""

    agent: tuple[str, ...] = ()
    manager: tuple[str, ...] = ()
    goodwill: str = ""


@dataclass(frozen=True)
class Term:
    """A definite condition: what shows that a sentence is `about` it, its `right` values as said, and `wrong` ones."""

    about: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """One rule of the firm; `may_not_promise`, `may_not_refuse` and `terms` are what the policy check looks for."""

    id: str
    title: str
    text: str
    law: str = ""
    may_not_promise: tuple[str, ...] = ()
    may_not_refuse: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Protection:
    """The abuse protocol: warnings before ending, what ends the call at once, rest in minutes, who is told."""

    warnings: int = 2
    one_strike: tuple[str, ...] = ("harass",)
    """Caller acts after which the call may be ended without a further warning."""
    rest_mild: int = 10
    rest_severe: int = 30
    tell: str = ""
    record: str = ""


@dataclass(frozen=True)
class Question:
    """A frequent question and the answer every agent gives."""

    asks: str
    answer: str


@dataclass(frozen=True)
class Announcement:
    """A recorded message; `slot` says when it plays, `days` and `start`–`end` narrow it down."""

    slot: str
    text: str
    days: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Company:
    """One firm's profile, in one language."""

    id: str
    name: str
    language: Language
    about: str = ""
    hours: tuple[Hours, ...] = ()
    channels: tuple[Channel, ...] = ()
    scope: tuple[str, ...] = ()
    outside_scope: tuple[tuple[str, str], ...] = ()
    """What the phone staff do not do, each with who does."""
    authority: Authority = Authority()
    policies: tuple[Policy, ...] = ()
    protection: Protection = Protection()
    faq: tuple[Question, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    help_lines: tuple[str, ...] = ()
    digest: str = ""
    text: str = ""
