"""The bar at the top of every page: where one is, who one is, the other language, the way out."""

from urllib.parse import urlencode

import gradio as gr

from simulator.language import LANGUAGES, Language, Pair
from simulator.store import Role
from simulator.ui.signin import HOME, OTHER_LANGUAGE, TITLE
from simulator.views.html import Html, tag

OFFLINE = Pair("오프라인 고객", "offline caller")
ONLINE = Pair("모델 고객", "model caller")
LEAVE = Pair("나가기", "Sign out")
ROLE = {
    "trainee": Pair("연습생", "trainee"),
    "trainer": Pair("트레이너", "trainer"),
    "manager": Pair("관리자", "manager"),
}


def bar(request: gr.Request, role: Role, language: Language, *, online: bool) -> Html:
    """The bar for the page that `request` comes from; the other language keeps what is being looked at."""
    other = next(one for one in LANGUAGES if one != language)
    query = urlencode(asked(request))
    there = f"/{other}/{HOME[role]}/" + (f"?{query}" if query else "")
    return tag(
        "header",
        tag("a", TITLE(language), href=f"/{language}/{HOME[role]}/", class_="brand"),
        tag(
            "nav",
            tag("span", (ONLINE if online else OFFLINE)(language), class_="mode"),
            tag("span", f"{request.username} · {ROLE[role](language)}"),
            tag("a", OTHER_LANGUAGE(language), href=there, lang=other, hreflang=other),
            tag("a", LEAVE(language), href=f"/{language}/signout"),
        ),
        class_="bar sim",
    )


def asked(request: gr.Request) -> dict[str, str]:
    """What the page's address asks for; gradio's own parameters left out."""
    return {key: value for key, value in request.query_params.items() if not key.startswith("__") and value}
