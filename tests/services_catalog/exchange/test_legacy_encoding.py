"""Old encodings: each letter of both tables, and no guess where the text does not prove one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.exchange.legacy_encoding import (
    Writing,
    from_tcvn3,
    from_vni,
    is_syllable,
    is_vietnamese,
    recognise,
)
from services_catalog.vietnamese import LETTERS
from tests.services_catalog.exchange.old_writing import in_tcvn3, in_vni

SENTENCE = "Thủ tục đăng ký khai sinh; cấp bản sao trích lục hộ tịch, Giấy xác nhận tình trạng hôn nhân"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(letter: str) -> None:
    """Without it a single wrong sign would spoil every name that has the letter."""
    assert from_vni(in_vni(letter)) == letter
    bare_capital = letter in "ĂÂÊÔƠƯĐ"
    assert from_tcvn3(in_tcvn3(letter)) == (letter if bare_capital or letter.isascii() else letter.lower())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tªn thñ tôc", "Tên thủ tục"),
        ("§¬n vÞ gi¶i quyÕt", "Đơn vị giải quyết"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("ng\u00ad\u00eci d\u00a9n", "ngưỡi dân"),
    ],
)
def test_tcvn3_as_it_stands_in_old_files(old: str, new: str) -> None:
    """Without it the table could be right only for what its own inverse writes."""
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Teân thuû tuïc", "Tên thủ tục"),
        ("Ñôn vò giaûi quyeát", "Đơn vị giải quyết"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("ngöôøi daân", "người dân"),
    ],
)
def test_vni_as_it_stands_in_old_files(old: str, new: str) -> None:
    """Without it the table could be right only for what its own inverse writes."""
    assert from_vni(old) == new


def test_each_writing_is_recognised() -> None:
    """Without it an old file would come in as gibberish, or a good one would be «converted» into it."""
    assert recognise([SENTENCE]) is Writing.UNICODE
    assert recognise([in_tcvn3(SENTENCE)]) is Writing.TCVN3
    assert recognise([in_vni(SENTENCE)]) is Writing.VNI


@pytest.mark.parametrize(
    "text", ["", "Total 12 online", "café façade naïve garçon Müller Straße", "Xã", "日本語"]
)
def test_what_is_neither_is_left_alone(text: str) -> None:
    """Without it foreign names would be turned into Vietnamese ones."""
    assert recognise([text]) is Writing.UNICODE


def test_too_little_to_be_sure_of() -> None:
    """Without it a word or two would decide how a whole file is read."""
    assert recognise([in_tcvn3("Đơn vị")]) is Writing.UNSURE
    assert not is_vietnamese("Müller, Straße, Grüße, Ärger")


@given(st.lists(st.sampled_from(SENTENCE.replace(";", "").replace(",", "").split()), min_size=8, max_size=40))
def test_any_words_come_back(words: list[str]) -> None:
    """Without it pairs of neighbouring signs could be read as one letter."""
    text = " ".join(words).lower()
    assert from_tcvn3(in_tcvn3(text)) == text
    assert from_vni(in_vni(text)) == text


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("nghiêng", True),
        ("khuỷu", True),
        ("giặt", True),
        ("xyz", False),
        ("ngữỗ", False),
        ("họnh", True),
        ("w", False),
    ],
)
def test_what_a_syllable_is(word: str, fits: bool) -> None:
    """Without it the count of syllables would not tell the writings apart."""
    assert is_syllable(word) is fits
