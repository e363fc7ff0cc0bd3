"""Fixed agents: somebody who goes by the manual, a beginner, and those who get it wrong in one way each.

They play calls for the bench and for watching. What they say is the persona's example, the company manual's own
sentences, and for the rest `<language>.toml`; the same dice give the same words.
"""

import random
from collections.abc import Callable, Mapping

from simulator.agents.by_manual import by_manual, protective
from simulator.agents.plain import beginner, insisting, mistaken, one_sided, promising
from simulator.call import Call
from simulator.language import Pair

Policy = Callable[[Call, random.Random], str]
"""The next reply to a call that waits for one."""

POLICIES: Mapping[str, Policy] = {
    "model": by_manual,
    "protocol": protective,
    "novice": beginner,
    "apologises": one_sided("apologises"),
    "cold": one_sided("cold"),
    "rude": one_sided("rude"),
    "overpromises": promising,
    "silent": one_sided("silent"),
    "endures": one_sided("endures"),
    "injects": insisting("injects"),
}
"""What the bench plays against every caller."""
SHOWN: Mapping[str, Policy] = {**POLICIES, "mistaken": mistaken}
"""The same and those that are only watched."""
NAMES: Mapping[str, Pair] = {
    "model": Pair("매뉴얼대로", "by the manual"),
    "protocol": Pair("보호 절차대로", "by the protocol"),
    "novice": Pair("괜찮은 신입", "decent beginner"),
    "apologises": Pair("사과만", "only apologises"),
    "cold": Pair("규정만 읊음", "recites rules"),
    "rude": Pair("무례함", "rude"),
    "overpromises": Pair("다 된다고 함", "promises anything"),
    "silent": Pair("한마디씩만", "one word at a time"),
    "endures": Pair("참기만 함", "endures everything"),
    "injects": Pair("프로그램에 명령", "commands the program"),
}
"""What each policy is called on pages and in tables."""
