"""How names of people look: the Korean family names and the shape of English ones, as pieces of patterns."""

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반왕금옥육인맹제모탁국은"
)
"""Korean family names of one syllable."""
COMPOUND = "남궁|황보|제갈|선우|독고|사공|서문"
KOREAN = rf"(?:(?:{COMPOUND})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}})"
"""A full Korean name."""
ENGLISH = r"[A-Z][a-z'’-]+"
"""One part of an English name."""
