"""Environment and flags, read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.language import Language, Pair, language_of
from simulator.library import shipped_workspace

NO_MODEL_NAMED = Pair(
    "모델 주소나 키는 있는데 모델 이름이 없어서 오프라인으로 실행해요. "
    "SIMULATOR_CALLER_MODEL에 모델 이름을 넣어 주세요.",
    "There is a model endpoint or key but no model name, so everything runs offline. Set SIMULATOR_CALLER_MODEL.",
)


MOST_VOTES = 5


@dataclass(frozen=True)
class Settings:
    """Everything that can be chosen from outside; empty model names mean offline."""

    workspaces: tuple[Path, ...]
    database: str = ""
    """A file or URL; empty for the database in the user's data folder."""
    language: Language = "ko"
    api_key: str = ""
    base_url: str = ""
    caller_model: str = ""
    judge_model: str = ""
    votes: int = 1
    """How often the judge is asked about each call; where its answers differ, a person has to look."""

    @property
    def warning(self) -> Pair | None:
        """What is half set and so of no effect."""
        half = (self.api_key or self.base_url) and not (self.caller_model or self.judge_model)
        return NO_MODEL_NAMED if half else None


def read_settings(flags: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings from `flags` (None: not given) and, behind them, from the environment."""

    def chosen(flag: str, variable: str, default: str = "") -> str:
        value = flags.get(flag)
        return str(value) if value is not None else environ.get(variable, "").strip() or default

    own = chosen("workspace", "SIMULATOR_WORKSPACE")
    return Settings(
        workspaces=(_folder(own), shipped_workspace()) if own else (shipped_workspace(),),
        database=chosen("database", "SIMULATOR_DATABASE"),
        language=language_of(chosen("language", "SIMULATOR_LANGUAGE", "ko")),
        api_key=chosen("openai_api_key", "OPENAI_API_KEY"),
        base_url=chosen("openai_base_url", "OPENAI_BASE_URL"),
        caller_model=chosen("caller_model", "SIMULATOR_CALLER_MODEL"),
        judge_model=chosen("judge_model", "SIMULATOR_JUDGE_MODEL"),
        votes=_votes(chosen("votes", "SIMULATOR_JUDGE_VOTES", "1")),
    )


def _folder(given: str) -> Path:
    """`given` with ~ as the home folder; as it stands where nobody has that home."""
    try:
        return Path(given).expanduser()
    except RuntimeError:
        return Path(given)


def _votes(given: str) -> int:
    """`given` as a number from 1 to MOST_VOTES; 1 for anything else."""
    return min(MOST_VOTES, max(1, int(given))) if given.isdecimal() else 1
