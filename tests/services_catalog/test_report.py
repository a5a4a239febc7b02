"""The quarterly report as data: the outline word for word, figures that agree, what is missing said, and kept."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from services_catalog.counts import DossierCount, System
from services_catalog.errors import DamagedStoreError, PeriodError, UnknownUnitError
from services_catalog.plan import UnknownTaskError
from services_catalog.plan_file import load
from services_catalog.report import (
    Heading,
    KeptReportError,
    Paragraph,
    Report,
    ReportKind,
    Share,
    Table,
    Tone,
)
from services_catalog.report_compile import compile_report, cut_off, kept_report, report_of
from services_catalog.report_head import forms
from services_catalog.task_report import task_report
from tests.made_up_quarter import DEPARTMENT, LEAD, PROVINCE, WARD, Hand, closed, counts, fill, opened, report
from tests.services_catalog.plans import other, written
from tui.desk import Desk

DECEMBER = date(2026, 12, 27)
OUTLINE = (
    "I. CÔNG TÁC THAM MƯU, CHỈ ĐẠO TRIỂN KHAI",
    "II. KẾT QUẢ THỰC HIỆN",
    "1. Tỷ lệ dịch vụ công trực tuyến",
    (
        "- Tỷ lệ DVCTT mức độ 3, 4 có phát sinh hồ sơ trực tuyến trên tổng số DVCTT mức độ 3, 4 có phát sinh hồ sơ "
        "(bao gồm phát sinh hồ sơ trực tuyến và trực tiếp)."
    ),
    (
        "- Tỷ lệ số hồ sơ được xử lý trực tuyến trên tổng số hồ sơ DVCTT ở mức độ 3, 4 (bao gồm hồ sơ trực tuyến "
        "và trực tiếp)"
    ),
    "- Danh mục DVCTT mức độ 3, 4 chỉ tiếp nhận bằng hình thức trực tuyến.",
    (
        "2. Nâng cao hiệu quả cung cấp DVCTT mức độ 3, mức độ 4, bảo đảm các DVCTT có phát sinh hồ sơ trực tuyến; gia "
        "tăng số lượng hồ sơ xử lý trực tuyến"
    ),
    "a) Về công tác tuyên truyền dịch vụ công trực tuyến đến cán bộ, công chức, viên chức và người dân, doanh nghiệp",
    "b) Lựa chọn DVCTT mức độ 3, 4 chỉ tiếp nhận bằng hình thức trực tuyến",
    "c) Giới thiệu, hướng dẫn nộp hồ sơ trực tuyến, nhận hồ sơ và kết quả qua dịch vụ bưu chính công ích",
    "d) Khuyến khích người dân, doanh nghiệp nộp hồ sơ trực tuyến",
    "e) Các nội dung khác tại Kế hoạch",
    "III. KHÓ KHĂN, HẠN CHẾ",
    "IV. PHƯƠNG HƯỚNG, GIẢI PHÁP THỜI GIAN TỚI",
    "V. ĐỀ XUẤT, KIẾN NGHỊ",
)
"""Phụ lục II of the Decision, as it was issued, for a district; the two questions of 2.e are answered, not printed."""


def headings(made: Report) -> list[str]:
    """The headings as they stand on the paper."""
    return [f"{each.label} {each.text}" for each in made.blocks if isinstance(each, Heading)]


def told(made: Report) -> str:
    """All paragraphs."""
    return "\n".join(each.text for each in made.blocks if isinstance(each, Paragraph))


def table(made: Report, name: str) -> Table:
    """A table by its id."""
    return next(each for each in made.tables() if each.id == name)


@pytest.fixture
def december(tmp_path: Path, built_state: Path) -> Iterator[tuple[Desk, Hand]]:
    """A desk on the morning of the last reporting day of 2026."""
    desk, clock = opened(tmp_path / "desk", built_state, DECEMBER)
    yield desk, clock
    desk.close()


def test_a_district_of_2022_writes_the_outline_word_for_word(reports: dict[str, Report]) -> None:
    """Without it the receiving office would send the report back."""
    found = headings(reports["district"])
    assert found == list(OUTLINE)
    made = reports["district"]
    assert made.header.agency == ("ỦY BAN NHÂN DÂN", "HUYỆN BẢO LẠC")
    assert made.header.place == "Bảo Lạc"
    assert "Sở Thông tin và Truyền thông" in made.addressees[0]
    assert "mức độ 3, mức độ 4" in told(made)
    assert "toàn trình" not in told(made)


def test_a_commune_of_2026_writes_in_the_words_of_its_time(reports: dict[str, Report]) -> None:
    """Without it a report of today would speak of levels and agencies that no longer exist."""
    made = reports["commune"]
    assert "mức độ" not in "\n".join(headings(made)) + told(made)
    assert "Sở Khoa học và Công nghệ" in made.addressees[0]
    assert made.recipients[0] == "Như trên"
    assert made.recipients[-1] == "Lưu: VT"
    assert not [each for each in headings(made) if "NDXP" in each or each.startswith("- Kết quả rà soát")]


def test_a_report_asks_nothing(reports: dict[str, Report]) -> None:
    """Without it an office would sign the Decision's own questions instead of answers."""
    for made in reports.values():
        assert "?" not in "\n".join(headings(made)) + told(made)
    text = told(reports["department"])
    assert "Đã chạy thử 2 lượt" in text
    assert "Đã có 1 tài khoản phục vụ thanh toán trực tuyến" in text
    assert "Tổ 1 giúp cả tổ dân phố nộp hồ sơ tại nhà văn hóa." in text
    assert any("trả kết quả trên Hệ thống" in each for each in reports["department"].missing)
    assert "điển hình" not in told(reports["empty"])  # nobody owes a model


def test_what_no_register_tells_is_asked_until_the_office_writes_it(december: tuple[Desk, Hand]) -> None:
    """Without it the half of II.2.e that only the office knows would be left out unnoticed."""
    desk, _ = december
    asked = "số hóa hồ sơ, kết quả"
    assert asked in "".join(report(desk, WARD, 2026, 4).missing)
    desk.report_texts.write(WARD, "II.2.e.quality", 2026, 4, "100 % cán bộ xử lý hồ sơ trên hệ thống.")
    assert asked not in "".join(report(desk, WARD, 2026, 4).missing)


def test_a_long_list_is_begun_in_its_section_and_whole_in_an_annex(december: tuple[Desk, Hand]) -> None:
    """Without it hundreds of documents of all units would bury the two rates."""
    desk, _ = december
    values = {"issued": "2026-12-05", "type": "plan", "subject": "Đẩy mạnh <b>"}
    for count in range(25):
        desk.registers.add("directives", WARD, values | {"number": f"{count}/KH-UBND"})
        desk.registers.add("proposals", WARD, {"type": "plan", "day": "2026-12-05", "text": f"Việc {count}"})
    made = report(desk, WARD, 2026, 4)
    text = told(made)
    assert "Đã ban hành 25 văn bản" in text
    assert "số 19/KH-UBND" in text
    assert "số 20/KH-UBND" not in text
    [annex] = [each for each in made.annexes if each.id == "directives"]
    assert f"Và 5 mục khác; danh mục đầy đủ tại {annex.name} kèm theo." in text
    assert [row.cells[2] for row in table(made, "directives").rows][-1] == "24/KH-UBND"
    assert len(table(made, "proposals").rows) == 25
    assert Report.from_json(made.to_json()) == made


def test_sections_are_written_in_the_order_of_their_feeds(reports: dict[str, Report]) -> None:
    """Without it «no postal points» would stand before the help that was given."""
    text = told(reports["commune"])
    assert text.index("Đã giới thiệu, hướng dẫn, hỗ trợ") < text.index("«Điểm phục vụ bưu chính")


def test_only_who_is_asked_writes_the_review_and_the_connections(reports: dict[str, Report]) -> None:
    """Without it a commune would report on what it has no part in, or a lead agency would leave its part out."""
    department, province = headings(reports["department"]), headings(reports["province"])
    assert any(each.startswith("- Kết quả rà soát") for each in department)
    assert any("(NDXP)" in each for each in department)
    assert any("(NDXP)" in each for each in province)
    assert len(table(reports["province"], "ndxp").rows) == 15
    assert len(table(reports["department"], "ndxp").rows) == 3


def test_figures_in_sentences_tables_and_json_agree(reports: dict[str, Report]) -> None:
    """Without it the head of an office would sign two figures for the same thing."""
    for name in ("commune", "district", "department", "province"):
        made = reports[name]
        first, second = made.figures["rates"]["r1"], made.figures["rates"]["r2"]
        for rate in (first, second):
            assert f"đạt tỷ lệ {rate['text']}" in told(made)
        whole = table(made, "statistics").rows[0].cells
        assert whole[6] == Share(second["numerator"], second["denominator"])
        assert whole[3] == second["numerator"]
        services = table(made, "services").rows
        assert len(services) == first["denominator"]
        assert sum(row.cells[4] for row in services if isinstance(row.cells[4], int)) == second["numerator"]
        assert len(services) - len(table(made, "without-online").rows) == first["numerator"]
        assert sum(each["online"] for each in made.figures["months"]) == second["numerator"]


def test_the_rows_of_the_statistics_add_up_to_their_total(
    reports: dict[str, Report], december: tuple[Desk, Hand]
) -> None:
    """Without it figures of a unit that has no row would be hidden in the total."""
    desk, _ = december
    units = [WARD, DEPARTMENT, PROVINCE, "CB-BUUDIEN", "khong-ro"]
    desk.counts.replace(System.ONE_STOP, counts(units, 2026, [10]))
    for made in (reports["province"], reports["district"], report(desk, PROVINCE, 2026, 4)):
        total, *rows = table(made, "statistics").rows
        for place in (2, 3, 4, 5):
            parts = [row.cells[place] for row in rows if not row.inner and not row.strong]
            assert sum(each for each in parts if isinstance(each, int)) == total.cells[place]
    names = [row.cells[1] for row in table(made, "statistics").rows]
    assert names[names.index("Đơn vị khác") + 1 :][0] == "Tỉnh Cao Bằng"
    assert "khong-ro" in names


def test_verdicts_count_each_service_once_and_idle_ones_apart(reports: dict[str, Report]) -> None:
    """Without it a service without dossiers would count as missed."""
    row = table(reports["commune"], "statistics").rows[0].cells
    services = [each.cells[-1] for each in table(reports["commune"], "services").rows]
    good = [
        each
        for each in services
        if isinstance(each, Share) and Fraction(each.numerator, each.denominator) * 2 >= 1
    ]
    assert row[7:10] == (len(good), len(services) - len(good), 0)
    inner = [each for each in table(reports["commune"], "statistics").rows if each.inner]
    assert [each.cells[1] for each in inner] == ["Một phần", "Toàn trình", "Chưa rõ mức"]
    for place in (2, 3, 4, 5):
        amounts = [each.cells[place] for each in inner]
        assert sum(each for each in amounts if isinstance(each, int)) == row[place]


def test_the_change_is_the_difference_of_what_both_reports_print(december: tuple[Desk, Hand]) -> None:
    """Without it a reader who subtracts would find the report wrong."""
    desk, clock = december
    clock.set(date(2026, 9, 27))
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 9, 1), "1.001193", 7, 5)])
    closed(desk, WARD, 2026, 3, date(2026, 9, 27))
    clock.set(DECEMBER)
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 10, 1), "1.001193", 1, 0)])
    text = told(report(desk, WARD, 2026, 4))
    assert "(8/13). Đạt chỉ tiêu 50 %, vượt 11,54 điểm phần trăm." in text
    assert "Tăng 3,21 điểm phần trăm so với quý III/2026 (58,33 %, 7/12)" in text
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 11, 1), "1.001193", 0, 9)])
    text = told(report(desk, WARD, 2026, 4))
    assert "Giảm 21,97 điểm phần trăm so với quý III/2026" in text
    assert "cần chuyển ít nhất 3 hồ sơ sang nộp trực tuyến, hoặc có thêm 6 hồ sơ trực tuyến mới" in text
    assert (
        "từ ngày 28/09/2026 đến ngày 27/12/2026" in text
    )  # what happened after the last cut-off is in no report yet


def test_an_empty_quarter_says_what_is_missing(reports: dict[str, Report]) -> None:
    """Without it an office would sign a report that looks whole and says nothing."""
    made = reports["empty"]
    assert made.figures["rates"] == {}
    assert len(made.missing) > 12
    assert all(each.startswith("«[") and each.endswith("]»") for each in made.missing)
    assert table(made, "statistics").rows[0].cells[2:] == (*[None] * 8, "Chưa có số liệu")
    assert made.annexes[0].name == "Phụ lục"


def test_no_dossiers_is_neither_0_nor_100_per_cent(december: tuple[Desk, Hand]) -> None:
    """Without it a unit without dossiers would be praised or blamed for them."""
    desk, _ = december
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 11, 1), "1.001193", 0, 0)])
    made = report(desk, WARD, 2026, 4)
    assert "không phát sinh hồ sơ" in told(made)
    assert "không tính tỷ lệ (0/0)" in told(made)
    row = table(made, "statistics").rows[0].cells
    assert row[6] == Share(0, 0)
    assert row[7:10] == (0, 0, 1)
    assert Share(0, 0).text == "—"


def test_the_lead_department_tells_who_has_reported_and_ranks(reports: dict[str, Report]) -> None:
    """Without it the province would not know whom to remind, nor whom to praise."""
    made = reports["province"]
    assert made.kind is ReportKind.ROLL_UP
    assert made.header.agency == ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",)
    rows = table(made, "reported").rows
    states = [row.cells[2] for row in rows]
    assert states.count("Đã báo cáo") == 7 - 1  # the one-stop centre owes none of its own
    assert f"{states.count('Đã báo cáo')}/{len(states)} đơn vị" in told(made)
    assert "Sở Khoa học và Công nghệ" not in [row.cells[1] for row in rows]
    ranked = [row.cells for row in table(made, "ranking").rows if not row.strong]
    shares = [
        Fraction(each[2].numerator, each[2].denominator) for each in ranked if isinstance(each[2], Share)
    ]
    assert len(ranked) == 13
    departments = shares[:5]
    assert departments == sorted(departments, reverse=True)
    assert table(made, "statistics").rows[0].cells[1] == "Tổng cộng"


def test_a_report_on_paper_is_in_once_the_lead_notes_it(december: tuple[Desk, Hand]) -> None:
    """Without it units that sent their report without a bundle would be called late."""
    desk, _ = december
    desk.counts.replace(System.ONE_STOP, counts([WARD], 2026, [10]))
    rows = {row.cells[1]: row.cells for row in table(report(desk, LEAD, 2026, 4), "reported").rows}
    assert rows["Phường Thục Phán"][2:] == ("Chưa báo cáo", "", "", "Đã có số liệu")
    desk.tasks.mark("quarterly", WARD, "Báo cáo số 15/BC-UBND", DECEMBER, "2026Q4")
    rows = {row.cells[1]: row.cells for row in table(report(desk, LEAD, 2026, 4), "reported").rows}
    assert rows["Phường Thục Phán"][2:] == ("Đã báo cáo", "27/12/2026", "", "Báo cáo số 15/BC-UBND")
    assert "1/74 đơn vị đã gửi báo cáo" in told(report(desk, LEAD, 2026, 4))
    assert "1/74" not in told(report(desk, LEAD, 2026, 3))


def test_the_province_is_reported_by_its_lead_department_of_the_day(december: tuple[Desk, Hand]) -> None:
    """Without it a report of 2024 would be issued by a department that did not have the task yet."""
    desk, _ = december
    made = compile_report(desk.report_sources(), PROVINCE, 2024, 4, date(2024, 12, 29))
    assert made.header.agency == ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG",)
    assert made.header.symbol == "BC-STTTT"
    assert "UBND các huyện, thành phố" in made.recipients


def test_a_closed_quarter_gives_the_same_report_whatever_comes_later(december: tuple[Desk, Hand]) -> None:
    """Without it a signed report could not be made again."""
    desk, clock = december
    fill(desk, WARD, DECEMBER)
    desk.report_texts.write(WARD, "III", 2026, 4, "Đường truyền yếu.")
    draft = report(desk, WARD, 2026, 4)
    closed(desk, WARD, 2026, 4, DECEMBER)
    clock.set(date(2027, 1, 5))
    desk.counts.replace(System.ONE_STOP, counts([WARD], 2026, range(1, 13), seed=7))
    desk.registers.add("proposals", WARD, {"type": "difficulty", "day": "2026-12-01", "text": "Mới thêm"})
    desk.report_texts.write(WARD, "III", 2026, 4, "Chữ khác.")
    again = report(desk, WARD, 2026, 4)
    assert again == draft
    assert json.dumps(again.to_json()) == json.dumps(draft.to_json())
    assert "Chữ khác." in told(report(desk, WARD, 2026, 4, date(2026, 12, 20)))


def test_a_closing_without_a_report_keeps_its_rates(december: tuple[Desk, Hand]) -> None:
    """Without it figures that were closed by an earlier version would change under the same closing."""
    desk, _ = december
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 9, 1), "1.001193", 7, 5)])
    closed(desk, WARD, 2026, 4, DECEMBER)
    closing = desk.closings.latest(WARD, 2026, 4)
    old = type(closing)(
        **{name: getattr(closing, name) for name in closing.__slots__}
        | {"figures": {name: each for name, each in closing.figures.items() if name != "report"}}
    )
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 9, 1), "1.001193", 70, 5)])
    assert "7/12" in told(kept_report(desk.report_sources(), old))


def test_json_is_the_whole_report(reports: dict[str, Report]) -> None:
    """Without it what a closing keeps could not be turned into paper again."""
    for made in reports.values():
        values = json.loads(json.dumps(made.to_json()))
        assert Report.from_json(values) == made
        assert values == made.to_json()
    sound = reports["empty"].to_json()
    strange = {"type": "paragraph", "text": 5, "tone": "body"}
    for wrong in ({}, {"form": 99}, sound | {"blocks": [{"type": "song"}]}, sound | {"blocks": [strange]}):
        with pytest.raises(KeptReportError):
            Report.from_json(wrong)


def test_own_words_join_what_was_composed(december: tuple[Desk, Hand]) -> None:
    """Without it the head's three paragraphs would be typed into Word again each quarter."""
    desk, _ = december
    desk.report_texts.write(WARD, "III", 2026, 3, "Của quý trước.")
    assert "Của quý trước." not in told(report(desk, WARD, 2026, 4))
    desk.report_texts.write(WARD, "III", 2026, 4, "Đoạn một.\n\n  Đoạn <b>hai</b> & ba.")
    desk.report_texts.write(WARD, "bases", 2026, 4, "Căn cứ Nghị quyết số 5/NQ-HĐND")
    desk.report_texts.write(WARD, "II.1.r1", 2026, 4, "Ghi thêm.")
    made = report(desk, WARD, 2026, 4)
    own = [each.text for each in made.blocks if isinstance(each, Paragraph) and each.tone is Tone.OWN]
    assert own == ["Ghi thêm.", "Đoạn một.", "Đoạn <b>hai</b> & ba."]
    assert made.bases[1] == "Căn cứ Nghị quyết số 5/NQ-HĐND"
    assert not [each for each in made.missing if "khó khăn" in each]
    assert any("hồ sơ tiếp nhận" in each for each in made.missing)  # words don't stand in for figures


def test_the_cut_off_is_the_last_valid_day_of_the_unit(december: tuple[Desk, Hand]) -> None:
    """Without it the lead department would close two days early, or an office report a day that is to come."""
    desk, _ = december
    sources = desk.report_sources()
    assert cut_off(sources, WARD, 2026, 4, date(2027, 1, 9)) == DECEMBER
    assert cut_off(sources, LEAD, 2026, 4, date(2027, 1, 9)) == date(2026, 12, 29)
    assert cut_off(sources, WARD, 2026, 4, date(2026, 11, 3)) == date(2026, 11, 3)
    with pytest.raises(PeriodError):
        report_of(sources, WARD, 2026, 4, date(2026, 9, 27), desk.today)
    with pytest.raises(PeriodError, match="chưa bắt đầu"):
        report_of(sources, WARD, 2027, 1, None, desk.today)
    with pytest.raises(PeriodError, match="không có đơn vị «Huyện Hà Quảng»"):
        report_of(sources, "045", 2026, 4, None, desk.today)
    with pytest.raises(UnknownUnitError):
        report_of(sources, "x", 2026, 4, DECEMBER, desk.today)


def test_another_plan_gives_another_report(december: tuple[Desk, Hand]) -> None:
    """Without it another province would need another program."""
    desk, _ = december
    written(desk.folders.settings / "plan.json", other())
    assert desk.plan.id == "other-7"
    desk.registers.add("visits", WARD, {"day": "2026-11-02", "place": "Tổ 1", "good": True})
    made = report(desk, WARD, 2026, 4)
    assert headings(made) == ["A. SỔ"]
    assert "02/11/2026: Tổ 1" in told(made)
    assert made.title == "Kết quả thực hiện Kế hoạch số hoá, quý IV năm 2026"
    assert load(desk.organizations).id == "cao-bang-984"


def test_an_expired_task_has_a_short_report(december: tuple[Desk, Hand]) -> None:
    """Without it the report that III.6 asks for at each deadline would be written from nothing."""
    desk, _ = december
    sources = desk.report_sources()
    late = task_report(sources, WARD, "accounts", DECEMBER)
    assert "chưa hoàn thành" in told(late)
    assert len(late.missing) == 1
    fill(desk, WARD, DECEMBER)
    made = task_report(sources, WARD, "accounts", DECEMBER)
    assert (made.kind, made.missing, made.annexes) == (ReportKind.TASK, [], ())
    assert "Agribank" in told(made)
    assert "III.4.4" in told(made)
    rates = task_report(sources, DEPARTMENT, "rates", DECEMBER)
    assert "hồ sơ tiếp nhận" in "".join(rates.missing)
    for task in ("nothing", "publicity", "fees"):
        with pytest.raises(UnknownTaskError):
            task_report(sources, WARD, task, DECEMBER)


def test_an_office_can_say_how_its_head_looks(december: tuple[Desk, Hand]) -> None:
    """Without it a unit that writes its symbol otherwise would correct every report by hand."""
    desk, _ = december
    own: dict[str, Any] = {
        "heads": [{"codes": [WARD], "superior": "Cấp trên", "symbol": "UBND-VP", "sign": ["Q. CHỦ TỊCH"]}]
    }
    path = written(desk.folders.settings / "report_heads.json", own)
    made = report(desk, WARD, 2026, 4)
    assert made.header.symbol == "BC-UBND-VP"
    assert made.header.superior == "CẤP TRÊN"
    assert made.signature.lines == ("Q. CHỦ TỊCH",)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DamagedStoreError):
        forms(desk.folders.settings)
