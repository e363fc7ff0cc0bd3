"""`simulator`: the app, on this machine alone."""

import socket
import sys
from collections.abc import Mapping
from secrets import token_urlsafe
from threading import Timer
from typing import Any

from simulator.cli.place import settings_of
from simulator.cli.say import Refused, complain
from simulator.compose import desk_of, store_of
from simulator.folder import data_folder
from simulator.language import LANGUAGES, Language, Pair
from simulator.recognise import recognise
from simulator.store import StoreProblem

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN_DOOR = Pair(
    "--host {host}: 이 버전은 비밀번호가 없어서 이 컴퓨터(127.0.0.1)에서만 열 수 있어요. --host를 빼고 실행해 주세요.",
    "--host {host}: this version has no passwords, so it serves this machine (127.0.0.1) only. Leave --host out.",
)
PORT_TAKEN = Pair(
    "{port}번 포트는 다른 프로그램이 쓰고 있어요. --port {other}처럼 다른 포트로 실행해 주세요.",
    "Port {port} is in use by another program. Choose another one, for example --port {other}.",
)
PORT_REFUSED = Pair(
    "{host}:{port}를 열 수 없어요({why}). --port로 1024보다 큰 포트를 지정해 주세요.",
    "{host}:{port} cannot be opened ({why}). Choose a port above 1024 with --port.",
)
PORT_RANGE = Pair(
    "--port {port}: 1에서 65535 사이의 수를 써 주세요.", "--port {port}: use a number from 1 to 65535."
)
STARTING = Pair("여는 중이에요…", "Starting…")
READY = Pair(
    "{url} 에서 열렸어요. 브라우저로 들어가세요. 끝내려면 Ctrl+C를 누르세요.",
    "Open {url} in your browser. Ctrl+C stops it.",
)
OFFLINE = Pair("모델 없이 오프라인으로 실행 중이에요.", "Running offline, without a model.")
PORT = 7860
SETTLED = 2.0
"""Seconds after which the first page has been served and there is time to warm up."""
TAKEN = (98, 48, 10048)
"""errno of an address in use on Linux, macOS and Windows."""


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Serves until it is stopped; returns 0, or raises Refused where it cannot start."""
    settings = settings_of(flags, language)
    host, port = flags.get("host") or "127.0.0.1", flags["port"] if flags.get("port") is not None else PORT
    listening = _listen(host, port, language)
    try:
        store = store_of(settings)
    except StoreProblem as problem:
        listening.close()
        raise Refused(problem.text(language)) from None
    complain(STARTING(language))
    # loaded only now: everything that can be refused is refused before the seconds this takes
    import uvicorn

    from simulator.ui.app import build_app
    from simulator.ui.session import own_secret

    try:
        secret = own_secret(data_folder())
    except RuntimeError:  # a user without a home: sign-ins last as long as this run
        secret = token_urlsafe(32)
    app = build_app(desk_of(settings, store), secret)
    shown = f"[{host}]" if ":" in host else host
    print(READY(language, url=f"http://{shown}:{port}"), flush=True)
    if not settings.caller_model:
        print(OFFLINE(language), flush=True)
    warming = Timer(SETTLED, _warm_up)
    warming.daemon = True
    warming.start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3))
    server.run(sockets=[listening])
    store.close()
    return 0


def _warm_up() -> None:
    """Compiles the recogniser's patterns, a second's work, before the first trainee speaks."""
    for language in LANGUAGES:
        recognise("", "agent", language)
        recognise("", "caller", language)


def _listen(host: str, port: int, language: Language) -> socket.socket:
    if host not in LOOPBACK:
        raise Refused(OPEN_DOOR(language, host=host))
    if not 0 < port < 65536:
        raise Refused(PORT_RANGE(language, port=port))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if error.errno in TAKEN:
            raise Refused(PORT_TAKEN(language, port=port, other=port + 1)) from None
        raise Refused(PORT_REFUSED(language, host=host, port=port, why=error.strerror)) from None
    return listening
