"""The checkup: everything that can be wrong with a company's files, found before a trainee meets it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.checkup.agreement import clashes, disagreements
from simulator.checkup.examples import misjudged_examples
from simulator.checkup.rehearsal import rehearsal_problems
from simulator.files.disk import NO_FILE
from simulator.files.reading import shown
from simulator.language import Pair
from simulator.library import FILES, Entry, Kind, Library
from simulator.problem import NOTHING, Fault, Problem

NOTHING_THERE = Fault(
    "nothing_to_check",
    Pair("personas/나 rubrics/의 파일", "files of personas/ or rubrics/"),
    NOTHING,
    Pair(
        "페르소나(.yaml), 회사 폴더, 또는 personas/와 rubrics/가 든 폴더를 적으세요.",
        "name a persona (.yaml), a company's folder, or a folder that holds personas/ and rubrics/.",
    ),
)
PLACE = Pair("경로", "path")

_YAML = (".yaml", ".yml")
_KEYS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("rubric", re.compile(r"^criteria:", re.MULTILINE)),
    ("persona", re.compile(r"^(?:caller|temper|lines|resolution):", re.MULTILINE)),
    ("company", re.compile(r"^(?:hours|policies|announcements|protection|channels|faq):", re.MULTILINE)),
)


def check(paths: Sequence[Path], library: Library) -> tuple[Problem, ...]:
    """All problems of the files at `paths` (files, company folders, workspaces), of the whole library without any."""
    problems: list[Problem] = []
    entries: dict[Path, Entry] = {}
    for path in paths:
        found = list(_entries(path, library))
        entries |= {entry.path.absolute(): entry for entry in found}
        if not found:
            fault = NOTHING_THERE if path.exists() else NO_FILE
            problems.append(fault.at(shown(path), 0, PLACE))
    if not paths:
        entries = {entry.path.absolute(): entry for entry in library.entries()}
    around = {entry.path.absolute(): entry for entry in library.entries("persona")} | entries
    twice = {entry.path.absolute(): problem for entry, problem in clashes(around.values())}
    for path, entry in entries.items():
        problems += [twice[path]] if path in twice else []
        problems += _problems(entry, library)
    return tuple(problems)


def _problems(entry: Entry, library: Library) -> list[Problem]:
    problems = [*entry.reading.problems, *disagreements(entry, library)]
    if entry.kind == "rubric" and entry.reading.value:
        problems += misjudged_examples(entry.reading.value, entry.reading)
    if entry.kind == "persona" and entry.reading.value and not problems:
        company = library.near(entry.path, entry.reading.value.company, "company")
        problems += rehearsal_problems(entry.reading.value, entry.reading, company.value if company else None)
    return sorted(problems, key=lambda problem: problem.line)


def _entries(path: Path, library: Library) -> Iterator[Entry]:
    if path.is_file():
        yield _entry(path, library)
    elif (path / "personas").is_dir() or (path / "rubrics").is_dir():
        yield from library.alone(path).entries()
    elif path.is_dir():
        for found in sorted(path.rglob("*")):
            if found.is_file() and (found.suffix in _YAML or found.name == FILES["manual"]):
                yield _entry(found, library)


def _entry(path: Path, library: Library) -> Entry:
    kind = kind_of(path)
    return Entry(kind, path.absolute().parent.name, path, library.reading(kind, path))


def kind_of(path: Path) -> Kind:
    """What kind of file stands at `path`, by its name and else by the keys in it; a persona where nothing tells."""
    if path.suffix == ".md":
        return "manual"
    named = next((kind for kind, name in FILES.items() if name == path.with_suffix(".yaml").name), None)
    if named:
        return named
    try:
        text = path.read_bytes()[:200_000].decode(errors="replace")
    except OSError:
        return "persona"
    return next((kind for kind, key in _KEYS if key.search(text)), "persona")
