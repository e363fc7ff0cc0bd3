"""What a file that fits its schema still gets wrong within itself."""

import re
from collections.abc import Mapping, Sequence

from simulator.acts import act_name
from simulator.company import SLOTS
from simulator.files.page import Page
from simulator.files.schema import Plain
from simulator.files.shape import Path, listed
from simulator.files.slots import tell_strange_slots
from simulator.files.syntax import show
from simulator.language import LANGUAGES, Pair
from simulator.problem import NOTHING, Fault

SUBSTANCE = ("inform", "offer", "commit", "own", "transfer")
"""Acts that do something about the matter, as kind words and apologies alone do not."""

ALL_POINTS = 100
ROUNDING = 0.01

SAME_ID = Fault(
    "same_id",
    Pair("하나뿐인 이름표", "an id that is used once"),
    Pair("{first}행에 이미 쓴 ‘{id}’", "“{id}”, already used on line {first}"),
    Pair("둘 가운데 하나의 이름을 바꾸세요.", "rename one of the two."),
)
UNREACHABLE = Fault(
    "unreachable_lines",
    Pair("폭언 상한(ceiling) {ceiling} 이하의 대사", "lines up to this caller's ceiling, {ceiling}"),
    Pair("{level}단계 대사", "lines for level {level}"),
    Pair(
        "이 고객은 그만큼 심해지지 않아서 쓰일 일이 없어요. 지우거나 temper.ceiling을 {level}까지 올리세요.",
        "this caller never gets that bad, so nobody hears them: delete them or raise temper.ceiling to {level}.",
    ),
    "warning",
)
FLOOR_ABOVE = Fault(
    "floor_above_ceiling",
    Pair("상한(ceiling) {ceiling} 이하의 하한", "a floor at or below the ceiling, {ceiling}"),
    Pair("{floor}", "{floor}"),
    Pair("floor를 낮추거나 ceiling을 올리세요.", "lower floor or raise ceiling."),
)
SOFT_ONLY = Fault(
    "soft_only",
    Pair("말뿐이 아닌 행위({acts}) 하나 이상", "at least one act of substance ({acts})"),
    Pair("{found}뿐인 해결 조건", "only {found}"),
    Pair(
        "사과만으로 풀리는 고객은 연습이 되지 않아요. needs에 하나를 더하거나 offers를 쓰세요.",
        "a caller who is won over by an apology alone teaches nothing: add one to needs, or write offers.",
    ),
)
NO_OFFERS = Fault(
    "no_offers",
    Pair("resolution.offers에 적힌 해결책", "remedies in resolution.offers"),
    NOTHING,
    Pair(
        "needs에 offer가 있으니, 받아들일 해결책의 표현을 offers에 적으세요.",
        "needs includes offer, so list under offers the wordings of anything the caller would accept.",
    ),
)
BOTH_WAYS = Fault(
    "both_ways",
    Pair("offers와 forbidden 가운데 한쪽에만 있는 표현", "a wording in only one of offers and forbidden"),
    Pair("양쪽에 다 있는 {found}", "{found} in both"),
    Pair("한쪽에서 지우세요.", "delete it from one of them."),
)
POINTS = Fault(
    "points_sum",
    Pair("합이 100인 배점", "points that add up to 100"),
    Pair("{sum}점", "{sum}"),
    Pair("{change}", "{change}"),
)
NEVER_AND_WANTED = Fault(
    "wanted_and_barred",
    Pair("never와 겹치지 않는 행위", "acts that are not also under never"),
    Pair("양쪽에 다 있는 {found}", "{found} in both"),
    Pair(
        "한쪽에서 지우세요. 이대로는 아무도 이 문항에서 ‘했음’을 받을 수 없어요.",
        "delete it from one: as it is, nobody can pass.",
    ),
)
WITHIN_NOTHING = Fault(
    "within_nothing",
    Pair("within을 세는 기준이 될 when", "a `when` from which `within` counts"),
    NOTHING,
    Pair("when을 쓰거나 within을 지우세요.", "write when, or delete within."),
    "warning",
)
CLOSES_EARLY = Fault(
    "closes_early",
    Pair("{open}보다 늦은 시각", "a time after {open}"),
    Pair("{close}", "{close}"),
    Pair(
        "여는 시각과 닫는 시각이 바뀌지 않았는지 보세요.",
        "check that the opening and closing times are not swapped.",
    ),
)
NO_ANNOUNCEMENT = Fault(
    "no_announcement",
    Pair("‘{slot}’({name}) 안내 멘트", "an announcement for {slot} ({name})"),
    NOTHING,
    Pair(
        "announcements에 ‘slot: {slot}’ 멘트를 더하세요.", "add one with “slot: {slot}” under announcements."
    ),
    "warning",
)
NO_PLEA = Fault(
    "no_plea",
    Pair("폭언을 삼가 달라는 말", "a request to refrain from abuse"),
    Pair("그런 말이 없는 안내 멘트", "an announcement without one"),
    Pair(
        "‘폭언이나 욕설을 삼가 주세요’와 같은 말을 넣으세요.",
        "add something like “please do not use abusive language”.",
    ),
    "warning",
)
SLOT_NAMES = {
    "open": Pair("영업 시간", "during phone hours"),
    "busy": Pair("통화량이 많을 때", "when all lines are busy"),
    "lunch": Pair("점심시간", "over lunch"),
    "after_hours": Pair("시간 외", "after hours"),
    "weekend": Pair("주말·휴일", "at weekends"),
    "abuse_notice": Pair("폭언 예방", "asking callers to refrain from abuse"),
    "warning_clip": Pair("폭언 경고", "the recorded warning"),
    "end_clip": Pair("통화 종료", "the recorded end of the call"),
}

_PLEA = re.compile(
    r"폭언|욕설|폭행|성희롱|인격|존중|고운 말|따뜻한 말|가족|abus|offensive|respect"
    r"|rude|insult|swear|threat|kind",
    re.IGNORECASE,
)


def tell_nonsense(page: Page) -> None:
    """Tells what is wrong within a page whose values fit their schema."""
    rules = {"persona": _persona, "rubric": _rubric, "company": _company}
    if page.kind in rules:
        rules[page.kind](page)


def _persona(page: Page) -> None:
    values = page.values
    facts: list[Path] = [("facts", place) for place in range(len(values.get("facts", ())))]
    facts += [("hidden", place) for place in range(len(values.get("hidden", ())))]
    _same_ids(page, facts)
    tell_strange_slots(page)
    temper, resolution = values["temper"], values["resolution"]
    ceiling, floor = temper.get("ceiling", 1), temper.get("floor", 0)
    if floor > ceiling:
        page.tell(FLOOR_ABOVE, ("temper", "floor"), ceiling=ceiling, floor=floor)
    for level in values["lines"].get("push", ()):
        if int(level) > ceiling:
            page.tell(UNREACHABLE, ("lines", "push", level), ceiling=ceiling, level=level)
    needs, offers = resolution["needs"], resolution.get("offers", [])
    if not offers and not set(needs) & set(SUBSTANCE):
        names = {"acts": listed(SUBSTANCE), "found": listed(needs)}
        page.tell(SOFT_ONLY, ("resolution", "needs"), **names)
    elif "offer" in needs and not offers:
        page.tell(NO_OFFERS, ("resolution",))
    for wording in offers:
        if wording in resolution.get("forbidden", ()):
            page.tell(BOTH_WAYS, ("resolution", "forbidden"), found=show(wording))


def _same_ids(page: Page, paths: Sequence[Path]) -> None:
    first: dict[str, int] = {}
    for path in paths:
        own = page.values
        for step in path:
            own = own[step]
        name = own["id"]
        if name in first:
            page.tell(SAME_ID, (*path, "id"), id=name, first=first[name])
        first.setdefault(name, page.line((*path, "id")))


def _rubric(page: Page) -> None:
    criteria = page.values["criteria"]
    _same_ids(page, [("criteria", place) for place in range(len(criteria))])
    for place, criterion in enumerate(criteria):
        checks: list[Path] = [
            ("criteria", place, "checks", inner) for inner in range(len(criterion["checks"]))
        ]
        _same_ids(page, checks)
        for path, check in zip(checks, criterion["checks"], strict=True):
            _check(page, path, check)
    total: float = round(sum(criterion["points"] for criterion in criteria), 3)
    if abs(total - ALL_POINTS) > ROUNDING:
        more, fewer = f"{100 - total:g}", f"{total - 100:g}"
        change = (
            Pair(f"모두 합해 {more}점을 더 주세요.", f"give {more} points more in all.")
            if total < ALL_POINTS
            else Pair(f"모두 합해 {fewer}점을 줄이세요.", f"take off {fewer} points in all.")
        )
        page.tell(POINTS, ("criteria",), sum=f"{total:g}", change=change)


def _check(page: Page, path: Path, check: Mapping[str, Plain]) -> None:
    seen = check.get("seen", {})
    for act in seen.get("never", ()):
        if act in seen.get("all", ()) or seen.get("acts") == [act]:
            found = Pair(*(f"{act}({act_name(act)(language)})" for language in LANGUAGES))
            page.tell(NEVER_AND_WANTED, (*path, "seen", "never"), found=found)
    where = seen.get("where")
    if ("within" in seen or isinstance(where, dict)) and not any(check.get("when", {}).values()):
        page.tell(WITHIN_NOTHING, (*path, "seen"))


def _company(page: Page) -> None:
    values = page.values
    for key in ("policies", "channels"):
        _same_ids(page, [(key, place) for place in range(len(values.get(key, ())))])
    for place, hours in enumerate(values.get("hours", ())):
        if hours["close"] <= hours["open"]:
            page.tell(CLOSES_EARLY, ("hours", place, "close"), open=hours["open"], close=hours["close"])
        lunch = hours.get("lunch")
        if lunch and lunch[1] <= lunch[0]:
            page.tell(CLOSES_EARLY, ("hours", place, "lunch"), open=lunch[0], close=lunch[1])
    said = values.get("announcements", [])
    for slot in SLOTS:
        if slot not in {announcement["slot"] for announcement in said}:
            page.tell(NO_ANNOUNCEMENT, ("announcements",), slot=slot, name=SLOT_NAMES[slot])
    for place, announcement in enumerate(said):
        if announcement["slot"] == "abuse_notice" and not _PLEA.search(announcement["text"]):
            page.tell(NO_PLEA, ("announcements", place, "text"))
