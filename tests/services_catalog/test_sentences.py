"""Sentences: parted where they end, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nộp giấy. Nhận phiếu hẹn.", ["Nộp giấy.", "Nhận phiếu hẹn."]),
        ("Có chưa? Chưa thì hỏi! Xong.", ["Có chưa?", "Chưa thì hỏi!", "Xong."]),
        ("Mã 1.001193 ở TP. Cao Bằng, P. Thục Phán.", ["Mã 1.001193 ở TP. Cao Bằng, P. Thục Phán."]),
        ("Giấy tờ v.v. đủ cả. Ẩn đi.", ["Giấy tờ v.v. đủ cả.", "Ẩn đi."]),
        ("Trong 3 ngày. 5 ngày nếu khó.", ["Trong 3 ngày.", "5 ngày nếu khó."]),
        ("", []),
        ("  ", []),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    """Without it a voice would pause inside a name, or run two sentences into one."""
    assert sentences(text) == parts


@given(st.text(max_size=80))
def test_nothing_is_lost(text: str) -> None:
    """Without it a word of the guidance could fall out between two sentences."""
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
