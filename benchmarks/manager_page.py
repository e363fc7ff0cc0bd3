"""How long the manager's page waits for the store when a million turns are in it.

    python benchmarks/manager_page.py [--turns 1000000] [--pages 200] [--only sqlite|postgresql]

One page is what a manager sees on opening it or changing a filter: the 50 newest calls with their scores,
the trend of the newest 100, the people and the callers to filter by. Target: p95 at most 300 ms on both.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from simulator.call import Call
from simulator.files import parse_company, parse_persona, parse_rubric
from simulator.manual import read_manual
from simulator.store import Store, Which, open_store

ROOT = Path(__file__).resolve().parents[1]
TURNS_A_CALL = 16.7
TRAINEES = [
    f"{family}{given}"
    for family in "김이박최정강조윤장임"
    for given in ("하늘", "서연", "도윤", "지우", "민서", "준호", "가온", "은별")
]
COMPANIES = ("dalbit-soap", "saebyeok-books")
CALLERS = [f"caller-{number}" for number in range(8)]
SAID = {
    "agent": "많이 불편하셨겠습니다. 바로 확인해서 오늘 오후 세 시까지 제가 직접 연락드리겠습니다.",
    "caller": "아니 그래서 언제 되냐고요. 내일이 잔치인데 아직도 배송준비중이 말이 돼요? 책임자 바꿔요.",
}
QUOTE = "오늘 오후 세 시까지 제가 직접 연락드리겠습니다"
VERDICTS = ("met", "met", "met", "missed", "not_applicable", "unscored")
ENDINGS = ("solved", "solved", "refusal_held", "caller_hung_up", "agent_hung_up")
NEWEST = datetime(2026, 11, 20, 18, tzinfo=UTC)
YEAR = timedelta(days=365)

COLUMNS = {
    "people": ("name", "role", "created"),
    "calls": (
        *("id", "trainee", "company", "persona", "title", "language", "kind", "voice", "prompts", "seed"),
        *("persona_pin", "company_pin", "manual_pin", "rubric_pin", "started"),
    ),
    "turns": (
        *("call", "n", "speaker", "text", "acts", "move", "topic", "brings"),
        *("anger", "trust", "patience", "level", "notice", "at"),
    ),
    "endings": ("call", "ending", "at"),
    "scorecards": ("id", "call", "scorer", "rubric_pin", "at"),
    "marks": ("scorecard", "criterion", "check", "verdict", "turn", "quote", "reason", "source"),
}
Row = tuple[object, ...]


def sample_call() -> Call:
    """A call of the shipped Korean company, whose files all the others are pinned to."""
    folder = ROOT / "rubrics" / "dalbit-soap"
    persona, _ = parse_persona(
        (ROOT / "personas/dalbit-soap/late-birthday-gift.yaml").read_text("utf-8"), "persona"
    )
    rubric, _ = parse_rubric((folder / "rubric.yaml").read_text("utf-8"), "rubric")
    company, _ = parse_company((folder / "company.yaml").read_text("utf-8"), "company")
    manual = read_manual((folder / "manual.md").read_text("utf-8"), "manual")
    assert persona
    assert rubric
    assert company
    return Call(str(uuid.uuid4()), TRAINEES[0], persona, company, manual, rubric, 7)


class Fill:
    """Rows as if a company of 72 had practised for a year; the same at every run."""

    def __init__(self, pattern: Call, turns: int) -> None:
        self.pattern = pattern
        self.chance = random.Random(7)  # noqa: S311
        number = round(turns / TURNS_A_CALL)
        started = (NEWEST - YEAR * n / number for n in range(number))
        self.calls = [(str(uuid.UUID(int=self.chance.getrandbits(128))), when) for when in started]

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of `table`, in the order of COLUMNS."""
        if table == "people":
            yield from ((name, "trainee", NEWEST) for name in TRAINEES[1:])
            return
        for number, (call_id, started) in enumerate(self.calls, 1):
            yield from getattr(self, f"_{table}")(number, call_id, started)

    def _calls(self, _number: int, call_id: str, started: datetime) -> Iterator[Row]:
        who, company, caller = (self.chance.choice(each) for each in (TRAINEES, COMPANIES, CALLERS))
        call = self.pattern
        pins = (call.persona.digest, call.company.digest, call.manual.digest, call.rubric.digest)
        told = ("환갑 선물이 아직 안 왔다", "ko", "practice", "offline", "", "7")
        yield (call_id, who, company, caller, *told, *pins, started)

    def _turns(self, number: int, call_id: str, started: datetime) -> Iterator[Row]:
        for n in range(12 + number * 7 % 10):
            said_at = started + timedelta(seconds=20 * n)
            if n % 2:
                yield (
                    call_id,
                    n,
                    "agent",
                    SAID["agent"],
                    '["empathise", "commit"]',
                    *[None] * 7,
                    "",
                    said_at,
                )
            else:
                mood = (60, 35, 9, number % 4)
                yield (
                    call_id,
                    n,
                    "caller",
                    SAID["caller"],
                    '["demand"]',
                    "push",
                    "",
                    None,
                    *mood,
                    "",
                    said_at,
                )

    def _endings(self, number: int, call_id: str, started: datetime) -> Iterator[Row]:
        if number > 20:
            yield (call_id, self.chance.choice(ENDINGS), started)

    def _scorecards(self, number: int, call_id: str, started: datetime) -> Iterator[Row]:
        if number > 20:
            yield (number, call_id, "offline", self.pattern.rubric.digest, started)

    def _marks(self, number: int, _call_id: str, _started: datetime) -> Iterator[Row]:
        if number > 20:
            for criterion, check in self.pattern.rubric.checks:
                verdict = self.chance.choice(VERDICTS)
                yield (
                    number,
                    criterion.id,
                    check.id,
                    verdict,
                    3,
                    QUOTE,
                    "약속에 시각과 책임자가 있습니다.",
                    "",
                )


def load_sqlite(path: Path, fill: Fill) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for table, columns in COLUMNS.items():
            names, slots = ",".join(f'"{name}"' for name in columns), ",".join("?" * len(columns))
            plain = (tuple(map(_as_sqlite, row)) for row in fill.rows(table))
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({slots})", plain)  # noqa: S608
    connection.close()


def _as_sqlite(value: object) -> object:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def load_postgresql(url: str, fill: Fill) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for table, columns in COLUMNS.items():
            names = ",".join(f'"{name}"' for name in columns)
            with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in fill.rows(table):
                    copy.write_row(row)
        connection.execute("ANALYZE")  # what autovacuum does within a minute


def filters(chance: random.Random) -> dict[str, Which]:
    """The filters a manager sets, by name, each with fresh values."""
    who, caller = chance.choice(TRAINEES), chance.choice(CALLERS)
    since = NEWEST - timedelta(days=chance.randrange(10, 300))
    month = Which(since=since, until=since + timedelta(days=30))
    return {
        "everything": Which(),
        "one person": Which(trainee=who),
        "one caller": Which(persona=caller),
        "one company": Which(company=COMPANIES[0]),
        "one month": month,
        "person and caller": Which(trainee=who, persona=caller),
        "caller in a month": Which(persona=caller, company=COMPANIES[1], **month),
        "ended only": Which(ended=True),
    }


def page(store: Store, which: Which, before: str | None) -> str | None:
    """Reads all that one page shows; gives the id of its last row, if it has any."""
    shown = store.calls(before=before, **which)
    store.trend(**which)
    store.people()
    store.personas_called()
    return shown[-1].id if shown else None


def measure(store: Store, pages: int) -> dict[str, list[float]]:
    """Milliseconds of each page by filter; every other page is the second one of its list."""
    chance = random.Random(11)  # noqa: S311
    took: dict[str, list[float]] = {}
    for round_ in range(-1, max(1, pages // 8)):
        for name, which in filters(chance).items():
            before = page(store, which, None) if round_ % 2 else None
            start = time.perf_counter()
            page(store, which, before)
            if round_ >= 0:  # the first round warms the caches, as the first manager of the day does
                took.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    return took


@contextmanager
def sqlite_database(fill: Fill) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.sqlite3"
        pin(str(path), fill.pattern)
        load_sqlite(path, fill)
        yield str(path)


@contextmanager
def postgresql_database(fill: Fill) -> Iterator[str]:
    sys.path.insert(0, str(ROOT / "tests"))
    from postgres import cluster

    with cluster("fsync=off") as url:
        pin(url, fill.pattern)
        load_postgresql(url, fill)
        yield url


def pin(url: str, call: Call) -> None:
    store = open_store(url)
    store.begin(call)
    store.end(call.id, "stopped")
    store.close()


def report(name: str, took: dict[str, list[float]]) -> None:
    every = [page for pages in took.values() for page in pages]
    for title, pages in {**took, "all": every}.items():
        p95 = statistics.quantiles(pages, n=20, method="inclusive")[-1]
        print(f"{name:<11} {title:<18} {len(pages):>5} {statistics.median(pages):>8.1f} {p95:>8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    wanted = parser.parse_args()
    databases = {"sqlite": sqlite_database, "postgresql": postgresql_database}
    print(f"{'database':<11} {'filter':<18} {'pages':>5} {'p50 ms':>8} {'p95 ms':>8}")
    for name, database in databases.items():
        if wanted.only not in {None, name}:
            continue
        with database(Fill(sample_call(), wanted.turns)) as url:
            store = open_store(url)
            report(name, measure(store, wanted.pages))
            store.close()


if __name__ == "__main__":
    main()
