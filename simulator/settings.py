"""Environment and flags, read once, and the one place where the parts are put together."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.desk import Desk
from simulator.language import Language, Pair, language_of
from simulator.library import Library, shipped_workspace
from simulator.model import Endpoint
from simulator.protocols import Scorer, Voice
from simulator.scorers.model import ModelScorer
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store, default_url
from simulator.voices.model import ModelVoice
from simulator.voices.phrasebook import Phrasebook

NO_MODEL_NAMED = Pair(
    "모델 주소나 키는 있는데 모델 이름이 없어서 오프라인으로 실행해요. "
    "SIMULATOR_CALLER_MODEL에 모델 이름을 넣어 주세요.",
    "There is a model endpoint or key but no model name, so everything runs offline. Set SIMULATOR_CALLER_MODEL.",
)


@dataclass(frozen=True)
class Settings:
    """Everything that can be chosen from outside; empty model names mean offline."""

    workspaces: tuple[Path, ...]
    database: str
    language: Language = "ko"
    host: str = "127.0.0.1"
    port: int = 7860
    api_key: str = ""
    base_url: str = ""
    caller_model: str = ""
    judge_model: str = ""

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
        workspaces=(Path(own).expanduser(), shipped_workspace()) if own else (shipped_workspace(),),
        database=chosen("database", "SIMULATOR_DATABASE") or default_url(),
        language=language_of(chosen("language", "SIMULATOR_LANGUAGE", "ko")),
        host=chosen("host", "SIMULATOR_HOST", "127.0.0.1"),
        port=int(chosen("port", "SIMULATOR_PORT", "7860")),
        api_key=chosen("openai_api_key", "OPENAI_API_KEY"),
        base_url=chosen("openai_base_url", "OPENAI_BASE_URL"),
        caller_model=chosen("caller_model", "SIMULATOR_CALLER_MODEL"),
        judge_model=chosen("judge_model", "SIMULATOR_JUDGE_MODEL"),
    )


def library_of(settings: Settings) -> Library:
    """The files of every workspace; a person's own workspace wins over the shipped one."""
    return Library(settings.workspaces)


def desk_of(settings: Settings, store: Store) -> Desk:
    """The desk with the voices and scorers that the settings ask for."""
    phrasebook = Phrasebook()
    return Desk(
        library_of(settings), store, voice_of(settings) or phrasebook, phrasebook, scorers_of(settings)
    )


def voice_of(settings: Settings) -> Voice | None:
    """The model voice, or None where no caller model is named."""
    return ModelVoice(_endpoint(settings, settings.caller_model)) if settings.caller_model else None


def scorers_of(settings: Settings) -> tuple[Scorer, ...]:
    """The scorers in the order in which they are tried; the offline one is last and never fails."""
    offline = OfflineScorer()
    return (
        (ModelScorer(_endpoint(settings, settings.judge_model)), offline)
        if settings.judge_model
        else (offline,)
    )


def _endpoint(settings: Settings, model: str) -> Endpoint:
    return Endpoint(base_url=settings.base_url, api_key=settings.api_key, model=model)
