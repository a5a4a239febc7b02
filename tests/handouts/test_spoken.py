"""Numbers, dates, money, codes and short forms in words, as a person at the counter would say them."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.spoken import code_words, digit_words, number_words, spoken

ONE_MILLION_MILLIONS = 10**12
NUMBERS = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    555: "năm trăm năm mươi lăm",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1015: "một nghìn không trăm mười lăm",
    15_000: "mười lăm nghìn",
    100_000: "một trăm nghìn",
    145_001_000: "một trăm bốn mươi lăm triệu không trăm linh một nghìn",
    1_000_005: "một triệu không trăm linh năm",
    10**9: "một tỷ",
    10**9 + 5: "một tỷ không trăm linh năm",
    10**12: "một nghìn tỷ",
    10**12 + 10**9: "một nghìn không trăm linh một tỷ",
}
_VALUES = {NUMBERS[value]: value for value in (0, 4, 5, 10)}
_VALUES |= {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mốt": 1, "tư": 4, "lăm": 5}


def _value(words: str) -> int:
    """Read the words back, as a listener does who writes the number down."""
    billions, found, rest = words.rpartition(" tỷ")
    total = _value(billions) * 10**9 if found else 0
    group = 0
    for word in rest.split():
        if word in {"nghìn", "triệu"}:
            total += group * (1000 if word == "nghìn" else 10**6)
            group = 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 10 * 10 + group % 10 * 10 if group < 10 else group - group % 10 + group % 10 * 10
        elif word != "linh":
            group += _VALUES[word]
    return total + group


@pytest.mark.parametrize(("value", "words"), NUMBERS.items())
def test_numbers_are_said_as_in_school(value: int, words: str) -> None:
    """Without it a fee would be announced in words that nobody uses, or that mean another amount."""
    assert number_words(value) == words


@given(st.integers(0, ONE_MILLION_MILLIONS))
def test_every_number_is_heard_as_itself(value: int) -> None:
    """Without it two amounts could sound the same: whoever writes one down must get the one that was meant."""
    assert _value(number_words(value)) == value


@given(st.integers(0, 9999), st.sampled_from([1, 1000, 10**6, 10**8]), st.integers(0, 9999))
def test_numbers_with_gaps_are_heard_as_themselves(high: int, scale: int, low: int) -> None:
    """Without it the empty hundreds and thousands, the hard part, would hardly ever be tried."""
    value = high * scale + low
    assert _value(number_words(value)) == value


def test_the_first_ten_thousand_numbers_all_differ() -> None:
    """Without it the reading back above could hide two numbers that sound the same."""
    assert len({number_words(value) for value in range(10_000)}) == 10_000


def test_there_are_no_negative_amounts() -> None:
    """Without it a slip in a calculation would be read out as some positive amount."""
    with pytest.raises(ValueError, match="-1"):
        number_words(-1)


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("7", "bảy"),
        ("0206", "không hai không sáu"),
        ("001193", "không không một, một chín ba"),
        ("2609301", "hai sáu không, chín ba không một"),
    ],
)
def test_digits_come_in_groups(digits: str, words: str) -> None:
    """Without it nobody could write down a telephone number from a loudspeaker."""
    assert digit_words(digits) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1.001193", "một chấm, không không một, một chín ba"),
        ("CT01", "xê tê không một"),
        ("TK01a", "tê ca không một a"),
        ("08-ĐK-TCT", "không tám, gạch nối đê ca gạch nối tê xê tê"),
        ("H14.12-0930-01", "hát, một bốn chấm, một hai, gạch nối, không chín ba không, gạch nối, không một"),
    ],
)  # fmt: skip
def test_codes_are_said_sign_by_sign(code: str, words: str) -> None:
    """Without it the code of a form would be read as a number or as a word."""
    assert code_words(code) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mã 1.001193.", "Mã một chấm, không không một, một chín ba."),
        ("15.000 đồng một bản", "mười lăm nghìn đồng một bản"),
        ("8.000đ/lần, 10.000.000 VNĐ", "tám nghìn đồng một lần, mười triệu đồng"),
        ("99,6%; 1.234,5", "chín mươi chín phẩy sáu phần trăm; một nghìn hai trăm ba mươi tư phẩy năm"),
        ("03 ngày, Mẫu số 03", "ba ngày, Mẫu số không ba"),
        ("tại UBND xã", "tại ủy ban nhân dân xã"),
        ("CCCD, BHYT, BHXH", "căn cước công dân, bảo hiểm y tế, bảo hiểm xã hội"),
        ("dùng VNeID quét mã QR", "dùng vi-en-e-i-đi quét mã quy-a"),
        ("không đưa mã OTP", "không đưa mã ô-tê-pê"),
        ("Quyết định 163/QĐ-BTP", "Quyết định số một trăm sáu mươi ba của Bộ Tư pháp"),
        ("theo 163/QĐ-BTP", "theo quyết định số một trăm sáu mươi ba của Bộ Tư pháp"),
        ("Quyết định QĐ/0001-BTP", "Quyết định số một của Bộ Tư pháp"),
        ("QĐ 12a/QĐ_BYT", "quyết định số mười hai a của Bộ Y tế"),
        ("Quyết định số 9354/QĐ-BCA-C06",
         "Quyết định số chín nghìn ba trăm năm mươi tư của Bộ Công an, xê không sáu"),
        ("Thông tư 66/2023/TT-BCA.", "Thông tư số sáu mươi sáu, năm hai nghìn không trăm hai mươi ba, của Bộ Công an."),
        ("Luật 91/2025/QH15",
         "Luật số chín mươi mốt, năm hai nghìn không trăm hai mươi lăm, của Quốc hội khóa mười lăm"),
        ("12/2020/QĐ-TTg",
         "quyết định số mười hai, năm hai nghìn không trăm hai mươi, của Thủ tướng Chính phủ"),
        ("mẫu 01/2025/LLTP", "mẫu số một, năm hai nghìn không trăm hai mươi lăm, lý lịch tư pháp"),
        ("Thông tư 75/2022", "Thông tư bảy mươi lăm năm hai nghìn không trăm hai mươi hai"),
        ("ngày 05/08/2022", "ngày năm tháng tám năm hai nghìn không trăm hai mươi hai"),
        ("Từ 30-4-1975", "Từ ngày ba mươi tháng tư năm một nghìn chín trăm bảy mươi lăm"),
        ("tháng 7/2026 và tháng 4", "tháng bảy năm hai nghìn không trăm hai mươi sáu và tháng tư"),
        ("Quý III/2022, Phụ lục II, khóa XIV, loại I",
         "Quý ba năm hai nghìn không trăm hai mươi hai, Phụ lục hai, khóa mười bốn, loại một"),
        ("7 giờ 30 – 17 giờ", "bảy giờ ba mươi phút đến mười bảy giờ"),
        ("7h30, 14h, 12:05, 8:00", "bảy giờ ba mươi phút, mười bốn giờ, mười hai giờ năm phút, tám giờ"),
        ("Phiếu số 2: tự làm", "Phiếu số hai: tự làm"),
        ("ĐT 0206 385 0000", "đê tê không hai không sáu, ba tám năm, không không không không"),
        ("1900.0368", "một chín không không, không ba sáu tám"),
        ("+84 206 3850000", "cộng tám bốn, hai không sáu, ba tám năm, không không không không"),
        ("2-3 bản, 8–10 ngày", "hai đến ba bản, tám đến mười ngày"),
        ("131-133-135 phố", "một trăm ba mươi mốt, một trăm ba mươi ba, một trăm ba mươi lăm phố"),
        ("ảnh 3 cm x 4 cm, 50 m²", "ảnh ba xăng-ti-mét nhân bốn xăng-ti-mét, năm mươi mét vuông"),
        ("ảnh 4x6; 1/2; 66.16", "ảnh bốn nhân sáu; một trên hai; sáu mươi sáu chấm mười sáu"),
        ("hạng A1 (mẫu ĐKX10/79)", "hạng a một, mẫu đê ca ích, một không, gạch chéo, bảy chín"),
        ("TP. Cao Bằng", "thành phố Cao Bằng"),
        ("cá nhân/tổ chức và/hoặc hộ", "cá nhân hoặc tổ chức hoặc hộ"),
        ("ĐĂNG KÝ KHAI SINH", "đăng ký khai sinh"),
        ("mẫu KDMBĐ", "mẫu ca dê em-mờ bê đê"),
        ("https://dichvucong.gov.vn/abc/1?x=2 là Cổng",
         "dịch vụ công chấm gờ ô vê chấm vê en, viết liền không dấu, là Cổng"),
        ("<b>đậm</b> & nhạt", "nhỏ hơn b lớn hơn đậm nhỏ hơn b lớn hơn và nhạt"),
        ("số 1234567890123", "số một hai ba, bốn năm sáu, bảy tám chín, không một hai ba"),
        ("", ""),
    ],
)  # fmt: skip
def test_texts_of_the_guidance(text: str, said: str) -> None:
    """Without it a loudspeaker would spell, skip or garble what the guidance is about."""
    assert spoken(text) == said


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_is_said(day: date) -> None:
    """Without it some day or month would be read as a fraction or a number of a document."""
    said = spoken(f"ngày {day:%d/%m/%Y}")
    assert re.fullmatch(r"ngày [\w ]+ tháng [\w ]+ năm [\w ]+", said)
    assert said.endswith(number_words(day.year))


@given(st.integers(0, ONE_MILLION_MILLIONS - 1))
def test_money_as_it_is_written_is_said(amount: int) -> None:
    """Without it an amount with dots could be read as a code or as a decimal."""
    assert spoken(f"{amount:,} đồng".replace(",", ".")) == f"{number_words(amount)} đồng"


@given(st.text(max_size=60) | st.text("0123456789./-–:,x%đ QĐBTPVI()&+hg", max_size=30))
def test_only_words_and_pauses_come_out(text: str) -> None:
    """Without it a speech program would stumble over a sign, or a loudspeaker over a bare digit."""
    said = spoken(text)
    assert all(sign.isalpha() or sign in " ,.:;?!-" for sign in said)
    assert said == unicodedata.normalize("NFC", said)
    assert "  " not in said
