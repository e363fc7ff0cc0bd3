"""What each deed of the agent is worth to a caller: the table that a trainer can read to predict a call.

Points on the 0-to-100 scales of `Mood`. What calms and what inflames follows the practice of contact centres (an
uninterrupted hearing, a specific acknowledgement, a definite time, a reason with an alternative); the numbers are ours,
set by playing the policies of `simulator bench caller` against every persona that comes with the program.
"""

from typing import NamedTuple


class Worth(NamedTuple):
    """What a deed does to anger, trust and felt respect, and to anger and trust every later time."""

    anger: int
    trust: int
    respect: int = 0
    anger_again: int = 0
    trust_again: int = 0


HELPFUL = {
    "greet": Worth(0, 1, 2),
    "introduce": Worth(-1, 2, 3),
    "verify": Worth(0, 1, 0, 1, 0),
    "empathise": Worth(-5, 4, 4, 0, 0),  # the stock phrase; see SPECIFIC
    "apologise": Worth(-5, 4, 3, 1, 0),  # a second one adds nothing, a third one grates
    "clarify": Worth(-2, 3, 2, -1, 1),
    "restate": Worth(-4, 4, 4, -2, 1),
    "own": Worth(-6, 7, 4, -2, 2),
    "inform": Worth(-5, 5, 1, -3, 2),
    "offer": Worth(-8, 6, 2, -4, 2),
    "commit": Worth(-9, 8, 3, -3, 2),
    "hold": Worth(2, 0, 0, 4, -1),
    "transfer": Worth(5, -2, -2, 8, -4),  # being passed on means telling it all again
    "redirect": Worth(8, -5, -4, 8, -5),  # sent away before being helped
    "check": Worth(0, 1, 2, 0, 0),
    "thank": Worth(-1, 1, 3),
    "close": Worth(0, 0),
}
HARMFUL = {
    "dismiss": Worth(14, -10, -12, 14, -10),
    "blame": Worth(16, -12, -12, 16, -12),
    "deny": Worth(12, -8, -6, 12, -8),
    "deflect": Worth(13, -10, -8, 13, -10),
    "command": Worth(12, -6, -12, 12, -6),
    "argue": Worth(18, -14, -18, 18, -14),
    "unsure": Worth(6, -6, -3, 9, -8),
    "overpromise": Worth(-2, 0, 0, 6, -8),  # pleases once, then sounds hollow
}
PERFORMED = {
    "empathise": Worth(0, 1, 2),
    "apologise": Worth(4, 0, 0, 6, 0),  # anger put on for gain smells weakness
    "verify": Worth(-4, 2, 1, -2, 1),  # and runs out of breath at evidence
    "clarify": Worth(-4, 2, 1, -2, 1),
    "inform": Worth(-8, 4, 2, -5, 3),
    "offer": Worth(-4, 3, 2, -2, 1),
    "commit": Worth(-3, 3, 1),
    "warn": Worth(-8, 2, 0, -6, 1),
    "deny": Worth(4, -3, -2, 4, -3),
    "overpromise": Worth(6, 0, 0, 8, 0),
}
SITUATIONS = {
    "specific": Worth(-9, 8, 8),  # names this caller's own trouble; each word of it once
    "calm_limit": Worth(-2, 3, 3),  # says no with a reason or an alternative, to a demand that is not just
    "calm_limit_performed": Worth(-6, 3, 3),
    "conceded": Worth(-10, 4),  # gives what may not be given
    "conceded_performed": Worth(8, 0, -4),  # and wakes the appetite of one who plays for gain
    "refused_with_reason": Worth(7, -4, -3),  # instead of the bare `deny`
    "refused_with_alternative": Worth(2, -1),
    "kept_hold": Worth(-3, 5, 2),  # back from the hold with thanks or with news
    "broken_hold": Worth(5, -5, -3),  # back with nothing
    "changed_promise": Worth(8, -10, -4),
    "hollow_promise": Worth(3, -4),  # a third promise with nothing on the table
    "scorned": Worth(8, -5, -4),
    "wrong_trouble": Worth(3, -4, -4),  # says back what was never said
    "long_speech": Worth(5, -2, -3),
    "curt": Worth(5, -3, -4),
    "nothing_said": Worth(3, -1, -1),
    "same_again": Worth(6, -4, -5),
    "undue_warning": Worth(12, -8, -10),
    "early_goodbye": Worth(10, -6, -4),
    "empty_check": Worth(5, -3),
    "settled": Worth(-10, 0),  # now everything needed is there
    "redirect_forgiven": Worth(-8, 5, 4),  # once helped, being shown another channel costs nothing
}
SOFT_RELIEF = 15
"""The most that stock phrases alone lower anger; only an act of `reply.SUBSTANCE` reaches below that."""
SPECIFIC_RELIEF = 28
"""The same for words that name this caller's own trouble."""
LOW_RESPECT = 25
"""Felt respect under which a caller gets one abuse level rougher."""
RESPECTED = 35
"""Felt respect without which nobody gives way, whatever is on the table."""
CALM_ENOUGH = 50
"""Anger at or under which a settled caller gives way."""
LEVEL_BANDS = ((85, 3), (70, 2), (40, 1))
"""Anger from which the caller leans to this abuse level; level 4 is reached only from level 3, by a harm."""
