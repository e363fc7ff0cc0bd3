"""A draft as the YAML of a rubric, for a trainer to edit."""

import json
from collections.abc import Iterator

from simulator.drafts.rules import Draft, DraftCheck, DraftCriterion
from simulator.language import Language, Pair
from simulator.manual import Clause

FIRST_LINES = Pair(
    "매뉴얼에서 뽑은 초안이에요. 문항과 배점을 우리 회사에 맞게 고치고, 예문을 더하세요.\n"
    "good에는 잘한 말, bad에는 잘못한 말을 적고 `simulator check`로 확인하세요.",
    "A first draft from the manual. Fit its checks and points to your company, and add examples:\n"
    "what is well said under good, what is not under bad; `simulator check` tells whether they are told apart.",
)
LEFT = Pair("확인 문항이 없는 조항:", "Clauses without a check:")
TITLE = Pair("{title} 평가표", "{title}: rubric")


def written(draft: Draft, company: str, manual_file: str) -> str:
    """The draft as YAML; it fits the schema as it stands."""
    language = draft.language
    head = [
        "# yaml-language-server: $schema=../../simulator/schemas/rubric.json",
        *(f"# {line}" for line in FIRST_LINES(language).splitlines()),
        f"id: {company}",
        f"company: {company}",
        f"language: {language}",
        f"title: {_text(TITLE(language, title=draft.title or company))}",
        f"manual: {_text(manual_file)}",
        "pass_mark: 80",
        "criteria:",
    ]
    body = [line for criterion in draft.criteria for line in _criterion(criterion, language)]
    return "\n".join([*head, *body, *_left(draft.left, language)]) + "\n"


def _criterion(criterion: DraftCriterion, language: Language) -> Iterator[str]:
    yield f"  - id: {criterion.id}"
    yield f"    title: {_text(criterion.clause.title)}"
    if criterion.section:
        yield f"    section: {_text(criterion.section)}"
    yield f'    clause: "{criterion.clause.number}"'
    yield f"    points: {criterion.points}"
    if criterion.tip:
        yield f"    tip: {_text(criterion.tip)}"
    yield "    checks:"
    for check in criterion.checks:
        yield from _check(check, language)


def _check(check: DraftCheck, language: Language) -> Iterator[str]:
    theme = check.theme
    yield f"      - id: {theme.id}"
    yield f"        asks: {_text(theme.asks(language))}"
    if theme.when:
        named = ", ".join(f"{side}: [{', '.join(acts)}]" for side, acts in theme.when.items())
        yield f"        when: {{{named}}}"
    rules = [f"{'never' if theme.never else 'acts'}: [{theme.act}]"] if theme.act else []
    rules += [f"where: {theme.where}"] if theme.where else []
    rules += [f"within: {theme.within}"] if theme.within else []
    if theme.act:
        yield f"        seen: {{{', '.join(rules)}}}"
    if check.good:
        yield "        good:"
        yield from (f"          - {_text(example)}" for example in check.good)


def _left(clauses: tuple[Clause, ...], language: Language) -> Iterator[str]:
    if clauses:
        yield f"# {LEFT(language)}"
        yield from (f"#   {clause.number} {clause.title}" for clause in clauses)


def _text(text: str) -> str:
    """`text` in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
