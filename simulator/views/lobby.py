"""The first page of a trainee: who is on the line, and what one has done so far."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from simulator.company import Company
from simulator.language import Language, Pair
from simulator.persona import Persona
from simulator.store import Done
from simulator.views.causes import cause_name
from simulator.views.html import Html, address, tag
from simulator.views.icons import icon

CHOOSE = Pair("어떤 전화를 받아 볼까요?", "Which call will you take?")
ADVICE = Pair(
    "쉬운 전화부터 받아 보세요. 같은 고객을 몇 번이고 다시 만나도 돼요.",
    "Start with an easy one. You can meet the same caller as often as you like.",
)
DIFFICULTY = Pair("난이도 {level}/5", "Difficulty {level}/5")
NEVER = Pair("아직 안 받아 봤어요", "Not taken yet")
TIMES = Pair("{times}번 받음", "Taken {times}×")
BEST = Pair("최고 {score:g}점", "best {score:g}")
LANGUAGE_OF = {"ko": Pair("한국어 통화", "calls in Korean"), "en": Pair("영어 통화", "calls in English")}
SHIFT = Pair("오전 근무 해 보기", "Work a morning shift")
SHIFT_IS = Pair(
    "전화가 잇따라 와요. 사이사이 쉬어 가며 받으세요.", "One call after another; you decide when to rest."
)
NOBODY = Pair(
    "쓸 수 있는 고객 파일이 없어요. 작업 폴더의 personas/를 확인하거나 `simulator check`를 실행해 주세요.",
    "There is no usable persona file. Look in personas/ of your workspace or run `simulator check`.",
)
GO_ON = Pair("아직 끝나지 않은 통화가 있어요", "You are still in a call")
BACK = Pair("이어서 하기", "Go on")


def lobby(
    personas: Sequence[Persona],
    companies: Mapping[str, Company],
    done: Mapping[str, Mapping[str, Done]],
    language: Language,
) -> Html:
    """A card for each caller, company by company, those in the reader's language first; `done` is by company."""
    if not personas:
        return tag("p", NOBODY(language), class_="notice", role="alert")

    def order(persona: Persona) -> tuple[bool, str, int, str]:
        return (persona.language != language, persona.company, persona.difficulty, persona.id)

    parts = [
        _company(companies.get(name), name, tuple(own), done.get(name, {}), language)
        for name, own in groupby(sorted(personas, key=order), key=lambda persona: persona.company)
    ]
    return tag(
        "section",
        tag("h1", CHOOSE(language), tabindex=-1),
        tag("p", ADVICE(language), class_="muted lead"),
        parts,
        class_="lobby",
    )


def going_on(title: str, call_id: str, language: Language) -> Html:
    """The way back into a call that has not ended."""
    return tag(
        "div",
        tag("p", tag("span", GO_ON(language), class_="label"), tag("b", title)),
        tag("a", icon("phone"), BACK(language), href=address(call=call_id), class_="go"),
        class_="going-on",
    )


def level_dots(level: int, language: Language) -> Html:
    """The difficulty as five dots."""
    label = DIFFICULTY(language, level=level)
    spots = [tag("i", class_="on" if n < level else "off") for n in range(5)]
    return tag("span", spots, class_="dots", role="img", aria_label=label, title=label)


def _company(
    company: Company | None,
    name: str,
    personas: Sequence[Persona],
    done: Mapping[str, Done],
    language: Language,
) -> Html:
    spoken = LANGUAGE_OF[personas[0].language](language)
    morning = tag(
        "button", SHIFT(language), type="button", class_="plain", data_deed="shift", data_company=name
    )
    heading = tag(
        "div",
        tag("h2", company.name if company else name, tag("small", spoken)),
        tag("p", morning, tag("small", SHIFT_IS(language))) if company else None,
        class_="company-top",
    )
    cards = [tag("li", _card(one, done.get(one.id), language)) for one in personas]
    return tag("div", heading, tag("ul", cards, class_="cards"), class_="company")


def _card(persona: Persona, done: Done | None, language: Language) -> Html:
    seen = NEVER(language) if done is None else TIMES(language, times=done.times)
    if done and done.best is not None:
        seen += " · " + BEST(language, score=done.best)
    return tag(
        "a",
        tag(
            "span",
            level_dots(persona.difficulty, language),
            tag("span", cause_name(persona.cause)(language), class_="cause"),
            class_="top",
        ),
        tag("strong", persona.title, lang=persona.language),
        tag("span", persona.caller.name, class_="who", lang=persona.language),
        tag("span", seen, class_="seen"),
        class_="card",
        href=address(caller=f"{persona.company}/{persona.id}"),
    )
