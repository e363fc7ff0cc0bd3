"""The flags of every command and their help, in the reader's language."""

import argparse
from typing import NoReturn

from simulator import __version__
from simulator.cli.say import complain
from simulator.language import DEFAULT, LANGUAGES, Language, Pair

ABOUT = Pair(
    "화난 고객의 전화를 우리 회사 매뉴얼대로 연습하는 시뮬레이터. 명령 없이 실행하면 앱이 열려요.",
    "Practise your company's call manual against a hostile caller. Without a command the app starts.",
)
EXAMPLES = Pair(
    """예:
  simulator                                        앱을 열고 주소를 보여 줘요
  simulator call late-birthday-gift                터미널에서 전화를 받아요
  simulator check personas/우리회사                파일의 문제를 모두 찾아요
  simulator score 통화.txt --rubric dalbit-soap    실제 통화도 채점해요
  simulator call --help                            명령마다 도움말이 있어요""",
    """Examples:
  simulator                                        start the app and print its address
  simulator call late-birthday-gift                take a call in the terminal
  simulator check personas/our-company             find every problem in your files
  simulator score call.txt --rubric brightleaf     score a real call as well
  simulator call --help                            each command has its own help""",
)
_COMMANDS = {
    "check": (
        Pair(
            "페르소나, 평가표, 회사 정보, 매뉴얼의 문제를 모두 찾아요",
            "find every problem in personas, rubrics, companies and manuals",
        ),
        Pair(
            "예:\n  simulator check\n  simulator check personas/우리회사 rubrics/우리회사\n"
            "  simulator check --json > 문제.json\n\n"
            "문제가 있으면 종료 코드가 1이에요.",
            "Examples:\n  simulator check\n  simulator check personas/our-company rubrics/our-company\n"
            "  simulator check --json > problems.json\n\nExits with 1 if there are problems, 0 if only warnings.",
        ),
    ),
    "call": (
        Pair("터미널에서 전화를 받아요", "take a call in the terminal"),
        Pair(
            "한 줄이 답변 하나예요. /hangup은 전화를 끊고, /stop은 연습을 멈춰요.\n\n예:\n"
            "  simulator call late-birthday-gift --trainee 김하늘\n"
            "  simulator call dalbit-soap/late-birthday-gift --seed 7 --json < 답변.txt",
            "One line is one reply. /hangup puts the phone down, /stop ends the practice.\n\nExamples:\n"
            "  simulator call late-birthday-gift --trainee Sam\n"
            "  simulator call dalbit-soap/late-birthday-gift --seed 7 --json < replies.txt",
        ),
    ),
    "score": (
        Pair("통화 기록을 채점해요", "score any transcript"),
        Pair(
            "기록은 YAML, JSON, CSV(speaker,text), 또는 '고객:'/'상담원:'으로 시작하는 글이에요.\n\n예:\n"
            "  simulator score 통화.txt --rubric dalbit-soap\n"
            "  simulator score 통화.json --rubric rubrics/우리회사/rubric.yaml --json",
            "A transcript is YAML, JSON, CSV (speaker,text) or text with 'Caller:'/'Agent:' paragraphs.\n\nExamples:\n"
            "  simulator score call.txt --rubric brightleaf\n"
            "  simulator score call.json --rubric rubrics/our-company/rubric.yaml --json",
        ),
    ),
    "rescore": (
        Pair(
            "지난 통화를 지금의 평가표로 다시 채점해요",
            "mark past calls once more on the rubric as it is now",
        ),
        Pair(
            "끝난 통화마다 새 평가표를 더하고, 전에 받은 평가표는 그대로 둬요.\n"
            "도중에 끊기면 같은 명령으로 남은 통화부터 이어서 해요.\n\n예:\n"
            "  simulator rescore --rubric dalbit-soap\n"
            "  simulator rescore --rubric 우리회사 --trainee 김하늘 --scorer model",
            "Adds a new scorecard to every call that has ended; earlier ones stay as they were.\n"
            "Broken off, the same command goes on with the calls that are left.\n\nExamples:\n"
            "  simulator rescore --rubric brightleaf\n"
            "  simulator rescore --rubric our-company --trainee Sam --scorer model",
        ),
    ),
    "acts": (
        Pair("말마다 어떤 행위인지 알아봐요", "recognise what each turn does"),
        Pair(
            '한 줄에 하나씩 {"id","side","context","text"}를 읽고 {"id","acts"}를 써요.\n\n예:\n'
            "  simulator acts 말.jsonl --language ko > 행위.jsonl",
            'Reads one {"id","side","context","text"} per line and writes one {"id","acts"} per line.\n\nExample:\n'
            "  simulator acts turns.jsonl --language en > acts.jsonl",
        ),
    ),
    "calibrate": (
        Pair("채점기와 사람의 판정이 얼마나 맞는지 재요", "measure how far a scorer agrees with people"),
        Pair(
            "한 줄에 통화 하나와 사람의 판정을 적은 파일을 읽어, 문항마다 일치율과 카파(κ)를 알려 줘요.\n\n예:\n"
            "  simulator calibrate rubrics/dalbit-soap/gold.jsonl --rubric dalbit-soap\n"
            "  simulator calibrate 판정.jsonl --rubric 우리회사 --scorer model --json",
            "Reads a file with one call and people's marks per line, and tells agreement and kappa for each check.\n\n"
            "Examples:\n  simulator calibrate rubrics/brightleaf/gold.jsonl --rubric brightleaf\n"
            "  simulator calibrate marks.jsonl --rubric our-company --scorer model --json",
        ),
    ),
    "draft": (
        Pair("매뉴얼에서 평가표 초안을 뽑아요", "draft a rubric from a call manual"),
        Pair(
            "매뉴얼(.md .txt .docx .pdf .hwpx)의 조항을 읽고, 통화에서 확인할 규칙을 문항으로 만들어요.\n\n예:\n"
            "  simulator draft rubric 매뉴얼.docx --company 우리회사 --out rubrics/우리회사\n"
            "  simulator draft rubric rubrics/dalbit-soap/manual.md > 초안.yaml\n"
            "  simulator draft rubric 매뉴얼.pdf --by model",
            "Reads the clauses of a manual (.md .txt .docx .pdf .hwpx) and makes checks of the rules that can be\n"
            "heard in a call.\n\nExamples:\n"
            "  simulator draft rubric manual.docx --company our-company --out rubrics/our-company\n"
            "  simulator draft rubric rubrics/brightleaf/manual.md > draft.yaml\n"
            "  simulator draft rubric manual.pdf --by model",
        ),
    ),
    "bench": (
        Pair("고객을 고정된 상담원들과 통화시켜 재어 봐요", "measure callers against fixed agents"),
        Pair(
            "정해진 방식으로만 말하는 상담원(매뉴얼대로, 사과만, 규정만, 무례 …)과 고객을 통화시켜,\n"
            "어떻게 끝나는지, 사과만으로 넘어가는지, 같은 말을 되풀이하는지 재요.\n\n예:\n"
            "  simulator bench caller\n  simulator bench caller late-birthday-gift --policy apologises --json\n"
            "  simulator bench caller --voice model --calls 20",
            "Plays callers against agents with one fixed way of talking (by the manual, apologies only, rules only,\n"
            "rude …) and tells how the calls end, who caves in to an apology, and whether lines are said twice.\n\n"
            "Examples:\n  simulator bench caller\n"
            "  simulator bench caller late-birthday-gift --policy apologises --json\n"
            "  simulator bench caller --voice model --calls 20",
        ),
    ),
}
_HELP = {
    "language": Pair("화면과 메시지의 언어", "language of pages and messages"),
    "workspace": Pair(
        "personas/와 rubrics/가 있는 우리 회사 폴더", "your own folder with personas/ and rubrics/"
    ),
    "database": Pair("SQLite 파일이나 postgresql:// 주소", "an SQLite file or a postgresql:// address"),
    "host": Pair("앱을 열 주소 (기본 127.0.0.1)", "address to listen on (127.0.0.1)"),
    "port": Pair("앱을 열 포트 (기본 7860)", "port to listen on (7860)"),
    "path": Pair("파일이나 폴더; 없으면 전부", "files or folders; everything if left out"),
    "json": Pair("JSON으로 출력", "print JSON"),
    "gold": Pair("통화와 사람의 판정이 든 파일", "file with calls and people's marks"),
    "drafted": Pair("무엇을 뽑는지: rubric(평가표)", "what is drafted: rubric"),
    "manual": Pair("매뉴얼 문서", "the manual"),
    "company": Pair("회사 이름표", "the company's id"),
    "by": Pair("규칙으로 뽑을지 모델로 뽑을지", "by rules, or by the judge's model"),
    "out": Pair("평가표와 매뉴얼을 쓸 폴더", "folder to write the rubric and the manual to"),
    "what": Pair("무엇을 재는지: caller(고객)", "what is measured: caller"),
    "personas": Pair(
        "고객의 id, 회사/id, 파일; 없으면 전부", "ids, company/ids or files; everyone if left out"
    ),
    "policy": Pair("이 상담원만", "only this agent"),
    "seeds": Pair("상담원마다 통화 수 (기본 20, 모델은 1)", "calls for each agent (20; 1 with a model)"),
    "voice": Pair("고객의 말을 누가 만드는지", "who words the caller's lines"),
    "calls": Pair("통화를 모두 합해 최대 몇 번 (모델은 기본 40)", "calls at the most (40 with a model)"),
    "write": Pair("결과표를 personas/BENCH.md에 써요", "write the table to personas/BENCH.md"),
    "persona": Pair("고객(페르소나)의 id, 회사/id, 또는 파일", "a persona's id, company/id, or file"),
    "trainee": Pair("연습생 이름", "the trainee's name"),
    "only_trainee": Pair("이 연습생의 통화만", "only this trainee's calls"),
    "seed": Pair(
        "이 수와 답변이 같으면 똑같은 통화가 돼요", "the same number and replies give the same call"
    ),
    "transcript": Pair(
        "통화 기록 파일, 또는 기록이 든 폴더", "file with the transcript, or a folder of them"
    ),
    "rubric": Pair("평가표 id나 파일", "a rubric's id or file"),
    "scorer": Pair("채점 방식", "who does the marking"),
    "votes": Pair(
        "모델에게 몇 번 물을지; 답이 갈리면 사람이 봐야 해요 (기본 1)",
        "how often the model is asked; where its answers differ a person has to look (1)",
    ),
    "jsonl": Pair(
        "한 줄에 JSON 하나씩인 파일, -는 표준 입력",
        "file with one JSON object per line, - for standard input",
    ),
    "side_language": Pair("말의 언어", "language of the turns"),
    "model": Pair(
        "모델 연결 (환경 변수와 같은 이름)", "model endpoint (same names as the environment variables)"
    ),
}


WRONG_USAGE = Pair(
    "{prog}: 명령을 이렇게 쓸 수 없어요({why}). 쓰는 법은 {prog} --help에 있어요.",
    "{prog}: {why}. {prog} --help shows how it is used.",
)


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage on one line, in the reader's language."""

    language: Language = DEFAULT

    def error(self, message: str) -> NoReturn:
        complain(WRONG_USAGE(self.language, prog=self.prog, why=message[:MOST_TOLD]))
        raise SystemExit(2)


POLICIES = (
    "model", "protocol", "novice", "apologises", "cold", "rude", "overpromises", "silent", "endures", "injects",
)  # fmt: skip
"""The fixed agents of the bench; named here so that help need not load them."""
MOST_TOLD = 300
"""Letters of a complaint about usage, which repeats what was typed."""


def parser(language: Language) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = _Parser(
        prog="simulator",
        description=ABOUT(language),
        epilog=EXAMPLES(language),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.language = language
    top.add_argument("--version", action="version", version=f"simulator {__version__}")
    top.add_argument("--host", help=_HELP["host"](language))
    top.add_argument("--port", type=int, help=_HELP["port"](language))
    _place_flags(top, language)
    _model_flags(top, language)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    fillers = {
        "check": _check_flags,
        "call": _call_flags,
        "score": _score_flags,
        "acts": _acts_flags,
        "rescore": _rescore_flags,
        "calibrate": _calibrate_flags,
        "draft": _draft_flags,
        "bench": _bench_flags,
    }
    for name, fill in fillers.items():
        title, epilog = _COMMANDS[name]
        sub = commands.add_parser(
            name,
            help=title(language),
            description=title(language),
            epilog=epilog(language),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            argument_default=argparse.SUPPRESS,
        )
        sub.language = language
        fill(sub, language)
    return top


def _place_flags(sub: argparse.ArgumentParser, language: Language, *, database: bool = True) -> None:
    sub.add_argument("--workspace", metavar="FOLDER", help=_HELP["workspace"](language))
    if database:
        sub.add_argument("--database", metavar="URL", help=_HELP["database"](language))
    sub.add_argument("--language", choices=LANGUAGES, help=_HELP["language"](language))


def _model_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    group = sub.add_argument_group(_HELP["model"](language))
    group.add_argument("--openai-api-key", metavar="KEY", help="OPENAI_API_KEY")
    group.add_argument("--openai-base-url", metavar="URL", help="OPENAI_BASE_URL")
    for role in ("caller", "judge"):
        group.add_argument(
            f"--simulator-{role}-model",
            f"--{role}-model",
            dest=f"{role}_model",
            metavar="MODEL",
            help=f"SIMULATOR_{role.upper()}_MODEL",
        )


def _json_flag(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("--json", action="store_true", default=False, help=_HELP["json"](language))


def _check_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("path", nargs="*", default=[], metavar="PATH", help=_HELP["path"](language))
    _json_flag(sub, language)
    _place_flags(sub, language, database=False)


def _call_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("persona", metavar="PERSONA", help=_HELP["persona"](language))
    sub.add_argument("--trainee", metavar="NAME", help=_HELP["trainee"](language))
    sub.add_argument("--seed", type=int, metavar="N", help=_HELP["seed"](language))
    _json_flag(sub, language)
    _place_flags(sub, language)
    _model_flags(sub, language)


def _score_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("transcript", metavar="TRANSCRIPT", help=_HELP["transcript"](language))
    _marking_flags(sub, language)


def _rescore_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("--trainee", metavar="NAME", default="", help=_HELP["only_trainee"](language))
    _marking_flags(sub, language, database=True)


def _marking_flags(sub: argparse.ArgumentParser, language: Language, *, database: bool = False) -> None:
    sub.add_argument("--rubric", required=True, metavar="RUBRIC", help=_HELP["rubric"](language))
    sub.add_argument(
        "--scorer", choices=("offline", "model"), default="offline", help=_HELP["scorer"](language)
    )
    sub.add_argument("--votes", type=_number, metavar="N", help=_HELP["votes"](language))
    _json_flag(sub, language)
    _place_flags(sub, language, database=database)
    _model_flags(sub, language)


def _acts_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("file", metavar="FILE.jsonl", help=_HELP["jsonl"](language))
    sub.add_argument("--language", required=True, choices=LANGUAGES, help=_HELP["side_language"](language))


def _calibrate_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("gold", metavar="GOLD.jsonl", help=_HELP["gold"](language))
    _marking_flags(sub, language)


def _draft_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("what", choices=("rubric",), help=_HELP["drafted"](language))
    sub.add_argument("manual", metavar="MANUAL", help=_HELP["manual"](language))
    sub.add_argument("--company", metavar="ID", default="", help=_HELP["company"](language))
    sub.add_argument("--by", choices=("rules", "model"), default="rules", help=_HELP["by"](language))
    sub.add_argument("--out", metavar="FOLDER", default="", help=_HELP["out"](language))
    _place_flags(sub, language, database=False)
    _model_flags(sub, language)


def _bench_flags(sub: argparse.ArgumentParser, language: Language) -> None:
    sub.add_argument("what", choices=("caller",), help=_HELP["what"](language))
    sub.add_argument("persona", nargs="*", default=[], metavar="PERSONA", help=_HELP["personas"](language))
    sub.add_argument(
        "--policy", action="append", choices=POLICIES, default=None, help=_HELP["policy"](language)
    )
    sub.add_argument("--seeds", type=_number, metavar="N", default=None, help=_HELP["seeds"](language))
    sub.add_argument(
        "--voice", choices=("offline", "model"), default="offline", help=_HELP["voice"](language)
    )
    sub.add_argument("--calls", type=_number, metavar="N", default=None, help=_HELP["calls"](language))
    sub.add_argument("--write", action="store_true", default=False, help=_HELP["write"](language))
    _json_flag(sub, language)
    _place_flags(sub, language, database=False)
    _model_flags(sub, language)


def _number(text: str) -> int:
    """A whole number from 1; argparse tells of anything else."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number
