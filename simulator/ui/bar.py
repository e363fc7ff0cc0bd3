"""The bar at the top of every page: where one is, who one is, the other language, the way out."""

from collections.abc import Mapping

from simulator.language import LANGUAGES, Language, Pair
from simulator.store import Role
from simulator.ui.signin import HOME, OTHER_LANGUAGE, TITLE
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon

OFFLINE = Pair("오프라인", "Offline")
WHAT_OFFLINE = Pair(
    "모델 없이 실행 중이에요. 고객의 말은 정해진 대사로 이 컴퓨터가 만들어요.",
    "Running without a model: the caller's lines are worded on this computer.",
)
ONLINE = Pair("모델 연결", "Model")
WHAT_ONLINE = Pair("고객의 말을 언어 모델이 만들어요.", "A language model words the caller.")
LEAVE = Pair("나가기", "Sign out")
WHO = Pair("내 정보와 언어", "You and the language")
ROLE = {
    "trainee": Pair("연습생", "trainee"),
    "trainer": Pair("트레이너", "trainer"),
    "manager": Pair("관리자", "manager"),
}


def bar(name: str, wanted: Mapping[str, str], role: Role, language: Language, *, online: bool) -> Html:
    """The bar for `name` on the page that shows what is `wanted`; the other language keeps looking at that."""
    other = next(one for one in LANGUAGES if one != language)
    there = f"/{other}/{HOME[role]}/" + (address(**wanted) if wanted else "")
    mode, what = (ONLINE, WHAT_ONLINE) if online else (OFFLINE, WHAT_OFFLINE)
    return tag(
        "header",
        tag(
            "a",
            icon("phone"),
            tag("span", TITLE(language)),
            href=f"/{language}/{HOME[role]}/",
            class_="brand",
        ),
        tag(
            "nav",
            tag("span", mode(language), class_="mode", title=what(language)),
            tag("span", tag("b", name), tag("small", ROLE[role](language)), class_="me"),
            tag("a", OTHER_LANGUAGE(language), href=there, lang=other, hreflang=other),
            tag("a", LEAVE(language), href=f"/{language}/signout"),
            aria_label=WHO(language),
        ),
        class_="bar",
    )
