"""A register's screen: records are added, changed, removed, narrowed, and go through Excel, by keys alone."""

import pytest

from tests.services_catalog.plans import other, written
from tests.tui.driving import NARROW, entered, focused, opened, seen, settled, shown, told
from tui.desk import Desk
from tui.screens.confirm import ConfirmScreen
from tui.screens.record import RecordScreen
from tui.screens.register import RegisterScreen
from tui.screens.register_file import RegisterFileScreen
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

WARD = "01273"
TEXT = {"type": "proposal", "day": "2026-09-20", "text": "[red]Thêm máy quét[/red]"}


async def test_a_record_is_added_by_keys(desk: Desk) -> None:
    """Without it the register could only be kept by hand."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        await pilot.press("f6")
        form = shown(pilot, RecordScreen)
        await pilot.press("right", "right", "down", "down", *"May quet", "enter")
        await settled(pilot)
        shown(pilot, RegisterScreen)
        assert "Đã ghi vào sổ" in told(pilot)
        assert "Đề xuất, kiến nghị · May quet" in seen(pilot)
        assert form.register.id == "proposals"
    [record] = desk.registers.current("proposals", WARD)
    assert record.values == {"type": "proposal", "day": "2026-09-25", "text": "May quet"}


async def test_what_is_wrong_is_told_at_its_field(desk: Desk) -> None:
    """Without it an officer would have to guess which of thirteen fields is wrong."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "online-only"))
        await settled(pilot)
        assert "ít nhất 01" in seen(pilot)
        await pilot.press("f6")
        form = shown(pilot, RecordScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert "Cần ghi mục «Mã thủ tục»" in seen(pilot)
        assert focused(pilot) is form.fields["service"]
        await pilot.press(*"1.001193")
        await settled(pilot)
        assert "khai sinh" in str(form.complaint.content)
        starts = form.fields["starts"]
        assert isinstance(starts, VietInput)
        assert starts.value == "25/09/2026"
        starts.value = "31/02/2026"
        await pilot.press("enter")
        await settled(pilot)
        assert focused(pilot) is starts
        await pilot.press("escape")
    assert desk.registers.current("online-only") == []


async def test_a_record_is_changed_and_removed(desk: Desk) -> None:
    """Without it a slip would stay in the report, or one key lose a record."""
    entered(desk)
    record = desk.registers.add("proposals", WARD, TEXT)
    desk.registers.add("proposals", "01279", TEXT | {"text": "Của nơi khác"})
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        assert "[red]Thêm máy quét[/red]" in seen(pilot)
        assert "Của nơi khác" not in seen(pilot)
        await pilot.press("enter")
        form = shown(pilot, RecordScreen)
        to = form.fields["to"]
        assert isinstance(to, VietInput)
        to.value = "UBND tỉnh"
        await pilot.press("enter")
        await settled(pilot)
        assert desk.registers.get(record.id).values["to"] == "UBND tỉnh"
        await pilot.press("f8")
        shown(pilot, ConfirmScreen)
        await pilot.press("escape", "f8", "enter")
        await settled(pilot)
        assert "Đã xoá khỏi sổ" in told(pilot)
        await pilot.press("f8")
        shown(pilot, RegisterScreen)
        await pilot.press("tab", "right")
        await settled(pilot)
        assert "Của nơi khác" in seen(pilot)


async def test_the_list_is_narrowed(desk: Desk) -> None:
    """Without it one record among two hundred would not be found."""
    entered(desk)
    for number in range(30):
        desk.registers.add("proposals", WARD, TEXT | {"text": f"Việc số {number}"})
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        assert "30 dòng" in seen(pilot)
        await pilot.press(*"so 29", "down", "pagedown", "up")
        await settled(pilot)
        assert "Việc số 29" in seen(pilot)
        assert " 1 dòng" in seen(pilot)


async def test_rows_of_the_plan_are_filled_in(desk: Desk) -> None:
    """Without it Appendix I could be changed by hand."""
    desk.change_settings(unit="CB-SOTP", officer="Bé")
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "ndxp"))
        await settled(pilot)
        screen = shown(pilot, RegisterScreen)
        assert [each.values["number"] for each in screen.list.rows] == [6, 7, 8]
        await pilot.press("enter")
        form = shown(pilot, RecordScreen)
        assert "name" not in form.fields
        status = form.fields["status"]
        assert isinstance(status, Choice)
        await pilot.press("right", "right", "enter")
        await settled(pilot)
    assert desk.registers.current("ndxp", "CB-SOTP")[0].values["status"] == "working"


async def test_usual_causes_are_offered(desk: Desk) -> None:
    """Without it the Decision's own causes would be typed each quarter."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        await pilot.press("f6", "f4", "f4")
        form = shown(pilot, RecordScreen)
        text = form.fields["text"]
        assert isinstance(text, VietInput)
        assert text.value == desk.plan.causes[1]
        await pilot.press("escape")


@pytest.mark.parametrize("wrong", [False, True])
async def test_through_excel_and_back(desk: Desk, wrong: bool) -> None:
    """Without it the way back from Excel would be the command line, or take in half a file."""
    entered(desk)
    desk.registers.add("proposals", WARD, TEXT)
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)
        file = desk.folders.output / "so-proposals-20260925.xlsx"
        assert file.exists()
        other_file = desk.folders.output / "x.csv"
        line = "Đùa,1/9/2026,a" if wrong else "model,1/9/2026,a"
        other_file.write_text(f"Loại,Ngày,Nội dung\n{line}\n", encoding="utf-8")
        await pilot.press("f5")
        screen = shown(pilot, RegisterFileScreen)
        screen.box.value = "nowhere.csv"
        await pilot.press("enter")
        await settled(pilot)
        assert "Không mở được" in seen(pilot)
        screen.box.value = str(other_file)
        await pilot.press("enter")
        await settled(pilot)
        assert ("Dòng 2: Mục «Loại» chỉ chọn" if wrong else "1 dòng mới") in seen(pilot)
        await pilot.press("pagedown", "enter")
        await settled(pilot)
        if wrong:
            shown(pilot, RegisterFileScreen)
        else:
            shown(pilot, RegisterScreen)
    assert len(desk.registers.current("proposals")) == (1 if wrong else 2)


async def test_a_file_is_chosen_from_those_at_hand(desk: Desk) -> None:
    """Without it a path of eighty letters would be typed at each import."""
    entered(desk)
    desk.folders.output.mkdir(exist_ok=True)
    for name in ("so do.csv", "so xanh.csv"):
        (desk.folders.output / name).write_text("Loại,Ngày,Nội dung\nmodel,1/9/2026,a\n", encoding="utf-8")
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "proposals"))
        await settled(pilot)
        await pilot.press("f5")
        await settled(pilot)
        screen = shown(pilot, RegisterFileScreen)
        assert {each.name for each in screen.list.rows} >= {"so do.csv", "so xanh.csv"}
        await pilot.press(*"xanh", "enter")
        await settled(pilot)
        assert "so xanh.csv: 1 dòng mới" in seen(pilot)
        await pilot.press("down")
        assert "1 dòng mới" not in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, RegisterScreen)
    assert len(desk.registers.current("proposals")) == 1


async def test_prints_are_counted_beside(desk: Desk) -> None:
    """Without it officers would count their own printouts again."""
    from services_catalog.settings import Destination  # noqa: PLC0415 - one test

    entered(desk)
    desk.prints.count("1.001193", "a5", 35, unit=WARD, destination=Destination.PRINTER)
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "publicity"))
        await settled(pilot)
        assert "chương trình đã in 35 tờ trong Quý III/2026" in seen(pilot)


async def test_another_plans_register_has_its_own_form(desk: Desk) -> None:
    """Without it the forms would know the registers of 984 by name."""
    written(desk.folders.settings / "plan.json", other())
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.app.push_screen(RegisterScreen(desk, "visits"))
        await settled(pilot)
        await pilot.press("f6")
        assert list(shown(pilot, RecordScreen).fields) == ["day", "place", "good"]
        await pilot.press("down", *"Xom 1", "enter")
        await settled(pilot)
    assert [each.values["place"] for each in desk.registers.current("visits")] == ["Xom 1"]


async def test_a_plans_own_words_are_no_markup(desk: Desk) -> None:
    """Without it a bracket in an office's plan could colour, hide or break a screen."""
    data = other()
    hostile = "[red]x[/red] [/] [$y"
    register = data["registers"][0]
    register |= {"name": hostile, "clause": hostile, "empty": hostile}
    register["fields"][1] |= {"label": hostile, "hint": hostile}
    data["tasks"][0] |= {"title": hostile, "text": hostile, "coordinate": hostile}
    written(desk.folders.settings / "plan.json", data)
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        assert hostile in seen(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert hostile in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert seen(pilot).count(hostile) == 2
        await pilot.press("f6")
        assert seen(pilot).count(hostile) == 5
        await pilot.press("escape", "f5")
        assert hostile in seen(pilot)
