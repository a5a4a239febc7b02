"""F4 in the report: read what was composed, write one's own paragraphs, make the files; by key, at 80 columns."""

from datetime import date

import pytest
from textual import events

from tests.made_up_quarter import WARD, closed, fill
from tests.tui.driving import NARROW, entered, opened, seen, settled, shown, told
from tui.desk import Desk
from tui.screens.bases import BasesScreen
from tui.screens.own_text import OwnTextScreen
from tui.screens.quarter_report import NO_UNIT, QuarterReportScreen
from tui.screens.report import ReportScreen


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk of a ward with a quarter's work."""
    entered(desk)
    fill(desk, WARD, date(2026, 9, 25))
    return desk


async def test_the_composed_report_is_read_and_made_into_files(filled: Desk) -> None:
    """Without it the report could only be made by who knows the command line."""
    async with opened(filled, NARROW) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        screen = shown(pilot, QuarterReportScreen)
        text = seen(pilot)
        assert "Quý III/2026" in text
        assert "Bản nháp. Còn thiếu" in text
        assert "PHƯỜNG THỤC PHÁN" in text
        await pilot.press("pagedown", "down")
        await settled(pilot)
        assert "KẾT QUẢ THỰC HIỆN" not in text
        assert "Cách tính" in seen(pilot)
        await pilot.press("pageup", "up", "f9", "f8")
        await settled(pilot)
        assert f"bao-cao-2026Q3-{WARD}.docx (và .xlsx, .pdf, .json bên cạnh)" in told(pilot).replace("\n", "")
        assert screen.quarter.value == "2026Q3"
        await pilot.press("right")
        await settled(pilot)
        assert "Quý II/2026" in seen(pilot)
        await pilot.press("escape")
        shown(pilot, ReportScreen)
    made = {each.name for each in filled.folders.output.iterdir()}
    stem = f"bao-cao-2026Q3-{WARD}"
    assert made >= {f"{stem}{suffix}" for suffix in (".docx", ".xlsx", ".pdf", ".json")} | {
        f"niem-yet-{stem}.pdf"
    }


async def test_own_paragraphs_are_typed_saved_and_seen(filled: Desk) -> None:
    """Without it the three paragraphs that only the head can write would have no place before Word."""
    filled.report_texts.write(WARD, "IV", 2026, 2, "Cũ của quý trước")
    async with opened(filled, NARROW) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        screen = shown(pilot, OwnTextScreen)
        assert screen.section.value == "III"
        assert "F2: lưu" in seen(pilot)
        await pilot.press("tab")
        for sign in "Ðu":
            pilot.app.post_message(events.Key(sign, sign))
        for key, sign in (("backspace", "\x7f"), ("ư", "ư"), ("ờ", "ờ"), ("n", "n"), ("g", "g")):
            pilot.app.post_message(events.Key(key, sign))
        await settled(pilot)
        assert screen.area.text == "Ðường"
        await pilot.press("escape")
        assert "Chưa lưu 1 mục (III)" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "Đã lưu." in seen(pilot)
        screen.section.focus()
        await pilot.press("right")
        await settled(pilot)
        assert screen.area.text == "Cũ của quý trước"
        assert "chữ của quý trước" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        text = "\n".join(str(each) for each in [shown(pilot, QuarterReportScreen).text.content])
        assert "Ðường" in text
        assert "Cũ của quý trước" not in text
    assert filled.report_texts.of(WARD, 2026, 3)["III"].text == "Ðường"


async def test_the_plans_bases_are_ticked_not_typed(filled: Desk) -> None:
    """Without it the head would retype laws and resolutions from an old report."""
    bases = filled.plan.legal_bases
    async with opened(filled, NARROW) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        shown(pilot, BasesScreen)
        await pilot.press("enter", "down", "space", "down", "space", "up", "space")
        assert "[x]" in seen(pilot)
        await pilot.press("f2")
        form = shown(pilot, OwnTextScreen)
        await settled(pilot)
        assert form.area.text == f"Căn cứ {bases[0]}\nCăn cứ {bases[2]}"
        await pilot.press("f2")
        await settled(pilot)
        assert "Đã lưu." in seen(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert shown(pilot, BasesScreen).ticked == {0, 2}
        await pilot.press("escape", "escape")
        await settled(pilot)
        text = str(shown(pilot, QuarterReportScreen).text.content)
        assert text.index("Luật Tổ chức") < text.index("Quyết định số 984")


async def test_the_outline_s_questions_guide_who_writes(filled: Desk) -> None:
    """Without it nobody would know what a section that is only answered asks for."""
    async with opened(filled, NARROW) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        screen = shown(pilot, OwnTextScreen)
        screen.section.value = "II.2.e.quality"
        await settled(pilot)
        text = " ".join(seen(pilot).split())
        assert "Cần viết: việc các cá nhân" in text
        assert "Đề cương hỏi: Bảo đảm các DVC" in text
        assert "mức độ 3" not in text
        assert screen.area.size.height >= 4


async def test_a_refused_text_stays_in_the_field(filled: Desk) -> None:
    """Without it a long paragraph would be gone because of one number in it."""
    async with opened(filled) as pilot:
        await pilot.press("f6", "f4", "f2")
        await settled(pilot)
        screen = shown(pilot, OwnTextScreen)
        screen.area.text = "Ông A, số 012345678901"
        await pilot.press("f2")
        await settled(pilot)
        assert "dữ liệu cá nhân" in seen(pilot)
        assert screen.area.text == "Ông A, số 012345678901"
        screen.area.text = "x" * 9000
        await settled(pilot)
        assert "Dài quá 1.000 chữ" in seen(pilot)
        await pilot.press("escape", "escape")
        shown(pilot, QuarterReportScreen)
    assert filled.report_texts.of(WARD, 2026, 3) == {}


async def test_a_closed_quarter_is_shown_as_it_was_closed(filled: Desk) -> None:
    """Without it somebody would write into a report that has gone out."""
    closed(filled, WARD, 2026, 3, date(2026, 9, 25))
    async with opened(filled) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        assert "Đã chốt, không đổi nữa" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "chốt lại" in told(pilot)


async def test_a_desk_that_knows_no_unit_says_so(desk: Desk) -> None:
    """Without it a new desk would show an empty page that looks broken."""
    async with opened(desk) as pilot:
        await pilot.press("f6", "f4")
        await settled(pilot)
        assert NO_UNIT[:40] in seen(pilot)
        await pilot.press("f2", "f9", "f8")
        await settled(pilot)
        screen = shown(pilot, QuarterReportScreen)
        screen.unit.focus()
        await pilot.press("right")
        await settled(pilot)
        assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in seen(pilot)
