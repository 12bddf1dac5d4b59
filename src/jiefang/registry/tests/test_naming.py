import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.registry.naming import FALLBACK, MAX_CHARACTERS, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\表.xlsx", "表.xlsx"),
        ("a\x00b\u202egpj.txt", "abgpj.txt"),
        ("", FALLBACK),
        ("...", FALLBACK),
        ('a<b>"c|d?.txt', "abcd.txt"),
        ("名" * 300 + ".docx", "名" * (MAX_CHARACTERS - 9) + ".docx"),
    ],
)
def test_names(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_a_plain_file_name(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept) <= MAX_CHARACTERS
    assert not set(kept) & set('/\\<>:"|?*\x00\n')
    assert kept not in {".", ".."}
    assert safe_name(kept) == kept
