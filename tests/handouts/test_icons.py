"""Signs beside the steps: the right one, or none."""

import re

import pytest

from handouts.icons import Icon, for_step


@pytest.mark.parametrize(
    ("step", "icon"),
    [
        ("Chụp rõ giấy tờ cần có.", Icon.CAMERA),
        ("Vào dichvucong.gov.vn, chọn Đăng nhập, dùng VNeID.", Icon.PHONE),
        ("Gõ mã 1.001193 hoặc tên thủ tục vào ô tìm kiếm, chọn đúng tên.", Icon.SEARCH),
        ("Chọn tỉnh Cao Bằng, rồi chọn nơi giải quyết.", Icon.PLACE),
        ("Điền tờ khai, xem lại phần máy tự điền.", Icon.PEN),
        ("Tải ảnh giấy tờ lên, chọn cách nhận kết quả.", Icon.UPLOAD),
        ("Nộp tiền trên Cổng nếu có, giữ biên lai.", Icon.MONEY),
        ("Chọn cách nhận kết quả, nộp tiền nếu có, bấm gửi.", Icon.SEND),
        ("Chuẩn bị giấy tờ và tờ khai đã ký.", Icon.PAPER),
        ("Đến nơi nộp, nói rõ việc cần làm.", Icon.OFFICE),
        ("Ra bưu điện, gửi bằng dịch vụ bưu chính công ích.", Icon.POST),
        ("Đến nhận kết quả theo ngày hẹn.", Icon.CALENDAR),
        ("Hỏi nơi giải quyết cần giấy tờ gì, nộp ở đâu.", None),
        ("Xác nhận tình trạng hôn nhân.", None),
    ],
)
def test_a_step_has_the_sign_of_what_is_done(step: str, icon: Icon | None) -> None:
    """Who can't read the step goes by its sign; a wrong one sends them to the wrong place."""
    assert for_step(step) is icon


@pytest.mark.parametrize("icon", list(Icon))
def test_signs_stay_on_their_field(icon: Icon) -> None:
    """A line outside of the field would cross the number or the words beside it."""
    numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", icon.value)]
    assert min(numbers) >= 0
    assert max(numbers) <= 24
    assert re.fullmatch(r"[-0-9. mlcre]+", icon.value)
