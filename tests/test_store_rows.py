"""Claims about the lists over many calls, each on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sample_call import OPENING, PERSONA, REPLY, RUBRIC, a_call, a_rubric

from simulator.rubric import Rubric
from simulator.scorecard import Mark, Verdict, scorecard
from simulator.store import Called, Store, Which

OTHER = PERSONA.replace("id: torn-book", "id: wrong-title").replace("찢어진 책이 왔다", "다른 책이 왔다")


def scored(
    store: Store, blames: Verdict, greets: Verdict = "met", *, rubric: Rubric | None = None, **changes: Any
) -> str:
    """An ended call with a card; blaming is fatal in this rubric."""
    call = a_call(turns=(OPENING, REPLY), ending="solved", **changes)
    store.begin(call)
    add_card(store, call.id, blames, greets, rubric)
    return call.id


def add_card(
    store: Store, call_id: str, blames: Verdict, greets: Verdict, rubric: Rubric | None = None
) -> None:
    marks = [
        Mark("greeting", "greets", greets, 1, "죄송합니다"),
        Mark("greeting", "says-name", "missed"),
        Mark("no-blame", "never-blames", blames),
    ]
    store.add_scorecard(call_id, scorecard(rubric or a_rubric(), "offline", marks))


def test_a_row_tells_who_called_how_it_ended_and_the_score(store: Store) -> None:
    call_id = scored(store, "met")
    (row,) = store.calls()
    assert (row.id, row.trainee, row.persona, row.company) == (
        call_id,
        "김하늘",
        "torn-book",
        "saebyeok-books",
    )
    assert (row.title, row.language, row.kind) == ("찢어진 책이 왔다", "ko", "practice")
    assert (row.turns, row.peak, row.ending, row.shared) == (2, 1, "solved", False)
    assert (row.score, row.passed, row.coverage) == (80.0, True, 1.0)
    assert datetime.now(UTC) - row.started < timedelta(minutes=5)


def test_a_call_that_was_not_scored_has_no_score(store: Store) -> None:
    store.begin(a_call(kind="exam"))
    (row,) = store.calls()
    assert (row.turns, row.peak, row.ending, row.kind) == (0, 0, None, "exam")
    assert (row.score, row.passed, row.coverage) == (None, None, None)


def test_the_newest_card_gives_the_score_by_its_own_rubric(store: Store) -> None:
    call_id = scored(store, "met")
    heavier = a_rubric(RUBRIC.replace("points: 40", "points: 60"))
    add_card(store, call_id, "met", "met", heavier)
    assert [row.score for row in store.calls()] == [75.0]
    add_card(store, call_id, "missed", "met")
    assert [(row.score, row.passed) for row in store.calls()] == [(0.0, False)]


def test_the_list_is_newest_first_and_goes_on_page_by_page(store: Store) -> None:
    ids = [scored(store, "met") for _ in range(5)]
    pages: list[str] = []
    before: str | None = None
    while page := store.calls(limit=2, before=before):
        pages += [row.id for row in page]
        before = page[-1].id
    assert pages == ids[::-1]
    assert store.calls(before="no such call") == ()


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Which(), "abcd"),
        (Which(trainee="김하늘"), "acd"),
        (Which(persona="wrong-title"), "c"),
        (Which(trainee="이서연", persona="wrong-title"), ""),
        (Which(company="saebyeok-books", trainee=None), "abcd"),
        (Which(company="elsewhere"), ""),
        (Which(ended=True), "abc"),
        (Which(ended=None), "abcd"),
    ],
)
def test_filters_narrow_the_list_and_the_trend_alike(store: Store, which: Which, expected: str) -> None:
    names = {
        scored(store, "met"): "a",
        scored(store, "met", trainee="이서연"): "b",
        scored(store, "met", persona=OTHER): "c",
    }
    running = a_call()
    store.begin(running)
    names[running.id] = "d"
    assert "".join(sorted(names[row.id] for row in store.calls(**which))) == expected
    assert "".join(sorted(names[at.call] for at in store.trend(**which))) == expected.replace("d", "")


def test_since_counts_in_and_until_does_not(store: Store) -> None:
    for _ in range(3):
        store.begin(a_call())
    newest, middle, oldest = store.calls()
    assert store.calls(since=middle.started) == (newest, middle)
    assert store.calls(until=middle.started) == (oldest,)
    korea = middle.started.astimezone().replace(tzinfo=None).astimezone()
    assert store.calls(since=korea, until=newest.started) == (middle,)
    with pytest.raises(ValueError, match="time zone"):
        store.calls(since=datetime(2026, 1, 1))  # noqa: DTZ001


def test_counts_tell_times_done_best_score_and_the_last_time(store: Store) -> None:
    scored(store, "met", "missed")
    scored(store, "met")
    scored(store, "missed")
    store.begin(a_call(persona=OTHER, ending="stopped"))
    store.begin(a_call())
    stopped, last = store.calls(ended=True)[:2]
    counts = store.counts("김하늘")
    done = counts["torn-book"]
    assert (done.times, done.best, done.last) == (3, 80.0, last.started)
    assert (counts["wrong-title"].times, counts["wrong-title"].best) == (1, None)
    assert counts["wrong-title"].last == stopped.started
    assert store.counts("김하늘", "elsewhere") == {}


def test_people_are_all_trainees_also_those_who_never_called(store: Store) -> None:
    store.sign_in("최도윤", "trainee")
    store.sign_in("최도윤", "trainee")
    store.sign_in("박지우", "manager")
    scored(store, "met")
    store.begin(a_call())
    newest = store.calls()[0]
    found = [(person.name, person.calls, person.last) for person in store.people()]
    assert found == [("김하늘", 2, newest.started), ("최도윤", 0, None)]


def test_personas_called_bear_the_title_of_their_last_call(store: Store) -> None:
    store.begin(a_call(OTHER))
    store.begin(a_call())
    store.begin(a_call(PERSONA.replace("찢어진 책이 왔다", "찢긴 책이 왔다")))
    assert store.personas_called() == (
        Called("saebyeok-books", "wrong-title", "다른 책이 왔다", 1),
        Called("saebyeok-books", "torn-book", "찢긴 책이 왔다", 2),
    )


def test_the_trend_has_the_newest_scored_calls_oldest_first(store: Store) -> None:
    scored(store, "met")
    ids = [scored(store, "met", "missed"), scored(store, "met")]
    store.begin(a_call())
    points = store.trend(limit=2)
    assert [(point.call, point.score) for point in points] == list(zip(ids, (60.0, 80.0), strict=True))
    assert points[0].started < points[1].started


def test_a_shared_call_says_so(store: Store) -> None:
    call_id = scored(store, "met")
    store.share(call_id)
    store.share(call_id)
    assert [row.shared for row in store.calls()] == [True]
