"""A manual's own problems: Markdown can always be read, but only numbered clauses can be cited."""

from simulator.files.page import MANUAL
from simulator.language import Pair
from simulator.manual import Manual
from simulator.problem import NOTHING, Fault, Problem

NO_CLAUSES = Fault(
    "no_clauses",
    Pair("‘## 1.1 첫인사’처럼 번호가 붙은 제목", "numbered headings like “## 1.1 Greeting”"),
    NOTHING,
    Pair(
        "규칙마다 #으로 시작하는 제목줄을 쓰고 번호를 붙이세요. 평가표가 그 번호로 조항을 가리켜요.",
        "give each rule a heading that begins with # and a number; the rubric cites clauses by that number.",
    ),
)
SAME_NUMBER = Fault(
    "same_clause",
    Pair("하나뿐인 조항 번호", "a clause number that is used once"),
    Pair("{first}행에 이미 쓴 {number}", "{number}, already used on line {first}"),
    Pair("둘 가운데 하나의 번호를 바꾸세요.", "renumber one of the two."),
)


def manual_problems(manual: Manual, file: str) -> tuple[Problem, ...]:
    """What is wrong with `manual`, told under the name `file`."""
    if not manual.clauses:
        return (NO_CLAUSES.at(file, 1, MANUAL),)
    first: dict[str, int] = {}
    problems = []
    for clause in manual.clauses:
        if clause.number in first:
            thing = Pair(f"조항 {clause.number} {clause.title}", f"clause {clause.number} {clause.title}")
            slots = {"first": first[clause.number], "number": clause.number}
            problems.append(SAME_NUMBER.at(file, clause.line, thing, **slots))
        first.setdefault(clause.number, clause.line)
    return tuple(problems)
