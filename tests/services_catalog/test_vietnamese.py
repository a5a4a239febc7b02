"""One spelling to compare by, and dates and numbers as offices write them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.vietnamese import (
    LETTERS,
    clean,
    fold,
    has_marks,
    long_date,
    nfc,
    number,
    read_date,
    sort_key,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("ĐƯỜNG", "duong"),
        (unicodedata.normalize("NFD", "Nghĩa vụ quân sự"), "nghia vu quan su"),
        ("thuỷ", "thuy"),
        ("thủy", "thuy"),
        ("1.001193", "1.001193"),
    ],
)
def test_folds_marks_and_d(text: str, folded: str) -> None:
    """Without it «dang ky» never finds «đăng ký»: SQLite keeps đ."""
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Index and query are folded at different times; they only meet if folding is stable."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_clean_text_is_one_visible_composed_line(text: str) -> None:
    """A control character that gets through would act on the terminal or split a record."""
    line = clean(text)
    assert line == nfc(line).strip()
    assert not any(unicodedata.category(each) == "Cc" for each in line)
    assert clean(line) == line


def test_clean_keeps_to_its_limit() -> None:
    """A pasted page must not become a query."""
    assert clean("khai sinh " * 2000, 20) == "khai sinh khai sinh"


@pytest.mark.parametrize("unseen", ["\x1b[31m", "\u202e", "\u200b", "\x07", "\ufeff", "\r\n"])
def test_clean_drops_what_steers_a_terminal(unseen: str) -> None:
    """Escape codes and direction marks in a name would repaint the desk or turn a line round."""
    assert unseen not in clean(f"khai{unseen}sinh")


def test_every_letter_is_there_once() -> None:
    """The font test counts on this list: a missing letter would let a font with a hole through."""
    assert len(LETTERS) == len(set(LETTERS)) == 146
    assert all(letter in LETTERS for letter in "ẵữợỹđĐẴỮ")


def test_knows_whether_marks_were_typed() -> None:
    """Toned queries are honoured first; the search must know which are."""
    assert has_marks("sổ đỏ")
    assert not has_marks("so do")


def test_words_keep_codes_whole() -> None:
    """A code that falls apart is found everywhere and nowhere."""
    assert words("mã 1.001193, (sổ-đỏ)") == ["mã", "1.001193", "sổ", "đỏ"]


def test_names_sort_by_letters_first() -> None:
    """Sorted by code points, Đ comes after X."""
    assert sorted(["Xã Ea", "Đàm Thủy", "Bảo Lạc"], key=sort_key) == ["Bảo Lạc", "Đàm Thủy", "Xã Ea"]


@pytest.mark.parametrize(
    ("value", "text"), [(1245, "1.245"), (99.6, "99,6"), (1234567.5, "1.234.567,5"), (7, "7")]
)
def test_writes_numbers_with_commas_for_fractions(value: float, text: str) -> None:
    """1,245 means one and a bit to a Vietnamese reader."""
    assert number(value) == text


@pytest.mark.parametrize("text", ["05/08/2022", "5-8-2022", " 2022-08-05 ", "5.8.2022"])
def test_reads_the_dates_that_offices_write(text: str) -> None:
    """An officer must not have to think which order the field wants."""
    assert read_date(text) == date(2022, 8, 5)


@pytest.mark.parametrize("text", ["", "31/02/2026", "5/8/22", "hôm nay", "2026-13-01", "1/1/20260"])
def test_refuses_other_dates(text: str) -> None:
    """A guessed year puts an entry into the wrong quarter."""
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


def test_writes_dates_day_first() -> None:
    """08/05/2022 would be read as the eighth of May."""
    assert long_date(date(2022, 8, 5)) == "05/08/2022"
