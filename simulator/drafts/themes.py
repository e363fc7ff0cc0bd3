"""The themes a drafted rubric is made of, read from `themes.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from simulator.language import LANGUAGES, Language, Pair


@dataclass(frozen=True)
class Theme:
    """One thing a manual may ask for or (`never`) forbid: its act, the check made of it, and how manuals name it."""

    act: str
    id: str
    asks: Pair
    named: Mapping[Language, re.Pattern[str]]
    never: bool = False
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    where: str = ""
    within: int = 0
    weight: int = 3
    """Its share of the hundred points beside the other themes'."""


@cache
def themes() -> tuple[Theme, ...]:
    """Every theme, in the order of a call."""
    source = files("simulator.drafts").joinpath("themes.toml").read_text(encoding="utf-8")
    return tuple(_theme(row) for row in tomllib.loads(source)["theme"])


def _theme(row: dict[str, Any]) -> Theme:
    patterns = {one: re.compile(row["named"][one], re.IGNORECASE) for one in LANGUAGES}
    return Theme(**row | {"named": patterns, "asks": Pair(row["asks"]["ko"], row["asks"]["en"])})
