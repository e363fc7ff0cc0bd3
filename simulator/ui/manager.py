"""The manager's page: everyone's calls and scorecards, filtered by person, caller and date, and the trend."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import gradio as gr

from simulator.desk import NO_CALL, Desk, DeskError
from simulator.language import Language
from simulator.opinion import settled
from simulator.review import override, trust_in
from simulator.store import Which
from simulator.ui.still import still_page
from simulator.views.html import Html, joined
from simulator.views.marked import Beside
from simulator.views.overview import disputes, filter_form, next_page, reviewed_call
from simulator.views.records import calls_table, trend_line

PAGE = 50
"""Calls on one page."""
LONGEST_NOTE = 600
"""Characters of a reason that are kept."""


def manager_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address holds the filter or the call that is looked at."""

    def stage(wanted: dict[str, str], _name: str) -> Html:
        call_id = wanted.get("call")
        return _reviewed(desk, call_id, language) if call_id else _overview(desk, wanted, language)

    def overridden(told: Mapping[str, str], name: str) -> dict[str, str]:
        call = desk.call(told.get("call", ""))
        place = (told.get("criterion", ""), told.get("check", ""))
        override(desk, call, place, told.get("verdict", ""), name, told.get("note", "")[:LONGEST_NOTE])
        return {"call": call.id}

    return still_page(desk, "manager", language, stage, {"override": overridden})


def _overview(desk: Desk, wanted: dict[str, str], language: Language) -> Html:
    which = narrowing(wanted)
    rows = desk.store.calls(limit=PAGE, before=wanted.get("before"), **which)
    disputed = [call for one in desk.store.disputed() if (call := desk.store.call(one))]
    return joined(
        disputes(disputed, language),
        filter_form(wanted, desk.store.people(), desk.store.personas_called(), language),
        trend_line(desk.store.trend(**which), language),
        calls_table(rows, language, names=True),
        next_page(wanted, rows[-1].id, language) if len(rows) == PAGE else None,
    )


def _reviewed(desk: Desk, call_id: str, language: Language) -> Html:
    call = desk.call(call_id)
    if call.ending == "stopped" or call.kind == "retry":
        raise DeskError(NO_CALL)
    cards = desk.store.scorecards(call_id)
    opinions = desk.store.opinions(call_id)
    scorer = cards[-1].scorer if cards else ""
    beside = Beside(opinions, trust_in(desk, call.company.id, scorer) if cards else {}, may_override=True)
    counted = settled(cards[-1], opinions) if cards else None
    shared = desk.store.shared(call_id) or call.kind in ("exam", "recording")
    return reviewed_call(call, cards[-1] if cards else None, counted, beside, language, shared=shared)


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
