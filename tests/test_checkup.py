"""What only shows when the files of a company are laid side by side."""

import shutil
from pathlib import Path

import pytest
import workspace

from simulator.checkup import check
from simulator.library import Library, shipped_workspace
from simulator.problem import Problem


def problems(folder: Path, **changed: str) -> tuple[Problem, ...]:
    """The problems of the workspace at `folder` with some of its files changed."""
    return check([workspace.write(folder, **changed)], Library([]))


def only(folder: Path, **changed: str) -> Problem:
    """The one problem of that workspace."""
    (problem,) = problems(folder, **changed)
    return problem


def test_files_that_agree_have_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == ()


def test_the_shipped_companies_have_no_problem() -> None:
    assert check([], Library([shipped_workspace()])) == ()


def test_a_clause_that_the_manual_lacks_is_named_with_the_nearest(tmp_path: Path) -> None:
    problem = only(tmp_path, rubric=workspace.RUBRIC.replace('"1.1"', '"1.11"'))
    assert (problem.code, problem.line) == ("no_clause", 8)
    assert "1.1" in problem.cure("en")
    assert problem.thing("en") == "criterion greeting / clause"


def test_a_rubric_without_its_manual_is_told(tmp_path: Path) -> None:
    workspace.write(tmp_path)
    (tmp_path / "rubrics/soap/manual.md").unlink()
    assert [problem.code for problem in check([tmp_path], Library([]))] == ["no_manual"]


def test_a_good_example_that_the_scorer_misses_and_a_bad_one_that_it_meets_are_told(tmp_path: Path) -> None:
    rubric = workspace.RUBRIC.replace("네, 말씀하세요.", "안녕하세요, 달빛비누입니다.")
    rubric = rubric.replace("안녕하십니까, 달빛비누 김하늘입니다.", "잠시만요.")
    codes = [problem.code for problem in problems(tmp_path, rubric=rubric)]
    assert codes == ["good_example_missed", "bad_example_met"]


@pytest.mark.parametrize("kind", ["persona", "rubric"])
def test_a_file_in_another_language_than_its_company_is_told(tmp_path: Path, kind: str) -> None:
    text = {"persona": workspace.PERSONA, "rubric": workspace.RUBRIC}[kind]
    codes = {
        problem.code for problem in problems(tmp_path, **{kind: text.replace("language: ko", "language: en")})
    }
    assert "other_language" in codes


@pytest.mark.parametrize("kind", ["persona", "rubric", "company"])
def test_a_file_in_the_folder_of_another_company_is_told(tmp_path: Path, kind: str) -> None:
    text = {"persona": workspace.PERSONA, "rubric": workspace.RUBRIC, "company": workspace.COMPANY}[kind]
    key = "id" if kind == "company" else "company"
    assert only(tmp_path, **{kind: text.replace(f"{key}: soap", f"{key}: sope")}).code == "other_company"


def test_a_persona_without_a_company_is_told(tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    path.write_text(workspace.PERSONA, encoding="utf-8")
    assert [problem.code for problem in check([path], Library([]))] == ["no_company"]


def test_two_personas_with_one_id_are_told_once(tmp_path: Path) -> None:
    workspace.write(tmp_path)
    shutil.copy(tmp_path / "personas/soap/late-gift.yaml", tmp_path / "personas/soap/copy.yaml")
    (problem,) = check([tmp_path], Library([]))
    assert (problem.code, problem.line) == ("same_id", 1)
    assert "copy.yaml" in problem.found("en")


def test_a_caller_whom_nothing_can_win_is_told(tmp_path: Path) -> None:
    persona = workspace.PERSONA.replace("ceiling: 1", "patience: 1, ceiling: 1")
    persona = persona.replace("lines:\n", "triggers:\n  - {when: {acts: [inform]}, anger: 100}\nlines:\n")
    assert only(tmp_path, persona=persona).code == "unsolvable"


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ("personas/soap/late-gift.yaml", 1),
        ("personas/soap", 1),
        ("personas", 1),
        (".", 2),
        ("rubrics/soap", 1),
        ("rubrics/soap/rubric.yaml", 1),
        ("rubrics/soap/manual.md", 0),
    ],
)
def test_a_file_a_folder_and_a_workspace_can_be_checked(tmp_path: Path, place: str, count: int) -> None:
    rubric, persona = (text.replace("title:", "titel:", 1) for text in (workspace.RUBRIC, workspace.PERSONA))
    workspace.write(tmp_path, rubric=rubric, persona=persona)
    assert [problem.code for problem in check([tmp_path / place], Library([]))] == ["unknown_key"] * count


def test_the_kind_of_a_file_shows_in_its_keys(tmp_path: Path) -> None:
    for name, text in (("a", workspace.RUBRIC), ("b", workspace.PERSONA), ("c", workspace.COMPANY)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    codes = [problem.code for problem in check([tmp_path], Library([]))]
    assert sorted(codes) == ["no_company", "no_company", "no_manual"]


def test_nothing_to_check_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in check([tmp_path], Library([]))] == ["nothing_to_check"]
    assert [problem.code for problem in check([tmp_path / "none"], Library([]))] == ["no_file"]
