"""The store: calls, turns, endings and scorecards on SQLite or PostgreSQL, every one committed at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Unpack

from sqlalchemy import Connection, Engine

from simulator.call import Call
from simulator.move import Ending
from simulator.opinion import Dispute, MarkKind, Opinions, OwnView, PersonMark
from simulator.scorecard import Scorecard
from simulator.store import cards, opinions, record, rescoring, rows, shifts
from simulator.store.opening import WAIT, open_engine
from simulator.store.pins import Pins
from simulator.store.problems import told
from simulator.store.rescoring import Rescore
from simulator.store.rows import Called, CallRow, Done, Person, Point, Which
from simulator.store.shifts import ShiftRow
from simulator.turn import Turn

Role = Literal["trainee", "trainer", "manager"]


class Store:
    """One database. Every method is one short transaction and may be called from any thread.

    Besides what a method names, each raises StoreProblem when the database cannot do its work.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.place = place
        self._engine = engine
        self._writing = engine.execution_options(writes=True)
        # One reading sees one state, also where it takes several statements; SQLite does so by itself.
        frozen = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        self._reading = engine.execution_options(**frozen)
        self._pins = Pins(place)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with told(self.place), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with told(self.place), self._reading.begin() as connection:
            yield connection

    def sign_in(self, name: str, role: Role) -> None:
        """Records `name` in this role; doing so again is harmless."""
        with self._write() as connection:
            record.add_person(connection, name, role)

    def begin(self, call: Call) -> None:
        """Records a call that starts now, with its files' text and any turns and ending it has."""
        with self._write() as connection:
            record.begin(connection, self._pins, call)

    def add_turns(self, call_id: str, at: int, *turns: Turn, ending: Ending | None = None) -> None:
        """Adds `turns`, the first one numbered `at`, with the call's ending if they bring it.

        All or nothing. Raises TurnTaken when number `at` stands already, CallEnded, CallUnknown, and
        ValueError when `at` would leave a gap.
        """
        with self._write() as connection:
            record.add_turns(connection, call_id, at, turns, ending)

    def draft(self, call_id: str, n: int, text: str) -> None:
        """Keeps the running reply, to become turn `n`, as far as it has grown; raises CallUnknown."""
        with self._write() as connection:
            record.put_draft(connection, call_id, n, text)

    def draft_of(self, call_id: str) -> str | None:
        """The running reply so far; None when none is running."""
        with self._read() as connection:
            return record.draft_of(connection, call_id)

    def end(self, call_id: str, ending: Ending) -> Ending:
        """Ends the call and gives the ending that counts: the first one. Raises CallUnknown."""
        with self._write() as connection:
            return record.end(connection, call_id, ending)

    def call(self, call_id: str) -> Call | None:
        """The call with the files it ran with, as they were then."""
        with self._read() as connection:
            return record.call(connection, self._pins, call_id)

    def running(self, trainee: str) -> str | None:
        """The id of the newest call of `trainee` that has no ending."""
        with self._read() as connection:
            return record.running(connection, trainee)

    def share(self, call_id: str) -> None:
        """Lets the manager read the transcript; raises CallUnknown."""
        with self._write() as connection:
            record.share(connection, call_id)

    def shared(self, call_id: str) -> bool:
        """Whether the trainee lets the manager read the transcript."""
        with self._read() as connection:
            return record.shared(connection, call_id)

    def look_back(self, call_id: str, own: OwnView) -> None:
        """Keeps the trainee's own view of the call; the first one counts, for it is the one before the score."""
        with self._write() as connection:
            opinions.add_own(connection, call_id, own)

    def mark(self, *marks: PersonMark) -> None:
        """Keeps marks that people made."""
        with self._write() as connection:
            opinions.add_marks(connection, marks)

    def dispute(self, dispute: Dispute) -> None:
        """Keeps an objection to a mark."""
        with self._write() as connection:
            opinions.add_dispute(connection, dispute)

    def opinions(self, call_id: str) -> Opinions:
        """All that people have said of the call."""
        with self._read() as connection:
            return opinions.of_call(connection, call_id)

    def people_marks(
        self, kind: MarkKind | None = None, company: str | None = None
    ) -> tuple[PersonMark, ...]:
        """Every mark that people made, the oldest first."""
        with self._read() as connection:
            return opinions.all_marks(connection, kind, company)

    def disputed(self) -> tuple[str, ...]:
        """The calls with an objection that nobody has answered."""
        with self._read() as connection:
            return opinions.disputed(connection)

    def set_limit(self, person: str, ceiling: int) -> None:
        """Holds the callers of `person` to abuse level `ceiling` from now on."""
        with self._write() as connection:
            opinions.set_limit(connection, person, ceiling)

    def limit_of(self, person: str) -> int | None:
        """The level that `person` has set, None where none was."""
        with self._read() as connection:
            return opinions.limit_of(connection, person)

    def branches(self, call_id: str) -> tuple[Call, ...]:
        """The retries of the call, the oldest first."""
        with self._read() as connection:
            return record.branches(connection, self._pins, call_id)

    def begin_shift(self, shift_id: str, trainee: str, company: str, plan: object) -> None:
        """Records a shift that starts now with `plan`, any JSON value."""
        with self._write() as connection:
            shifts.begin(connection, shift_id, trainee, company, plan)

    def note_in_shift(self, shift_id: str, kind: str, value: str) -> None:
        """Records something that happened in a shift besides a call."""
        with self._write() as connection:
            shifts.add_event(connection, shift_id, kind, value)

    def shift(self, shift_id: str) -> ShiftRow | None:
        """The shift with all that happened in it."""
        with self._read() as connection:
            return shifts.of(connection, shift_id)

    def newest_shift(self, trainee: str) -> str | None:
        """The id of the last shift that `trainee` began."""
        with self._read() as connection:
            return shifts.newest(connection, trainee)

    def add_scorecard(self, call_id: str, card: Scorecard, rescore: int | None = None) -> int:
        """Adds a card beside those that stand, for a `rescore` if so; gives its number. Raises CallUnknown."""
        with self._write() as connection:
            return cards.add(connection, self._pins, call_id, card, rescore)

    def begin_rescore(self, digest: str, scorer: str, company: str, trainee: str, by: str) -> Rescore:
        """A new rescoring on the rubric of `digest`, of the company's calls, of one trainee's where named."""
        with self._write() as connection:
            return rescoring.begin(connection, digest, scorer, company, trainee, by)

    def newest_rescore(self, digest: str, scorer: str, company: str, trainee: str) -> Rescore | None:
        """The last rescoring that was begun in just this way."""
        with self._read() as connection:
            return rescoring.newest(connection, digest, scorer, company, trainee)

    def calls_to_rescore(self, rescore: Rescore) -> tuple[str, ...]:
        """The calls that it is to reach and has no card for yet, the oldest first; stopped calls are none of them."""
        with self._read() as connection:
            return rescoring.left(connection, rescore)

    def scorecards(self, call_id: str) -> tuple[Scorecard, ...]:
        """The call's cards, the newest last: that one counts."""
        with self._read() as connection:
            return cards.of_call(connection, self._pins, call_id)

    def calls(
        self, *, limit: int = 50, before: str | None = None, **which: Unpack[Which]
    ) -> tuple[CallRow, ...]:
        """Calls, newest first; `before` is the id of the last row of the page before."""
        with self._read() as connection:
            return rows.calls(connection, self._pins, which, limit, before)

    def counts(self, trainee: str, company: str | None = None) -> dict[str, Done]:
        """What `trainee` has done, by persona id; give the company where two might share an id."""
        with self._read() as connection:
            return rows.counts(connection, self._pins, trainee, company)

    def people(self) -> tuple[Person, ...]:
        """Every trainee, by name."""
        with self._read() as connection:
            return rows.people(connection)

    def personas_called(self) -> tuple[Called, ...]:
        """Every persona that was ever called, by company and title."""
        with self._read() as connection:
            return rows.personas_called(connection)

    def trend(self, *, limit: int = 100, **which: Unpack[Which]) -> tuple[Point, ...]:
        """The scores of the newest `limit` scored calls, the oldest first."""
        with self._read() as connection:
            return rows.trend(connection, self._pins, which, limit)


def open_store(url: str, *, wait: float = WAIT) -> Store:
    """The store at `url`: sqlite:///path, a bare path, or postgresql://…; made and migrated where needed.

    `wait` is how many seconds another program may hold it. Raises StoreProblem.
    """
    return Store(*open_engine(url, wait))
