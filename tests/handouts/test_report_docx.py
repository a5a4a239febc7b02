"""The Word document, read back: every measure of NĐ 30/2020, every word and every figure of the report."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import decree30, report_docx, report_pdf, report_xlsx
from services_catalog.report import Align, Annex, Column, Heading, Paragraph, Report, Row, Share, Table, shown
from services_catalog.vietnamese import clean
from tests.handouts.reading import texts as texts_of

AT = datetime(2026, 12, 27, 9, 30)  # noqa: DTZ001 - a document's property has no time zone
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def opened(made: Report) -> Any:
    """The report as python-docx reads it."""
    return Document(io.BytesIO(report_docx.render(made, AT)))


def runs(container: Any) -> Iterator[tuple[str, float, bool, bool, Any]]:
    """Text, size, bold, italic and alignment of every piece of text."""
    for paragraph in container.paragraphs:
        for run in paragraph.runs:
            if run.text.strip():
                size = run.font.size or paragraph.style.font.size
                bold = paragraph.style.font.bold if run.font.bold is None else run.font.bold
                yield run.text, size.pt, bool(bold), bool(run.font.italic), paragraph.alignment


def found(container: Any, text: str) -> tuple[str, float, bool, bool, Any]:
    """The piece of text that begins so."""
    return next(each for each in runs(container) if each[0].startswith(text))


def ruled(container: Any) -> list[float]:
    """The lengths of the drawn lines, in millimetres, as far as paragraphs' indents tell."""
    lengths = []
    for paragraph in container.paragraphs:
        border = paragraph._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}")
        if border is not None:
            assert border.get(qn("w:val")) == "single"
            indent = paragraph._p.find(f".//{qn('w:ind')}")
            lengths.append(int(indent.get(qn("w:left"))) * 2 * 25.4 / 1440)
    return lengths


def test_paper_margins_and_page_numbers(reports: dict[str, Report]) -> None:
    """Without it the clerk would set up the page by hand before giving a number."""
    document = opened(reports["commune"])
    for section in document.sections:
        wide = section.orientation == WD_ORIENT.LANDSCAPE
        sides = sorted([section.page_width.mm, section.page_height.mm], reverse=wide)
        assert sides == pytest.approx([297, 210] if wide else [210, 297], abs=0.1)
        assert section.top_margin.mm == pytest.approx(20, abs=0.1)
        assert section.bottom_margin.mm == pytest.approx(20, abs=0.1)
        assert section.left_margin.mm == pytest.approx(30, abs=0.1)
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert section.different_first_page_header_footer
        assert not "".join(each.text for each in section.first_page_header.paragraphs)
        number = section.header.paragraphs[0]
        assert number.alignment == CENTRE
        field = number._p.find(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"
        assert field.find(f".//{qn('w:sz')}").get(qn("w:val")) == "28"
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE


def test_times_new_roman_in_black_and_vietnamese_throughout(reports: dict[str, Report]) -> None:
    """Without it Word would show another font on headings, or underline every word as misspelt."""
    content = report_docx.render(reports["commune"], AT)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, body = (parts.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    defaults = styles[: styles.index("</w:docDefaults>")]
    assert 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"' in defaults
    assert 'w:val="vi-VN"' in defaults
    assert "Theme=" not in defaults
    assert set(re.findall(r'w:ascii="([^"]+)"', body)) <= {"Times New Roman"}
    assert not re.findall(r'w:color w:val="(?!000000)', body)
    document = opened(reports["commune"])
    for level in range(1, 5):
        style = document.styles[f"Heading {level}"]
        assert (style.font.name, style.font.size.pt, str(style.font.color.rgb)) == (
            "Times New Roman",
            14,
            "000000",
        )
        assert style.font.bold is (level < 3)


def test_the_head_of_the_page(reports: dict[str, Report]) -> None:
    """Without it the block that everybody looks at first would not be the decree's."""
    document = opened(reports["department"])
    (agency, state), (number, day) = (row.cells for row in document.tables[0].rows)
    assert document.tables[0].style.name == "Normal Table"
    widths = [column.width.mm for column in document.tables[0].columns]
    assert widths == pytest.approx([66, 99], abs=0.2)
    assert found(agency, "UBND TỈNH")[1:] == (12, False, False, CENTRE)
    assert found(agency, "SỞ TƯ PHÁP")[1:] == (12, True, False, CENTRE)
    assert found(state, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")[1:] == (12, True, False, CENTRE)
    assert found(state, "Độc lập - Tự do - Hạnh phúc")[1:] == (13, True, False, CENTRE)
    assert found(number, "Số:")[0].endswith("/BC-STP")
    assert found(number, "Số:")[1:] == (13, False, False, CENTRE)
    assert re.fullmatch(r"Cao Bằng, ngày\s{4,}tháng 12 năm 2026", found(day, "Cao Bằng")[0])
    assert found(day, "Cao Bằng")[1:] == (13, False, True, CENTRE)
    name = decree30.text_width("SỞ TƯ PHÁP", 12, bold=True)
    assert 1 / 3 <= (66 - ruled(agency)[0]) / name <= 1 / 2
    motto = decree30.text_width(decree30.MOTTO_WORDS, 13, bold=True)
    assert 99 - ruled(state)[0] == pytest.approx(motto, abs=0.3)
    assert decree30.text_width(decree30.STATE, 12, bold=True) < 99


def test_title_addressee_and_bases(reports: dict[str, Report]) -> None:
    """Without it a report to a higher body would go out without naming it, which the decree forbids."""
    document = opened(reports["commune"])
    assert found(document, "BÁO CÁO")[1:] == (14, True, False, CENTRE)
    assert found(document, "Kết quả thực hiện Kế hoạch")[1:] == (14, True, False, CENTRE)
    assert found(document, "Kính gửi: Ủy ban nhân dân tỉnh Cao Bằng")[1:4] == (14, False, False)
    assert found(document, "Căn cứ Quyết định số 984/QĐ-UBND ngày 05 tháng 8 năm 2022")[1:] == (
        14,
        False,
        True,
        JUSTIFY,
    )
    assert found(document, "Căn cứ")[0].endswith(".")
    title = min(165.0, decree30.text_width(reports["commune"].title, 14, bold=True))
    assert 1 / 3 <= (165 - ruled(document)[0]) / title <= 1 / 2


def test_several_addressees_stand_below_each_other(reports: dict[str, Report]) -> None:
    """Without it three addressees would run together in one line."""
    made = replace(
        reports["commune"], addressees=("Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Sở Tư pháp"), bases=("A", "B;")
    )
    texts = [each.text for each in opened(made).paragraphs]
    start = texts.index("Kính gửi:")
    assert texts[start + 1 : start + 6] == [
        "- Ủy ban nhân dân tỉnh;",
        "- Sở Nội vụ;",
        "- Sở Tư pháp.",
        "A;",
        "B.",
    ]
    dash = opened(made).paragraphs[start + 1].paragraph_format.left_indent.mm
    begin = opened(made).paragraphs[start].paragraph_format.left_indent.mm
    assert dash - begin == pytest.approx(decree30.text_width("Kính gửi", 14), abs=0.3)


def test_body_and_headings(reports: dict[str, Report]) -> None:
    """Without it the text would not be set as the decree sets it, or a heading would be lost."""
    made = reports["district"]
    document = opened(made)
    normal = document.styles["Normal"].paragraph_format
    assert normal.space_after >= Pt(6)
    assert 1 <= normal.line_spacing <= 1.5
    wanted = [(each.level, f"{each.label} {each.text}") for each in made.blocks if isinstance(each, Heading)]
    headings = [
        (int(each.style.name[-1]), each.text)
        for each in document.paragraphs
        if each.style.name.startswith("Heading")
    ]
    assert headings == wanted
    body = [each for each in made.blocks if isinstance(each, Paragraph)]
    shown_as = {each.text: each for each in document.paragraphs}
    for block in body:
        paragraph = shown_as[decree30.spoken(block)]
        assert paragraph.alignment == JUSTIFY
        assert paragraph.paragraph_format.first_line_indent == Mm(12.7)
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}


def test_signature_and_recipients(reports: dict[str, Report]) -> None:
    """Without it the head would not find where to sign, or the copies would go nowhere."""
    made = reports["commune"]
    table = opened(made).tables[
        -1 - sum(isinstance(each, Table) for annex in made.annexes for each in annex.blocks)
    ]
    left, right = table.rows[0].cells
    assert [each.width.mm for each in (left, right)] == pytest.approx([82.5, 82.5], abs=0.2)
    assert found(left, "Nơi nhận:")[1:4] == (12, True, True)
    lines = [each for each in runs(left) if each[0].startswith("- ")]
    assert {each[1:4] for each in lines} == {(11, False, False)}
    assert lines[0][0] == "- Như trên;"
    assert lines[-1][0] == "- Lưu: VT."
    assert [each[:4] for each in runs(right)] == [
        ("TM. ỦY BAN NHÂN DÂN", 14, True, False),
        ("CHỦ TỊCH", 14, True, False),
    ]


def test_annexes_and_every_figure_of_their_tables(reports: dict[str, Report]) -> None:
    """Without it the paper could hold another figure than the report."""
    for name in ("commune", "district", "province"):
        made = reports[name]
        document = opened(made)
        texts = [each.text for each in document.paragraphs]
        for annex in made.annexes:
            place = texts.index(annex.name)
            assert texts[place + 1].replace("\u00a0", " ") == annex.title.upper()
            assert re.fullmatch(
                r"\(Kèm theo Báo cáo số\s+/BC-\S+ ngày\s+tháng 12 năm 20\d\d của .+\)", texts[place + 2]
            )
            assert found(document, annex.name)[1:] == (14, True, False, CENTRE)
        wanted = [[[clean(shown(cell)) for cell in row.cells] for row in each.rows] for each in made.tables()]
        read = [read_table(each) for each in document.element.body.iter(qn("w:tbl"))]
        assert [each for each in read if each] == wanted


def read_table(table: Any) -> list[list[str]]:
    """The rows of a table with borders, its heads left out; heads stand on every page and no row is parted."""
    if table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is None:
        return []
    rows = []
    for row in table.findall(qn("w:tr")):
        assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            cells = row.findall(qn("w:tc"))
            rows.append([clean("".join(each.text or "" for each in cell.iter(qn("w:t")))) for cell in cells])
    return rows


def test_the_same_report_gives_the_same_bytes(reports: dict[str, Report]) -> None:
    """Without it two copies of one report could not be compared."""
    assert report_docx.render(reports["commune"], AT) == report_docx.render(reports["commune"], AT)
    about = opened(reports["commune"]).core_properties
    assert (about.created.replace(tzinfo=None), about.modified.replace(tzinfo=None)) == (AT, AT)
    assert about.language == "vi-VN"
    assert about.author == "Ủy ban nhân dân phường Thục Phán"


def large(made: Report, rows: int) -> Report:
    """The report with an annex of many rows, and names that look like markup."""
    columns = (
        Column("STT", Align.CENTRE, 5),
        Column("Tên", width=60),
        Column("Số", Align.NUMBER),
        Column("Tỷ lệ", Align.NUMBER),
    )
    names = ('<b>A</b> & «B» "C"', "=1+1", "]]>", "x" * 300)
    many = tuple(Row((place, names[place % 4], place, Share(place, rows))) for place in range(1, rows + 1))
    table = Table("large", "", columns, many)
    return replace(made, annexes=(*made.annexes, Annex("large", "IX", "Dài <i>", (table,))))


def test_markup_in_names_is_text_and_500_rows_stay_readable(reports: dict[str, Report]) -> None:
    """Without it a service's name could break the document, or a long list lose rows."""
    made = large(reports["commune"], 500)
    tables = [read_table(each) for each in opened(made).element.body.iter(qn("w:tbl"))]
    assert len(tables[-1]) == 500
    assert tables[-1][0][1] == "=1+1"
    assert tables[-1][3][1] == '<b>A</b> & «B» "C"'
    assert any("<tại nhà văn hóa> & điểm bưu điện" in each.text for each in opened(made).paragraphs)


def test_any_text_comes_back(reports: dict[str, Report]) -> None:
    """Without it one strange letter in an imported name would stop a whole report."""
    base = replace(reports["empty"], annexes=())

    @settings(max_examples=25, deadline=None)
    @given(text=st.text(st.characters(exclude_categories=())))
    def check(text: str) -> None:
        table = Table("t", text, (Column(text),), (Row((text,)),), (text,))
        made = replace(base, title=text, bases=(text,), blocks=(Paragraph(text), table))
        document = opened(made)
        assert decree30.written(text) in [each.text for each in document.paragraphs]
        assert [[decree30.written(text)]] in [
            read_table(each) for each in document.element.body.iter(qn("w:tbl"))
        ]
        report_pdf.render(made)
        report_xlsx.render(made, AT)

    check()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_word_processor_opens_it(reports: dict[str, Report], tmp_path: Path) -> None:
    """Without it a file that python-docx reads could still be refused by what offices use."""
    made = large(reports["commune"], 500)
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(report_docx.render(made, AT))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    words = clean(" ".join(texts_of(path.with_suffix(".pdf").read_bytes())))
    # Letters with marks come out of its files in an order of their own; figures don't.
    second = made.figures["rates"]["r2"]
    assert f"({shown(second['numerator'])}/{shown(second['denominator'])})" in words
    assert words.endswith("500 100,00 %")


def test_no_page_break_parts_a_unit_from_its_details(reports: dict[str, Report]) -> None:
    """Without it «Toàn trình» would stand on top of a page and nobody would know of which unit."""
    made = reports["province"]
    [statistics] = [each for each in made.tables() if each.id == "statistics"]
    found = next(each for each in opened(made).tables if len(each.rows) == len(statistics.rows) + 2)
    for place, (row, drawn) in enumerate(zip(statistics.rows, found.rows[2:], strict=True)):
        after = statistics.rows[place + 1] if place + 1 < len(statistics.rows) else None
        kept = drawn.cells[0].paragraphs[0].paragraph_format.keep_with_next
        assert bool(kept) is (
            bool(after and after.inner) or row.cells[1] in {"Sở, ban, ngành", "UBND cấp xã"}
        )
