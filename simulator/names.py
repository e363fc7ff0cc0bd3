"""How names of people look, as pieces of patterns, and the ordinary words that look the same."""

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반왕금옥육인맹제모탁국은"
)
"""Korean family names of one syllable."""
COMPOUND = "남궁|황보|제갈|선우|독고|사공|서문"
KOREAN = rf"(?:(?:{COMPOUND})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}})"
"""A full Korean name."""
KOREAN_SHORT = rf"[{SURNAMES}][가-힣]"
"""A full Korean name with a given name of one syllable: it looks like half the nouns there are."""

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿĀ-ſ"
ENGLISH = (
    rf"(?:[A-Z]['’])?[{_UPPER}Ā-ſ][{_LOWER}]{{1,20}}(?:[{_UPPER}][{_LOWER}]{{1,20}}){{0,2}}"
    rf"(?:-[{_UPPER}{_LOWER}]{{1,20}}|['’][{_UPPER}][{_UPPER}{_LOWER}]{{1,20}}){{0,3}}"
)
"""One part of an English name: Priya, McDonald, O'Brien, Mary-Jane, Ji-woo. Bounded, so that no text makes it slow."""
SMALL_WORDS = "van|von|der?|den|del?|la|le|du|da|di|dos|el|al|bin|ibn"
"""Words inside English names that are no names by themselves."""
ENGLISH_FULL = (
    rf"{ENGLISH}(?:\s{{1,3}}(?:(?:{SMALL_WORDS})\s{{1,3}}){{0,2}}(?:[A-Z]\.?\s{{1,3}})?{ENGLISH}){{0,3}}"
)
"""A whole English name, initials and the small words of it included."""

GIVEN_FIRST = frozenset(
    "가강건겸경광규근기길나남다단대덕도동두라로루리마만말명무문미민바범별병보복봉빛상새서석선설성세소솔송수숙순슬승시신아안애양"
    "여연영예오옥완용우운원유윤율은을의이익인일자장재정제조종주준중지진찬창채철초춘충태택필하한해향현형혜호홍화환효훈휘희"
)
GIVEN_SECOND = frozenset(
    "가강건걸겸경결곤관광구국권규균근기길나남늘단담대덕도든라란람래레련렬령례록롬리린림만명모문미민범별병복봉분빈빛상샘서석선설"
    "섭성세소솔솜송수숙순슬승식신심아안애연열엽영예오옥온완용우욱운웅원유윤율은을의익인일임자재정제종주준중지진찬창채천철춘충태택"
    "평필하학한해향헌혁현협형혜호홍화환효후훈휘희흠"
)
"""The syllables that Korean given names of two begin and end with; a word of others is taken for no name."""
NEVER_LAST = frozenset("요죠네면고님들는를께팀쪽뿐까더셨겠것게데던씨")
"""Syllables no given name ends with."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOUN_HEADS = _words(
    """
    고객 공기 공휴 구독 구매 구입 구청 국내 금요 기계 기다 기본 기사 김치 나중 남자 노트 도매 도어 도착 마지
    명세 명의 모니 모델 문의 반납 반품 방향 배관 배달 배차 배터 변호 서류 서비 서울 선풍 설명 설치 소독 소화
    송금 송장 신분 신청 안내 여자 여행 연결 연락 연체 영수 오른 오전 오후 왕복 우체 우편 원산 위약 유통 은행
    이거 이건 이것 이게 이름 이메 이번 이벤 이틀 인덕 인터 장난 장바 전단 전등 전화 정거 정류 정품 제습 제조
    제품 조립 주문 주택 지갑 지난 지불 지점 진단 진료 진열 진짜 진행 채팅 최저 하자 한국 현관 현금
    """
)
"""Nouns of two syllables, the first a family name, to which a third is added: 전화기, 설명서, 고객팀."""
NOUNS = _words(
    """
    고생은 공유기 공장장 구성품 국제선 기술자 기억력 기준가 기준일 나머지 나오시 남성분 남성용 노약자 도라지
    도시가 도시락 도우미 도자기 모서리 문자가 문자도 문자로 문자만 민원서 민원실 민원인 반송장 반송지 방문객
    방문일 방문자 배송료 배송비 배송사 배송원 배송일 배송장 배송지 성수기 성수동 성희롱 소방서 소비자 손세탁
    신고서 신고자 신상품 신용장 신제품 신호등 신호음 심부름 안경점 안경집 안경테 안마기 안전모 안전선 양도자
    어제요 여성분 여성용 여직원 연장선 오늘은 오작동 옥수수 우리가 우리도 우리은 우리집 원위치 유리병 유모차
    유선상 유치원 유효기 유효한 이동식 이사비 이사일 이사장 이상한 이어폰 이용료 이용자 이용한 이체일 인공지
    인증서 임대료 임대인 임대차 임산부 임직원 장기간 장애인 전기료 전기선 전기세 전기차 전까지 전담자 전동기
    전문가 전문의 전문점 전원부 전원선 전자식 전자파 정기권 정비사 정비소 정수기 정육점 정상가 정해진 제주도 조리기
    조사원 조회수 주민세 주민증 주소가 주소지 주유비 주유소 주인공 주전자 주차비 주차장 주치의 지도사 지연금
    지원금 지원자 지켜보 지하도 지하상 지하실 지하철 진공기 진정하 차단기 차량용 천연석 최고가 최고급 최상급
    최상위 최신식 최신형 추가금 추가분 추가비 탁구공 표시등 하나도 하나만 하루만 하수구 한여름 한정판 현장직
    현재가 홍보용 황당한 고객 구매 기사 문제 민원 비밀 상담 손님 신입 이것 이거 전문 정말 주문 주부 주인 지금
    지점 진짜 하나
    """
)
"""Other words that have the shape of a Korean name and are none."""
ALSO_WORDS = _words(
    """
    가동 가람 가을 고은 공사 관리 광고 교수 규정 근무 기사 기술 기억 기준 기호 나라 나래 나리 나무 노인 다음
    대기 대리 대상 대신 도로 도시 도중 동생 동시 동안 동의 명의 무료 무선 문의 문자 미래 미리 미소 미안 민원
    바다 보고 보라 보람 보리 보상 보수 보안 보호 사랑 상의 상태 성의 성인 세금 세대 소담 소라 소리 소원 수거
    수고 수도 수리 수상 수선 수신 수정 수지 승인 승진 시기 시도 시원 시정 신고 신선 신속 신호 안전 안정 연구
    연기 연수 영상 영수 영화 예민 예상 예정 우리 우선 우수 원인 유리 유지 의지 이상 이슬 이유 이자 인사 인상
    인정 자기 자리 자수 자신 자유 자주 재고 재정 전화 정도 정리 정보 정상 정수 정지 정해 제도 조건 조사 조정
    종이 종일 주기 주로 주문 주소 주의 주인 준수 중지 지금 지도 지명 지연 지원 지정 지하 진실 진심 진정 진행
    창고 채소 철도 하나 하늘 한정 해결 해지 현상 현재 현지 형식 호의 화재 환자 효과 후기
    """
)
"""Given names that are words of every day as well."""

NO_NAMES = _words(
    """
    a about absolutely actually afraid again all already also always am an and any are at awful awfully back
    because been being but calling can certainly correct could customer dear depends did do does done don't dr
    each either everyone exactly fine first for from full glad go going good got great had happy has have he
    hello here hey hi how i if in is it its just let like listen look ma'am madam maybe me miss mr mrs ms mx my
    name never next nice no nobody none nope not nothing now of off okay ok on one only or our over please
    quite really right she since sir so some somebody someone sorry speaking spelled spelt still such support
    sure team terrible terribly thank thanks that the their them then there these they this those to today
    tomorrow too trying under unfortunately up us very wait was we welcome well were what when where which who
    whoever whose why will with wrong yeah yep yes yesterday yet you your service yours wonderful american
    british chinese christmas easter english french german italian japanese korean spanish monday tuesday
    wednesday thursday friday saturday sunday road street lane avenue close drive court crescent gardens
    terrace
    """
)
"""English words that stand where a name could."""
GREETINGS = _words("dear hello hey hi oh okay so sorry sure well yeah yes")
"""Those of them that a name may follow."""
MONTHS = _words("january february march april may june july august september october november december")
