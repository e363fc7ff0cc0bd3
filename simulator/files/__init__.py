"""The files that people write, read into values; the only door to yaml and jsonschema.

Reading never raises for what a file holds: it gives the value, None where there can be none, and all problems.
"""

from pathlib import Path

from simulator.company import Company
from simulator.files import reading, transcripts
from simulator.manual import Manual
from simulator.persona import Persona
from simulator.problem import Problem
from simulator.rubric import Rubric
from simulator.transcript import Transcript

Problems = tuple[Problem, ...]


def read_persona(path: Path) -> tuple[Persona | None, Problems]:
    """The persona in the file at `path` and all problems of the file."""
    found = reading.read("persona", path)
    return found.value, found.problems


def read_rubric(path: Path) -> tuple[Rubric | None, Problems]:
    """The rubric in the file at `path` and all problems of the file."""
    found = reading.read("rubric", path)
    return found.value, found.problems


def read_company(path: Path) -> tuple[Company | None, Problems]:
    """The company in the file at `path` and all problems of the file."""
    found = reading.read("company", path)
    return found.value, found.problems


def read_manual(path: Path) -> tuple[Manual | None, Problems]:
    """The manual in the file at `path` and all problems of the file."""
    found = reading.read_manual(path)
    return found.value, found.problems


def read_transcript(path: Path) -> tuple[Transcript | None, Problems]:
    """The transcript in the file at `path` (YAML, JSON, CSV or labelled text) and all its problems."""
    found = transcripts.read_transcript(path)
    return found.value, found.problems


def parse_persona(text: str, name: str) -> tuple[Persona | None, Problems]:
    """The persona that `text` describes and all problems, told under the file name `name`."""
    found = reading.parse("persona", text, name)
    return found.value, found.problems


def parse_rubric(text: str, name: str) -> tuple[Rubric | None, Problems]:
    """The rubric that `text` describes and all problems, told under the file name `name`."""
    found = reading.parse("rubric", text, name)
    return found.value, found.problems


def parse_company(text: str, name: str) -> tuple[Company | None, Problems]:
    """The company that `text` describes and all problems, told under the file name `name`."""
    found = reading.parse("company", text, name)
    return found.value, found.problems


def parse_manual(text: str, name: str) -> tuple[Manual | None, Problems]:
    """The manual that `text` is and all problems, told under the file name `name`."""
    found = reading.parse_manual(text, name)
    return found.value, found.problems
