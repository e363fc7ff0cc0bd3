"""`simulator bench caller`: how each caller fares with each fixed agent."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.agents import POLICIES
from simulator.bench import Tally, play, tallied
from simulator.bench.digest import digest_of, header
from simulator.cli.place import settings_of
from simulator.cli.progress import shown
from simulator.cli.say import Refused, complain
from simulator.compose import voice_of
from simulator.language import Language, Pair
from simulator.library import Kit, Library, NotFound
from simulator.protocols import Voice
from simulator.views.bench import as_json, summary, table
from simulator.views.errors import sentence
from simulator.voices.phrasebook import Phrasebook

NO_MODEL = Pair(
    "모델 목소리를 재려면 SIMULATOR_CALLER_MODEL에 모델 이름을 넣어 주세요.",
    "To measure the model voice, set SIMULATOR_CALLER_MODEL to its name.",
)
NOT_WRITTEN = Pair(
    "{path}에 표를 쓸 수 없어요({why}). 폴더의 권한을 확인해 주세요.",
    "The table cannot be written to {path} ({why}). Check the folder's permissions.",
)
CUT = Pair(
    "모델에게 부담이 되지 않게 통화 {most}번만 했어요. 더 하려면 --calls를 늘려 주세요.",
    "Only {most} calls were played, to spare the model. Raise --calls for more.",
)
PLAYING = Pair("통화 중", "playing")
TABLE = "BENCH.md"


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Plays the calls and prints the table, or JSON; with --write the table is kept beside the personas."""
    settings = settings_of(flags, language)
    library = Library(settings.workspaces)
    by_model = flags["voice"] == "model"
    voice = voice_of(settings) if by_model else Phrasebook()
    if voice is None:
        raise Refused(NO_MODEL(language))
    try:
        kits = [library.kit(ref) for ref in flags["persona"] or _all(library)]
    except NotFound as missing:
        raise Refused(sentence(missing, language)) from None
    seeds = flags["seeds"] or (1 if by_model else 20)
    calls = [(kit, policy, seed) for seed in range(seeds) for kit in kits for policy in _policies(flags)]
    most = flags["calls"] or (40 if by_model else len(calls))
    if len(calls) > most:
        complain(CUT(language, most=most))
    results = asyncio.run(_played(calls[:most], voice, language))
    if flags["json"]:
        print(json.dumps(as_json(results, voice.name, seeds), ensure_ascii=False))
    else:
        print(table(results, language), summary(results, language), sep="\n\n")
    if flags["write"]:
        _write(settings.workspaces[0] / "personas" / TABLE, results, seeds, kits, language)
    return 0


async def _played(
    calls: list[tuple[Kit, str, int]], voice: Voice, language: Language
) -> dict[str, dict[str, Tally]]:
    fallback = Phrasebook()
    made: dict[str, dict[str, list[Any]]] = {}
    for kit, policy, seed in shown(calls, len(calls), PLAYING(language)):
        name = f"{kit.persona.company}/{kit.persona.id}"
        played = await play(kit, policy, seed, voice, fallback)
        made.setdefault(name, {}).setdefault(policy, []).append(played)
    return {
        name: {policy: tallied(found) for policy, found in policies.items()}
        for name, policies in made.items()
    }


def _all(library: Library) -> list[str]:
    return [f"{persona.company}/{persona.id}" for persona in library.personas()]


def _policies(flags: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(flags["policy"] or POLICIES)


def _write(
    path: Path, results: Mapping[str, Mapping[str, Tally]], seeds: int, kits: list[Kit], language: Language
) -> None:
    parts = (header(digest_of(kits), seeds, language), table(results, language), summary(results, language))
    try:
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    except OSError as error:
        raise Refused(NOT_WRITTEN(language, path=path, why=error.strerror)) from None
