"""The words a fixed agent has for one call: the persona's example, the manual's sentences, then general ones."""

import random
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from simulator.acts import HARMS
from simulator.call import Call
from simulator.language import Language
from simulator.manual import Manual
from simulator.recognise import recognise
from simulator.text import sentences, squeeze

FROM_MANUAL = ("greet", "verify", "hold", "thank", "warn", "end_call", "check", "close")
"""Acts for which the manual's own sentences are said, as they are the same for every caller."""


@cache
def general(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The general lines of `language` by group ("cold", "novice.greet")."""
    table = tomllib.loads(files("simulator.agents").joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    groups: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            groups |= {f"{key}.{act}": tuple(lines) for act, lines in value.items()}
        else:
            groups[key] = tuple(value)
    return groups


@dataclass(frozen=True)
class Words:
    """What can be said in `call`, and what has been."""

    call: Call
    dice: random.Random

    def by_manual(self, act: str) -> tuple[str, ...]:
        """Lines that do `act` as the manual and the persona's example have it."""
        own = self.call.persona.example.good.get(act, ())
        quoted = sayings(self.call.manual, self.call.language).get(act, ()) if act in FROM_MANUAL else ()
        if act == "greet":  # who has heard what it is about does not ask what it is about
            quoted = tuple(self._only(line, {"greet", "introduce"}) for line in quoted)
        return own or quoted or self.filled(f"model.{act}")

    def _only(self, line: str, acts: set[str]) -> str:
        """The sentences of `line` that do one of `acts`."""
        cut = [line[start:end] for start, end in sentences(line)]
        doing = (one for one in cut if acts & set(recognise(one, "agent", self.call.language).acts))
        return " ".join(doing) or line

    def filled(self, group: str) -> tuple[str, ...]:
        """The general lines of a group with company, title and offer in their places."""
        persona = self.call.persona
        offer = next(iter(persona.resolution.offers), "")
        slots = {"company": self.call.company.name, "title": persona.title, "offer": offer}
        lines = general(self.call.language).get(group, ())
        return tuple(line.format(**slots) for line in lines if offer or "{offer}" not in line)

    def fresh(self, lines: Iterable[str]) -> str:
        """One of `lines` that was not said yet, the first drawn; empty where all were."""
        said = "\n".join(squeeze(turn.text) for turn in self.call.turns if turn.speaker == "agent")
        left = [line for line in lines if squeeze(line) not in said]
        return self.dice.choice(left) if left else ""

    def next_of(self, lines: Iterable[str]) -> str:
        """The first of `lines`, in their order, that was not said yet; empty where all were."""
        said = "\n".join(squeeze(turn.text) for turn in self.call.turns if turn.speaker == "agent")
        return next((line for line in lines if squeeze(line) not in said), "")


def sayings(manual: Manual, language: Language) -> Mapping[str, tuple[str, ...]]:
    """The manual's quoted sentences by what they do."""
    return _by_act(manual.sayings, language)


@cache
def _by_act(quoted: tuple[str, ...], language: Language) -> Mapping[str, tuple[str, ...]]:
    by_act: dict[str, list[str]] = {}
    for line in quoted:
        acts = set(recognise(line, "agent", language).acts)
        leaving = {"close", "end_call"} & acts
        for act in leaving or acts if not acts & HARMS.keys() else ():
            by_act.setdefault(act, []).append(line)
    return {act: tuple(lines) for act, lines in by_act.items()}
