"""Every action of the desk once: id -> keys, label, English name, help.

The bindings, the footer, the help page, the list of commands and the README's table are all drawn from here,
so they can't disagree. An office may put other keys on an id (settings, «keys»).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something an officer can do.

    The app does it in `action_<id>`. `short` stands in the footer, which has 80 columns for all of them; an
    action without it is not there. `english` finds it in the list of commands too.
    """

    id: str
    keys: str
    short: str
    label: str
    english: str
    help: str

    @property
    def key_name(self) -> str:
        """The first key as it is printed on a keyboard."""
        return key_name(self.keys.split(",")[0])


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard: F2, Ctrl+Z, Esc."""
    return "+".join(_KEY_NAMES.get(part, part.capitalize()) for part in key.split("+"))


_KEY_NAMES = {"escape": "Esc", "delete": "Del", "pageup": "PgUp", "pagedown": "PgDn"}

ACTIONS = (
    Action("help", "f1", "Giúp", "Trợ giúp", "help keys", "Mọi phím và cách dùng bàn này."),
    Action("leaflet", "f2", "In", "In tờ rơi", "print leaflet", "In tờ rơi có mã QR của thủ tục đang chọn."),
    Action("log", "f3", "Ghi", "Ghi lượt", "log submission", "Ghi một lượt hỗ trợ cho thủ tục đang chọn."),
    Action("qr", "f4", "QR", "Mã QR", "qr code", "Hiện mã QR to trên màn hình để người dân quét."),
    Action(
        "journal", "f5", "Nhật ký", "Nhật ký", "journal day list", "Xem, sửa, huỷ và xuất các lượt đã ghi."
    ),
    Action("report", "f6", "Báo cáo", "Báo cáo", "report summary", "Tổng hợp lượt hỗ trợ theo thời gian."),
    Action(
        "rates",
        "ctrl+r",
        "",
        "Hai tỷ lệ",
        "rates indicators statistics",
        "Hai tỷ lệ theo Quyết định 984 của mọi đơn vị; nhập số liệu, tự đếm, chốt kỳ.",
    ),
    Action(
        "settings", "f7", "Cài đặt", "Cài đặt", "settings", "Đơn vị, cán bộ, cơ quan, loại tờ in, giao diện."
    ),
    Action(
        "browse",
        "f8",
        "Nhóm",
        "Tìm theo nhóm",
        "browse life events sectors",
        "Tìm không cần gõ: sự kiện trong đời, lĩnh vực, nơi, cấp.",
    ),
    Action("pin", "f9", "", "Ghim", "pin favourite", "Ghim thủ tục đang chọn vào phím số, hoặc bỏ ghim."),
    Action(
        "words",
        "ctrl+g",
        "",
        "Cách gọi ở đây",
        "own words synonyms",
        "Thêm cách người dân ở đây gọi thủ tục đang chọn.",
    ),
    Action(
        "missing",
        "ctrl+t",
        "",
        "Giấy còn thiếu",
        "missing papers checklist",
        "Đánh dấu giấy bà con đã có, in phần còn thiếu của thủ tục đang chọn.",
    ),
    Action(
        "choose",
        "ctrl+o",
        "",
        "Hỏi để chọn",
        "ask questions choose similar",
        "Ba câu hỏi có, không để chọn đúng trong những thủ tục giống nhau.",
    ),
    Action(
        "guidance",
        "ctrl+y",
        "",
        "Sửa bài hướng dẫn",
        "edit guidance text assure",
        "Sửa, xác nhận bài hướng dẫn của thủ tục đang chọn; xem tờ rơi bên cạnh.",
    ),
    Action(
        "language",
        "ctrl+l",
        "",
        "Tiếng Tày, Nùng",
        "second language block",
        "Khối chữ tiếng Tày, Nùng, Mông, Dao trên tờ rơi.",
    ),
    Action(
        "batch",
        "ctrl+b",
        "",
        "In cả tập",
        "batch booklet many",
        "Làm một tập PDF cho nhiều thủ tục: thiết yếu, phím số, sự kiện, lĩnh vực.",
    ),
    Action(
        "calibration",
        "f12",
        "",
        "Thử máy in",
        "calibration test page printer",
        "In trang thử: vạch 50 mm để đo, mã QR năm cỡ để quét.",
    ),
    Action(
        "reprint",
        "shift+f2,f14",  # many terminals send Shift+F2 as F14
        "",
        "In lại",
        "print again reprint",
        "Gửi lại tờ vừa in, hay tờ mà máy in báo hỏng; không làm lại từ đầu.",
    ),
    Action(
        "plan",
        "f11",
        "",
        "Kế hoạch",
        "plan tasks deadlines registers",
        "Việc quá hạn, sắp đến hạn của đơn vị; các sổ theo Kế hoạch của tỉnh.",
    ),
    Action(
        "bundles",
        "ctrl+s",
        "",
        "Gói số liệu",
        "bundle merge send receive outbox",
        "Đóng gói gửi đi những gì chưa gửi; nhận gói của bàn khác.",
    ),
    Action(
        "another",
        "ctrl+n",
        "",
        "Ghi tiếp cùng lượt",
        "another service same visit",
        "Ghi thủ tục khác cho người vừa được ghi: giữ đơn vị, cán bộ, người nộp, bưu chính.",
    ),
    Action("undo", "ctrl+z", "", "Hoàn tác", "undo last entry", "Huỷ lượt vừa ghi trong phiên này."),
    Action("palette", "ctrl+p", "", "Lệnh", "commands palette", "Gõ tên để tìm mọi việc bàn này làm được."),
    Action("quit", "f10", "Thoát", "Thoát", "quit exit", "Đóng bàn. Mọi lượt đã ghi vẫn còn."),
)
BY_ID = {action.id: action for action in ACTIONS}
