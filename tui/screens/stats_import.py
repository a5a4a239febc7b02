"""Taking statistics in from a table: choose the file, look at what it would bring, put columns right, Enter imports."""

from dataclasses import dataclass, replace
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Label, Static

from services_catalog.counts import SYSTEM_NAMES, Replaced, System, month_of
from services_catalog.errors import MotcuaError
from services_catalog.exchange.cells import read_month
from services_catalog.exchange.count_import import Preview
from services_catalog.exchange.headings import FIELD_NAMES, Field
from services_catalog.vietnamese import number
from tui import importing, workers
from tui.desk import Desk
from tui.importing import OpenedFile
from tui.messages import WorkFailed
from tui.screens.stats_findings import findings
from tui.widgets.choice import Choice
from tui.widgets.file_row import draw_file
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

SYSTEMS = (System.ONE_STOP, System.PORTAL, System.MINISTRY)
MEANINGS = [each for each in Field if each is not Field.PERSONAL]
WHOLE = ((False, "Chỉ thay đơn vị có trong tệp"), (True, "Tệp đủ cả tháng: xoá đơn vị không có"))


class ColumnList(RowList[int]):
    """The table's columns; ← → change what the highlighted one means."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    @dataclass
    class Turned(Message):
        """Another meaning is wanted for the column."""

        column: int
        by: int

    def action_turn(self, by: int) -> None:
        """Ask for the next or the previous meaning."""
        if self.current is not None:
            self.post_message(self.Turned(self.current, by))


class StatsImportScreen(Screen[None]):
    """Two steps on one screen: the files at hand, then the chosen file's columns and what they give."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "back", "Về", id="close"),
        Binding("f3", "import", "Nhập", id="import"),
        Binding("f8", "match", "Ghép tên", id="match"),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    StatsImportScreen {
        #files { height: 1fr; }
        #reading { height: 1fr; display: none; }
        &.-reading #choosing { display: none; }
        &.-reading #reading { display: block; }
        #columns { height: 1fr; min-height: 4; }
        #findings { height: 2fr; min-height: 5; border-top: solid $border; }
    }
    """

    @dataclass
    class FilesListed(Message):
        """The tables in the usual folders are known."""

        files: list[Path]

    @dataclass
    class FileOpened(Message):
        """The chosen file is a table."""

        file: OpenedFile

    @dataclass
    class LookedAt(Message):
        """What the file would bring, or why it can't be told."""

        found: Preview | None
        problem: str

    @dataclass
    class Imported(Message):
        """The figures stand."""

        taken: Replaced
        waiting: int

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.box = VietInput(placeholder="Gõ tên tệp để lọc, hoặc đường dẫn (Tab: điền nốt)", id="path")
        self.list: RowList[Path] = RowList(draw_file, id="files")
        self.source = VietInput(id="source", compact=True, max_length=80)
        self.system: Choice[System] = Choice(
            [(each, SYSTEM_NAMES[each]) for each in SYSTEMS], System.ONE_STOP, id="system"
        )
        self.unit = VietInput(placeholder="tên hoặc mã, khi tệp không có cột đơn vị", id="unit", compact=True)
        self.month = VietInput(
            placeholder="như 9/2026, khi tệp không tự nói", id="month", compact=True, max_length=20
        )
        self.whole: Choice[bool] = Choice(WHOLE, value=False, id="whole")
        self.columns = ColumnList(self._draw_column, id="columns")
        self.findings: RowList[Line] = RowList(lambda line, _width: [line], id="findings")
        self._files: list[Path] = []
        self._opened: OpenedFile | None = None
        self._found: Preview | None = None
        self._importing = False

    def compose(self) -> ComposeResult:
        """The files; or the fields, the columns and what they give."""
        with Vertical(id="choosing"):
            with Horizontal(classes="top"):
                yield self.box
            yield self.list
        with Vertical(id="reading"):
            for label, field in (
                ("Nguồn", self.source),
                ("Hệ thống", self.system),
                ("Đơn vị", self.unit),
                ("Tháng", self.month),
                ("Thay số cũ", self.whole),
            ):
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield field
            yield self.columns
            yield self.findings
        yield Static("", id="complaint", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The newest tables on this machine."""
        self.box.border_title = "Nhập số liệu hồ sơ"
        self.box.focus()
        workers.start(self, lambda: self.FilesListed(importing.tables_at_hand()), group="files")

    # --- choosing a file ---------------------------------------------------------------------------------------------

    @on(FilesListed)
    def _list_files(self, event: FilesListed) -> None:
        self._files = event.files
        self._filter()

    @on(Input.Changed, "#path")
    def _filter(self) -> None:
        self.list.show_rows(importing.fitting(self._files, self.box.value))
        if not self.list.rows:
            self._tell("Không có bảng nào khớp trong Downloads, Documents. Gõ đường dẫn đầy đủ rồi Enter.")
        else:
            self._tell("")

    def action_complete(self) -> None:
        """Complete the path that is being typed; with nothing to complete, go on to the next field."""
        if self.box.has_focus and importing.is_path(self.box.value):
            self.box.value = importing.completed(self.box.value)
            self.box.action_end()
        else:
            self.focus_next()

    @on(Input.Submitted, "#path")
    @on(RowList.Chosen, "#files")
    def _open(self) -> None:
        typed = self.box.value.strip()
        path = Path(typed).expanduser() if importing.is_path(typed) else self.list.current
        if path is None:
            return
        self._tell("Đang đọc…")
        workers.start(self, lambda: self.FileOpened(importing.open_file(self.desk, path)), group="open")

    @on(FileOpened)
    def _show_file(self, event: FileOpened) -> None:
        mapping = event.file.mapping
        self._opened = event.file
        self._found = None
        self.add_class("-reading")
        self.source.value = mapping.name or Path(event.file.sheet.file_name).stem
        self.unit.value = self.month.value = ""
        self.columns.show_rows(range(len(mapping.headings)))
        self.columns.border_title = "cột"
        self.columns.focus()
        told = "Nhớ cách đọc của lần trước. " if event.file.remembered else ""
        self._tell(f"{told}← →: đổi nghĩa cột · Tab: mục sau · F3: nhập · Esc: chọn tệp khác")
        self._look()

    # --- what it would bring -----------------------------------------------------------------------------------------

    @on(ColumnList.Turned)
    def _turn(self, event: ColumnList.Turned) -> None:
        if self._opened is None:
            return
        mapping = self._opened.mapping
        meaning = mapping.meaning_of(event.column)
        place = MEANINGS.index(meaning) if meaning in MEANINGS else len(MEANINGS) - 1
        taken = {each for each in mapping.columns if each is not meaning}
        offered = [each for each in MEANINGS if each is Field.IGNORED or each not in taken]
        here = offered.index(MEANINGS[place])
        new = mapping.with_column(event.column, offered[(here + event.by) % len(offered)])
        self._opened = replace(self._opened, mapping=new)
        self.columns.show_rows(self.columns.rows, self.columns.index)
        self._look()

    @on(Input.Changed, "#unit,#month")
    def _look(self) -> None:
        opened, unit, month = self._opened, self.unit.value.strip(), self.month.value.strip()
        if opened is None:
            return
        self._found = None

        def work() -> Message:
            try:
                mapping = replace(opened.mapping, unit=self._unit_code(unit, month), month=_month(month))
                return self.LookedAt(importing.look(self.desk, opened.sheet, mapping), "")
            except MotcuaError as error:
                return self.LookedAt(None, error.sentence())

        workers.start(self, work, group="look")

    def _unit_code(self, typed: str, month: str) -> str:
        """The code of the unit that was typed by its code or the beginning of its name."""
        if not typed:
            return ""
        units = self.desk.organizations
        if typed in units.by_code:
            return typed
        chosen = _month(month)
        day = self.desk.today.fromisoformat(f"{chosen}-01") if chosen else self.desk.today
        found = units.find(typed, day, limit=1)
        return found[0].code if found else units.get(typed).code

    @on(LookedAt)
    def _show_findings(self, event: LookedAt) -> None:
        self._found = event.found
        self.findings.show_rows(
            [[(f" {event.problem}", "warn")]]
            if event.found is None
            else list(findings(event.found, self.desk))
        )

    def action_import(self) -> None:
        """Let the figures stand."""
        found = self._found
        if found is None or self._importing:
            self._tell("Chọn tệp và đợi xem trước xong rồi mới nhập.")
            return
        desk, system, whole = self.desk, self.system.value, self.whole.value
        named = replace(found, mapping=importing.named(found.mapping, self.source.value))
        self._importing = True

        def work() -> Message:
            taken = importing.take(desk, named, system, whole_months=whole)
            return self.Imported(taken, len(importing.waiting(desk)))

        workers.start(self, work, group="import", exclusive=False)

    @on(Input.Submitted, "#source,#unit,#month")
    @on(RowList.Chosen, "#columns")
    @on(RowList.Chosen, "#findings")
    def _confirm(self) -> None:
        self.action_import()

    @on(Imported)
    def _tell_import(self, event: Imported) -> None:
        self._importing = False
        taken = event.taken
        told = (
            "Tệp này đã nhập rồi: không có gì thay đổi."
            if taken.already
            else f"Đã ghi {number(taken.counts)} dòng của {number(taken.slices)} đơn vị-tháng."
        )
        told += f" {number(event.waiting)} tên chờ ghép." if event.waiting else ""
        self.app.notify(told, title="Số liệu hồ sơ", markup=False, timeout=10)
        self._choose_again()
        if event.waiting:
            self.action_match()

    def action_match(self) -> None:
        """Match the names that no import could place."""
        from tui.screens.stats_match import StatsMatchScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(StatsMatchScreen(self.desk))

    # --- the rest ----------------------------------------------------------------------------------------------------

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._importing = False
        self._tell(event.error.sentence())
        self.refresh(layout=True)  # a broken workbook may have made its reader write onto the screen

    def action_back(self) -> None:
        """To the files again, or close."""
        if self.has_class("-reading"):
            self._choose_again()
        else:
            self.app.pop_screen()

    def _choose_again(self) -> None:
        self.remove_class("-reading")
        self._opened = self._found = None
        self._tell("")
        self.box.focus()

    def action_move(self, by: int) -> None:
        """Move the highlight of the files; in the second step go from field to field."""
        if not self.has_class("-reading"):
            self.list.move(by)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def _tell(self, text: str) -> None:
        self.query_one("#complaint", Static).update(Content(text))

    def _draw_column(self, column: int, width: int) -> list[Line]:
        opened = self._opened
        if opened is None:
            return [[]]
        meaning = opened.mapping.meaning_of(column)
        told = f"◂ {FIELD_NAMES[meaning]} ▸"
        room = max(10, width - len(told) - 6)
        heading = opened.mapping.headings[column][:room] or "(không tiêu đề)"
        kind = "faint" if meaning in {Field.IGNORED, Field.PERSONAL} else "strong"
        return [
            [
                (f" {column + 1:>2} ", "faint"),
                (heading.ljust(room), kind),
                (f" {told}", kind and "accent" if kind == "strong" else kind),
            ]
        ]


def _month(typed: str) -> str:
    """The month that was typed, as the store writes it; nothing while it can't be read yet."""
    try:
        month, several = read_month(typed)
    except ValueError:
        return ""
    return "" if several else month_of(month)
