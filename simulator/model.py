"""The language model: any server that speaks Chat Completions. The only module that imports openai.

Whatever goes wrong out there leaves this module as one ModelFailed with a code and a sentence for people.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from logging import getLogger
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from simulator.answer import Message, fault_of, ladder, piece_of, value_of, words_of
from simulator.failure import ModelFailed
from simulator.language import Language
from simulator.prompts import prompt

if TYPE_CHECKING:
    import openai

PAUSE, LONGEST_PAUSE = 0.5, 3.0
"""Seconds before another try where the server names none, and the most that somebody on the phone can wait."""

logger = getLogger(__name__)
Answer = TypeVar("Answer")

_TOO_LONG = re.compile(
    r"context.?(?:length|size|window)|maximum context|too (?:long|many tokens)", re.IGNORECASE
)
_OPTIONAL = ("temperature", "stream_options")
"""What some servers and models will not have, and every request can do without."""
_REFUSES_FORMAT = (400, 404, 415, 422, 500, 501)
"""Statuses with which servers answer a `response_format` that they do not know."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often the client tries again before the first words."""

    connect: float = 5
    first: float = 15
    """Until the first words, with all retries."""
    gap: float = 10
    """Between two pieces of a line."""
    line: float = 30
    """For a whole line."""
    answer: float = 120
    """For a whole answer, with all retries and the repair."""
    retries: int = 1


@dataclass(frozen=True)
class Endpoint:
    """A model on a server; an empty `base_url` is the client's default one."""

    base_url: str
    api_key: str = field(repr=False)
    model: str
    patience: Patience = Patience()


@dataclass
class Usage:
    """Tokens taken so far, as far as the server counts them."""

    requests: int = 0
    read: int = 0
    written: int = 0


class Model:
    """One endpoint in use: its warm connections, and what has been learnt of the server's abilities."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._trouble = (
            _trouble()
        )  # imports openai now: most of a second that nobody shall wait for in a call
        self.endpoint = endpoint
        self.usage = Usage()
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = WeakKeyDictionary()
        self._rung = 0
        self._refused: set[str] = set()

    @property
    def _client(self) -> "openai.AsyncOpenAI":
        """The client of the running loop: a new one for each request costs 25 ms of TLS set-up."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients[loop] = _connect(self.endpoint)
        return self._clients[loop]

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """The model's line as it grows, each item the whole text so far; raises ModelFailed."""
        patience, clock = self.endpoint.patience, asyncio.get_running_loop().time
        started = clock()
        text, finish, first = "", None, started + patience.first
        chunks: openai.AsyncStream[object] | None = None
        try:
            opened = self._request(messages, stream=True, stream_options={"include_usage": True})
            chunks = cast("openai.AsyncStream[object]", await _by(first, opened))
            pieces = aiter(chunks)
            while True:
                limit = min(clock() + patience.gap if text else first, started + patience.line)
                chunk = await _by(limit, anext(pieces, None))
                if chunk is None:
                    break
                self._count(chunk)
                piece, end = piece_of(chunk)
                finish = end or finish
                if piece:
                    text += piece
                    yield text
        except self._trouble as error:
            raise _failure(error, begun=bool(text)) from error
        finally:
            if chunks is not None:
                await chunks.close()
        if failed := fault_of(text, finish, chunks.response.headers.get("content-type", "")):
            raise failed

    async def ask(
        self,
        messages: Sequence[Message],
        schema: dict[str, Any],
        complaints: Callable[[object], Sequence[str]],
        language: Language,
        temperature: float = 0,
    ) -> object:
        """The model's answer as a JSON value in the shape of `schema`; raises ModelFailed.

        `complaints` names what is wrong with a value; the model then gets one chance to repair it.
        """
        said: list[Message] = []
        try:
            async with asyncio.timeout(self.endpoint.patience.answer):
                for _ in range(2):
                    answer = await self._answer([*messages, *said], schema, language, temperature)
                    value, wrong = value_of(answer, complaints)
                    if not wrong:
                        return value
                    repair = prompt("answer", language, "repair", problems="\n".join(wrong[:20]))
                    said = [
                        {"role": "assistant", "content": answer[:8000]},
                        {"role": "user", "content": repair},
                    ]
        except self._trouble as error:
            raise _failure(error, begun=False) from error
        raise ModelFailed("wrong_shape", "; ".join(wrong[:5]))

    async def _answer(
        self, messages: Sequence[Message], schema: dict[str, Any], language: Language, temperature: float
    ) -> str:
        """One answer, on the highest rung of the ladder that this server climbs: schema, JSON, plain text."""
        import openai

        rungs = ladder(messages, schema, language)
        start, last = self._rung, len(rungs) - 1
        for rung in range(start, last + 1):
            asked, form = rungs[rung]
            try:
                completion = await self._request(asked, again=rung == start, temperature=temperature, **form)
            except openai.APIStatusError as error:
                hopeless = error.code == "model_not_found" or _told_by_server(error) in (
                    "too_long",
                    "refused",
                )
                if hopeless or rung == last or error.status_code not in _REFUSES_FORMAT:
                    raise
                logger.info("%s refuses the answer's format, going one rung down", self.endpoint.model)
                continue
            self._rung = rung
            self._count(completion)
            return words_of(completion)
        raise AssertionError("the last rung returns or raises")

    async def _request(self, messages: Sequence[Message], *, again: bool = True, **options: object) -> object:
        """One request, leaving out the options that this server has refused before; tried `again` if it may help."""
        import openai

        create: Any = self._client.chat.completions.create
        retries = self.endpoint.patience.retries if again else 0
        while True:
            kept = {name: value for name, value in options.items() if name not in self._refused}
            self.usage.requests += 1
            try:
                answer: object = await create(model=self.endpoint.model, messages=list(messages), **kept)
            except openai.APIError as error:
                if refused := _refused(error) & kept.keys():
                    self._refused |= refused
                    continue
                pause = _pause(error)
                if not retries or pause is None:
                    raise
                retries -= 1
                await asyncio.sleep(pause)
            else:
                return answer

    def _count(self, answer: object) -> None:
        usage = getattr(answer, "usage", None)
        self.usage.read += getattr(usage, "prompt_tokens", None) or 0
        self.usage.written += getattr(usage, "completion_tokens", None) or 0


def _connect(endpoint: Endpoint) -> "openai.AsyncOpenAI":
    import httpx2
    import openai

    patience = endpoint.patience
    return openai.AsyncOpenAI(
        api_key=endpoint.api_key or "none",  # servers of one's own need no key, but the client insists on one
        base_url=endpoint.base_url or None,
        max_retries=0,  # the client would wait two minutes if the server asked for it
        timeout=httpx2.Timeout(max(patience.answer, patience.line), connect=patience.connect),
        http_client=openai.DefaultAsyncHttpxClient(
            limits=httpx2.Limits(max_connections=2000, max_keepalive_connections=500)
        ),
    )


async def _by(limit: float, awaited: Awaitable[Answer]) -> Answer:
    async with asyncio.timeout_at(limit):
        return await awaited


def _refused(error: "openai.APIError") -> set[str]:
    """The options that the server says it will not have."""
    if getattr(error, "status_code", None) not in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        return set()
    return {name for name in _OPTIONAL if name in str(error)}


def _pause(error: "openai.APIError") -> float | None:
    """Seconds after which the same request may do better; None where it will not, or not soon enough."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return None
    if not isinstance(error, openai.APIStatusError):
        return PAUSE if isinstance(error, openai.APIConnectionError) else None
    if _told_by_server(error) not in ("rate_limited", "server_error"):
        return None
    headers = error.response.headers
    if headers.get("x-should-retry") == "false":
        return None
    try:
        asked = float(headers.get("retry-after-ms") or 1000 * float(headers.get("retry-after", PAUSE))) / 1000
    except ValueError:  # a date: servers of models send seconds
        asked = PAUSE
    return asked if 0 <= asked <= LONGEST_PAUSE else None


def _trouble() -> tuple[type[Exception], ...]:
    """Everything that a server can make the client raise; broken JSON and bytes come as ValueErrors."""
    import httpx2
    import openai

    return openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, TimeoutError, RecursionError


def _failure(error: Exception, *, begun: bool) -> ModelFailed:
    """The failure that `error` means; `begun`: after the first words of a line."""
    import openai

    code = "nonsense"
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        code = "too_slow"
    elif isinstance(error, openai.APIConnectionError):
        code = "cut_off" if begun else "no_connection"
    elif isinstance(error, openai.APIError) and not isinstance(error, openai.APIResponseValidationError):
        code = _told_by_server(error)
    elif isinstance(error, openai.OpenAIError):
        code = "server_error"
    elif not isinstance(error, (ValueError, RecursionError)):
        code = "cut_off" if begun else "no_connection"
    return ModelFailed(code, f"{type(error).__name__}: {error}"[:500])


def _told_by_server(error: "openai.APIError") -> str:
    status = getattr(error, "status_code", None)
    said = f"{error.code} {error.message}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "no_quota" if "quota" in said else "rate_limited"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "wrong_key"
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or _TOO_LONG.search(said):
        return "too_long"
    if "content_filter" in said or "content_policy" in said:
        return "refused"
    if status == HTTPStatus.NOT_FOUND:
        return "unknown_model"
    return "bad_request" if status and status < HTTPStatus.INTERNAL_SERVER_ERROR else "server_error"
