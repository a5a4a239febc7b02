"""One line of a guidance in a form of its own; what the rules say of it is shown while it is typed."""

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from services_catalog.guidance_draft import SECTIONS
from services_catalog.guidance_rules import Finding
from services_catalog.model import Channel, EvidenceKind
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

Values = Mapping[str, str]

LABELS = {
    "text": "Nội dung",
    "name": "Tên",
    "case": "Trường hợp",
    "note": "Ghi thêm",
    "kind": "Làm gì",
    "originals": "Bản chính",
    "copies": "Bản sao",
    "channel": "Cách nộp",
    "delivery": "Nhận thế nào",
}
CHANNELS = (
    (Channel.ANY.value, "Cách nào cũng vậy"),
    (Channel.ONLINE.value, "Trên mạng"),
    (Channel.IN_PERSON.value, "Trực tiếp"),
    (Channel.POSTAL.value, "Bưu điện"),
)
KINDS = (
    (EvidenceKind.SUBMIT.value, "Nộp"),
    (EvidenceKind.SHOW.value, "Đưa cho xem"),
    (EvidenceKind.FORM.value, "Điền tờ khai"),
    (EvidenceKind.PHOTO.value, "Nộp ảnh"),
)
COUNTS = tuple((str(count), str(count)) for count in range(10))
_CHOICES = {"channel": CHANNELS, "kind": KINDS, "originals": COUNTS, "copies": COUNTS}
LONGEST = 400
MOST_TOLD = 4


class LineScreen(ModalScreen[dict[str, str] | None]):
    """Closes with the line's new values; `judge` tells what the rules find with them."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("enter", "done", "Xong", id="done", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, section: str, values: Values, judge: Callable[[Values], list[Finding]]) -> None:
        super().__init__()
        self.section = section
        self._judge = judge
        self.fields: dict[str, VietInput | Choice[str]] = {
            name: _field(name, values[name]) for name in SECTIONS[section][1]
        }
        self.whole = Static("", id="line-whole", markup=False)
        self.told = Static("", id="line-told", markup=False)

    def compose(self) -> ComposeResult:
        """The fields of the line; below them the text whole, because a box shows a part, and what the rules say."""
        with Vertical(classes="dialog"):
            for name, field in self.fields.items():
                with Horizontal(classes="field"):
                    yield Label(LABELS[name])
                    yield field
            yield self.whole
            yield self.told

    def on_mount(self) -> None:
        """Ready to type into the main text."""
        dialog = self.query_one(Vertical)
        dialog.border_title = SECTIONS[self.section][0]
        dialog.border_subtitle = "Enter: xong · ↑ ↓: ô khác · Esc: thôi"
        next(field for field in self.fields.values() if isinstance(field, VietInput)).focus()
        self._tell()

    @property
    def values(self) -> dict[str, str]:
        """What stands in the form now."""
        return {name: str(field.value) for name, field in self.fields.items()}

    @on(Input.Changed)
    @on(Choice.Changed)
    def _tell(self) -> None:
        texts = [
            field.value for field in self.fields.values() if isinstance(field, VietInput) and field.value
        ]
        self.whole.update("\n".join(texts))
        found = self._judge(self.values)
        told = [each.sentence() for each in found[:MOST_TOLD]]
        self.told.update("\n".join(told) or "Đúng quy tắc.")
        self.told.set_class(bool(found), "-wrong")

    def action_done(self) -> None:
        """Close with what stands here; a line may break a rule, and the list then shows it."""
        self.dismiss(self.values)


def _field(name: str, value: str) -> VietInput | Choice[str]:
    if name in _CHOICES:
        options = _CHOICES[name]
        known = [each for each, _ in options]
        return Choice(options, value if value in known else known[0], id=f"line-{name}")
    return VietInput(value, id=f"line-{name}", compact=True, max_length=LONGEST, select_on_focus=False)
