"""The ways in which a language model can fail, as told to people."""

from simulator.language import Pair

FAILURES = {
    "wrong_key": Pair(
        "모델 서버가 키를 받아 주지 않아요. OPENAI_API_KEY를 확인해 주세요.",
        "The model server does not accept the key. Check OPENAI_API_KEY.",
    ),
    "unknown_model": Pair(
        "모델 서버에 그런 모델이나 주소가 없어요. 모델 이름과 OPENAI_BASE_URL을 확인해 주세요.",
        "The model server knows no such model or address. Check the model's name and OPENAI_BASE_URL.",
    ),
    "no_connection": Pair(
        "모델 서버에 연결할 수 없어요. 네트워크와 OPENAI_BASE_URL을 확인해 주세요.",
        "The model server cannot be reached. Check the network and OPENAI_BASE_URL.",
    ),
    "rate_limited": Pair(
        "모델 서버에 요청이 몰려서 받아 주지 않았어요. 잠시 뒤에 다시 해 주세요.",
        "The model server is turning requests away because there are too many. Try again in a moment.",
    ),
    "no_quota": Pair(
        "모델 서버의 사용 한도를 다 썼어요. 관리자에게 한도나 결제 상태를 확인해 달라고 해 주세요.",
        "The allowance on the model server is used up. Ask whoever runs it to check the plan or the billing.",
    ),
    "too_slow": Pair(
        "모델 서버가 제때 대답하지 않았어요. 계속되면 관리자에게 알려 주세요.",
        "The model server did not answer in time. If it keeps happening, tell whoever runs it.",
    ),
    "cut_off": Pair(
        "모델의 말이 중간에 끊겼어요. 네트워크가 불안정하지 않은지 확인해 주세요.",
        "The model was cut off in mid-sentence. The network may be unstable.",
    ),
    "nonsense": Pair(
        "모델 서버가 읽을 수 없는 대답을 보냈어요. 서버가 Chat Completions를 지원하는지 확인해 주세요.",
        "The model server sent something unreadable. Check that it speaks Chat Completions.",
    ),
    "not_a_model": Pair(
        "그 주소는 모델 서버가 아니라 웹 페이지예요. OPENAI_BASE_URL이 /v1로 끝나는지 확인해 주세요.",
        "That address is a web page, not a model server. Check that OPENAI_BASE_URL ends in /v1.",
    ),
    "empty": Pair(
        "모델이 아무 말도 하지 않았어요. 계속되면 다른 모델을 써 보세요.", "The model said nothing at all."
    ),
    "refused": Pair(
        "모델 서버의 안전 필터가 대답을 막았어요. 계속되면 다른 모델을 써 보세요.",
        "The model server's safety filter withheld the answer.",
    ),
    "server_error": Pair(
        "모델 서버에 오류가 났어요. 계속되면 관리자에게 알려 주세요.",
        "The model server reported an error. If it keeps happening, tell whoever runs it.",
    ),
    "bad_request": Pair(
        "모델 서버가 요청을 받아들이지 않았어요. 모델 이름과 서버가 지원하는 기능을 확인해 주세요.",
        "The model server rejected the request. Check the model's name and what the server supports.",
    ),
    "too_long": Pair(
        "통화가 길어서 모델이 한 번에 다 읽지 못했어요. 더 긴 글을 읽는 모델로 바꿔 주세요.",
        "The call is longer than the model can read at once. Use a model with a larger context.",
    ),
    "wrong_shape": Pair(
        "모델이 평가표를 정해진 형식으로 채우지 못했어요. 다른 모델을 써 보세요.",
        "The model did not fill in the scorecard in the form asked for. Try another model.",
    ),
    "out_of_role": Pair(
        "모델이 고객 역할에서 벗어났어요. 계속되면 다른 모델을 써 보세요.",
        "The model stopped playing the caller.",
    ),
}
"""What went wrong, why, and the cure, by code."""


class ModelFailed(Exception):  # noqa: N818 (reads aloud as `except ModelFailed`)
    """No usable words from the model: `code` is a key of FAILURES, `sentence` tells people why."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.sentence = FAILURES[code]
        super().__init__(f"{code}: {detail}" if detail else code)
