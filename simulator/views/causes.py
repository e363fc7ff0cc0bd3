"""The causes of hostile calls by their readable names, and what in the company each of them can be cured with."""

from simulator.language import Pair

NOTICE = Pair("고객에게 미리 알리는 방법", "how customers are told beforehand")
PAGE = Pair("상품 페이지의 설명", "what the product page says")
POLICY = Pair("회사 규정", "the policy")
PRODUCT = Pair("상품의 품질", "the product itself")
WORK = Pair("일하는 순서와 역할", "how the work is arranged")
PROTECTION = Pair("직원을 지키는 장치", "how staff are protected")

CAUSES: dict[str, tuple[Pair, Pair]] = {
    "defect": (Pair("제품 불량", "Defect"), PRODUCT),
    "missing_part": (Pair("구성품 누락", "Missing part"), WORK),
    "wrong_item": (Pair("오배송", "Wrong item"), WORK),
    "late_delivery": (Pair("배송 지연", "Late delivery"), NOTICE),
    "lost_parcel": (Pair("택배 분실", "Lost parcel"), WORK),
    "courier_conduct": (Pair("택배 기사 응대", "Courier's conduct"), WORK),
    "refund_refused": (Pair("환불 거절", "Refund refused"), POLICY),
    "refund_late": (Pair("환불 지연", "Late refund"), WORK),
    "return_fee": (Pair("반품비", "Return fee"), PAGE),
    "stock_out_cancel": (Pair("품절 취소", "Cancelled, out of stock"), NOTICE),
    "misinfo_prev_agent": (Pair("앞 상담원의 잘못된 안내", "Wrong information last time"), WORK),
    "broken_callback": (Pair("안 지킨 회신 약속", "Promised call-back not made"), WORK),
    "long_hold": (Pair("긴 대기", "Long hold"), WORK),
    "transferred_around": (Pair("전화 돌리기", "Passed from pillar to post"), WORK),
    "rude_prev_agent": (Pair("앞 상담원의 불친절", "Rude agent last time"), WORK),
    "ad_mismatch": (Pair("광고와 다름", "Not as advertised"), PAGE),
    "skin_harm": (Pair("피부 이상", "Skin reaction"), PAGE),
    "food_harm": (Pair("음식 이상", "Problem with food"), PRODUCT),
    "billing": (Pair("잘못된 결제", "Wrongly charged"), WORK),
    "cash_receipt": (Pair("현금영수증", "Cash receipt"), WORK),
    "coupon": (Pair("쿠폰", "Voucher"), PAGE),
    "price_change": (Pair("가격 변경", "Price change"), NOTICE),
    "policy_hidden": (Pair("안 보이는 규정", "Hidden policy"), PAGE),
    "private_life_stress": (Pair("개인 사정", "Personal troubles"), PROTECTION),
    "bad_faith_gain": (Pair("부당한 이득", "Trying it on"), POLICY),
    "unanswered_question": (Pair("답 못 들은 질문", "Question left unanswered"), PAGE),
    "misuse": (Pair("잘못된 사용", "Used wrongly"), PAGE),
    "harassment_only": (Pair("괴롭힘", "Harassment"), PROTECTION),
}


def cause_name(cause: str) -> Pair:
    """The readable name of a cause tag; a tag of the trainer's own is shown as it is written."""
    return CAUSES[cause][0] if cause in CAUSES else Pair(cause, cause)


def lever_of(cause: str) -> Pair:
    """What in the company a cause can be cured with; the arrangement of work where nothing more is known."""
    return CAUSES[cause][1] if cause in CAUSES else WORK
