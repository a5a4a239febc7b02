"""Two spellings of one syllable have one key."""

import pytest

from services_catalog.syllables import bare, bare_of, is_marked, toned


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("kí", "ký"), ("THUỶ", "thủy"), ("lý", "lí"), ("khoá", "khóa")]
)
def test_spellings_of_one_syllable(one: str, other: str) -> None:
    """Without it the new and the old place of a mark would be two words."""
    assert toned(one) == toned(other)
    assert bare(one) == bare_of(toned(other))


@pytest.mark.parametrize(
    ("one", "other"), [("tử", "tự"), ("cấp", "cập"), ("đổi", "dổi"), ("quy", "qui"), ("y", "i")]
)
def test_other_marks_are_other_keys(one: str, other: str) -> None:
    """Without it words that differ would look alike."""
    assert toned(one) != toned(other)


def test_marks_are_seen() -> None:
    """Without it a text without marks would be taken for one in the level tone."""
    assert is_marked("Đăng")
    assert not is_marked("DANG")
