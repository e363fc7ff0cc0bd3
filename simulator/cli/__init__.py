"""The command line: one door to the desk. Each command lives in a module of its own and is loaded when used."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from simulator.cli.flags import parser
from simulator.cli.say import Refused, complain, reader_language

COMMANDS = ("serve", "check", "call", "score", "acts")


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
    except Refused as refused:
        complain(refused.sentence)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever reads our output has gone; keep the interpreter from complaining about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
