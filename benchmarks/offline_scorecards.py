"""How many calls the offline scorer marks in a second, on one processor: the gold calls of each language.

python benchmarks/offline_scorecards.py
"""

import time

from gold_agreement import gold_of

from simulator.language import LANGUAGES
from simulator.library import Library, shipped_workspace
from simulator.scorecard import scorecard
from simulator.scorers.offline import OfflineScorer, offline_marks
from simulator.scorers.policy import bearing_on


def main() -> None:
    library = Library([shipped_workspace()])
    for language in LANGUAGES:
        work = [
            (library.marking(company.id), gold)
            for company in library.companies().values()
            if company.language == language
            for gold in gold_of(company.id)
        ]
        turns = sum(len(gold.turns) for _, gold in work)
        for _ in range(2):  # the first round reads the weights
            start = time.process_time()
            for marking, gold in work:
                policies = bearing_on(marking.company, None)
                scorecard(
                    marking.rubric, OfflineScorer.name, offline_marks(marking.rubric, gold.turns, policies)
                )
            spent = time.process_time() - start
        mean, rate = turns / len(work), len(work) / spent
        print(f"{language}: {len(work)} calls of {mean:.0f} turns: {rate:.1f} scorecards a second")


if __name__ == "__main__":
    main()
