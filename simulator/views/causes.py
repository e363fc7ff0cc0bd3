"""The causes of hostile calls by their readable names."""

from simulator.language import Pair

CAUSES = {
    "defect": Pair("제품 불량", "Defect"),
    "missing_part": Pair("구성품 누락", "Missing part"),
    "wrong_item": Pair("오배송", "Wrong item"),
    "late_delivery": Pair("배송 지연", "Late delivery"),
    "lost_parcel": Pair("택배 분실", "Lost parcel"),
    "courier_conduct": Pair("택배 기사 응대", "Courier's conduct"),
    "refund_refused": Pair("환불 거절", "Refund refused"),
    "refund_late": Pair("환불 지연", "Late refund"),
    "return_fee": Pair("반품비", "Return fee"),
    "stock_out_cancel": Pair("품절 취소", "Cancelled, out of stock"),
    "misinfo_prev_agent": Pair("앞 상담원의 잘못된 안내", "Wrong information last time"),
    "broken_callback": Pair("안 지킨 회신 약속", "Promised call-back not made"),
    "long_hold": Pair("긴 대기", "Long hold"),
    "transferred_around": Pair("전화 돌리기", "Passed from pillar to post"),
    "rude_prev_agent": Pair("앞 상담원의 불친절", "Rude agent last time"),
    "ad_mismatch": Pair("광고와 다름", "Not as advertised"),
    "skin_harm": Pair("피부 이상", "Skin reaction"),
    "food_harm": Pair("음식 이상", "Problem with food"),
    "billing": Pair("잘못된 결제", "Wrongly charged"),
    "cash_receipt": Pair("현금영수증", "Cash receipt"),
    "coupon": Pair("쿠폰", "Voucher"),
    "price_change": Pair("가격 변경", "Price change"),
    "policy_hidden": Pair("안 보이는 규정", "Hidden policy"),
    "private_life_stress": Pair("개인 사정", "Personal troubles"),
    "bad_faith_gain": Pair("부당한 이득", "Trying it on"),
    "unanswered_question": Pair("답 못 들은 질문", "Question left unanswered"),
    "misuse": Pair("잘못된 사용", "Used wrongly"),
    "harassment_only": Pair("괴롭힘", "Harassment"),
}


def cause_name(cause: str) -> Pair:
    """The readable name of a cause tag; a tag of the trainer's own is shown as it is written."""
    return CAUSES.get(cause) or Pair(cause, cause)
