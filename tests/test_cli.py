"""The command line as a process: what goes in, what comes out, and nothing else."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from simulator.store import open_store

GOOD = """\
안녕하십니까, 달빛비누 김하늘입니다. 무엇을 도와드릴까요?
환갑 선물이 아직 안 와서 정말 속이 타셨겠습니다. 늦어져서 진심으로 사과드립니다. 주문번호를 말씀해 주시겠어요?
엿새 전에 입금하신 선물이 아직 발송 전이라는 말씀이시죠. 제가 끝까지 책임지고 챙기겠습니다.
원료가 늦게 들어와 제작이 밀렸고 미리 안내를 못 드렸습니다. 오늘 특송으로 보내 드리거나 전액 환불해 드릴 수 있습니다.
오늘 오후 3시까지 특송으로 출고하고 송장 번호를 문자로 보내 드리겠습니다.
더 궁금하신 점 있으세요?
기다려 주셔서 감사합니다. 달빛비누 김하늘이었습니다. 좋은 하루 보내세요.
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with a data folder of its own and no model."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SIMULATOR_"))
    }
    return {
        **kept,
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "HOME": str(tmp_path),
        "LANG": "ko_KR.UTF-8",
        "LC_ALL": "",
    }


def run(home: dict[str, str], *arguments: str, given: str | bytes = "") -> subprocess.CompletedProcess[str]:
    """One run of the program."""
    raw = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments], input=raw, capture_output=True, env=home, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def called(
    home: dict[str, str], replies: str | bytes, *more: str, persona: str = "late-birthday-gift"
) -> dict[str, Any]:
    """The JSON of a call with `replies`."""
    done = run(home, "call", persona, "--seed", "1", "--json", *more, given=replies)
    assert done.returncode == 0, done.stderr
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def test_a_good_call_is_solved_and_scored_with_quotes(home: dict[str, str]) -> None:
    call = called(home, GOOD)
    assert call["ending"] == "solved"
    assert call["scorecard"]["passed"]
    said = [turn["text"] for turn in call["turns"]]
    marks = [check for criterion in call["scorecard"]["criteria"] for check in criterion["checks"]]
    assert all(mark["quote"] in said[mark["turn"]] for mark in marks if mark["quote"])
    assert {"speaker", "text", "acts", "move", "mood"} == set(call["turns"][0])
    assert {"anger", "trust", "level"} == set(call["turns"][0]["mood"])


def test_apologies_alone_do_not_win_the_caller_over(home: dict[str, str]) -> None:
    call = called(home, "정말 죄송합니다.\n진심으로 사과드립니다.\n거듭 죄송하다는 말씀드립니다.\n" * 6)
    assert call["ending"] == "caller_hung_up"
    assert not call["scorecard"]["passed"]


def test_the_same_seed_and_replies_give_the_same_call_to_the_letter(home: dict[str, str]) -> None:
    one, other = (called(home, GOOD) for _ in range(2))
    assert one == other


def test_hanging_up_and_running_out_of_replies_end_the_call(home: dict[str, str]) -> None:
    assert called(home, "여보세요.\n/hangup\n안녕하세요.\n")["ending"] == "agent_hung_up"
    assert called(home, "여보세요.\n")["ending"] == "stopped"
    assert called(home, "여보세요.\n/stop\n")["ending"] == "stopped"


def test_strange_replies_break_nothing(home: dict[str, str]) -> None:
    strange = (
        b"\n\xff\xfe\x00\n" + "가".encode() * 50_000 + b"\n<script>alert(1)</script> {{7*7}} ${x}\n" + b"\r\n"
    )
    call = called(home, strange)
    texts = [turn["text"] for turn in call["turns"] if turn["speaker"] == "agent"]
    assert "<script>alert(1)</script> {{7*7}} ${x}" in texts


def test_a_call_is_readable_in_a_terminal(home: dict[str, str]) -> None:
    done = run(home, "call", "late-birthday-gift", "--seed", "1", given=GOOD)
    assert done.stdout.startswith("오정란: ")
    assert "── 통화 종료: 해결됨 ──" in done.stdout
    assert "매뉴얼" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (("call", "late-birthday-gif"), "late-birthday-gift"),
        (("call", "no/such.yaml"), "no/such.yaml"),
        (("score", "missing.txt", "--rubric", "dalbit-soap"), "missing.txt"),
        (("score", "missing.txt", "--rubric", "dalbit"), "dalbit-soap"),
        (("check", "nowhere"), "nowhere"),
        (("acts", "missing.jsonl", "--language", "ko"), "missing.jsonl"),
        (("--host", "0.0.0.0"), "127.0.0.1"),  # noqa: S104 - it is refused
        (("--port", "99999"), "65535"),
        (("--database", "mysql://x"), "postgresql://"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_1(
    home: dict[str, str], arguments: tuple[str, ...], cure: str
) -> None:
    done = run(home, *arguments)
    assert done.returncode == 1
    told = done.stderr + done.stdout
    assert cure in told
    assert "Traceback" not in told


def test_a_port_in_use_is_named_with_another_one(home: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(home, "--port", str(port))
    assert done.returncode == 1
    assert f"--port {port + 1}" in done.stderr


def test_wrong_usage_is_exit_2(home: dict[str, str]) -> None:
    assert run(home, "call").returncode == 2
    assert run(home, "--language", "fr").returncode == 2


def test_messages_come_in_the_language_asked_for(home: dict[str, str]) -> None:
    assert "did you mean" in run(home, "call", "late-birthday-gif", "--language", "en").stderr
    assert "혹시" in run(home, "call", "late-birthday-gif").stderr


def test_the_shipped_files_have_no_problems(home: dict[str, str]) -> None:
    done = run(home, "check", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_acts_answers_line_by_line_and_names_bad_lines(home: dict[str, str]) -> None:
    lines = [
        '{"id": 1, "side": "agent", "text": "정말 죄송합니다."}',
        "not json",
        '{"id": 2, "side": "x", "text": ""}',
    ]
    done = run(home, "acts", "-", "--language", "ko", given="\n".join(lines))
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"id": 1, "acts": ["apologise"]}]
    assert done.returncode == 1
    assert "-:2:" in done.stderr
    assert "-:3:" in done.stderr


CALLER, AGENT = "왜 안 와요?", "안녕하십니까, 달빛비누 김하늘입니다. 정말 죄송합니다."
FORMS = {
    "call.txt": f"고객: {CALLER}\n\n상담원: {AGENT}\n",
    "call.csv": f'speaker,text\n고객,{CALLER}\n상담원,"{AGENT}"\n',
    "call.yaml": f"language: ko\nturns:\n- speaker: caller\n  text: {CALLER}\n- {{speaker: agent, text: '{AGENT}'}}\n",
    "call.json": json.dumps(
        {
            "language": "ko",
            "turns": [{"speaker": "caller", "text": CALLER}, {"speaker": "agent", "text": AGENT}],
        }
    ),
}


@pytest.mark.parametrize(("name", "text"), FORMS.items())
def test_any_form_of_transcript_is_scored(home: dict[str, str], tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = run(home, "score", str(path), "--rubric", "dalbit-soap", "--json")
    card = json.loads(done.stdout)
    verdicts = {
        check["id"]: check["verdict"] for criterion in card["criteria"] for check in criterion["checks"]
    }
    assert (verdicts["greets"], verdicts["says-sorry"]) == ("met", "met")
    assert 0 < card["score"] < 100


def test_a_database_that_cannot_be_opened_costs_the_record_but_not_the_call(
    home: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "simulator").write_text("a file where a folder should be", encoding="utf-8")
    done = run(home, "call", "late-birthday-gift", "--json", given="여보세요.\n")
    assert json.loads(done.stdout)["ending"] == "stopped"
    assert "저장되지 않아요" in done.stderr


def test_a_database_that_was_named_and_cannot_be_opened_stops_the_call(
    home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("this is no database " * 100, encoding="utf-8")
    done = run(home, "call", "late-birthday-gift", "--database", str(path))
    assert done.returncode == 1
    assert "notes.txt" in done.stderr


def test_nothing_of_a_csv_is_left_out_without_a_word(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "call.csv"
    path.write_text(
        "speaker,text\r점장,제가 받을게요.\r고객,네?\r상담원,네, 정말 죄송합니다\r", encoding="utf-8"
    )
    done = run(home, "score", str(path), "--rubric", "dalbit-soap", "--json")
    quotes = [check["quote"] for part in json.loads(done.stdout)["criteria"] for check in part["checks"]]
    assert "네, 정말 죄송합니다" in quotes
    assert done.stderr.count("\n") == 1
    assert "‘점장’" in done.stderr


def test_a_field_too_long_for_csv_is_one_sentence(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "call.csv"
    path.write_text(f'speaker,text\nagent,"{"x" * 200_000}"\n', encoding="utf-8")
    done = run(home, "score", str(path), "--rubric", "dalbit-soap")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_turn_too_long_to_be_read_is_told(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("상담원: " + "확인했습니다. " * 2000, encoding="utf-8")
    done = run(home, "score", str(path), "--rubric", "dalbit-soap")
    assert "1번째 말" in done.stderr
    assert done.returncode == 0


def test_a_reply_that_is_not_utf8_is_told_and_the_call_goes_on(home: dict[str, str]) -> None:
    replies = "여보세요\n".encode("cp949") + "네, 고객님.\n".encode()
    done = run(home, "call", "late-birthday-gift", "--json", given=replies)
    assert [turn["text"] for turn in json.loads(done.stdout)["turns"]][1::2] == ["네, 고객님."]
    assert "UTF-8" in done.stderr


def test_wrong_usage_is_one_line(home: dict[str, str]) -> None:
    done = run(home, "call", "late-birthday-gift", "--seed", "seven")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--workspace", "~nobody-at-all/x"),
        ("call", "late-birthday-gift", "--database", "~nobody-at-all/x"),
        ("call", "late-birthday-gift", "--trainee", "김" * 100),
    ],
)
def test_what_cannot_be_used_is_one_line(home: dict[str, str], arguments: tuple[str, ...]) -> None:
    done = run(home, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_name_is_kept_on_one_line(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    called(home, "", "--trainee", "김\n하늘", "--database", str(path))
    store = open_store(str(path))
    assert [person.name for person in store.people()] == ["김 하늘"]
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals")
def test_one_interrupt_ends_a_call_that_waits_for_a_reply(home: dict[str, str]) -> None:
    going = subprocess.Popen(
        [sys.executable, "-u", "-m", "simulator", "call", "late-birthday-gift"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home,
    )
    assert going.stdout
    going.stdout.readline()
    time.sleep(0.2)  # from the printed line to the reading of the keyboard nothing can be seen from outside
    going.send_signal(signal.SIGINT)
    assert going.wait(10) == 130
    assert b"Traceback" not in going.communicate()[1]


def test_output_that_nobody_reads_is_no_error(home: dict[str, str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "simulator", "check", "--json"]
    quiet = {**home, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=quiet, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_line_of_json_is_too_deep(home: dict[str, str]) -> None:
    done = run(home, "acts", "-", "--language", "ko", given="[" * 100_000)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("command", ["", "check", "call", "score", "acts"])
def test_every_help_has_an_example(home: dict[str, str], command: str) -> None:
    for language, word in (("ko", "예:"), ("en", "Example")):
        done = run({**home, "SIMULATOR_LANGUAGE": language}, *command.split(), "--help")
        assert done.returncode == 0
        assert word in done.stdout


def test_ci_runs_the_readmes_test_command() -> None:
    root = Path(__file__).parent.parent
    command = (
        "python3 -m venv .venv && .venv/bin/pip install --quiet -e '.[test]' && .venv/bin/python -m tests"
    )
    assert command in (root / "README.md").read_text(encoding="utf-8")
    assert command in (root / ".ci" / "run").read_text(encoding="utf-8")
