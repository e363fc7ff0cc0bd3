"""What English turns do: contrasts where the keyword is there and the act is not, and agreement with the corpus."""

import time

import pytest

from simulator.acts import Side
from simulator.corpus import labelled, tallies, total
from simulator.recognise import LONGEST, recognise

MEASURED: dict[Side, float] = {"agent": 0.9, "caller": 0.9}
"""Micro-F1 on turns that were learnt from, which says no more than that weights and corpus belong together."""

CONTRASTS = [
    ("greet", "Good afternoon, Brightleaf, Dana speaking.", "Hello? Are you still there?"),
    ("introduce", "You're through to the returns team.", "The returns team is closed today."),
    ("introduce", "I'm Marcus.", "I'm Sorry about that."),
    ("verify", "Could I take your order number?", "Your order number is on the receipt."),
    ("empathise", "That must have been frightening.", "You must have dropped it."),
    ("empathise", "I can see why you're upset.", "Why are you so upset?"),
    ("apologise", "I'm so sorry about the broken lid.", "I'm sorry, but I can't do that."),
    ("apologise", "Sorry about that.", "Sorry, what was that?"),
    ("apologise", "We let you down.", "Sorry, but no."),
    ("clarify", "What happens when you switch it on?", "What's the name on the order?"),
    ("clarify", "Is anything else damaged?", "Is there anything else I can help with?"),
    ("check", "Is there anything else?", "Who else was at home?"),
    ("restate", "So you ordered two and only one came.", "So let me check that."),
    ("own", "I'll look after this myself.", "The courier looks after that."),
    ("inform", "The depot was closed on Monday.", "Was the depot closed on Monday?"),
    ("inform", "Thanks to the courier's strike, it is late.", "Thanks for the photo."),
    ("offer", "I can send you a new one.", "We can't send you a new one."),
    ("commit", "I'll ring you by three today.", "I can't promise I'll ring you today."),
    ("commit", "You'll have it by Friday.", "I'll call you soon."),
    ("hold", "Please hold for a moment.", "Please hold it upside down."),
    ("transfer", "I'll put you through to my manager.", "The refund went by bank transfer."),
    ("redirect", "You can send the photo by e-mail.", "Could I have your e-mail address?"),
    ("warn", "Please stop swearing at me.", "Please stop shouting."),
    ("end_call", "I'm ending this call now.", "If you go on, I will have to end this call."),
    ("thank", "Thank you for waiting.", "Thanks to the strike, nothing moves."),
    ("close", "Goodbye, take care.", "I'll take care of it."),
    ("dismiss", "It's only a candle.", "It's not just a candle, it was a present."),
    ("blame", "You should have read the label.", "You should have been called back."),
    ("deny", "We don't give refunds.", "I can't refund it, but I can exchange it."),
    ("deflect", "Check with your bank and call back.", "I'll check with the courier for you."),
    ("command", "Calm down.", "Let it cool down first."),
    ("argue", "That's not true.", "That's not fair on you."),
    ("overpromise", "I guarantee it will arrive.", "The guarantee runs for two years."),
    ("unsure", "I don't know.", "I don't know yet, but I'll find out for you."),
]


@pytest.mark.parametrize(("act", "shows", "only_sounds_like"), CONTRASTS)
def test_an_act_is_seen_where_it_is_done_and_not_where_its_word_is_used(
    act: str, shows: str, only_sounds_like: str
) -> None:
    assert act in recognise(shows, "agent", "en").acts
    assert act not in recognise(only_sounds_like, "agent", "en").acts


CALLER_CONTRASTS = [
    ("complain", "The lid arrived cracked.", "When did you send it?"),
    ("demand", "I want my money back.", "I don't want to be rude."),
    ("insult", "You're useless.", "I felt stupid when it broke."),
    ("profanity", "This is bullsh*t.", "This is beyond a joke."),
    ("threat", "I'll leave a one star review.", "I read the reviews before I bought it."),
    ("harass", "You've got a sexy voice.", "Your voice keeps cutting out."),
    ("soften", "Fine, that works for me.", "That is not fine."),
]


@pytest.mark.parametrize(("act", "shows", "only_sounds_like"), CALLER_CONTRASTS)
def test_a_caller_act_is_seen_where_it_is_done_and_not_where_its_word_is_used(
    act: str, shows: str, only_sounds_like: str
) -> None:
    assert act in recognise(shows, "caller", "en").acts
    assert act not in recognise(only_sounds_like, "caller", "en").acts


@pytest.mark.parametrize(
    "text",
    ["im so sorry about that", "I’m so sorry about that", "I AM SO SORRY ABOUT THAT", "sorry abt that"],
)
def test_spelling_does_not_hide_an_apology(text: str) -> None:
    assert "apologise" in recognise(text, "agent", "en").acts


@pytest.mark.parametrize("text", ["Okay.", "Right.", "", "   ", "Of course.", "...", "Let me see."])
def test_an_empty_acknowledgement_does_nothing(text: str) -> None:
    assert recognise(text, "agent", "en").acts == ()


def test_a_short_turn_answers_only_after_a_question() -> None:
    assert "answer" in recognise("Last Monday.", "caller", "en", "When did it arrive?").acts
    assert recognise("Last Monday.", "caller", "en", "I'm sorry about that.").acts == ()


def test_an_act_yields_to_another_in_its_sentence_but_not_in_the_next() -> None:
    assert recognise("The rules are clear.", "agent", "en").acts == ("deny",)
    assert "inform" in recognise("The rules are clear. The depot was closed.", "agent", "en").acts


def test_the_quote_of_an_act_is_the_sentence_that_shows_it() -> None:
    said = recognise("I see. That must have been a shock. What's your postcode?", "agent", "en")
    assert said.quote("empathise") == "That must have been a shock."


@pytest.mark.parametrize("side", ["agent", "caller"])
def test_weights_and_corpus_belong_together(side: Side) -> None:
    part = [turn for turn in labelled("en") if turn.split == "train"]
    assert total(tallies(part, side, "en")).f1 >= MEASURED[side]


@pytest.mark.parametrize(
    "piece",
    ["refund ", "I'll ", "you ", "a", " ", "by 3 pm ", "the the, ", "1", "not a very ", "so ", "?", "*"],
)
def test_no_reply_takes_the_patterns_long(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    for side in ("agent", "caller"):
        recognise("", side, "en")
        start = time.process_time()
        recognise(text, side, "en")
        assert time.process_time() - start < 2
