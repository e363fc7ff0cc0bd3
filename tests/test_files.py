"""Files that people write, with the mistakes that people make; each test shows the file it reads."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.files import (
    parse_company,
    parse_manual,
    parse_persona,
    parse_rubric,
    read_manual,
    read_persona,
)
from simulator.persona import Persona
from simulator.problem import Problem
from simulator.rubric import Rubric
from simulator.text import clean

PERSONA = """\
id: late-gift
company: soap
language: ko
title: 선물이 아직 안 왔다
caller: {name: 오정란}
story: 엿새 전에 주문했다.
demand: 내일까지 보내 달라.
facts:
  - {id: order_number, value: 20260413-0187, asks: [주문번호]}
hidden:
  - {id: party, value: 내일이 잔치다, reveals: {trust: 35, asks: [급하]}}
temper: {anger: 65, ceiling: 1}
resolution:
  needs: [apologise, inform]
triggers:
  - {when: {acts: [deny]}, anger: 15}
lines:
  opening:
    - 여보세요?
"""
RUBRIC = """\
id: soap
company: soap
language: ko
title: 평가표
criteria:
  - id: greeting
    title: 첫인사
    clause: 1.10
    points: 100
    checks:
      - id: greets
        asks: 인사했는가?
        seen: {acts: [greet], where: first}
"""
COMPANY = "id: soap\nname: 달빛비누\nlanguage: ko\n"


def good_persona(text: str) -> Persona:
    """The persona in `text`, which must have no problem at all."""
    persona, problems = parse_persona(text, "p.yaml")
    assert problems == ()
    assert persona
    return persona


def good_rubric(text: str) -> Rubric:
    """The rubric in `text`, which must have no problem at all."""
    rubric, problems = parse_rubric(text, "rubric.yaml")
    assert problems == ()
    assert rubric
    return rubric


def opening(lines: str) -> tuple[str, ...]:
    """The opening lines of the persona whose list of them is `lines`, indented by four."""
    return good_persona(PERSONA.replace("    - 여보세요?\n", lines)).lines.opening


def problems_of(text: str) -> tuple[Problem, ...]:
    """The problems of `text` read as a persona."""
    return parse_persona(text, "p.yaml")[1]


def only(text: str) -> Problem:
    """The one problem of `text` read as a persona."""
    (problem,) = problems_of(text)
    return problem


def changed(old: str, new: str) -> str:
    """The good persona with `old` replaced."""
    assert old in PERSONA
    return PERSONA.replace(old, new)


# --- what is read ---------------------------------------------------------------------------------------------


def test_a_persona_with_only_what_is_required_is_read() -> None:
    persona = good_persona(PERSONA)
    assert persona.hidden[0].trust == 35
    assert persona.hidden[0].asks == ("급하",)
    assert persona.triggers[0].when.acts == ("deny",)
    assert persona.temper.patience == 12


def test_text_and_digest_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PERSONA.replace("\n", "\r\n").encode())
    persona, problems = read_persona(path)
    assert problems == ()
    assert persona
    assert persona.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert parse_persona(persona.text, "pinned")[0] == persona


def test_push_lines_are_keyed_by_level_and_ask_lines_by_act() -> None:
    persona = good_persona(PERSONA + "  push: {0: [하나], 1: [둘]}\n  ask: {inform: ['왜요?']}\n")
    assert persona.lines.push == {0: ("하나",), 1: ("둘",)}
    assert persona.lines.ask == {"inform": ("왜요?",)}


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "no", "010", "1234", "2026-04-13", "true", "1e3", "null", "0x1F"]
)
def test_a_word_that_yaml_would_retype_stays_text_where_text_is_meant(word: str) -> None:
    assert opening(f"    - {word}\n") == (word,)


def test_prose_with_one_colon_in_a_list_is_the_text_that_was_meant() -> None:
    assert opening("    - 국번: 010 이라니까요?\n") == ("국번: 010 이라니까요?",)
    assert opening("    - {order_number}\n") == ("{order_number}",)


def test_a_clause_number_keeps_its_zero() -> None:
    assert good_rubric(RUBRIC).criteria[0].clause == "1.10"


@pytest.mark.parametrize("seen", ["{acts: [warn], within: 2}", "{acts: [warn], where: {within: 2}}"])
def test_within_stands_beside_where_or_in_it(seen: str) -> None:
    text = RUBRIC.replace(
        "seen: {acts: [greet], where: first}", f"when: {{caller: [insult]}}\n        seen: {seen}"
    )
    read = good_rubric(text).criteria[0].checks[0].seen
    assert read
    assert (read.within, read.where) == (2, "any")


def test_a_key_without_a_value_is_as_good_as_none() -> None:
    assert good_persona(changed("title:", "cause:\ntitle:")).cause == ""


def test_an_empty_required_key_is_missing_on_its_own_line() -> None:
    problem = only(changed("title: 선물이 아직 안 왔다", "title:"))
    assert (problem.code, problem.line) == ("missing_key", 4)


def test_a_company_needs_only_a_name_and_is_told_what_its_callers_will_not_hear() -> None:
    company, problems = parse_company(COMPANY, "company.yaml")
    assert company
    assert {problem.code for problem in problems} == {"no_announcement"}
    assert {problem.severity for problem in problems} == {"warning"}


# --- what is told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    - 아니: 이게: 뭐예요\n", "colon"),
        ('    - "이게" 뭐예요\n', "half_quoted"),
        ('    - "이게 뭐예요\n', "unclosed_quote"),
        ("    - *진짜* 화나네\n", "first_sign"),
        ("    - &저기요 화나네\n", "first_sign"),
        ("    - ! 화나네\n", "first_sign"),
        ("    - @여기요\n", "first_sign"),
        ("    - `저기\n", "first_sign"),
        ("    - %할인\n", "first_sign"),
        ("    - {order_number} 번이요\n", "first_sign"),
        ("\t- 여보세요\n", "tab"),
        ("    - 여보세요\n   - 저기요\n", "indent"),
        ("    [그래서, 언제 돼요\n", "brackets"),
    ],
)
def test_what_yaml_cannot_read_is_named_on_its_line(line: str, code: str) -> None:
    problem = problems_of(changed("    - 여보세요?\n", line))[0]
    assert problem.code == code
    assert problem.line in {19, 20}


def test_the_cure_shows_the_line_as_it_should_be() -> None:
    problem = only(changed("    - 여보세요?\n", '    - "이게" 뭐예요\n'))
    assert "'\"이게\" 뭐예요'" in problem.cure("ko")


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = changed("title: 선물이 아직 안 왔다", "titel: 선물: 아직").replace("anger: 65", "anger: 650")
    text = text.replace("[apologise, inform]", "[apologise, informs]").replace("- 여보세요?", "- @여보세요")
    assert [(problem.line, problem.code) for problem in problems_of(text)] == [
        (4, "colon"),
        (12, "out_of_range"),
        (14, "not_one_of"),
        (19, "first_sign"),
    ]


def test_a_misspelt_key_is_named_with_the_key_that_was_meant_and_not_as_missing_too() -> None:
    problem = only(changed("title:", "titel:"))
    assert problem.code == "unknown_key"
    assert "title" in problem.cure("en")


def test_a_key_that_stands_twice_is_a_problem() -> None:
    problem = only(changed("title:", "id: other\ntitle:"))
    assert (problem.code, problem.line) == ("duplicate_key", 4)


def test_an_act_in_korean_is_answered_with_its_id() -> None:
    assert "apologise" in only(changed("[apologise, inform]", "[사과, inform]")).cure("ko")


def test_an_act_of_the_other_side_is_named_as_such() -> None:
    assert only(changed("[apologise, inform]", "[inform, insult]")).code == "other_side"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ceiling: 1", "ceiling: 5", "out_of_range"),
        ("anger: 65", 'anger: "65"', "wrong_type"),
        ("anger: 65", "anger: 065", "wrong_type"),
        ("id: late-gift", "id: late gift", "ill_formed"),
        ("opening:\n    - 여보세요?", "opening: 여보세요?", "wrong_type"),
        ("opening:\n    - 여보세요?", "opening: []", "too_few"),
        ("    - 여보세요?", "    -", "empty"),
        ("    - 여보세요?", "    - " + "가" * 601, "too_long"),
        ("language: ko", "language: kr", "not_one_of"),
        ("- {id: order_number,", "- {id: party,", "same_id"),
        ("- 여보세요?", "- 주문번호 {oder_number}인데요", "unknown_slot"),
        ("- 여보세요?", "- 주문번호 {인데요", "stray_brace"),
        ("ceiling: 1", "ceiling: 1, floor: 2", "floor_above_ceiling"),
        ("[apologise, inform]", "[apologise, empathise]", "soft_only"),
        ("[apologise, inform]", "[apologise, offer]", "no_offers"),
        ("- 여보세요?\n", "- 여보세요?\n  push: {2: [야!]}\n", "unreachable_lines"),
        ("- 여보세요?", "- 주문 #123인데요", "cut_comment"),
        ("- 여보세요?", "- 여보\x07세요", "unprintable"),
    ],
)
def test_each_mistake_has_its_code(old: str, new: str, code: str) -> None:
    assert only(changed(old, new)).code == code


def test_a_warning_leaves_the_persona_usable() -> None:
    persona, problems = parse_persona(changed("- 여보세요?\n", "- 여보세요?\n  push: {2: [야!]}\n"), "p.yaml")
    assert persona
    assert [problem.severity for problem in problems] == ["warning"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("points: 100", "points: 90", "points_sum"),
        ("points: 100", "points: 0", "out_of_range"),
        ("where: first", "where: begin", "not_one_of"),
        ("where: first", "within: 2", "within_nothing"),
        ("acts: [greet]", "acts: [greet], never: [greet]", "wanted_and_barred"),
        ("clause: 1.10", "clause: 첫인사", "ill_formed"),
        ("fatal", "fatal", "wrong_type"),
    ],
)
def test_each_mistake_in_a_rubric_has_its_code(old: str, new: str, code: str) -> None:
    text = (
        RUBRIC.replace("    points:", "    fatal: yes\n    points:")
        if old == "fatal"
        else RUBRIC.replace(old, new)
    )
    _, problems = parse_rubric(text, "rubric.yaml")
    assert [problem.code for problem in problems] == [code]


def test_a_problem_is_named_by_the_ids_of_the_file() -> None:
    _, (problem,) = parse_rubric(RUBRIC.replace("acts: [greet]", "acts: [gret]"), "rubric.yaml")
    assert problem.thing("en") == "criterion greeting / check greets / seen.acts / #1"
    assert problem.thing("ko") == "평가 항목 greeting / 확인 문항 greets / seen.acts / 1번째"


def test_hours_that_close_before_they_open_are_told() -> None:
    text = COMPANY + 'hours:\n  - {days: [mon], open: "18:00", close: "10:00"}\n'
    assert "closes_early" in {problem.code for problem in parse_company(text, "company.yaml")[1]}


def test_an_hour_must_be_written_in_full() -> None:
    text = COMPANY + "hours:\n  - {days: [mon], open: 9:00, close: 18:00}\n"
    assert "ill_formed" in {problem.code for problem in parse_company(text, "company.yaml")[1]}


def test_a_manual_without_numbered_headings_and_a_number_twice_are_told() -> None:
    assert [problem.code for problem in parse_manual("# 매뉴얼\n", "manual.md")[1]] == ["no_clauses"]
    _, (problem,) = parse_manual("## 1.1 인사\n## 1.1 끝인사\n", "manual.md")
    assert (problem.code, problem.line) == ("same_clause", 2)


def test_the_sentence_is_one_line_in_either_language() -> None:
    problem = only(changed("title:", "difficulty: 9\ntitle:"))
    assert problem.sentence("ko") == (
        "p.yaml:4: difficulty: 1에서 5 사이의 숫자가 있어야 하는데 지금은 9예요. 그 사이의 숫자로 고치세요."
    )
    assert problem.sentence("en") == (
        "p.yaml:4: difficulty: expected a number from 1 to 5, found 9; change it to a number in that range."
    )
    assert set(problem.json("ko")) == {
        "file", "line", "thing", "code", "severity", "expected", "found", "cure", "message",
    }  # fmt: skip


# --- files that are no files of this kind ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (PERSONA.encode("cp949"), "not_utf8"),
        (PERSONA.encode("utf-16"), "not_utf8"),
        (b"", "no_content"),
        (b"- a\n- b\n", "no_group"),
        (b"#" * 1_000_001, "too_large"),
        (b"a: " + b"[" * 100 + b"]" * 100, "too_deep"),
        (b"a: [" + b"a, " * 40_000 + b"]", "too_many_values"),
        (b"id: a\n---\nid: b\n", "second_document"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem_and_no_exception(
    tmp_path: Path, data: bytes, code: str
) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    persona, problems = read_persona(path)
    assert persona is None
    assert [problem.code for problem in problems] == [code]


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert read_persona(tmp_path / "none.yaml")[1][0].code == "no_file"
    assert read_persona(tmp_path)[1][0].code == "not_a_file"
    assert read_manual(tmp_path / "none.md")[1][0].code == "no_file"
    assert read_persona(Path("a\0b"))[1][0].code == "no_file"


def test_a_thousand_anchors_do_not_laugh() -> None:
    text = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(50))
    assert {problem.code for problem in problems_of(text)} >= {"first_sign"}


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for parse in (parse_persona, parse_rubric, parse_company, parse_manual):
        for problem in parse(text, "x")[1]:
            assert "\n" not in problem.sentence("ko") + problem.sentence("en")


@given(
    st.lists(
        st.sampled_from(
            [*PERSONA.splitlines(), "\t- x", '  "', "- [", "{", "a: b: c", "*x", "? a", "|", ">-"]
        )
    )
)
def test_no_heap_of_lines_raises(lines: list[str]) -> None:
    persona, problems = parse_persona("\n".join(lines), "x")
    assert persona or problems


@given(st.binary())
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    assert read_persona(path)[1]


@given(
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="{}\\"), min_size=1, max_size=100)
)
def test_a_quoted_line_is_read_as_it_stands(line: str) -> None:
    quoted = "'" + line.replace("'", "''") + "'"
    assert good_persona(changed("여보세요?", quoted)).lines.opening == (clean(line),)
