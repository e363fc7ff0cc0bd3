"""The companies, manuals, rubrics and personas of one or more workspaces, read when they are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from simulator.company import Company
from simulator.files.reading import Reading, read, read_manual
from simulator.files.shape import closest, listed
from simulator.language import Pair
from simulator.manual import Manual
from simulator.persona import Persona
from simulator.problem import NOTHING, Fault, NotFound, Problem
from simulator.rubric import Rubric

__all__ = ["Entry", "Kit", "Library", "NotFound", "shipped_workspace"]

Kind = Literal["persona", "rubric", "company", "manual"]
FILES: dict[Kind, str] = {"company": "company.yaml", "manual": "manual.md", "rubric": "rubric.yaml"}
"""What the files in a company's folder under rubrics/ are called."""
GOLD = "gold.jsonl"
"""Calls with people's marks, beside the rubric they were marked on."""
MOST_NAMED = 12
"""Names that are listed when one is not found."""
NAMES: dict[Kind, Pair] = {
    "persona": Pair("페르소나", "persona"),
    "rubric": Pair("평가표", "rubric"),
    "company": Pair("회사", "company"),
    "manual": Pair("매뉴얼", "manual"),
}

NOT_THERE = Fault(
    "not_found",
    Pair("이 이름의 {kind}", "a {kind} of that name"),
    NOTHING,
    Pair("지금 있는 이름: {known}", "those that exist are {known}."),
)
MISNAMED = Fault(
    "not_found", NOT_THERE.expected, NOTHING, Pair("혹시 ‘{guess}’ 아닌가요?", "did you mean “{guess}”?")
)
NONE_AT_ALL = Fault(
    "not_found",
    NOT_THERE.expected,
    NOTHING,
    Pair("지금은 하나도 없어요. 작업 폴더를 확인하세요.", "there is none yet: check the workspace."),
)
IN_SEVERAL = Fault(
    "ambiguous",
    Pair("회사까지 적은 이름", "a name that says which company"),
    Pair("여러 회사에 있는 이름", "one that several companies have"),
    Pair("{known} 가운데 하나로 쓰세요.", "write one of {known}."),
)


@dataclass(frozen=True)
class Entry:
    """One file of a workspace; `company` is the name of the folder it lies in."""

    kind: Kind
    company: str
    path: Path
    reading: Reading[Any]

    @property
    def id(self) -> str:
        """The id that the file gives itself, else the file's own name."""
        page = self.reading.page
        given = page.values.get("id") if page and isinstance(page.values, dict) else None
        return given if isinstance(given, str) and given else self.path.stem


@dataclass(frozen=True)
class Kit:
    """All that one call needs: the caller, and what the agent is to know and is marked on."""

    persona: Persona
    company: Company
    manual: Manual
    rubric: Rubric


@dataclass(frozen=True)
class Marking:
    """What a transcript is marked with: the rubric, its manual (empty where there is none), and its company, if any."""

    rubric: Rubric
    manual: Manual
    company: Company | None


def shipped_workspace() -> Path:
    """The workspace that comes with the program: inside an installed package, else the repository itself."""
    package = Path(__file__).parent
    shipped = package / "shipped"
    return shipped if shipped.is_dir() else package.parent


class Library:
    """The files of `workspaces`, of which the first wins; a file that has changed is read anew."""

    def __init__(self, workspaces: Sequence[Path]) -> None:
        self.workspaces = tuple(workspaces)
        self._read: dict[Path, tuple[tuple[int, int], Reading[Any]]] = {}

    def alone(self, workspace: Path) -> "Library":
        """A library of `workspace` alone that reads no file again which this one has read."""
        other = Library((workspace,))
        other._read = self._read
        return other

    def reading(self, kind: Kind, path: Path) -> Reading[Any]:
        """The file at `path` as read now, or as read before where it has not changed since."""
        try:
            state = path.stat()
            seen = (state.st_mtime_ns, state.st_size)
        except (OSError, ValueError):
            seen = (0, -1)
        key = path.absolute()
        kept = self._read.get(key)
        if kept and kept[0] == seen:
            return kept[1]
        reading = read_manual(path) if kind == "manual" else read(kind, path)
        self._read[key] = (seen, reading)
        return reading

    def entries(self, kind: Kind | None = None) -> tuple[Entry, ...]:
        """Every file, good or broken; of those with the same company and id only the first workspace's."""
        found: dict[tuple[Kind, str, str], Entry] = {}
        for one, company, path in self._paths():
            if kind in (None, one):
                entry = Entry(one, company, path, self.reading(one, path))
                key = (one, company, entry.id if one == "persona" else "")
                # two personas with one id in the same workspace both stay, so that the clash can be told
                if key not in found or found[key].path.parent == path.parent:
                    found[key if key not in found else (one, company, str(path))] = entry
        return tuple(found.values())

    def _paths(self) -> Iterator[tuple[Kind, str, Path]]:
        for workspace in self.workspaces:
            for folder in _folders(workspace / "rubrics"):
                there = ((kind, folder / name) for kind, name in FILES.items())
                yield from ((kind, folder.name, path) for kind, path in there if _is_file(path))
            for folder in _folders(workspace / "personas"):
                names = (path for path in _listing(folder) if path.suffix in (".yaml", ".yml"))
                yield from (("persona", folder.name, path) for path in names)

    def companies(self) -> dict[str, Company]:
        """The usable companies by id."""
        return {
            entry.company: entry.reading.value for entry in self.entries("company") if entry.reading.value
        }

    def personas(self, company: str | None = None) -> tuple[Persona, ...]:
        """The usable personas, of one company or of all."""
        entries = self.entries("persona")
        return tuple(
            entry.reading.value
            for entry in entries
            if entry.reading.value and company in (None, entry.company)
        )

    def company(self, name: str) -> Company:
        """The company `name`; raises NotFound."""
        found: Company = self._of_company("company", name)
        return found

    def manual(self, company: str) -> Manual:
        """The manual of `company`; raises NotFound."""
        found: Manual = self._of_company("manual", company)
        return found

    def persona(self, ref: str) -> Persona:
        """The persona `ref`: an id, "company/id", or a path to a file; raises NotFound."""
        found: Persona = _usable(self._entry("persona", ref).reading)
        return found

    def rubric(self, ref: str) -> Rubric:
        """The rubric `ref`: an id, a company, "company/id", or a path to a file; raises NotFound."""
        found: Rubric = _usable(self._entry("rubric", ref).reading)
        return found

    def kit(self, ref: str) -> Kit:
        """The persona `ref` with its company, manual and rubric, looked for beside it first; raises NotFound."""
        entry = self._entry("persona", ref)
        persona: Persona = _usable(entry.reading)

        def near(kind: Kind, name: str = "") -> Any:  # noqa: ANN401
            found = self.near(entry.path, persona.company, kind, name)
            if not found:
                raise self._lost(kind, persona.company, self._known_companies(kind))
            return _usable(found)

        rubric: Rubric = near("rubric")
        return Kit(persona, near("company"), near("manual", rubric.manual), rubric)

    def marking(self, ref: str) -> Marking:
        """The rubric `ref` with the manual it cites and its company; raises NotFound."""
        entry = self._entry("rubric", ref)
        rubric: Rubric = _usable(entry.reading)
        manual = self.near(entry.path, rubric.company, "manual", rubric.manual)
        company = self.near(entry.path, rubric.company, "company")
        found = manual.value if manual and manual.value else Manual("", ())
        return Marking(rubric, found, company.value if company else None)

    def gold(self, company: str) -> str:
        """The text of the company's gold file, calls with people's marks; empty where there is none."""
        paths = (workspace / "rubrics" / company / GOLD for workspace in self.workspaces)
        path = next((one for one in paths if _is_file(one)), None)
        try:
            return path.read_text(encoding="utf-8", errors="replace") if path else ""
        except OSError:
            return ""

    def near(self, path: Path, company: str, kind: Kind, name: str = "") -> Reading[Any] | None:
        """The file of `kind` (called `name`) that goes with the file at `path`, a persona or rubric of `company`.

        Looked for in the same folder, in the company's folder of the same workspace, then in the library.
        """
        name = name or FILES[kind]
        beside = path.absolute().parent
        for folder in (beside, beside.parent.parent / "rubrics" / company):
            if _is_file(folder / name):
                return self.reading(kind, folder / name)
        entries = (entry for entry in self.entries(kind) if entry.company == company)
        return next((entry.reading for entry in entries), None)

    def problems(self) -> tuple[Problem, ...]:
        """The problems of each file by itself; `checkup.check` also compares the files with one another."""
        return tuple(problem for entry in self.entries() for problem in entry.reading.problems)

    def _of_company(self, kind: Kind, company: str) -> Any:  # noqa: ANN401
        entry = next((entry for entry in self.entries(kind) if entry.company == company), None)
        if not entry:
            raise self._lost(kind, company, self._known_companies(kind))
        return _usable(entry.reading)

    def _entry(self, kind: Literal["persona", "rubric"], ref: str) -> Entry:
        path = Path(ref)
        if path.suffix in (".yaml", ".yml") or _is_file(path):
            return Entry(kind, path.absolute().parent.name, path, self.reading(kind, path))
        entries = self.entries(kind)
        company, slash, name = ref.rpartition("/")
        matches = [entry for entry in entries if entry.id == name and (not slash or entry.company == company)]
        if not matches and kind == "rubric":
            matches = [entry for entry in entries if entry.company == ref]
        if len(matches) > 1:
            several = listed(f"{entry.company}/{entry.id}" for entry in matches)
            raise NotFound([IN_SEVERAL.at(ref, 0, NAMES[kind], known=several)])
        if matches:
            return matches[0]
        known = [f"{entry.company}/{entry.id}" if slash else entry.id for entry in entries]
        raise self._lost(kind, ref, known)

    def _known_companies(self, kind: Kind) -> list[str]:
        return [entry.company for entry in self.entries(kind)]

    def _lost(self, kind: Kind, ref: str, known: list[str]) -> NotFound:
        guess = closest(ref, known)
        fault = MISNAMED if guess else NOT_THERE if known else NONE_AT_ALL
        shown = listed([*known[:MOST_NAMED], "…"] if len(known) > MOST_NAMED else known)
        return NotFound([fault.at(ref, 0, NAMES[kind], kind=NAMES[kind], guess=guess, known=shown)])


def _usable(reading: Reading[Any]) -> Any:  # noqa: ANN401
    if reading.value is None:
        raise NotFound(problem for problem in reading.problems if problem.severity == "error")
    return reading.value


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _folders(folder: Path) -> list[Path]:
    return [path for path in _listing(folder) if path.is_dir() and not path.name.startswith(".")]


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
