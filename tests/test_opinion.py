"""What people say of marks, and how far a scorer agrees with them."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import workspace
from sample_call import OPENING, REPLY, a_call, a_rubric

from simulator.agreement import Agreement, Place, agreement, by_check
from simulator.calibration import held_against, offline_against
from simulator.call import Call
from simulator.desk import Desk, DeskError
from simulator.gold import Gold, read_gold
from simulator.language import Pair
from simulator.library import Library
from simulator.opinion import Dispute, Opinions, PersonMark, settled
from simulator.review import dispute, mark_blind, next_to_mark, override, trust_in
from simulator.scorecard import Mark, Verdict, scorecard
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store
from simulator.voices.phrasebook import Phrasebook

GREETS: Place = ("greeting", "greets")
BLAMES: Place = ("no-blame", "never-blames")
COMPANY = "saebyeok-books"
NOON = datetime(2026, 4, 12, 12, tzinfo=UTC)
LINE = {
    "id": "g1",
    "language": "ko",
    "turns": [
        {"speaker": "고객", "text": "여보세요?"},
        {"speaker": "상담원", "text": "안녕하십니까, 달빛비누 김하늘입니다."},
    ],
    "marks": {"greeting/greets": "met"},
}


def paired(both_met: int, only_person: int, only_scorer: int, both_missed: int) -> Agreement:
    cells: list[tuple[Verdict, Verdict]] = [("met", "met")] * both_met
    cells += [("met", "missed") for _ in range(only_person)] + [("missed", "met") for _ in range(only_scorer)]
    return agreement([*cells, *(("missed", "missed") for _ in range(both_missed))])


def desk_on(store: Store, folder: Path) -> Desk:
    phrasebook = Phrasebook()
    return Desk(Library((folder,)), store, phrasebook, phrasebook, (OfflineScorer(),))


def scored(store: Store, greets: Verdict = "missed") -> Call:
    """An ended call that is open to all, with the offline scorer's card."""
    call = a_call(turns=(OPENING, REPLY), kind="exam")
    store.begin(call)
    store.end(call.id, "solved")
    store.add_scorecard(
        call.id, scorecard(call.rubric, "offline", [Mark(*GREETS, greets), Mark(*BLAMES, "met")])
    )
    return call


def gold(**changed: object) -> str:
    return json.dumps(LINE | changed, ensure_ascii=False)


@pytest.mark.parametrize(
    ("cells", "accuracy", "kappa"),
    [
        ((6, 0, 0, 4), 1.0, 1.0),
        ((5, 5, 5, 5), 0.5, 0.0),
        ((0, 5, 5, 0), 0.0, -1.0),
        ((8, 2, 3, 7), 0.75, 0.5),
        ((20, 5, 10, 15), 0.7, 0.4),
        ((9, 0, 0, 0), 1.0, 1.0),
        ((7, 1, 0, 0), 0.875, 0.0),
    ],
)
def test_kappa_is_what_it_comes_to_by_hand(
    cells: tuple[int, int, int, int], accuracy: float, kappa: float
) -> None:
    found = paired(*cells)
    assert found.accuracy == pytest.approx(accuracy)
    assert found.kappa == pytest.approx(kappa)


def test_kappa_takes_three_verdicts_as_well() -> None:
    agreed: list[tuple[Verdict, Verdict]] = [("met", "met"), ("missed", "missed")] * 3
    agreed += [("not_applicable", "not_applicable")] * 3
    assert agreement([*agreed, ("met", "missed")]).kappa == pytest.approx((0.9 - 0.33) / 0.67)


def test_unscored_marks_are_counted_apart_and_nothing_to_compare_has_no_kappa() -> None:
    found = agreement([("met", "unscored"), ("missed", "unscored")])
    assert (found.n, found.unscored, found.accuracy, found.kappa) == (0, 2, None, None)
    assert not found.is_advisory


@pytest.mark.parametrize(
    ("cells", "is_advisory"),
    [
        ((8, 2, 2, 8), False),
        ((8, 2, 3, 7), True),
        ((5, 5, 5, 5), True),
        ((1, 3, 3, 0), False),
        ((9, 0, 0, 0), False),
    ],
)
def test_a_check_under_kappa_06_is_advice_once_enough_marks_are_in(
    cells: tuple[int, int, int, int], is_advisory: bool
) -> None:
    assert paired(*cells).is_advisory is is_advisory


def test_each_check_has_an_agreement_of_its_own() -> None:
    found = by_check([(GREETS, "met", "met"), (BLAMES, "met", "missed"), (GREETS, "missed", "met")])
    assert {place: (one.right, one.n) for place, one in found.items()} == {GREETS: (1, 2), BLAMES: (0, 1)}


def test_the_managers_newest_mark_stands_in_the_card_that_counts() -> None:
    card = scorecard(a_rubric(), "offline", [Mark(*GREETS, "missed"), Mark(*BLAMES, "met")])
    marks = [PersonMark("c", *GREETS, verdict, "override", "박팀장") for verdict in ("missed", "met")]
    blind = PersonMark("c", *BLAMES, "missed", "blind", "박팀장")
    counted = settled(card, Opinions(marks=(*marks, blind)))
    assert (counted.verdicts[GREETS], counted.verdicts[BLAMES]) == ("met", "met")
    assert counted.marks[0].source == "박팀장"
    assert card.score < counted.score


def test_an_objection_is_open_until_a_manager_marks_that_check_after_it() -> None:
    objection = Dispute("c", *GREETS, "김하늘", "인사했어요.", NOON)
    later = PersonMark("c", *GREETS, "met", "override", "박팀장", at=NOON + timedelta(hours=1))
    for no_answer in (
        replace(later, at=NOON - timedelta(hours=1)),
        replace(later, check="says-name"),
        replace(later, kind="blind"),
    ):
        assert Opinions(marks=(no_answer,), disputes=(objection,)).open == (objection,)
    assert Opinions(marks=(later,), disputes=(objection,)).open == ()


def test_a_dispute_waits_for_a_manager_and_the_override_settles_it(store: Store, tmp_path: Path) -> None:
    desk, call = desk_on(store, tmp_path), scored(store)
    dispute(desk, call, GREETS, "김하늘", "인사했어요.")
    assert store.disputed() == (call.id,)
    override(desk, call, GREETS, "met", "박팀장", "들었습니다.")
    assert store.disputed() == ()
    assert settled(store.scorecards(call.id)[-1], store.opinions(call.id)).verdicts[GREETS] == "met"


def test_a_check_or_verdict_that_does_not_exist_is_refused_and_not_kept(store: Store, tmp_path: Path) -> None:
    desk, call = desk_on(store, tmp_path), scored(store)
    for wrong in (("greeting", "nods"), ("nothing", "greets")):
        with pytest.raises(DeskError):
            dispute(desk, call, wrong, "김하늘", "?")
        with pytest.raises(DeskError):
            override(desk, call, wrong, "met", "박팀장", "?")
    with pytest.raises(DeskError):
        override(desk, call, GREETS, "unscored", "박팀장", "?")
    mark_blind(desk, call, {GREETS: "perhaps", ("greeting", "nods"): "met"}, "박팀장")
    assert store.opinions(call.id) == Opinions()


def test_overrides_and_blind_marks_feed_the_agreement(store: Store, tmp_path: Path) -> None:
    desk = desk_on(store, tmp_path)
    for _ in range(5):
        mark_blind(desk, scored(store), {GREETS: "missed", BLAMES: "met"}, "박팀장")
        override(desk, scored(store), GREETS, "met", "박팀장", "인사했습니다.")
    trust = trust_in(desk, COMPANY, "offline")
    assert (trust[GREETS].right, trust[GREETS].n, trust[GREETS].is_advisory) == (5, 10, True)
    assert (trust[BLAMES].right, trust[BLAMES].n, trust[BLAMES].is_advisory) == (5, 5, False)
    assert trust_in(desk, COMPANY, "some-model") == {}
    assert trust_in(desk, "another-company", "offline") == {}


def test_a_manager_who_thinks_again_counts_once(store: Store, tmp_path: Path) -> None:
    desk, call = desk_on(store, tmp_path), scored(store)
    override(desk, call, GREETS, "met", "박팀장", "")
    override(desk, call, GREETS, "missed", "박팀장", "다시 들었습니다.")
    assert trust_in(desk, COMPANY, "offline")[GREETS].pairs == {("missed", "missed"): 1}


def test_the_newest_override_of_any_manager_and_the_newest_blind_mark_of_each_person_count(
    store: Store, tmp_path: Path
) -> None:
    desk, call = desk_on(store, tmp_path), scored(store)
    override(desk, call, GREETS, "missed", "박팀장", "")
    override(desk, call, GREETS, "met", "이팀장", "")
    for by, verdict in (("박팀장", "met"), ("이팀장", "met"), ("박팀장", "missed")):
        mark_blind(desk, call, {BLAMES: verdict}, by)
    trust = trust_in(desk, COMPANY, "offline")
    assert trust[GREETS].pairs == {("met", "missed"): 1}
    assert trust[BLAMES].pairs == {("met", "met"): 1, ("missed", "met"): 1}


def test_each_call_is_offered_for_blind_marks_once(store: Store, tmp_path: Path) -> None:
    desk, calls = desk_on(store, tmp_path), [scored(store) for _ in range(3)]
    offered = set()
    while call := next_to_mark(desk, COMPANY, "박팀장"):
        offered.add(call.id)
        mark_blind(desk, call, {GREETS: "met"}, "박팀장")
    assert offered == {call.id for call in calls}
    assert next_to_mark(desk, COMPANY, "이팀장") is not None


def test_the_gold_file_of_a_company_feeds_the_offline_scorers_agreement_only(
    store: Store, tmp_path: Path
) -> None:
    desk = desk_on(store, workspace.write(tmp_path))
    (tmp_path / "rubrics/soap/gold.jsonl").write_text(gold() + "\nnot json\n", encoding="utf-8")
    found = trust_in(desk, "soap", "offline")
    assert {place: dict(one.pairs) for place, one in found.items()} == {GREETS: {("met", "met"): 1}}
    assert trust_in(desk, "soap", "some-model") == {}


def test_gold_is_held_against_the_scorer_check_by_check(tmp_path: Path) -> None:
    rubric = Library((workspace.write(tmp_path),)).marking("soap-card").rubric
    silent = [{"speaker": "상담원", "text": "네, 말씀하세요."}]
    text = f"{gold(marks={'greeting/greets': 'met', 'no/such': 'met'})}\n{gold(turns=silent)}"
    golds = [one for _, one in read_gold(text) if isinstance(one, Gold)]
    expected = ((GREETS, "met", "met"), (GREETS, "met", "missed"))
    assert asyncio.run(held_against(golds, rubric, OfflineScorer(), ())) == expected
    assert offline_against(text, rubric, ()) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "JSON"),
        ("[1]", "JSON"),
        ("[" * 100_000, "JSON"),
        (gold(language="fr"), "language"),
        (gold(turns=[]), "turns"),
        (gold(turns=[{"speaker": "점장", "text": "네"}]), "turns"),
        (gold(turns=[{"speaker": "고객"}]), "turns"),
        (gold(marks={"greets": "met"}), "marks"),
        (gold(marks={"greeting/greets": "unscored"}), "marks"),
        (gold(marks=None), "marks"),
    ],
)
def test_a_line_of_gold_that_cannot_be_used_is_told_with_its_number(line: str, why: str) -> None:
    (number, wrong), (other, right) = read_gold(f"\ufeff\n{line}\n\n{gold()}\n")
    assert (number, other) == (2, 4)
    assert isinstance(wrong, Pair)
    assert why in wrong("ko")
    assert why in wrong("en")
    assert isinstance(right, Gold)


def test_a_line_separator_inside_a_text_does_not_end_the_line() -> None:
    said = [{"speaker": "상담원", "text": "네,\u2028말씀하세요."}]
    ((number, one),) = read_gold(gold(turns=said) + "\r\n")
    assert (number, isinstance(one, Gold)) == (1, True)
