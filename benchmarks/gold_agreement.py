"""How far the offline scorer agrees with people: the gold calls beside each rubric, by company and language.

    python benchmarks/gold_agreement.py [--checks]

`--checks` lists the checks on which they agree least. The gap between the languages is printed last.
"""

import argparse
import asyncio

from simulator.agreement import Agreement, agreement, by_check
from simulator.calibration import Pairs, held_against
from simulator.gold import Gold, read_gold
from simulator.language import LANGUAGES
from simulator.library import Library, shipped_workspace
from simulator.scorers.offline import OfflineScorer
from simulator.scorers.policy import bearing_on

WORST = 8


def gold_of(company: str) -> list[Gold]:
    path = shipped_workspace() / "rubrics" / company / "gold.jsonl"
    if not path.is_file():
        return []
    return [gold for _, gold in read_gold(path.read_text(encoding="utf-8")) if isinstance(gold, Gold)]


def pairs_of(library: Library, company: str) -> Pairs:
    marking = library.marking(company)
    policies = bearing_on(marking.company, None)
    return asyncio.run(held_against(gold_of(company), marking.rubric, OfflineScorer(), policies))


def whole(pairs: Pairs) -> Agreement:
    return agreement((person, scorer) for _, person, scorer in pairs)


def print_row(name: str, calls: int, found: Agreement) -> None:
    print(
        f"{name:<16}{calls:>6}{found.n:>7}{found.accuracy or 0:>10.3f}{found.kappa or 0:>8.3f}{found.unscored:>10}"
    )


def print_worst(pairs: Pairs) -> None:
    worst = sorted(by_check(pairs).items(), key=lambda one: one[1].accuracy or 0)[:WORST]
    for place, found in worst:
        print(f"    {'/'.join(place):<40} {found.right} of {found.n}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checks", action="store_true", help="list the checks with the least agreement")
    options = parser.parse_args()
    library = Library([shipped_workspace()])
    kappas = {}
    print(f"{'':<16}{'calls':>6}{'marks':>7}{'accuracy':>10}{'kappa':>8}{'unscored':>10}")
    for language in LANGUAGES:
        every, calls = Pairs(), 0
        for company in sorted(one.id for one in library.companies().values() if one.language == language):
            pairs = pairs_of(library, company)
            print_row(company, len(gold_of(company)), whole(pairs))
            if options.checks:
                print_worst(pairs)
            every, calls = every + pairs, calls + len(gold_of(company))
        print_row(f"all {language}", calls, whole(every))
        kappas[language] = whole(every).kappa or 0
    print(f"gap between the languages: {abs(kappas['ko'] - kappas['en']):.3f}")


if __name__ == "__main__":
    main()
