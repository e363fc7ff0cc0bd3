"""The model voice: a language model words the move that the director chose.

A request is a prefix that stays the same for the whole call (who the caller is, how to read directions), then
the call so far, each agent turn as a JSON string so that nothing in it can pass for a direction, and last the
direction for this one line. The prefix and the earlier turns are byte for byte those of the request before, so
a server with a prompt cache reads only what is new.
"""

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from simulator.acts import act_name
from simulator.answer import Message
from simulator.call import Call
from simulator.failure import ModelFailed
from simulator.language import Language
from simulator.model import Endpoint, Model
from simulator.mood import Mood
from simulator.move import Move
from simulator.persona import Persona
from simulator.phrases.scene import promise_put_off
from simulator.prompts import digest, headings, prompt
from simulator.text import MAX_REPLY
from simulator.turn import Turn
from simulator.voices.guard import Guard, guard_of, whole_sentences
from simulator.voices.line import LONGEST, out_of_role, sayable, shortened, tidy

KEPT = 6
"""Turns that are still sent once the whole call has proved too long for the model."""
EXAMPLES = 6
"""Lines of the persona that show what it sounds like."""


class ModelVoice:
    """Words moves with the model at an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.name = endpoint.model
        self.model = Model(endpoint)

    def digest(self, language: Language) -> str:
        """The SHA-256 of the prompts it words from."""
        return digest(("caller", "line"), language)

    async def speak(self, call: Call, mood: Mood, move: Move) -> AsyncGenerator[str, None]:
        """The line as it grows; one that falls out of role is drawn once more and replaces what was shown.

        Raises ModelFailed where the second one is no better or the model fails.
        """
        turns, wrong = call.turns, ""
        for _ in range(2):
            messages, line = conversation(call, turns, mood, move, wrong), ""
            guard = guard_of(call, mood, move, "\n".join(message["content"] for message in messages))
            try:
                async with aclosing(self._draw(messages, call, guard)) as drawn:
                    async for line, shown in drawn:  # noqa: B007 (the last line is wanted)
                        if shown:
                            yield shown
            except ModelFailed as failed:
                if failed.code != "too_long" or len(turns) <= KEPT:
                    raise
                turns = turns[-KEPT:]
                continue
            line = shortened(line) or line if len(line) > LONGEST else line
            wrong = guard.fault(line)
            if not wrong:
                yield line
                return
        raise ModelFailed("out_of_role", wrong)

    async def _draw(
        self, messages: Sequence[Message], call: Call, guard: Guard
    ) -> AsyncGenerator[tuple[str, str], None]:
        """The growing line, and as much of it as may be shown; stops at a sentence that is beyond saving."""
        before, passed = "", 0
        async with aclosing(self.model.stream(messages)) as texts:
            async for text in texts:
                line = tidy(text, call.persona.caller.name, call.language)
                whole = whole_sentences(line)
                if out_of_role(line) or any(guard.sentence_fault(sentence) for sentence in whole[passed:]):
                    yield line, ""
                    return
                passed = len(whole)
                shown = sayable(line[:LONGEST], call.language)
                yield line, shown if shown != before else ""
                before = shown
                if len(line) > LONGEST:
                    return


def conversation(call: Call, turns: Sequence[Turn], mood: Mood, move: Move, wrong: str = "") -> list[Message]:
    """The request for one line: `turns` is the part of the call to send, `wrong` what was wrong with the last."""
    language = call.language
    messages = [
        {"role": "system", "content": _sheet(call)},
        {"role": "user", "content": prompt("line", language, "connected")},
    ]
    for turn in turns:
        role, words = (
            ("assistant", turn.text) if turn.speaker == "caller" else ("user", _heard(turn, language))
        )
        if messages[-1]["role"] == role:
            messages[-1]["content"] += f"\n{words}"  # many chat templates insist on turns by turns
        else:
            messages.append({"role": role, "content": words})
    if messages[-1]["role"] == "assistant":
        messages.append({"role": "user", "content": ""})
    again = " " + prompt("line", language, "again", reason=prompt("line", language, wrong)) if wrong else ""
    direction = prompt(
        "line",
        language,
        "direction",
        move=move.kind,
        topic=_topic(call.persona, move, promise_put_off(call)),
        anger=mood.anger,
        trust=mood.trust,
        level=min(mood.level, call.persona.temper.ceiling),
        again=again,
    )
    messages[-1]["content"] = f"{messages[-1]['content']}\n{direction}".lstrip()
    return messages


def _heard(turn: Turn, language: Language) -> str:
    """The agent's words as data: a JSON string in which no tag can be opened."""
    speech = json.dumps(turn.text[:MAX_REPLY], ensure_ascii=False).replace("<", "\\u003c")
    return prompt("line", language, "heard", speech=speech)


def _sheet(call: Call) -> str:
    """The part of the request that never changes during a call."""
    persona, language = call.persona, call.language
    unknown = prompt("line", language, "none")
    facts = [
        prompt("line", language, "fact", label=fact.asks[0] if fact.asks else fact.id, value=fact.value)
        for fact in persona.facts
    ]
    pushes = [line for level in sorted(persona.lines.push) for line in persona.lines.push[level]]
    examples = [*persona.lines.opening[:1], *pushes][:EXAMPLES]
    return prompt(
        "caller",
        language,
        company=call.company.name,
        name=persona.caller.name,
        age=persona.caller.age or unknown,
        speech=persona.caller.speech or unknown,
        manner=persona.caller.manner or unknown,
        story=persona.story,
        demand=persona.demand,
        need=persona.need or unknown,
        facts="\n".join(f"- {fact}" for fact in facts) or unknown,
        examples="\n".join(f"- {line}" for line in examples) or unknown,
    )


def _topic(persona: Persona, move: Move, earlier: str) -> str:
    """What the move is about, in words; empty where its kind says it all."""
    language = persona.language
    if move.topic == "changed":
        return prompt("line", language, "react changed", earlier=earlier)
    if move.kind == "answer" and move.topic != "here":
        known = {fact.id: fact.value for fact in persona.facts} | {
            built_in: prompt("line", language, built_in, name=persona.caller.name)
            for built_in in ("caller.name", "caller.phone")
        }
        told = [known[topic] for topic in move.topic.split("+") if topic in known]
        return (
            prompt("line", language, "answer", what=", ".join(told))
            if told
            else prompt("line", language, "answer unknown")
        )
    if move.kind == "reveal":
        what = next((hidden.value for hidden in persona.hidden if hidden.id == move.topic), "")
        return prompt("line", language, "reveal", what=what) if what else ""
    if move.kind == "react" and ":" in move.topic:
        return _touched(persona, move.topic)
    if move.kind == "ask":
        return prompt("line", language, "ask", what=act_name(move.topic)(language)) if move.topic else ""
    heading = f"{move.kind} {move.topic}"
    return prompt("line", language, heading) if heading in headings("line", language) else ""


def _touched(persona: Persona, topic: str) -> str:
    kind, _, place = topic.partition(":")
    reactions = persona.triggers if kind == "trigger" else persona.soothers
    if not place.isdecimal() or int(place) >= len(reactions):
        return ""
    reaction = reactions[int(place)]
    what = [*reaction.when.says, *(act_name(act)(persona.language) for act in reaction.when.acts)]
    return prompt(
        "line", persona.language, "react", what=", ".join(what), lines=" / ".join(reaction.lines[:2])
    )
