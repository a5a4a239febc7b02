"""One handout with every kind of block, for the forms that are made from blocks."""

from handouts.blocks import (
    Answer,
    Block,
    Caution,
    Fact,
    Heading,
    Imprint,
    InLanguage,
    Notice,
    Paper,
    Paragraph,
    PortalCode,
    Step,
    Title,
)

ADDRESS = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a"
NASTY = '#[x] $y$ *đậm* _n_ @a <b> `c` \\ // /* = - + ~ "q" #eval(1)'

BLOCKS: list[Block] = [
    Title("Làm giấy khai sinh cho con", "Thủ tục đăng ký khai sinh", "1.001193"),
    Notice("Mã này mới thay mã cũ."),
    Fact("Ai làm", (Answer("Cha hoặc mẹ. Ông bà cũng được."),)),
    Heading("Giấy tờ cần có"),
    Paper("", "Giấy chứng sinh", "1 bản chính", ""),
    Paper("Nếu nhờ người khác", "Giấy ủy quyền", "1 bản chính, 1 bản sao", "Có chứng thực."),
    Heading("Các bước nộp trên mạng"),
    Step(1, "Chụp rõ giấy tờ."),
    Step(2, "Vào dichvucong.gov.vn, dùng VNeID."),
    Paragraph(("Cũng có thể nộp trực tiếp. Hỏi cán bộ cách làm.",)),
    PortalCode(
        ADDRESS,
        "Quét mã này bằng điện thoại",
        ("hoặc vào dichvucong.gov.vn,", "gõ vào ô tìm kiếm: đăng ký khai sinh"),
        ("Mã hồ sơ của tôi:", "Ngày hẹn:"),
    ),
    Fact("Tiền", (Answer("0 đồng.", "Nộp trên mạng"), Answer("15.000 đồng.", "Nộp trực tiếp"))),
    Caution("Đề phòng lừa đảo", ("Không đưa mật khẩu, mã OTP.", "Không chuyển tiền.")),
    InLanguage("Mông", ("Cur kal drev les Môngy", "Dòng hai.")),
    Imprint(("Căn cứ: Quyết định 163/QĐ-BTP. Số liệu ngày 18/07/2026.",)),
]
