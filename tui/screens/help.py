"""F1: every key, drawn from the registry of actions, and how a visit goes."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS

VISIT = (
    "Gõ điều bà con cần, có dấu hay không dấu đều được. Gõ mã thủ tục cũng được.",
    "Mũi tên ↑ ↓ để chọn, không cần rời ô tìm. PageUp, PageDown để đọc tiếp thẻ thủ tục.",
    "F2 rồi Enter: in tờ rơi. F3 rồi Enter: ghi một lượt hỗ trợ.",
    "Esc: về ô tìm, chữ cũ được bôi đen, gõ đè lên để hỏi tiếp.",
    "Máy in hết giấy, kẹt giấy: bàn báo lời của máy in. Shift+F2 in lại, không phải tìm lại.",
    "Lần ghi đầu tiên, bàn sẽ hỏi đơn vị và tên cán bộ. Đổi lại ở F7.",
    "Nhật ký không lưu tên, số căn cước, số điện thoại của người dân. Đừng ghi các số đó vào ô ghi chú.",
)


class HelpScreen(ModalScreen[None]):
    """What the desk can do and with which key."""

    BINDINGS = [Binding("escape,f1,enter", "dismiss", "Đóng", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(classes="dialog tall"):
            yield Static(help_text(), markup=False)

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        dialog = self.query_one(VerticalScroll)
        dialog.border_title = "Trợ giúp"
        dialog.border_subtitle = "↑ ↓ PgUp PgDn: đọc tiếp · Esc: đóng"
        dialog.focus()


def help_text() -> Content:
    """The page as text: how a visit goes, then the keys."""
    parts: list[tuple[str, str]] = [("Một lượt tiếp dân\n", "bold $text-accent")]
    parts += [(f"• {line}\n", "") for line in VISIT]
    parts.append(("\nPhím\n", "bold $text-accent"))
    for action in ACTIONS:
        parts += [
            (f"{action.key_name:<8}", "bold"),
            (f"{action.label:<16}", ""),
            (f"{action.help}\n", "$text-muted"),
        ]
    parts.append(("\nCác phím này đổi được trong tệp cài đặt, mục «keys».\n", "$text-muted"))
    return Content.assemble(*parts)
