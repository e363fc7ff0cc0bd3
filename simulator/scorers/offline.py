"""The offline scorer: marks a call from the acts of its turns and the `seen` rules of the rubric.

A check applies if one of the acts of its `when` occurred, or always where `when` is empty. Its `seen` is
looked for in a stretch of the agent's turns, and all of its keys must hold there: one of `acts`, every one of
`all`, one wording of `says`, none of `never`. The stretch is the whole call, the first turn or the last one
(`where`) or, with `within: n`, the next n agent turns after the first turn that `when` names; for `never` it
is the n turns after each of those turns. Where `when` names a deed of the agent's, its own turn counts too,
from the sentence of the deed on ("We can't refund it, but I can exchange it" does both in one breath).
Where the call ended before the agent had a turn in which to do it, the check does not apply.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.acts import act_name
from simulator.company import Policy
from simulator.language import Language, Pair
from simulator.recognise import recognise
from simulator.rubric import Check, Rubric, Seen
from simulator.scorecard import Mark, Scorecard, Verdict, scorecard
from simulator.scorers.evidence import (
    Heard,
    Piece,
    Proof,
    act_shown,
    applies,
    listen,
    moments,
    name_given,
    wording_said,
)
from simulator.scorers.policy import KEPT, offences
from simulator.turn import Turn

SILENT = Pair(
    "상담원이 한 말이 없어서 판정하지 않았어요.", "The agent said nothing, so there is nothing to judge."
)
NO_RULE = Pair(
    "오프라인 채점이 찾을 단서가 정해져 있지 않아서, 모델이나 사람이 판정해야 해요.",
    "The rubric does not say how to spot this; a model or a person has to judge it.",
)
NO_POLICIES = Pair(
    "비추어 볼 회사 규정이 없어서 판정하지 않았어요.", "There are no company policies to hold this against."
)
NOT_CALLED_FOR = Pair("이번 통화에는 이 문항을 볼 상황이 없었어요.", "Nothing in this call called for it.")
NO_CHANCE = Pair(
    "그 뒤로 상담원이 말할 차례 없이 통화가 끝났어요.",
    "The call ended before the agent had a turn to do it.",
)
DONE = Pair("‘{what}’에 해당하는 말이에요.", "Here the agent {what}.")
SAID = Pair("정해진 표현 ‘{what}’에 해당하는 말이에요.", "Says “{what}”, or words close to it.")
OFFENCE = Pair(
    "하지 말아야 할 ‘{what}’에 해당하는 말이에요.", "Here the agent {what}, which the rule forbids."
)
CLEAN = Pair("‘{what}’에 해당하는 말을 한 번도 하지 않았어요.", "No reply {what}.")
NOT_DONE = Pair("{where} ‘{what}’에 해당하는 말이 없어요.", "No reply {where} {what}.")
NOT_SAID = Pair(
    "{where} 정해진 표현 ‘{what}’에 해당하는 말이 없어요.", "The agent did not say “{what}” {where}."
)
NAME_GIVEN = Pair("자기 이름(‘{what}’)을 말했어요.", "Here the agent gives their own name ({what}).")
NO_NAME = Pair("{where} 자기 이름을 말하지 않았어요.", "The agent does not give their own name {where}.")
PLACES = {
    "any": Pair("통화 전체에서", "in the whole call"),
    "first": Pair("첫마디에", "at the start"),
    "last": Pair("마지막 말에", "at the end"),
}
WITHIN = Pair("필요한 순간부터 {n}번째 대답 안에", "soon enough after it was called for (limit: {n})")
SURE = 0.8
"""Log-odds over the bar from which an offence is clear enough to fail a whole call."""


@dataclass(frozen=True)
class Ground:
    """Where to look: for what is `wanted`, for what is `barred`, and the moments that called for it."""

    wanted: tuple[Piece, ...]
    barred: tuple[Piece, ...]
    moments: tuple[Piece, ...] = ()


class OfflineScorer:
    """Marks a call with nothing but the recogniser."""

    name = "offline"

    async def score(
        self, rubric: Rubric, turns: Sequence[Turn], policies: Sequence[Policy] = ()
    ) -> Scorecard:
        """A card with one mark for each check; never fails."""
        return scorecard(rubric, self.name, await asyncio.to_thread(offline_marks, rubric, turns, policies))


def offline_marks(rubric: Rubric, turns: Sequence[Turn], policies: Sequence[Policy] = ()) -> tuple[Mark, ...]:
    """One mark for each check of `rubric`, in its order."""
    heard, language = listen(turns, rubric.language), rubric.language
    return tuple(
        mark(criterion.id, check, heard, language, policies, fatal=criterion.fatal)
        for criterion, check in rubric.checks
    )


def judge_example(check: Check, text: str, language: Language) -> Verdict:
    """The verdict on `text` as the agent's only turn, whatever the check's `when` and `within` say."""
    only = (Piece(Heard(0, "agent", recognise(text, "agent", language))),)
    return _judge(partial(Mark, "", check.id), check.seen, Ground(only, only), language).verdict


def mark(
    criterion: str,
    check: Check,
    heard: Sequence[Heard],
    language: Language,
    policies: Sequence[Policy] = (),
    *,
    fatal: bool = False,
) -> Mark:
    """The mark of one check on a call; its reason is in `language`.

    What fails a whole call (`fatal`) must be a clear offence: on the held turns of the corpus every rudeness that was
    seen by SURE or more was one.
    """
    made = partial(Mark, criterion, check.id)
    agent = [turn for turn in heard if turn.side == "agent"]
    if not agent:
        return made("unscored", reason=SILENT(language))
    if not applies(check, heard):
        return made("not_applicable", reason=NOT_CALLED_FOR(language))
    called = moments(check.when, heard)
    ground = Ground(_stretch(check.seen, called[:1], agent), _stretch(check.seen, called, agent), called)
    if not ground.wanted:
        return made("not_applicable", reason=NO_CHANCE(language))
    if check.seen and check.seen.policy:
        return _held_against(made, check.seen, ground, policies, language)
    return _judge(made, check.seen, ground, language, SURE if fatal else 0.0)


def _stretch(seen: Seen | None, called: Sequence[Piece], agent: Sequence[Heard]) -> tuple[Piece, ...]:
    """The agent's turns in which evidence is looked for, `called` being the moments that matter."""
    turns = agent
    if seen and seen.where != "any":
        turns = agent[:1] if seen.where == "first" else agent[-1:]
    if seen is None or seen.within is None or not called:
        return tuple(map(Piece, turns))
    places = [turn.place for turn in agent]
    pieces: dict[int, Piece] = {}
    for moment in called:
        if moment.heard.side == "agent":
            pieces.setdefault(moment.heard.place, moment)
        after = bisect_right(places, moment.heard.place)
        pieces |= {turn.place: Piece(turn) for turn in agent[after : after + seen.within]}
    return tuple(pieces[turn.place] for turn in turns if turn.place in pieces)


def _held_against(
    made: Callable[..., Mark], seen: Seen, ground: Ground, policies: Sequence[Policy], language: Language
) -> Mark:
    if not policies:
        return made("unscored", reason=NO_POLICIES(language))
    offence = next(offences(ground.barred, seen.policy, policies), None)
    if offence:
        return made("missed", offence.turn, offence.quote, offence.reason(language))
    return made("met", reason=KEPT(language, count=len(policies)))


def _judge(
    made: Callable[..., Mark], seen: Seen | None, ground: Ground, language: Language, sure: float = 0.0
) -> Mark:
    if seen is None or not (seen.acts or seen.all or seen.never or seen.says or seen.named):
        return made("unscored", reason=NO_RULE(language))
    if offence := act_shown(ground.barred, seen.never, sure):
        reason = OFFENCE(language, what=_names([offence.found], language))
        return made("missed", offence.turn, offence.quote, reason)
    first: tuple[Proof, str] | None = None
    for proof, done, lack in _wanted(seen, ground.wanted, language):
        if proof is None:
            return made("missed", *_expected(seen, ground), lack)
        first = first or (proof, done)
    if first is None:
        return made("met", reason=CLEAN(language, what=_names(seen.never, language)))
    proof, reason = first
    return made("met", proof.turn, proof.quote, reason)


def _wanted(
    seen: Seen, pieces: Sequence[Piece], language: Language
) -> Iterator[tuple[Proof | None, str, str]]:
    """For each thing that `seen` wants: its proof or None, the reason if it is there and if it is not."""
    where = _where(seen, language)
    for acts in (*filter(None, [seen.acts]), *((act,) for act in seen.all)):
        proof = act_shown(pieces, acts)
        done = DONE(language, what=_names([proof.found], language)) if proof else ""
        yield proof, done, NOT_DONE(language, where=where, what=_names(acts, language))
    if seen.named:
        proof = name_given(pieces, language)
        yield proof, NAME_GIVEN(language, what=proof.found) if proof else "", NO_NAME(language, where=where)
    if seen.says:
        proof = wording_said(pieces, seen.says)
        done = SAID(language, what=proof.found) if proof else ""
        yield proof, done, NOT_SAID(language, where=where, what=seen.says[0])


def _expected(seen: Seen, ground: Ground) -> tuple[int | None, str | None]:
    """The turn and the words beside which the missing evidence belonged, so far as the rule names a place."""
    placed = seen.where != "any" or seen.within is not None
    pieces = ground.wanted if placed else ground.moments
    if not pieces:
        return None, None
    if seen.where == "last":
        return pieces[-1].heard.place, pieces[-1].last_sentence
    return pieces[0].heard.place, pieces[0].first_sentence


def _where(seen: Seen, language: Language) -> str:
    return PLACES[seen.where](language) if seen.within is None else WITHIN(language, n=seen.within)


def _names(acts: Iterable[str], language: Language) -> str:
    return Pair("’ 또는 ‘", " or ")(language).join(act_name(act)(language) for act in acts)
