"""The one place where the parts are put together."""

from simulator.desk import Desk
from simulator.library import Library
from simulator.model import Endpoint, Model
from simulator.protocols import Scorer, Voice
from simulator.scorers.model import ModelScorer
from simulator.scorers.offline import OfflineScorer
from simulator.settings import Settings
from simulator.store import Store, default_url, open_store
from simulator.voices.model import ModelVoice
from simulator.voices.phrasebook import Phrasebook


def store_of(settings: Settings) -> Store:
    """The store that the settings name; raises StoreProblem."""
    return open_store(settings.database or default_url())


def desk_of(settings: Settings, store: Store) -> Desk:
    """The desk with the voices and scorers that the settings ask for."""
    phrasebook = Phrasebook()
    return Desk(
        Library(settings.workspaces),
        store,
        voice_of(settings) or phrasebook,
        phrasebook,
        scorers_of(settings),
    )


def voice_of(settings: Settings) -> Voice | None:
    """The model voice, or None where no caller model is named."""
    return ModelVoice(_endpoint(settings, settings.caller_model)) if settings.caller_model else None


def judge_of(settings: Settings) -> Model | None:
    """The judge's model for other work than marking, or None where none is named."""
    return Model(_endpoint(settings, settings.judge_model)) if settings.judge_model else None


def scorers_of(settings: Settings) -> tuple[Scorer, ...]:
    """The scorers in the order in which they are tried; the offline one is last and never fails."""
    offline = OfflineScorer()
    return (
        (ModelScorer(_endpoint(settings, settings.judge_model), settings.votes), offline)
        if settings.judge_model
        else (offline,)
    )


def _endpoint(settings: Settings, model: str) -> Endpoint:
    return Endpoint(base_url=settings.base_url, api_key=settings.api_key, model=model)
