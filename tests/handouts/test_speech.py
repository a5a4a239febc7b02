"""The script to read aloud: everything in words, in breaths that a voice can hold."""

import re

import pytest

from handouts import speech
from handouts.blocks import Notice, Paper, Step, Title
from tests.handouts.all_blocks import BLOCKS, NASTY

WHOLE = """\
Làm giấy khai sinh cho con.
Tên chính thức: Thủ tục đăng ký khai sinh.
Mã thủ tục: một chấm, không không một, một chín ba.
Xin nhắc lại mã: một chấm, không không một, một chín ba.

Xin chú ý.
Mã này mới thay mã cũ.

Ai làm.
Cha hoặc mẹ.
Ông bà cũng được.

Giấy tờ cần có.

Giấy thứ nhất.
Giấy chứng sinh, một bản chính.

Giấy thứ hai.
Nếu nhờ người khác: Giấy ủy quyền, một bản chính, một bản sao.
Có chứng thực.

Các bước nộp trên mạng.

Bước một.
Chụp rõ giấy tờ.

Bước hai.
Vào dịch vụ công chấm gờ ô vê chấm vê en, viết liền không dấu, dùng vi-en-e-i-đi.

Cũng có thể nộp trực tiếp.
Hỏi cán bộ cách làm.

Vào dịch vụ công chấm gờ ô vê chấm vê en, viết liền không dấu,
gõ vào ô tìm kiếm: đăng ký khai sinh.
Nhớ ghi lại mã hồ sơ và ngày hẹn.

Tiền.
Nộp trên mạng: không đồng.
Nộp trực tiếp: mười lăm nghìn đồng.

Đề phòng lừa đảo.
Không đưa mật khẩu, mã ô-tê-pê.
Không chuyển tiền.

Căn cứ: Quyết định số một trăm sáu mươi ba của Bộ Tư pháp.
Số liệu ngày mười tám tháng bảy năm hai nghìn không trăm hai mươi sáu.
"""


def test_the_whole_script() -> None:
    """Without it a listener could miss a part of the guidance, or hear signs instead of words."""
    assert speech.render(BLOCKS) == WHOLE


def test_an_unknown_block_is_a_mistake_of_ours() -> None:
    """Without it a part of the guidance would silently not be read."""
    with pytest.raises(TypeError):
        speech.render(["no block"])  # type: ignore[list-item]  # what must never come in


def test_papers_are_counted_within_their_list() -> None:
    """Without it listeners could not tell how many papers there are, as they see no boxes."""
    papers = [Paper("", f"Giấy {letter}", "", "") for letter in "abcde"]
    said = speech.render([*papers, Step(1, "Nộp."), papers[0]])
    assert re.findall(r"Giấy thứ \w+", said) == [
        f"Giấy thứ {number}" for number in ("nhất", "hai", "ba", "tư", "năm", "nhất")
    ]


def test_a_long_sentence_is_read_in_several_breaths() -> None:
    """Without it an officer would run out of breath in the middle of a word."""
    clause = "giấy tờ chứng minh nơi cư trú của cả nhà"
    lines = speech.render([Notice("; ".join([clause] * 6) + ".")]).splitlines()[1:]
    assert len(lines) == 6
    assert all(len(line.split()) <= speech.BREATH for line in lines)
    assert [line[-1] for line in lines] == [",", ",", ",", ",", ",", "."]
    assert lines[0].startswith("Giấy")


def test_what_cannot_be_said_is_left_out() -> None:
    """Without it a name full of signs would be read as noise, or end the script with an error."""
    said = speech.render([Title("🎉 \x1b[2J", "", ""), Notice("…"), Notice(NASTY)])
    assert not re.search(r"[^\w\s,.:;?!-]|\d|_", said)
    assert speech.render([Step(1, "🎉")]) == "Bước một.\n"
