import asyncio

import pytest

from simulator.acts import Side
from simulator.recognise import Recognition
from simulator.recognise import Seen as Act
from simulator.rubric import Check, Criterion, Rubric, Seen, When
from simulator.scorecard import Mark
from simulator.scorers.evidence import LONGEST_QUOTE, Heard
from simulator.scorers.offline import SURE, OfflineScorer, mark
from simulator.text import sentences
from simulator.turn import Turn


def said(side: Side, *parts: tuple[str, str]) -> tuple[Side, Recognition]:
    """A turn of one sentence for each (act or "", sentence)."""
    text, seen = "", []
    for act, sentence in parts:
        start = len(text)
        text += sentence + " "
        if act:
            seen.append(Act(act, start, start + len(sentence), (start, start + len(sentence))))
    return side, Recognition(text.strip(), tuple(seen))


def call(*turns: tuple[Side, Recognition]) -> tuple[Heard, ...]:
    return tuple(Heard(place, side, recognition) for place, (side, recognition) in enumerate(turns))


def marked(seen: Seen | None, *turns: tuple[Side, Recognition], when: When | None = None) -> Mark:
    return mark("criterion", Check("check", "?", seen, when or When()), call(*turns), "en")


ANGRY = said("caller", ("complain", "It never came."))
SWEARS = said("caller", ("profanity", "Damn you."))
WARNS = said("agent", ("warn", "Please stop swearing."))
SORRY = said("agent", ("", "Right."), ("apologise", "I am so sorry."))
PLAIN = said("agent", ("", "Let me see."))
BLAMES = said("agent", ("apologise", "Sorry."), ("blame", "You typed it wrong."))


def test_a_check_is_met_by_the_sentence_that_shows_the_act() -> None:
    made = marked(Seen(acts=("apologise",)), ANGRY, PLAIN, ANGRY, SORRY)
    assert (made.verdict, made.turn, made.quote) == ("met", 3, "I am so sorry.")
    assert made.reason == "Here the agent apologises."


def test_a_check_is_missed_where_nothing_shows_the_act() -> None:
    made = marked(Seen(acts=("apologise", "empathise")), ANGRY, PLAIN)
    assert (made.verdict, made.turn, made.quote) == ("missed", None, None)
    assert made.reason == "No reply in the whole call apologises or empathises."


def test_all_wants_every_act_and_acts_any_of_them() -> None:
    assert marked(Seen(all=("apologise", "warn")), SORRY, WARNS).verdict == "met"
    assert marked(Seen(all=("apologise", "warn")), SORRY, PLAIN).verdict == "missed"
    assert marked(Seen(acts=("apologise", "warn")), PLAIN, WARNS).verdict == "met"


def test_never_is_missed_with_a_quote_of_the_offence() -> None:
    made = marked(Seen(never=("blame",)), ANGRY, SORRY, ANGRY, BLAMES)
    assert (made.verdict, made.turn, made.quote) == ("missed", 3, "You typed it wrong.")


def test_never_is_met_without_a_quote() -> None:
    made = marked(Seen(never=("blame",)), ANGRY, SORRY)
    assert (made.verdict, made.turn, made.quote) == ("met", None, None)
    assert made.reason == "No reply blames the caller."


def test_an_apology_that_blames_misses_a_check_that_wants_one_and_bars_the_other() -> None:
    assert marked(Seen(acts=("apologise",), never=("blame",)), BLAMES).verdict == "missed"
    assert marked(Seen(acts=("apologise",), never=("blame",)), SORRY).verdict == "met"


def test_a_wording_is_found_in_the_sentence_that_says_it() -> None:
    made = marked(Seen(says=("so sorry",)), PLAIN, SORRY)
    assert (made.verdict, made.turn, made.quote) == ("met", 1, "I am so sorry.")
    assert marked(Seen(says=("your order number",)), PLAIN, SORRY).verdict == "missed"


@pytest.mark.parametrize(
    ("turns", "verdict"), [((SORRY, PLAIN), "met"), ((PLAIN, SORRY), "missed"), ((ANGRY, SORRY), "met")]
)
def test_first_looks_at_the_first_turn_of_the_agent_only(
    turns: tuple[tuple[Side, Recognition], ...], verdict: str
) -> None:
    assert marked(Seen(acts=("apologise",), where="first"), *turns).verdict == verdict


def test_a_miss_in_the_last_turn_quotes_its_last_sentence() -> None:
    made = marked(Seen(acts=("close",), where="last"), ANGRY, PLAIN, ANGRY, SORRY, ANGRY)
    assert (made.verdict, made.turn, made.quote) == ("missed", 3, "I am so sorry.")


def test_a_check_whose_moment_never_came_does_not_apply() -> None:
    made = marked(Seen(acts=("warn",)), ANGRY, PLAIN, when=When(caller=("profanity",)))
    assert made.verdict == "not_applicable"


def test_the_agent_swearing_is_not_the_moment_of_the_caller_swearing() -> None:
    rude = said("agent", ("profanity", "Damn you."))
    assert marked(Seen(acts=("warn",)), rude, when=When(caller=("profanity",))).verdict == "not_applicable"


def test_a_miss_with_a_moment_quotes_the_words_that_called_for_it() -> None:
    made = marked(Seen(acts=("warn",)), ANGRY, PLAIN, SWEARS, PLAIN, when=When(caller=("profanity",)))
    assert (made.verdict, made.turn, made.quote) == ("missed", 2, "Damn you.")


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        ((SWEARS, WARNS), "met"),
        ((SWEARS, PLAIN, ANGRY, WARNS), "met"),
        ((SWEARS, PLAIN, ANGRY, PLAIN, ANGRY, WARNS), "missed"),
        ((SWEARS, PLAIN, ANGRY, PLAIN, SWEARS, WARNS), "missed"),
        ((WARNS, SWEARS, PLAIN), "missed"),
        ((PLAIN, SWEARS), "not_applicable"),
    ],
)
def test_within_counts_the_agents_turns_after_the_first_moment(
    turns: tuple[tuple[Side, Recognition], ...], verdict: str
) -> None:
    rule = Seen(acts=("warn",), within=2)
    assert marked(rule, *turns, when=When(caller=("profanity",))).verdict == verdict


def test_a_never_rule_holds_after_each_moment() -> None:
    rule, when = Seen(never=("blame",), within=1), When(caller=("profanity",))
    assert marked(rule, SWEARS, PLAIN, ANGRY, BLAMES, when=when).verdict == "met"
    assert marked(rule, SWEARS, PLAIN, SWEARS, BLAMES, when=when).verdict == "missed"


def test_a_deed_of_the_agents_counts_from_its_own_sentence_on() -> None:
    rule, when = Seen(acts=("offer",), within=1), When(agent=("deny",))
    no, but = ("deny", "We cannot refund it."), ("offer", "I can exchange it.")
    assert marked(rule, said("agent", no, but), when=when).verdict == "met"
    assert marked(rule, said("agent", but, no), ANGRY, PLAIN, when=when).verdict == "missed"
    assert marked(rule, said("agent", no), ANGRY, said("agent", but), when=when).verdict == "met"


def test_a_check_without_a_rule_or_a_call_without_an_agent_is_unscored() -> None:
    assert marked(None, SORRY).verdict == "unscored"
    assert marked(Seen(where="first"), SORRY).verdict == "unscored"
    assert marked(Seen(never=("blame",)), ANGRY).verdict == "unscored"


def test_a_very_long_sentence_is_quoted_around_its_proof() -> None:
    text = "so " * 900 + "I apologise " + "and " * 900
    at = text.index("I apologise")
    turn = Recognition(text, (Act("apologise", at, at + 11, next(sentences(text))),))
    made = marked(Seen(acts=("apologise",)), ("agent", turn))
    assert made.quote is not None
    assert made.quote in text
    assert "I apologise" in made.quote
    assert len(made.quote) <= LONGEST_QUOTE


def test_reasons_are_in_the_language_of_the_rubric() -> None:
    made = mark("c", Check("k", "?", Seen(acts=("apologise", "empathise"))), call(PLAIN), "ko")
    assert made.reason == "통화 전체에서 ‘사과’ 또는 ‘공감’에 해당하는 말이 없어요."


def test_a_card_has_one_mark_for_each_check() -> None:
    checks = (Check("a", "?"), Check("b", "?", Seen(says=("hello there",))))
    rubric = Rubric("r", "c", "en", "R", (Criterion("one", "One", "1.1", 100, checks),))
    turns = (Turn("caller", "Yes?"), Turn("agent", "Well, hello there!"))
    card = asyncio.run(OfflineScorer().score(rubric, turns))
    assert [made.verdict for made in card.marks] == ["unscored", "met"]
    assert (card.scorer, card.score) == ("offline", 100.0)


def test_a_check_does_not_apply_once_an_act_that_unless_names_occurred() -> None:
    ends = said("agent", ("end_call", "I am ending this call."))
    goodbye = Check("check", "?", Seen(acts=("close",)), unless=When(agent=("end_call",)))
    assert mark("criterion", goodbye, call(ANGRY, PLAIN), "en").verdict == "missed"
    assert mark("criterion", goodbye, call(ANGRY, ends), "en").verdict == "not_applicable"


@pytest.mark.parametrize(("odds", "verdict"), [(SURE / 2, "met"), (SURE, "missed")])
def test_only_a_clear_offence_fails_a_whole_call(odds: float, verdict: str) -> None:
    text = "잘못 누르신 거 아니에요?"
    seen = Recognition(text, (Act("argue", 0, len(text), (0, len(text)), odds),))
    check = Check("never-fights", "맞서지 않았는가?", Seen(never=("argue",)))
    heard = [Heard(0, "agent", seen)]
    assert mark("respect", check, heard, "ko", fatal=True).verdict == verdict
    assert mark("respect", check, heard, "ko").verdict == "missed"
