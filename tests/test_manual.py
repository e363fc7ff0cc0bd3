"""The call manual: Markdown whose numbered headings are clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.manual import read_manual

TEXT = """\
# Phone manual

## 1. Opening

### 1.1 Greeting
Say hello.

And your name.

### 1.10 The bell
Within three rings.

```
# 9.9 not a heading
```

## Notes
Nothing numbered.
"""


def test_numbered_headings_are_clauses_with_their_text_and_line() -> None:
    manual = read_manual(TEXT)
    assert manual.title == "Phone manual"
    assert [(clause.number, clause.title, clause.line) for clause in manual.clauses] == [
        ("1", "Opening", 3),
        ("1.1", "Greeting", 5),
        ("1.10", "The bell", 10),
    ]
    assert manual.clauses[1].text == "Say hello.\n\nAnd your name."


def test_a_clause_is_found_by_its_number_as_it_is_written() -> None:
    manual = read_manual(TEXT)
    assert manual.clause("1.10") is manual.clauses[2]
    assert manual.clause("1.1") is manual.clauses[1]
    assert manual.clause("9.9") is None


@pytest.mark.parametrize("heading", ["## 제3조 인사", "## 3. 인사", "### 3 인사 ###", "# 제 3 조 인사"])
def test_korean_articles_are_clauses_too(heading: str) -> None:
    assert [(clause.number, clause.title) for clause in read_manual(heading).clauses] == [("3", "인사")]


@given(st.text())
def test_any_text_is_a_manual(text: str) -> None:
    assert all(clause.number for clause in read_manual(text).clauses)
