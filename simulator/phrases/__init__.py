"""What a caller says when the persona has no line of its own: `<language>.toml`, general lines in groups.

A table is a group named after a move, where it needs to be after its topic too (`ask.commit`, `repeat.silence`,
`retort.blame`) or an abuse level (`push.2`). The voice falls back from `ask.commit` to `ask.any`. Lines never
name anything that is not in the call, and a line may hold:

    {slot}            name (the caller's), company, agent_name (once introduced), time (once promised),
                      demand (the persona's, where it can be quoted), value (a fact that is a thing), told (a fact
                      that is a whole statement); a line whose slot has no value is not spoken
    {slot:이에요}     the slot with a Korean ending; written as after a consonant, said as the slot's last sound asks
    <요|>             politely | plainly (존댓말 | 반말), whichever this caller speaks; may hold an ending of a slot
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from simulator.language import Language


@dataclass(frozen=True)
class Phrases:
    """The lines of one language by group ("push.2"), and the SHA-256 of the file they stand in."""

    groups: Mapping[str, tuple[str, ...]]
    digest: str

    def of(self, *names: str) -> tuple[str, ...]:
        """The lines of the first of these groups that exists, or none."""
        return next((self.groups[name] for name in names if name in self.groups), ())


@cache
def phrases(language: Language) -> Phrases:
    """The phrasebook of `language`, read once."""
    source = files("simulator.phrases").joinpath(f"{language}.toml").read_bytes()
    groups = dict(_groups(tomllib.loads(source.decode("utf-8"))))
    return Phrases(groups, hashlib.sha256(source).hexdigest())


def _groups(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _groups(value, f"{above}{key}.")
        elif isinstance(value, list):
            yield f"{above}{key}", tuple(value)
