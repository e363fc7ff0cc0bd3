"""The model scorer: one request for the whole card (for each vote), every quote verified, nothing taken on trust.

Whether a check applies is decided by code, so those that do not are not even asked. A mark that the judge makes
without proof is unscored; where the offline scorer has decided the same check, its mark stands in, marked as its own.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from simulator.answer import Message
from simulator.company import Policy
from simulator.language import Pair
from simulator.model import Endpoint, Model
from simulator.prompts import prompt
from simulator.rubric import Check, Criterion, Rubric
from simulator.scorecard import DECIDED, Mark, Scorecard, scorecard
from simulator.scorers.offline import OfflineScorer, offline_marks
from simulator.text import MAX_REPLY, clean, find_quote, one_line, squeeze
from simulator.turn import Turn

VERDICTS = ("met", "missed", "unscored")
LONGEST_REASON = 300
"""Characters of a reason that are kept."""
SHORTEST_QUOTE = 2
"""Letters and digits; anything shorter is found in any call and proves nothing."""

NO_PROOF = Pair(
    "모델이 근거로 든 말이 이 통화에 없어서 판정에서 뺐어요.",
    "The model's quote is not in the call, so its verdict does not count.",
)
NO_QUOTE = Pair(
    "모델이 근거가 되는 말을 대지 않아서 판정에서 뺐어요.",
    "The model gave no quote for its verdict, so it does not count.",
)

SPLIT = Pair(
    "모델의 판정이 갈려서(했음 {met}, 놓침 {missed}) 사람이 봐야 해요.",
    "The model's verdicts differ (met {met}, missed {missed}), so a person has to look.",
)
PERSON = "person"
"""The source of a mark that nobody but a person can make."""
VARIED = 0.7
"""Temperature of several votes; at 0 they would all be the same."""

_SAFE_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")

Asked = Mapping[str, tuple[Criterion, Check]]
"""The checks that are put to the judge, by their keys in its answer."""


class ModelScorer:
    """Marks a call with the model at an endpoint."""

    def __init__(self, endpoint: Endpoint, votes: int = 1) -> None:
        self.name = endpoint.model
        self.model = Model(endpoint)
        self.votes = votes
        """How often each call is judged: once, or several times to find out where the judge is not sure."""

    async def score(
        self, rubric: Rubric, turns: Sequence[Turn], policies: Sequence[Policy] = ()
    ) -> Scorecard:
        """A card with one mark for each check; raises ModelFailed."""
        fallback = await asyncio.to_thread(offline_marks, rubric, turns, policies)
        asked = questions(rubric, fallback)
        if not asked or not any(turn.speaker == "agent" and squeeze(turn.text) for turn in turns):
            return scorecard(rubric, OfflineScorer.name, fallback)
        rounds = await asyncio.gather(*(self._judged(rubric, asked, turns) for _ in range(self.votes)))
        judged = {place: agreed([one[place] for one in rounds], rubric) for place in rounds[0]}
        marks = (_better(judged.get((mark.criterion, mark.check)), mark) for mark in fallback)
        return scorecard(rubric, self.name, marks)

    async def _judged(
        self, rubric: Rubric, asked: Asked, turns: Sequence[Turn]
    ) -> dict[tuple[str, str], Mark]:
        """The judge's marks by criterion and check, from one request."""
        answer = await self.model.ask(
            request(rubric, asked, turns),
            schema(asked),
            lambda value: complaints(value, asked),
            rubric.language,
            0 if self.votes == 1 else VARIED,
        )
        answers = cast("Mapping[str, Mapping[str, Any]]", answer)
        return {
            (criterion.id, check.id): verified(criterion, check, answers[key], turns, rubric)
            for key, (criterion, check) in asked.items()
        }


def agreed(votes: Sequence[Mark], rubric: Rubric) -> Mark:
    """The mark all votes agree on; where they differ, none, and a person has to look."""
    if len({mark.verdict for mark in votes}) == 1:
        return votes[0]
    counts = Counter(mark.verdict for mark in votes)
    reason = SPLIT(rubric.language, met=counts["met"], missed=counts["missed"])
    return Mark(votes[0].criterion, votes[0].check, "unscored", reason=reason, source=PERSON)


def questions(rubric: Rubric, fallback: Sequence[Mark]) -> dict[str, tuple[Criterion, Check]]:
    """The checks that apply, by short keys: the check's own id where no other check has it."""
    times = Counter(check.id for _, check in rubric.checks)
    asked: dict[str, tuple[Criterion, Check]] = {}
    for number, ((criterion, check), mark) in enumerate(zip(rubric.checks, fallback, strict=True)):
        if mark.verdict == "not_applicable" or (check.seen and check.seen.policy):
            continue  # decided in code
        key = check.id if times[check.id] == 1 else f"{criterion.id}-{check.id}"
        if not _SAFE_KEY.fullmatch(key) or key in asked:
            key = f"check-{number}"
        asked[key] = (criterion, check)
    return asked


def request(rubric: Rubric, asked: Asked, turns: Sequence[Turn]) -> list[Message]:
    """What the judge is asked: the questions first, the same for every call, then the transcript as data."""
    checks = "\n".join(f"{key}: {one_line(check.asks)}" for key, (_, check) in asked.items())
    lines = [
        f"{place} {turn.speaker} {json.dumps(turn.text[:MAX_REPLY], ensure_ascii=False).translate(_LINE_ENDS)}"
        for place, turn in enumerate(turns)
    ]
    return [
        {"role": "system", "content": prompt("judge", rubric.language, checks=checks)},
        {"role": "user", "content": "\n".join(lines)},
    ]


_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"}
"""Marks that end a line and that JSON leaves as they are: raw, they could begin a line like a turn's."""


def schema(asked: Asked) -> dict[str, Any]:
    """The shape of the answer. No lengths or bounds: servers that enforce schemas differ in those."""
    mark = {
        "type": "object",
        "properties": {
            "reason": {"type": "string"},
            "quote": {"type": ["string", "null"]},
            "turn": {"type": ["integer", "null"]},
            "verdict": {"type": "string", "enum": list(VERDICTS)},
        },
        "required": ["reason", "quote", "turn", "verdict"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {key: {"$ref": "#/$defs/mark"} for key in asked},
        "required": list(asked),
        "additionalProperties": False,
        "$defs": {"mark": mark},
    }


def complaints(value: object, asked: Asked) -> list[str]:
    """Where `value` is not in the shape of `schema`; a key too many does no harm."""
    if not isinstance(value, dict):
        return ["not a JSON object"]
    return [f"{key}: {wrong}" for key in asked if (wrong := _wrong(value.get(key)))]


def _wrong(mark: object) -> str:
    if not isinstance(mark, dict):
        return "missing"
    if not isinstance(mark.get("reason"), str):
        return "reason is not a string"
    if not isinstance(mark.get("quote"), str | None):
        return "quote is neither a string nor null"
    if isinstance(mark.get("turn"), bool) or not isinstance(mark.get("turn"), int | None):
        return "turn is neither a whole number nor null"
    return "" if mark.get("verdict") in VERDICTS else f"verdict is none of {', '.join(VERDICTS)}"


def verified(
    criterion: Criterion, check: Check, answer: Mapping[str, Any], turns: Sequence[Turn], rubric: Rubric
) -> Mark:
    """The judge's mark as far as it is proved.

    A quote has to be in the call, for a met check in the agent's words. Without one only an absence can be
    marked: a check missed because nothing meets it, a `never` rule met because nothing breaks it.
    """
    made = partial(Mark, criterion.id, check.id)
    verdict, quote = answer["verdict"], answer["quote"] or ""
    reason = one_line(clean(answer["reason"]))[:LONGEST_REASON]
    if verdict not in DECIDED:
        return made("unscored", reason=reason)
    if quote.strip():
        found = _locate(quote, answer["turn"], verdict, turns)
        if found is None:
            return made("unscored", reason=NO_PROOF(rubric.language))
        return made(verdict, *found, reason)
    seen = check.seen
    bars_only = (
        seen is not None and bool(seen.never) and not (seen.acts or seen.all or seen.says or seen.named)
    )
    if (verdict == "met") == bars_only:
        return made(verdict, reason=reason)
    return made("unscored", reason=NO_QUOTE(rubric.language))


def _locate(quote: str, stated: int | None, verdict: str, turns: Sequence[Turn]) -> tuple[int, str] | None:
    """The turn that holds `quote` and its verbatim words: the stated turn first, then the agent's, then others."""
    if len(squeeze(quote)) < SHORTEST_QUOTE:
        return None
    places = sorted(range(len(turns)), key=lambda at: (at != stated, turns[at].speaker != "agent", at))
    for place in places:
        if verdict == "met" and turns[place].speaker != "agent":
            continue
        if found := find_quote(quote, turns[place].text):
            return place, found
    return None


def _better(judged: Mark | None, offline: Mark) -> Mark:
    """The judge's mark, or the offline one where the judge made none and the offline one says something."""
    if judged and judged.source == PERSON:
        return judged
    if judged is None or (judged.verdict == "unscored" and offline.verdict in DECIDED):
        return replace(offline, source=OfflineScorer.name)
    return judged
