"""The manager's page: everyone's calls and scorecards, filtered by person, caller and date, and the trend."""

from datetime import datetime, timedelta
from typing import Any

import gradio as gr

from simulator.desk import NO_CALL, Desk, DeskError
from simulator.language import Language
from simulator.store import Which
from simulator.ui.bar import bar
from simulator.ui.frame import QUIET, asked, asked_next, frame
from simulator.ui.signin import TITLE
from simulator.views.errors import TROUBLE, told
from simulator.views.html import Html, joined
from simulator.views.overview import filter_form, next_page, reviewed_call
from simulator.views.records import calls_table, trend_line

PAGE = 50
"""Calls on one page."""


def manager_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address holds the filter or the call that is looked at."""

    def open_page(request: gr.Request) -> list[Any]:
        return shown(asked(request), str(request.username))

    def go(event: gr.EventData, request: gr.Request) -> list[Any]:
        return shown(asked_next(event), str(request.username))

    def shown(wanted: dict[str, str], name: str) -> list[Any]:
        top = bar(name, wanted, "manager", language, online=desk.online)
        try:
            call_id = wanted.get("call")
            return [
                top,
                "",
                _reviewed(desk, call_id, language) if call_id else _overview(desk, wanted, language),
            ]
        except TROUBLE as trouble:
            return [top, told(trouble, language), ""]

    page = gr.Blocks(title=TITLE(language), analytics_enabled=False)
    with page, gr.Column(elem_classes="sim"):
        parts = frame()
        page.load(open_page, None, [parts.top, parts.notice, parts.stage], **QUIET)
        parts.deeds.select(
            go, None, [parts.top, parts.notice, parts.stage], trigger_mode="always_last", **QUIET
        )
    return page


def _overview(desk: Desk, wanted: dict[str, str], language: Language) -> Html:
    which = narrowing(wanted)
    rows = desk.store.calls(limit=PAGE, before=wanted.get("before"), **which)
    return joined(
        filter_form(wanted, desk.store.people(), desk.store.personas_called(), language),
        trend_line(desk.store.trend(**which), language),
        calls_table(rows, language, names=True),
        next_page(wanted, rows[-1].id, language) if len(rows) == PAGE else None,
    )


def _reviewed(desk: Desk, call_id: str, language: Language) -> Html:
    call = desk.call(call_id)
    if call.ending == "stopped":
        raise DeskError(NO_CALL)
    cards = desk.store.scorecards(call_id)
    return reviewed_call(call, cards[-1] if cards else None, language, shared=desk.store.shared(call_id))


def narrowing(wanted: dict[str, str]) -> Which:
    """The filter that the page's address holds; a date that is none is left out, `until` counts its whole day."""
    since, until = _day(wanted.get("since")), _day(wanted.get("until"))
    company, _, persona = wanted.get("caller", "").rpartition("/")
    return Which(
        trainee=wanted.get("person"),
        persona=persona or None,
        company=company or None,
        since=since,
        until=until + timedelta(days=1) if until else None,
        stopped=False,
    )


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", "%Y-%m-%d").astimezone()
    except ValueError:
        return None
