"""Prompts: every text sent to a model, as files with named slots in `prompts/<name>.<language>.md`.

A file may hold several texts, each under a `# heading` of its own. A slot is a name in braces.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from simulator.language import Language

_SLOT = re.compile(r"\{([a-z_]+)\}")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


def prompt(name: str, language: Language, heading: str = "", /, **slots: object) -> str:
    """The text of `name`, or of one `heading` in it, with its slots filled; values are never read for slots.

    Raises KeyError for a slot or a heading that is missing.
    """
    text = _texts(name, language)[heading]
    return _SLOT.sub(lambda slot: str(slots[slot.group(1)]), text)


def headings(name: str, language: Language) -> tuple[str, ...]:
    """The headings of `name`."""
    return tuple(heading for heading in _texts(name, language) if heading)


def digest(names: Iterable[str], language: Language) -> str:
    """The SHA-256 of the prompts `names`, so that a call can say which ones it ran with."""
    return hashlib.sha256("\0".join(_source(name, language) for name in names).encode()).hexdigest()


@cache
def _texts(name: str, language: Language) -> dict[str, str]:
    whole, *parts = _HEADING.split(_source(name, language))
    return {"": whole.strip()} | {
        heading.strip(): text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }


@cache
def _source(name: str, language: Language) -> str:
    folder = files("simulator").joinpath("prompts")
    return folder.joinpath(f"{name}.{language}.md").read_text(encoding="utf-8")
