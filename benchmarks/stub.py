"""What the model benchmarks share: the scripted server in a process of its own, and calls to measure with."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.call import Call
from simulator.files import read_company, read_manual, read_persona, read_rubric
from simulator.move import Move
from simulator.turn import Turn

ROOT = Path(__file__).parent.parent
SHIPPED = {"ko": ("dalbit-soap", "late-birthday-gift"), "en": ("brightleaf", "leaking-kettle-third-call")}
SAID = {
    "ko": (
        "고객님, 기다리시는 동안 많이 답답하셨겠습니다. 주문 내역부터 바로 확인해 보겠습니다.",
        "주문번호를 불러 주시면 지금 어디까지 진행됐는지 제가 직접 확인해서 오늘 오후 세 시까지 전화드리겠습니다.",
        "그게 말이 돼요? 벌써 세 번째 전화하는 건데 매번 확인해 보겠다는 말만 하잖아요.",
        "됐고요, 그래서 언제 되는지만 말해 주세요. 저는 오늘 안에 꼭 받아야 한다고요.",
    ),
    "en": (
        "That must have been so frustrating to wait for. Let me look at your order straight away.",
        "Could you read me the order number? I'll see where it has got to myself and ring you by three this afternoon.",
        "How does that make sense? This is my third call and every time I'm told somebody will look into it.",
        "Never mind that, just tell me when. I need it sorted today, not some time next week.",
    ),
}


@contextmanager
def stub(first: float = 0, delay: float = 0) -> Iterator[str]:
    """The scripted server, which answers well each time; gives the base URL of its API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = ["--port", str(port), "--first", str(first), "--delay", str(delay)]
    process = subprocess.Popen(
        [sys.executable, ROOT / "tests/servers/fault.py", *flags], stdout=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("the scripted server did not start")


def a_call(language: str, turns: int) -> Call:
    """A call to a shipped caller in which `turns` turns have been said, the agent's last."""
    company, persona = SHIPPED[language]
    rubrics = ROOT / "rubrics" / company
    caller, _ = read_persona(ROOT / "personas" / company / f"{persona}.yaml")
    firm, _ = read_company(rubrics / "company.yaml")
    manual, _ = read_manual(rubrics / "manual.md")
    rubric, _ = read_rubric(rubrics / "rubric.yaml")
    assert caller
    assert firm
    assert manual
    assert rubric
    said = SAID[language]
    spoken = [
        Turn("caller", f"{said[2 + n // 2 % 2]} ({n})", (), Move("push"))
        if n % 2 == 0
        else Turn("agent", f"{said[n // 2 % 2]} ({n})")
        for n in range(turns)
    ]
    return Call("bench", "bench", caller, firm, manual, rubric, 1, turns=tuple(spoken))


def tokens(text: str) -> int:
    """Tokens of `text`, near enough for a ratio: three bytes each."""
    return len(text.encode()) // 3
