"""The bench: how each caller fares with each fixed agent, played many times."""

from simulator.bench.play import LONGEST, Played, play
from simulator.bench.tally import Outcome, Tally, outcome_of, tallied, totals

__all__ = ["LONGEST", "Outcome", "Played", "Tally", "outcome_of", "play", "tallied", "totals"]
