"""Letters: all of Vietnamese is drawn, and what can't be drawn is seen to be missing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import fonts

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
VIETNAMESE = "".join(letter for letter in _LOWER if ord(letter) > 127) + "đ"


def test_every_vietnamese_letter_has_a_glyph() -> None:
    """A font without «ẵ» or «Ữ» would print boxes in the middle of a name."""
    letters = VIETNAMESE + VIETNAMESE.upper()
    assert len(letters) == 134
    assert fonts.missing_glyphs(letters) == ""


def test_signs_of_the_leaflet_have_glyphs() -> None:
    """Quotation marks, dashes and the dong sign stand in many texts of the Portal."""
    assert fonts.missing_glyphs("–—‘’“”…•°₫→×±≥≤§«»№ 0123456789 ()[]<>&/%") == ""


def test_missing_glyphs_are_told_once_each() -> None:
    """Who checks the texts needs to know which letters the paper can't show."""
    assert fonts.missing_glyphs("Xin chào 你好你 😀") == "你好😀"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Việt Nam", "Việt Nam"),
        (unicodedata.normalize("NFD", "Việt Nam"), "Việt Nam"),
        ("mã\x1b[31m\x00 đỏ\u202e", "mã [31m đỏ"),
        ("<b>A</b> [red] &amp; {x}", "<b>A</b> [red] &amp; {x}"),
        ("Trạm 你", "Trạm ?"),
        ("đƣợc hƣởng", "được hưởng"),
    ],
)
def test_printable_text(text: str, drawn: str) -> None:
    """Decomposed letters come out as loose marks, control characters as boxes, unless they are put right."""
    assert fonts.printable(text) == drawn


@given(st.text())
def test_everything_printable_can_be_drawn(text: str) -> None:
    """No name in the catalogue may come out as boxes, whatever it holds."""
    line = fonts.printable(text)
    assert fonts.missing_glyphs(line) == ""
    assert fonts.width(line, fonts.BOLD, 12) >= 0
