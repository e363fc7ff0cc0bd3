"""The command line: one door to the desk. Each command lives in a module of its own and is loaded when used."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from simulator.cli.flags import parser
from simulator.cli.say import Refused, complain, reader_language
from simulator.language import Pair

NOT_DONE = Pair(
    "끝까지 하지 못했어요({why}). 디스크의 남은 공간과 권한을 확인해 주세요.",
    "This could not be finished ({why}). Check the free space and the permissions.",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 good, 1 problems in the user's input, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = reader_language(arguments)
    flags = vars(parser(language).parse_args(arguments))
    command = flags.pop("command") or "serve"
    try:
        code: int = import_module(f"simulator.cli.{command}").run(flags, language)
        if sys.stdout:
            sys.stdout.flush()  # here, where a failure can still be told
    except Refused as refused:
        complain(refused.sentence)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _give_up_output()
        return 0
    except OSError as error:
        complain(NOT_DONE(language, why=error.strerror))
        _give_up_output()
        return 1
    return code


def _give_up_output() -> None:
    """Whoever reads our output has gone, or it is full; keeps the interpreter from complaining about it at exit."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
