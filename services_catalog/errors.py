"""What can go wrong, in words for the person at the counter.

Every error that may reach a person is a `MotcuaError`: a title, one sentence, and what to do next.
A broken record among thousands is a value (`DataProblem`), never an exception: it must not hide the others.
"""

from dataclasses import dataclass


class MotcuaError(Exception):
    """Chưa làm được việc này."""

    title = "Chưa làm được"
    next_step = ""

    def __init__(self, message: str = "", *, next_step: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        self.next_step = next_step or type(self).next_step
        super().__init__(self.message)

    def sentence(self) -> str:
        """The message and the next step as one text, for places without room for a title."""
        return f"{self.message} {self.next_step}".strip()


class UnknownServiceError(MotcuaError):
    """Không có thủ tục nào mang mã này."""

    title = "Không tìm thấy mã"
    next_step = "Kiểm tra lại mã, hoặc gõ tên thủ tục để tìm."


class UnknownUnitError(MotcuaError):
    """Không có đơn vị nào mang mã này."""

    title = "Không tìm thấy đơn vị"
    next_step = "Chọn đơn vị trong danh sách ở phần Cài đặt."


class UnknownEntryError(MotcuaError):
    """Không có lượt hỗ trợ nào mang số này."""

    title = "Không tìm thấy lượt hỗ trợ"
    next_step = "Mở nhật ký (F5) để xem danh sách."


class EntryRefusedError(MotcuaError):
    """Lượt hỗ trợ này chưa ghi được."""

    title = "Chưa ghi"
    next_step = "Sửa chỗ được nêu rồi lưu lại."

    def __init__(self, message: str = "", *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class DoubleEntryError(EntryRefusedError):
    """Mã hồ sơ này đã có ở một lượt khác."""

    title = "Hồ sơ đã ghi rồi"
    next_step = "Nếu đúng là một lượt khác của hồ sơ đó thì xác nhận rồi ghi (dòng lệnh: --again)."


class BundleRefusedError(MotcuaError):
    """Không nhận được gói số liệu này."""

    title = "Không nhận gói"
    next_step = "Không có gì thay đổi. Xin bàn gửi làm lại gói."


class LinkRefusedError(MotcuaError):
    """Địa chỉ này không được phép đưa vào mã QR."""

    title = "Không in mã QR"
    next_step = "Chỉ dùng địa chỉ https của cơ quan nhà nước (gov.vn). Sửa địa chỉ trong Cài đặt."


class StoreError(MotcuaError):
    """Chưa đọc hoặc ghi được dữ liệu."""

    title = "Lỗi dữ liệu"
    next_step = "Chạy «motcua doctor» để biết chỗ hỏng."


class DiskFullError(StoreError):
    """Ổ đĩa đã đầy, chưa ghi được."""

    title = "Ổ đĩa đầy"
    next_step = "Xoá bớt tệp không cần rồi làm lại. Những gì đã báo «đã ghi» vẫn còn nguyên."


class DamagedStoreError(StoreError):
    """Tệp dữ liệu bị hỏng nên không mở được."""

    title = "Tệp dữ liệu hỏng"
    next_step = "Giữ nguyên tệp, không xoá. Chạy «motcua doctor» rồi gọi người hỗ trợ kỹ thuật."


class ReadOnlyStoreError(StoreError):
    """Thư mục dữ liệu không cho ghi."""

    title = "Không ghi được"
    next_step = "Xin quyền ghi vào thư mục dữ liệu, hoặc đặt MOTCUA_HOME sang thư mục khác."


class BusyStoreError(StoreError):
    """Một bàn khác đang ghi quá lâu."""

    title = "Dữ liệu đang bận"
    next_step = "Đợi vài giây rồi làm lại."


class SettingsError(MotcuaError):
    """Cài đặt này không dùng được."""

    title = "Cài đặt chưa đúng"
    next_step = "Sửa giá trị rồi lưu lại."


class FileProblemError(MotcuaError):
    """Không ghi được tệp."""

    title = "Không ghi được tệp"
    next_step = "Chọn thư mục khác hoặc kiểm tra quyền ghi."


class PeriodError(MotcuaError):
    """Khoảng thời gian không đúng."""

    title = "Sai khoảng thời gian"
    next_step = "Viết ngày như 2026-09-30, ngày đầu không sau ngày cuối."


@dataclass(frozen=True, slots=True)
class DataProblem:
    """One thing that is wrong in a file of data: where, and what, in words."""

    source: str
    message: str
