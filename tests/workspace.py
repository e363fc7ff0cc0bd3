"""A small workspace of one company, written file by file for a test."""

from pathlib import Path

MANUAL = "# 매뉴얼\n\n## 1.1 첫인사\n\n인사한다.\n\n## 1.2 이름\n\n이름을 말한다.\n"
COMPANY = """\
id: soap
name: 달빛비누
language: ko
announcements:
""" + "".join(
    f"  - {{slot: {slot}, text: 폭언을 삼가 주세요.}}\n"
    for slot in (
        "open",
        "busy",
        "lunch",
        "after_hours",
        "weekend",
        "abuse_notice",
        "warning_clip",
        "end_clip",
    )
)
RUBRIC = """\
id: soap-card
company: soap
language: ko
title: 평가표
criteria:
  - id: greeting
    title: 첫인사
    clause: "1.1"
    points: 100
    checks:
      - id: greets
        asks: 인사했는가?
        seen: {acts: [greet], where: first}
        good: ["안녕하십니까, 달빛비누 김하늘입니다."]
        bad: ["네, 말씀하세요."]
"""
PERSONA = """\
id: late-gift
company: soap
language: ko
title: 선물이 아직 안 왔다
caller: {name: 오정란}
story: 엿새 전에 주문했다.
demand: 내일까지 보내 달라.
temper: {anger: 65, ceiling: 1}
resolution:
  needs: [apologise, inform, commit]
  offers: [오늘 특송]
lines:
  opening:
    - 여보세요?
"""


def write(folder: Path, **changed: str) -> Path:
    """The workspace at `folder`; `changed` gives the text of a file (persona, rubric, company, manual) anew."""
    files = {
        "personas/soap/late-gift.yaml": changed.get("persona", PERSONA),
        "rubrics/soap/rubric.yaml": changed.get("rubric", RUBRIC),
        "rubrics/soap/company.yaml": changed.get("company", COMPANY),
        "rubrics/soap/manual.md": changed.get("manual", MANUAL),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
