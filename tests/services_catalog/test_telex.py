"""Telex and VNI are read as typists mean them, wherever the marks stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.telex import readings
from services_catalog.vietnamese import words

TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
TELEX_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_SHAPES = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
TEXT = (
    "đăng ký kết hôn khai tử thường trú tạm vắng chứng thực chữ bản chính hộ nghèo giấy phép lái xe quyền "
    "sử dụng đất người khuyết tật bảo hiểm xã hội nghĩa vụ quân sự trợ cấp liệt sĩ hưởng chế độ nước ngoài "
    "hòa giải viên thủy lợi khóa điện tuổi chuyển trường mẫu giáo phương tiện"
)


def encoded(word: str, tones: dict[str, str], shapes: dict[str, str]) -> str:
    """Write a word by its keys: shapes at their letters, the tone at the end."""
    tone = ""
    letters = []
    for each in unicodedata.normalize("NFD", word):
        if each in tones:
            tone = tones[each]
        else:
            letters.append(each)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return "".join(shapes.get(each, each) for each in plain) + tone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng", "đăng"),
        ("dangwd", "đăng"),
        ("kys", "ký"),
        ("hopwj", "hợp"),
        ("hopj", "họp"),
        ("chwa", "chưa"),
        ("chuaw", "chưa"),
        ("nguwowif", "người"),
        ("nguoiwf", "người"),
        ("thuwcj", "thực"),
        ("caan", "cân"),
        ("quys", "quý"),
        ("quaan", "quân"),
        ("gif", "gì"),
        ("giaays", "giấy"),
        ("hoawcj", "hoặc"),
        ("thuyr", "thủy"),
        ("d9a8ng", "đăng"),
        ("ky1", "ký"),
        ("nguo7i2", "người"),
        ("gia61y", "giấy"),
        ("thu7c5", "thực"),
        ("DDAWNG", "đăng"),
    ],
)
def test_what_keys_mean(typed: str, meant: str) -> None:
    """Without it an officer whose input method is off would find nothing."""
    assert meant in readings(typed)


@pytest.mark.parametrize("word", ["khai", "sinh", "tr", "123", "1.001193", "đăng", "", "9", "x1", "a9", "b6"])
def test_words_without_keys_mean_what_they_say(word: str) -> None:
    """Without it words that were typed properly would get a second meaning."""
    assert readings(word) == []


@given(st.sampled_from(words(TEXT)))
def test_every_syllable_comes_back(word: str) -> None:
    """Without it some vowels or tones could be typed and never be read."""
    for tones, shapes in ((TELEX_TONES, TELEX_SHAPES), (VNI_TONES, VNI_SHAPES)):
        typed = encoded(word, tones, shapes)
        assert word in (typed, *readings(typed))


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    """Without it a stray key could stop the search."""
    assert all(each == unicodedata.normalize("NFC", each) for each in readings(text))
