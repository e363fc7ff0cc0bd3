"""Finding personas, rubrics and companies, and saying so where there are none."""

import os
from pathlib import Path

import pytest
import workspace

from simulator.library import Library, NotFound, shipped_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with the company `soap`."""
    return workspace.write(tmp_path / "own")


def lost(library: Library, ref: str) -> str:
    """What is said where the persona `ref` cannot be had."""
    with pytest.raises(NotFound) as caught:
        library.kit(ref)
    return caught.value.say("en")


@pytest.mark.parametrize("ref", ["late-gift", "soap/late-gift"])
def test_a_persona_is_found_by_its_id_with_all_that_a_call_needs(folder: Path, ref: str) -> None:
    kit = Library([folder]).kit(ref)
    assert (kit.persona.id, kit.company.name) == ("late-gift", "달빛비누")
    assert kit.manual.clause("1.1")
    assert kit.rubric.id == "soap-card"


@pytest.mark.parametrize("ref", ["soap", "soap-card", "soap/soap-card"])
def test_a_rubric_is_found_by_its_id_or_its_company(folder: Path, ref: str) -> None:
    marking = Library([folder]).marking(ref)
    rubric, manual = marking.rubric, marking.manual
    assert rubric.id == "soap-card"
    assert manual.clause("1.1")


def test_a_call_uses_the_manual_that_its_rubric_names(folder: Path) -> None:
    place = folder / "rubrics" / "soap"
    (place / "manual.md").rename(place / "handbook.md")
    card = (place / "rubric.yaml").read_text(encoding="utf-8")
    (place / "rubric.yaml").write_text(f"{card}\nmanual: handbook.md\n", encoding="utf-8")
    assert Library([folder]).kit("late-gift").manual.clause("1.1")


def test_a_path_outside_every_workspace_finds_its_company_beside_it(folder: Path) -> None:
    kit = Library([]).kit(str(folder / "personas/soap/late-gift.yaml"))
    assert kit.company.id == "soap"
    assert kit.manual.clauses


def test_a_path_takes_the_company_beside_it_before_the_one_of_the_library(
    folder: Path, tmp_path: Path
) -> None:
    other = workspace.write(tmp_path / "other", company=workspace.COMPANY.replace("달빛비누", "다른비누"))
    assert Library([folder]).kit(str(other / "personas/soap/late-gift.yaml")).company.name == "다른비누"


def test_a_rubric_all_alone_can_still_be_marked_by(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(workspace.RUBRIC, encoding="utf-8")
    marking = Library([]).marking(str(path))
    rubric, manual = marking.rubric, marking.manual
    assert rubric.id == "soap-card"
    assert manual.clauses == ()


def test_a_misspelt_id_is_answered_with_the_one_that_was_meant(folder: Path) -> None:
    assert "did you mean “late-gift”?" in lost(Library([folder]), "late-gfit")


def test_an_id_of_two_companies_asks_which(folder: Path) -> None:
    (folder / "personas/toys").mkdir()
    (folder / "personas/toys/p.yaml").write_text(workspace.PERSONA.replace("soap", "toys"), encoding="utf-8")
    assert "soap/late-gift, toys/late-gift" in lost(Library([folder]), "late-gift")


def test_a_broken_persona_says_what_is_wrong_with_it(folder: Path) -> None:
    (folder / "personas/soap/late-gift.yaml").write_text("id: late-gift\ntitel: x\n", encoding="utf-8")
    library = Library([folder])
    assert "did you mean “title”?" in lost(library, "late-gift")
    assert library.personas() == ()
    assert set(library.companies()) == {"soap"}


def test_the_first_workspace_wins(folder: Path, tmp_path: Path) -> None:
    other = workspace.write(tmp_path / "other", persona=workspace.PERSONA.replace("아직 안 왔다", "또 늦다"))
    library = Library([folder, other])
    assert [persona.title for persona in library.personas("soap")] == ["선물이 아직 안 왔다"]


def test_an_edited_file_is_read_anew_and_an_untouched_one_is_not(folder: Path) -> None:
    library = Library([folder])
    before = library.persona("late-gift")
    assert library.persona("late-gift") is before
    path = folder / "personas/soap/late-gift.yaml"
    path.write_text(workspace.PERSONA.replace("아직 안 왔다", "늦는다"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert library.persona("late-gift").title == "선물이 늦는다"


@pytest.mark.parametrize(
    "ref", ["", "/", "a/b/c", "no\0where", "없는-고객", "/nowhere/p.yaml", "~nobody/p.yaml"]
)
def test_no_name_is_too_strange_to_be_answered(folder: Path, ref: str) -> None:
    assert "\n" not in lost(Library([folder]), ref)


def test_an_empty_library_says_so() -> None:
    assert "there is none yet" in lost(Library([]), "anyone")


def test_the_shipped_files_have_no_problems() -> None:
    assert Library([shipped_workspace()]).problems() == ()
