"""A Chat Completions server that fails on demand: raw sockets, a script of faults, a log of requests.

By itself, for tests in a browser: `python -m tests.servers.fault --port 7999 --delay 0.1 [FAULT …]`.
"""

import argparse
import asyncio
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

LINES = {
    "ko": (
        (
            "아니 지금 장난하세요?",
            "제가 몇 번을 말해야 알아들어요?",
            "그건 제 알 바 아니고요.",
            "됐고요, 답이나 주세요.",
        ),
        (
            "오늘 안에 해결이 되는지만 말씀하세요.",
            "잔치가 당장 내일인데 어쩌라는 거예요.",
            "저는 이미 돈을 냈잖아요.",
        ),
    ),
    "en": (
        (
            "Are you having a laugh?",
            "How often do I have to say this?",
            "That is not my problem.",
            "Never mind that.",
        ),
        (
            "Just tell me whether you can fix it today.",
            "The party is tomorrow, you know.",
            "I have paid for this.",
        ),
    ),
}
"""Made into lines of two sentences that differ from one request to the next."""

STATUS = {
    "401": ("invalid_api_key", "Incorrect API key provided"),
    "404": ("model_not_found", "The model does not exist"),
    "400": ("bad_request", "Something in it is not right"),
    "429": ("rate_limit_exceeded", "Slow down"),
    "busy": ("rate_limit_exceeded", "Come back in a minute"),
    "quota": ("insufficient_quota", "You exceeded your current quota"),
    "500": ("server_error", "Something broke"),
    "too_long": ("context_length_exceeded", "exceeds the available context size"),
    "no_schema": ("unsupported", "response_format is not supported"),
    "no_temperature": ("unsupported", "temperature is not supported with this model"),
}


class FaultServer:
    """Answers each request by the next step of its script, and well once the script has run out.

    A step is the name of a fault, or words to say; `delay` is the seconds before each piece of a stream.
    """

    def __init__(self, port: int = 0, delay: float = 0, first: float = 0) -> None:
        self.port = port
        self.delay = delay
        self.first = first
        self.steps: deque[str] = deque()
        self.requests: list[dict[str, Any]] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._done: asyncio.Event | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def script(self, *steps: str) -> None:
        self.steps.extend(steps)

    @contextmanager
    def running(self) -> Iterator["FaultServer"]:
        thread = threading.Thread(target=lambda: self._loop.run_until_complete(self.serve()), daemon=True)
        thread.start()
        assert self._ready.wait(10)
        assert self._done is not None
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._done.set)
            thread.join(10)
            self._loop.close()

    async def serve(self) -> None:
        self._done = asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._done.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while body := await _body(reader):
                self.requests.append(body)
                step = self.steps.popleft() if self.steps else "ok"
                if not await self._answer(step, body, (reader, writer)):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, step: str, body: dict[str, Any], streams: Streams) -> bool:
        """Whether the connection may be used again."""
        reader, writer = streams
        if step == "no_schema" and "response_format" not in body:
            step = "ok"
        if step == "no_temperature" and "temperature" not in body:
            step = "ok"
        if step in STATUS:
            return await self._refuse(step, writer)
        if step == "hang":
            await reader.read()
            return False
        if step == "html":
            await _send(writer, "200 OK", "text/html", b"<html><body>Welcome to the portal</body></html>")
            return True
        if body.get("stream"):
            return await self._stream(step, body, streams)
        return await self._whole(step, body, writer)

    async def _refuse(self, step: str, writer: asyncio.StreamWriter) -> bool:
        code, message = STATUS[step]
        number = step if step.isdecimal() else "429" if step in ("quota", "busy") else "400"
        error = {"error": {"message": message, "code": code, "type": "error"}}
        pause = "Retry-After: 60" if step == "busy" else "Retry-After-Ms: 1"
        await _send(writer, f"{number} No", "application/json", json.dumps(error).encode(), pause)
        return True

    async def _whole(self, step: str, body: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        words = step if step not in FAULTY else json.dumps(filled(body), ensure_ascii=False)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}
        if step == "filtered":
            choice["finish_reason"] = "content_filter"
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": body.get("model"),
            "choices": [] if step == "empty_choices" else [choice],
            "usage": {
                "prompt_tokens": tokens(json.dumps(body)),
                "completion_tokens": tokens(words),
                "total_tokens": 0,
            },
        }
        text = json.dumps(answer, ensure_ascii=False)
        await _send(writer, "200 OK", "application/json", (text[:40] if step == "broken" else text).encode())
        return True

    async def _stream(self, step: str, body: dict[str, Any], streams: Streams) -> bool:
        reader, writer = streams
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        words = step if step not in FAULTY else line(body, len(self.requests))
        pieces = [words[at : at + 3] for at in range(0, len(words), 3)]
        halfway = {"stall", "cut", "broken", "error_chunk"}
        await _event(writer, _chunk({"role": "assistant", "content": ""}))
        await asyncio.sleep(self.first)
        for place, piece in enumerate([] if step in ("empty_choices", "nothing") else pieces):
            if step in halfway and place == len(pieces) // 2:
                return await HALFWAY[step](reader, writer)
            await asyncio.sleep(self.delay)
            await _event(writer, _chunk({"content": piece}))
        if step == "empty_choices":
            await _event(writer, json.dumps({"id": "1", "choices": []}))
        if step not in ("unfinished", "empty_choices"):
            await _event(writer, _chunk({}, "content_filter" if step == "filtered" else "stop"))
            usage = {
                "prompt_tokens": tokens(json.dumps(body)),
                "completion_tokens": len(pieces),
                "total_tokens": 0,
            }
            await _event(writer, json.dumps({"id": "1", "choices": [], "usage": usage}))
            await _event(writer, "[DONE]")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True


async def _stall(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> bool:
    await reader.read()
    return False


async def _cut(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    writer.transport.abort()
    return False


async def _break(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    await _event(writer, '{"id": "1", "choices": [{"del')
    return False


async def _report(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    await _event(writer, json.dumps({"error": {"message": "upstream went away", "code": "upstream"}}))
    return False


HALFWAY: dict[str, Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bool]]] = {
    "stall": _stall,
    "cut": _cut,
    "broken": _break,
    "error_chunk": _report,
}
FAULTY = {"ok", "unfinished", "empty_choices", "nothing", "filtered", "no_schema", "no_temperature", *HALFWAY}
"""Steps that are not words to say."""


def filled(body: dict[str, Any]) -> dict[str, Any]:
    """An answer in the shape that `body` asks for: every check missed, because nothing was there."""
    form = body.get("response_format", {})
    schema = form.get("json_schema", form).get("schema", {})
    return {
        key: {"reason": "Nothing of the kind.", "quote": None, "turn": None, "verdict": "missed"}
        for key in schema.get("required", [])
    }


def line(body: dict[str, Any], number: int) -> str:
    """The caller's next line, in the language of the request."""
    korean = any("가" <= letter <= "힣" for letter in body["messages"][0]["content"])
    first, second = LINES["ko" if korean else "en"]
    return f"{first[number % len(first)]} {second[number % len(second)]}"


def tokens(text: str) -> int:
    """Tokens of `text`, near enough for a ratio: three bytes each."""
    return len(text.encode()) // 3


async def _body(reader: asyncio.StreamReader) -> dict[str, Any]:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    except asyncio.IncompleteReadError:
        return {}
    length = next(int(row.split(":")[1]) for row in head.split("\r\n") if row.startswith("content-length"))
    body: dict[str, Any] = json.loads(await reader.readexactly(length))
    return body


async def _send(
    writer: asyncio.StreamWriter, status: str, kind: str, body: bytes, header: str = "Server: stub"
) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{header}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()


async def _event(writer: asyncio.StreamWriter, words: str) -> None:
    event = f"data: {words}\n\n".encode()
    writer.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
    await writer.drain()


def _chunk(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps(
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds before each piece of a stream")
    parser.add_argument("--first", type=float, default=0, help="seconds before the first one")
    parser.add_argument("steps", nargs="*", help="what to do, request by request, before all goes well")
    flags = parser.parse_args()
    server = FaultServer(flags.port, flags.delay, flags.first)
    server.script(*flags.steps)
    with server.running():
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
