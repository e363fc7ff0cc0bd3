"""`simulator calibrate` as a process: a scorer held against a small gold file in each language."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import workspace
from servers.fault import FaultServer

from simulator.language import LANGUAGES, Language

GREETING: dict[Language, str] = {
    "ko": "안녕하십니까, 달빛비누 김하늘입니다.",
    "en": "Good morning, Leaf Books, this is Hannah.",
}
PLAIN: dict[Language, str] = {"ko": "네, 말씀하세요.", "en": "Yes, what is it?"}
ENGLISH = """\
id: leaf-card
company: leaf
language: en
title: Card
criteria:
  - id: greeting
    title: Greeting
    clause: "1.1"
    points: 100
    checks:
      - id: greets
        asks: Did the call begin with a greeting?
        seen: {acts: [greet], where: first}
"""
RUBRICS: dict[Language, str] = {"ko": "soap-card", "en": "leaf-card"}
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def line(language: Language, reply: str, **marks: str) -> str:
    """A call with one reply and a person's verdict on the greeting unless others are given."""
    turns = [{"speaker": "caller", "text": "?"}, {"speaker": "agent", "text": reply}]
    told = {name.replace("__", "/"): verdict for name, verdict in marks.items()}
    return json.dumps({"language": language, "turns": turns, "marks": told}, ensure_ascii=False)


def golds(language: Language, *, both_met: int, only_person: int, both_missed: int) -> list[str]:
    met, missed = {"greeting__greets": "met"}, {"greeting__greets": "missed"}
    return [
        *(line(language, GREETING[language], **met) for _ in range(both_met)),
        *(line(language, PLAIN[language], **met) for _ in range(only_person)),
        *(line(language, PLAIN[language], **missed) for _ in range(both_missed)),
    ]


def calibrate(
    folder: Path, lines: list[str] | bytes | None, *arguments: str, **environ: str
) -> subprocess.CompletedProcess[str]:
    """The command on a gold file of these lines (None: there is no file) with a rubric for each language."""
    workspace.write(folder)
    (folder / "rubrics/leaf").mkdir()
    (folder / "rubrics/leaf/rubric.yaml").write_text(ENGLISH, encoding="utf-8")
    if lines is not None:
        raw = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        (folder / "gold.jsonl").write_bytes(raw)
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("OPENAI_", "SIMULATOR_"))}
    place = {"HOME": str(folder), "LANG": "ko_KR.UTF-8", "LC_ALL": "", "SIMULATOR_WORKSPACE": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "simulator", "calibrate", "gold.jsonl", *arguments],
        cwd=folder,
        env=kept | place | {"PYTHONPATH": str(Path(__file__).parent.parent)} | environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def figures(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(done.stdout)
    return value


@BOTH
def test_json_has_the_agreement_as_a_whole_and_by_check(tmp_path: Path, language: Language) -> None:
    lines = golds(language, both_met=4, only_person=1, both_missed=5)
    done = calibrate(tmp_path, lines, "--rubric", RUBRICS[language], "--json")
    found = {"n": 10, "accuracy": 0.9, "kappa": 0.8}
    assert figures(done) == found | {"unscored": 0, "checks": {"greeting/greets": found}}
    assert (done.returncode, done.stderr) == (0, "")


@BOTH
def test_text_says_the_same_in_the_readers_language(tmp_path: Path, language: Language) -> None:
    lines = golds(language, both_met=4, only_person=1, both_missed=5)
    done = calibrate(tmp_path, lines, "--rubric", RUBRICS[language], "--language", language)
    told = {
        "ko": "10개 판정 · 일치 0.90 · κ 0.80 · 채점 안 됨 0개\ngreeting/greets: 9/10 일치 · κ 0.80\n",
        "en": "10 marks · agree 0.90 · κ 0.80 · 0 unscored\ngreeting/greets: 9 of 10 agree · κ 0.80\n",
    }
    assert (done.returncode, done.stdout, done.stderr) == (0, told[language], "")


@pytest.mark.parametrize(("language", "advice"), [("ko", "참고만"), ("en", "advisory")])
def test_a_check_that_agrees_too_little_is_called_advisory(
    tmp_path: Path, language: Language, advice: str
) -> None:
    lines = golds(language, both_met=4, only_person=4, both_missed=2)
    done = calibrate(tmp_path, lines, "--rubric", RUBRICS[language], "--language", language)
    head, row = done.stdout.splitlines()
    assert row.endswith(f" · {advice}")
    assert advice not in head


def test_a_line_that_cannot_be_read_is_told_by_its_number_and_left_out(tmp_path: Path) -> None:
    lines = ["not json", *golds("en", both_met=2, only_person=0, both_missed=0), '{"language": "fr"}']
    done = calibrate(tmp_path, lines, "--rubric", "leaf-card", "--language", "en", "--json")
    assert (done.returncode, figures(done)["n"]) == (1, 2)
    first, second = done.stderr.splitlines()
    assert first.startswith("gold.jsonl:1: this is not JSON")
    assert second.startswith("gold.jsonl:4: language is neither ko nor en")


def test_checks_that_the_rubric_does_not_have_are_named_and_left_out(tmp_path: Path) -> None:
    known = line("ko", GREETING["ko"], greeting__greets="met", no__such="met")
    others = [line("ko", PLAIN["ko"], **{f"x{n}__y": "met"}) for n in range(9)]
    done = calibrate(tmp_path, [known, *others], "--rubric", "soap-card", "--json")
    assert (done.returncode, figures(done)["n"], done.stderr.count("\n")) == (0, 1, 1)
    assert "no/such" in done.stderr
    assert done.stderr.endswith("…\n")
    assert done.stderr.startswith("gold.jsonl: ")


def test_a_call_in_another_language_is_not_held_against_the_rubric(tmp_path: Path) -> None:
    lines = [line(language, GREETING[language], greeting__greets="met") for language in LANGUAGES]
    done = calibrate(tmp_path, lines, "--rubric", "soap-card", "--json")
    assert figures(done)["n"] == 1
    assert "gold.jsonl:2" in done.stderr
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)


def test_a_file_all_in_another_language_is_one_sentence_with_its_cure(tmp_path: Path) -> None:
    lines = golds("en", both_met=9, only_person=0, both_missed=0)
    done = calibrate(tmp_path, lines, "--rubric", "soap-card", "--language", "en")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "compare English calls with a rubric in English" in done.stderr


@pytest.mark.parametrize(
    ("bad", "cure"),
    [
        ("not json", "one object from { to }"),
        ('{"language": "fr"}', "in which the call was held"),
        ('{"language": "ko", "marks": {}}', '{"speaker": "caller|agent", "text": "…"}'),
        (line("ko", "네").replace('"marks": {}', '"marks": []'), '{"criterion/check": "met|missed|'),
    ],
)
def test_each_bad_line_has_a_cure_of_its_own(tmp_path: Path, bad: str, cure: str) -> None:
    good = golds("ko", both_met=1, only_person=0, both_missed=0)
    done = calibrate(tmp_path, [bad, *good], "--rubric", "soap-card", "--language", "en")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert cure in done.stderr
    assert "{{" not in done.stderr


def test_a_file_that_is_not_utf8_is_told_and_not_compared_garbled(tmp_path: Path) -> None:
    raw = line("ko", GREETING["ko"], greeting__greets="met").encode("cp949")
    done = calibrate(tmp_path, raw, "--rubric", "soap-card", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("lines", "arguments", "place", "cure"),
    [
        (None, ("--rubric", "soap-card"), "gold.jsonl", "Check the path"),
        (["", " "], ("--rubric", "soap-card"), "gold.jsonl", "one call per line"),
        (["{}"], ("--rubric", "soap-kard"), "soap-kard", "soap-card"),
        (["{}"], ("--rubric", "soap-card", "--scorer", "model"), "model", "SIMULATOR_JUDGE_MODEL"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence_with_its_place_and_cure(
    tmp_path: Path, lines: list[str] | None, arguments: tuple[str, ...], place: str, cure: str
) -> None:
    done = calibrate(tmp_path, lines, *arguments, "--language", "en")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert place in done.stderr
    assert cure in done.stderr


def test_without_a_rubric_it_is_wrong_usage(tmp_path: Path) -> None:
    done = calibrate(tmp_path, ["{}"])
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "--rubric" in done.stderr


def test_a_judge_that_fails_stops_it_with_one_sentence(tmp_path: Path, faulty: FaultServer) -> None:
    faulty.script("401")
    judge = {"OPENAI_BASE_URL": faulty.url, "OPENAI_API_KEY": "key", "SIMULATOR_JUDGE_MODEL": "stub"}
    lines = golds("ko", both_met=1, only_person=0, both_missed=0)
    done = calibrate(tmp_path, lines, "--rubric", "soap-card", "--scorer", "model", **judge)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "김하늘" not in json.dumps(faulty.requests, ensure_ascii=False)
    assert "[이름]" in json.dumps(faulty.requests, ensure_ascii=False)
