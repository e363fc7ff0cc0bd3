"""What a table of the bench was made with, so that a stale one can be told."""

import hashlib
import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from simulator.language import Language, Pair
from simulator.library import Kit

MADE_OF = (
    "agents", "asides.py", "lexicon", "phrases", "weights", "desk.py", "director.py", "feeling.py", "grams.py",
    "heard.py", "memory.py", "patterns.py", "recognise.py", "reply.py", "text.py", "worth.py",
)  # fmt: skip
"""The parts of the program that decide how a call goes."""
HEADER = Pair(
    "# 고객별 시험 통화\n\n"
    "고정된 상담원이 고객마다 {seeds}번씩 통화한 결과예요. `simulator bench caller --write`로 다시 만들 수 있어요. "
    "각 칸은 가장 흔한 결말과 그 비율이고, 마지막 두 칸은 매뉴얼대로 한 통화의 말 수와 분노의 흐름이에요.\n\n"
    "<!-- made from {digest} -->",
    "# How each caller fares\n\n"
    "Each caller was played {seeds} times with each fixed agent; `simulator bench caller --write` makes this table "
    "anew. A cell is the commonest outcome and its share; the last two columns are the turns of the calls by the "
    "manual and how anger went in them.\n\n<!-- made from {digest} -->",
)
_MADE = re.compile(r"<!-- made from ([0-9a-f]+) -->")


def header(digest: str, seeds: int, language: Language) -> str:
    """The beginning of a table that was made from `digest`."""
    return HEADER(language, digest=digest, seeds=seeds)


def made_from(text: str) -> str:
    """The digest that a table says it was made from, or nothing."""
    found = _MADE.search(text)
    return found[1] if found else ""


def digest_of(kits: Iterable[Kit]) -> str:
    """Of the callers, their companies' files, and the parts of the program that decide how a call goes."""
    whole = hashlib.sha256()
    for kit in sorted(kits, key=lambda one: (one.persona.company, one.persona.id)):
        for part in (kit.persona, kit.company, kit.manual):
            whole.update(part.digest.encode())
    for name in MADE_OF:
        for text in _texts(files("simulator").joinpath(name)):
            whole.update(text)
    return whole.hexdigest()[:16]


def _texts(place: Traversable) -> Iterable[bytes]:
    if place.is_file():
        yield place.read_bytes()
        return
    for inside in sorted(place.iterdir(), key=lambda one: one.name):
        if inside.name.endswith((".py", ".toml", ".npz")):
            yield inside.read_bytes()
