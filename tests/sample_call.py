"""A small company of our own, as its people would write it, and calls to it."""

import uuid
from dataclasses import replace
from typing import Any

from simulator.call import Call
from simulator.files import parse_company, parse_persona, parse_rubric
from simulator.manual import read_manual
from simulator.mood import Mood
from simulator.move import Move
from simulator.rubric import Rubric
from simulator.turn import Turn

PERSONA = """\
id: torn-book
company: saebyeok-books
language: ko
title: 찢어진 책이 왔다
caller:
  name: 한미숙
  age: 52
story: 손녀에게 줄 그림책이 찢어져서 왔다.
demand: 오늘 안에 새 책으로 바꿔 달라.
temper:
  anger: 60
  trust: 30
  patience: 10
  swing: 20
  ceiling: 1
resolution:
  needs: [apologise, commit]
  offers: [새 책 발송]
lines:
  opening:
    - "여보세요? 책이 다 찢어져서 왔잖아요!"
"""
RUBRIC = """\
id: saebyeok-books
company: saebyeok-books
language: ko
title: 새벽책방 전화응대 평가표
manual: manual.md
pass_mark: 70
criteria:
  - id: greeting
    title: 첫인사
    clause: "1.1"
    points: 40
    checks:
      - id: greets
        asks: 인사말로 통화를 시작했는가?
        seen: {acts: [greet], where: first}
      - id: says-name
        asks: 회사와 자기 이름을 밝혔는가?
        seen: {acts: [introduce], where: first}
  - id: no-blame
    title: 고객 탓하지 않기
    clause: "1.2"
    points: 60
    fatal: true
    checks:
      - id: never-blames
        asks: 고객에게 책임을 돌리지 않았는가?
        seen: {never: [blame]}
"""
COMPANY = """\
id: saebyeok-books
name: 새벽책방
language: ko
about: 그림책을 파는 작은 서점
"""
MANUAL = """\
# 새벽책방 전화 설명서

## 1.1 첫인사
"안녕하십니까, 새벽책방입니다."라고 말합니다.

## 1.2 탓하지 않기
고객에게 책임을 돌리지 않습니다.
"""
OPENING = Turn(
    "caller", "여보세요? 책이 다 찢어져서 왔잖아요!", ("complain",), Move("open"), Mood(60, 30, 10, 1)
)
REPLY = Turn("agent", "많이 속상하셨겠어요. 죄송합니다.", ("empathise", "apologise"), None, Mood(50, 40, 10))


def a_rubric(text: str = RUBRIC) -> Rubric:
    rubric, problems = parse_rubric(text, "rubric.yaml")
    assert rubric, problems
    return rubric


def a_call(persona: str = PERSONA, **changes: Any) -> Call:
    """A call by 김하늘 with nothing said yet; `persona` is the file's text."""
    caller, problems = parse_persona(persona, "persona.yaml")
    company, more = parse_company(COMPANY, "company.yaml")
    assert caller, problems
    assert company, more
    manual = read_manual(MANUAL, "digest of the manual")
    call = Call(str(uuid.uuid4()), "김하늘", caller, company, manual, a_rubric(), seed=7, prompts="phrases-1")
    return replace(call, **changes)
