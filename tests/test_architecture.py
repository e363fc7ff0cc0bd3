"""The house: imports only go down, one door per library, no cycles, nothing out of measure."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "simulator"
FLOORS: tuple[tuple[str, ...], ...] = (
    ("language", "folder", "names", "lexicon", "weights", "schemas"),
    ("acts", "mood", "text", "failure", "quantity"),
    ("asides", "move", "problem", "company", "manual", "rubric", "persona"),
    ("turn",),
    ("naming",),
    ("masking", "patterns", "grams"),
    ("call", "reply", "heard", "recognise", "scorecard", "transcript"),
    ("agreement",),
    ("gold",),
    ("memory", "worth", "opinion"),
    ("feeling", "corpus", "files", "phrases", "prompts"),
    ("director", "answer"),
    ("felt", "shift"),
    ("lessons",),
    ("protocols", "model"),
    ("voices", "scorers", "store", "library"),
    ("calibration",),
    ("desk", "settings"),
    ("agents", "shiftwork", "rescoring", "review", "drafts", "incoming"),
    ("bench", "checkup"),
    ("watch",),
    ("views", "compose"),
    ("ui",),
    ("cli",),
)
DOORS = {
    "gradio": "ui",
    "fastapi": "ui",
    "starlette": "ui",
    "itsdangerous": "ui",
    "uvicorn": "cli",
    "openai": "model",
    "httpx2": "model",
    "sqlalchemy": "store",
    "alembic": "store",
    "psycopg": "store",
    "yaml": "files",
    "jsonschema": "files",
    "rapidfuzz": "text",
    "numpy": "grams",
    "docx": "files",
    "pypdf": "files",
    "hwpx": "files",
}
FLOOR = {part: height for height, parts in enumerate(FLOORS) for part in parts}
FILES = sorted(path for path in PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


NAMES = {_name(path) for path in FILES}


def _imports(path: Path) -> set[str]:
    """Every module that `path` imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = names & NAMES
            found |= modules or {node.module}
    return found


def _part(module: str) -> str:
    """The part of the house that a module of ours belongs to."""
    return module.split(".")[1] if "." in module else ""


MODULES = {_name(path): _imports(path) for path in FILES}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_only_go_down(module: str) -> None:
    part = _part(module)
    if part in {"", "__main__"}:
        return
    ours = {_part(name) for name in MODULES[module] if name.startswith("simulator.")} - {part, "__version__"}
    assert part in FLOOR, f"{part} stands on no floor"
    assert {other for other in ours if FLOOR[other] >= FLOOR[part]} == set()


def test_no_module_leads_back_to_itself() -> None:
    below = {
        name: {other for other in imports if other in MODULES} - {name} for name, imports in MODULES.items()
    }
    settled: set[str] = set()
    while free := {name for name, others in below.items() if name not in settled and others <= settled}:
        settled |= free
    assert set(below) - settled == set()


@pytest.mark.parametrize(("library", "door"), sorted(DOORS.items()))
def test_each_library_has_one_door(library: str, door: str) -> None:
    users = {
        _part(name)
        for name, imports in MODULES.items()
        if any(one.split(".")[0] == library for one in imports)
    }
    assert users <= {door}


def test_no_function_is_over_80_lines_and_no_file_over_400() -> None:
    too_long = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            too_long.append(path.name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno >= 80:
                    too_long.append(f"{path.name} {node.name}")
    assert too_long == []
