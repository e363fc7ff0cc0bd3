"""The trainer's tools: what there is, a rubric drafted from a manual, and the forms that ask for files."""

from collections.abc import Iterable

from simulator.drafts.first import First
from simulator.language import Language, Pair
from simulator.views.html import Child, Html, address, joined, tag
from simulator.views.icons import icon
from simulator.views.shelf import BACK, problem_list

TOOLS = Pair("도구", "Tools")
DRAFT = Pair("매뉴얼에서 평가표 초안", "A first rubric from a manual")
DRAFT_WHAT = Pair(
    "매뉴얼 파일을 고르면 조항마다 통화에서 확인할 문항을 제안해요. 그대로 쓰지 말고 고쳐 쓰세요.",
    "Choose a manual and each clause that can be heard in a call gets its checks, for you to edit.",
)
CALLS = Pair("실제 통화 채점", "Score real calls")
CALLS_WHAT = Pair(
    "통화 기록을 여러 개 한꺼번에 채점해요. 이름과 번호는 먼저 가려지고, 어디에도 저장하지 않아요.",
    "Marks any number of transcripts at once. Names and numbers are masked first, and nothing is kept.",
)
BLIND = Pair("눈가림 채점", "Mark blind")
BLIND_WHAT = Pair(
    "채점기의 판정을 보지 않고 통화를 채점해요. 문항마다 사람과 채점기가 얼마나 맞는지 알 수 있어요.",
    "Mark calls without seeing the scorer's marks: so you learn, check by check, how far it can be trusted.",
)
MANUAL_FILE = Pair("매뉴얼 파일 (.md .txt .docx .pdf .hwpx)", "Manual (.md .txt .docx .pdf .hwpx)")
COMPANY = Pair("회사 이름표(영문이나 한글, 띄어쓰기 없이)", "Company id, without spaces")
MAKE_DRAFT = Pair("초안 만들기", "Make the draft")
DRAFTED = Pair("초안: 항목 {criteria}개, 문항 {checks}개", "The draft: {criteria} criteria, {checks} checks")
COPY_HINT = Pair(
    "아래 글을 rubrics/{company}/rubric.yaml로 저장하고, 매뉴얼은 그 옆에 두세요.",
    "Save the text below as rubrics/{company}/rubric.yaml and put the manual beside it.",
)
COVERED = Pair("문항이 생긴 조항", "Clauses with checks")
LEFT = Pair("문항이 없는 조항", "Clauses without a check")
LEFT_WHAT = Pair(
    "통화에서 들리지 않는 규칙이라면 그대로 두고, 들리는 규칙이라면 직접 문항을 더하세요.",
    "Leave those that cannot be heard in a call; write a check of your own for those that can.",
)
NONE_LEFT = Pair("모든 조항에 문항이 있어요.", "Every clause has a check.")


def tools(language: Language) -> Html:
    """The way to each tool."""
    named = ((DRAFT, DRAFT_WHAT, "draft"), (CALLS, CALLS_WHAT, "calls"), (BLIND, BLIND_WHAT, "blind"))
    cards = [_card(title, what, address(tool=tool), language) for title, what, tool in named]
    return tag("section", tag("h2", TOOLS(language)), tag("ul", cards, class_="cards"))


def _card(title: Pair, what: Pair, there: str, language: Language) -> Html:
    said = tag("span", what(language), class_="seen")
    return tag("li", tag("a", tag("strong", title(language)), said, class_="card tool", href=there))


def tool_page(title: Pair, what: Pair, language: Language, *children: Child) -> Html:
    """A page of one tool."""
    return tag(
        "article",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag("h1", title(language), tabindex=-1),
        tag("p", what(language), class_="lead"),
        *children,
        class_="tool-page",
    )


def draft_form(language: Language, first: First | None = None, company: str = "") -> Html:
    """Asks for the manual; below it the draft, once there is one."""
    kinds = ".md,.txt,.docx,.pdf,.hwpx"
    form = tag(
        "form",
        tag(
            "label",
            MANUAL_FILE(language),
            tag("input", type="file", name="file", accept=kinds, required=True),
        ),
        tag(
            "label",
            COMPANY(language),
            tag("input", name="company", value=company, maxlength=60, pattern="\\S+", required=True),
        ),
        tag("button", MAKE_DRAFT(language), class_="go"),
        data_deed="draft",
    )
    return tool_page(DRAFT, DRAFT_WHAT, language, form, _draft(first, company, language) if first else None)


def _draft(first: First, company: str, language: Language) -> Html:
    draft = first.draft
    checks = sum(len(one.checks) for one in draft.criteria)
    covered = [f"{one.clause.number} {one.clause.title}" for one in draft.criteria]
    left = [f"{clause.number} {clause.title}" for clause in draft.left]
    return joined(
        tag("h2", DRAFTED(language, criteria=len(draft.criteria), checks=checks)),
        tag("p", COPY_HINT(language, company=company)),
        tag("pre", first.rubric, class_="file", lang=draft.language, tabindex=0),
        problem_list(first.problems, language) if first.problems else None,
        tag(
            "div",
            tag("section", tag("h2", COVERED(language)), _listed(covered, draft.language)),
            tag(
                "section",
                tag("h2", LEFT(language)),
                joined(tag("p", LEFT_WHAT(language), class_="muted"), _listed(left, draft.language))
                if left
                else tag("p", NONE_LEFT(language)),
            ),
            class_="two",
        ),
    )


def _listed(texts: Iterable[str], language: Language) -> Html:
    return tag("ul", [tag("li", text) for text in texts], lang=language)
