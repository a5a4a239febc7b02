"""The handout as plain text: everything the paper says, readable on any telephone."""

from typing import get_args

import pytest

from handouts import plain_text
from handouts.blocks import Answer, Block, Fact, Heading, Paper, Title
from tests.handouts.all_blocks import ADDRESS, BLOCKS, NASTY

WHOLE = f"""\
Làm giấy khai sinh cho con
Tên chính thức: Thủ tục đăng ký khai sinh
Mã thủ tục: 1.001193

Chú ý: Mã này mới thay mã cũ.

Ai làm:
- Cha hoặc mẹ. Ông bà cũng được.

Giấy tờ cần có:
☐ Giấy chứng sinh (1 bản chính)
☐ Nếu nhờ người khác: Giấy ủy quyền (1 bản chính, 1 bản sao) – Có chứng thực.

Các bước nộp trên mạng:
1. Chụp rõ giấy tờ.
2. Vào dichvucong.gov.vn, dùng VNeID.

Cũng có thể nộp trực tiếp.
Hỏi cán bộ cách làm.

Mở trang của thủ tục này:
{ADDRESS}
hoặc vào dichvucong.gov.vn, gõ vào ô tìm kiếm: đăng ký khai sinh
Mã hồ sơ của tôi: …………………
Ngày hẹn: …………………

Tiền:
- Nộp trên mạng: 0 đồng.
- Nộp trực tiếp: 15.000 đồng.

Đề phòng lừa đảo:
- Không đưa mật khẩu, mã OTP.
- Không chuyển tiền.

Tiếng Mông:
Cur kal drev les Môngy
Dòng hai.

Căn cứ: Quyết định 163/QĐ-BTP.
Số liệu ngày 18/07/2026.
"""


def test_the_whole_text() -> None:
    """Without it a part of the guidance could be missing from what is sent to a village's Zalo group."""
    assert plain_text.render(BLOCKS) == WHOLE


def test_every_kind_of_block_is_known() -> None:
    """Without it a new kind of block would end in a traceback on the day somebody sends a text."""
    assert {type(block) for block in BLOCKS} == set(get_args(Block))
    with pytest.raises(TypeError):
        plain_text.render(["no block"])  # type: ignore[list-item]  # what must never come in


def test_no_official_name_leaves_no_empty_line() -> None:
    """Without it a service known by one name would show an empty «Tên chính thức»."""
    assert plain_text.render([Title("Tên", "", "1")]) == "Tên\nMã thủ tục: 1\n"


def test_a_lead_stays_with_all_its_sentences() -> None:
    """Without it the second sentence about one way of filing would seem to hold for all."""
    fact = Fact("Tiền", (Answer("0 đồng. Hỏi lại.", "Nộp trên mạng"),))
    assert plain_text.render([fact]) == "Tiền:\n- Nộp trên mạng: 0 đồng. Hỏi lại.\n"


def test_odd_text_stays_text() -> None:
    """Without it control characters in a record could reach the clipboard and hide what a message says."""
    text = plain_text.render([Heading(NASTY), Paper("", "a\x1b[2J\u202eb\nc", "", "")])
    assert text == f"{NASTY}:\n☐ a [2J b c\n"
