"""What the command line says to people, and in which language."""

import os
import sys
from collections.abc import Mapping, Sequence

from simulator.language import Language, language_of
from simulator.text import one_line


class Refused(Exception):  # noqa: N818 (reads aloud as `raise Refused`)
    """Something in the user's input that stops the command; `sentence` is already in their language."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def complain(sentence: str) -> None:
    """One line for people on standard error."""
    if sys.stderr:  # without it, print would write to standard output
        print(one_line(sentence), file=sys.stderr, flush=True)


def reader_language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """The reader's language: --language, SIMULATOR_LANGUAGE, the system's where that is English, else Korean."""
    for at, argument in enumerate(arguments):
        if argument == "--language" and at + 1 < len(arguments):
            return language_of(arguments[at + 1])
        if argument.startswith("--language="):
            return language_of(argument.partition("=")[2])
    if chosen := environ.get("SIMULATOR_LANGUAGE"):
        return language_of(chosen)
    system = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if system.startswith("en") else "ko"
