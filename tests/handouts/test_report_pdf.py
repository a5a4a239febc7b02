"""The PDF of a report: the decree's form again, every letter there, every page numbered where it should be."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handouts import report_pdf, times
from services_catalog.report import Align, Annex, Column, Paragraph, Report, Row, Table, Tone, shown
from services_catalog.vietnamese import LETTERS, clean
from tests.handouts.reading import sizes, texts, words


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font of the measures of Times."""
    times.face.cache_clear()
    monkeypatch.setattr(times, "folders", lambda: ())
    yield
    times.face.cache_clear()


def test_the_whole_report_stands_on_numbered_pages(reports: dict[str, Report]) -> None:
    """Without it a page could be lost between the printer and the desk of the head."""
    made = reports["commune"]
    pdf = report_pdf.render(made)
    pages = texts(pdf)
    whole = clean(" ".join(pages))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert not pages[0].startswith("1")
    body = next(place for place, page in enumerate(pages) if "Phụ lục I " in page and "Kèm theo" in page)
    assert [page.split()[0] for page in pages[1:body]] == [str(number) for number in range(2, body + 1)]
    for block in made.blocks:
        if isinstance(block, Paragraph) and block.tone is Tone.BODY:
            assert clean(block.text)[:60] in whole
    for annex in made.annexes:
        assert annex.title.upper()[:40] in whole
    assert set(sizes(pdf)) == {(210, 297), (297, 210)}


def test_every_figure_of_every_table_is_there(reports: dict[str, Report]) -> None:
    """Without it the paper could hold another figure than the report."""
    made = reports["district"]
    whole = " ".join(texts(report_pdf.render(made)))
    for table in made.tables():
        for row in table.rows:
            assert all(shown(cell) in whole for cell in row.cells if not isinstance(cell, str))


def test_no_page_break_parts_a_unit_from_its_details(reports: dict[str, Report]) -> None:
    """Without it «Toàn trình» would stand on top of a page and nobody would know of which unit."""
    pages = texts(report_pdf.render(reports["province"]))
    tops = [
        clean(page.split("phát sinh hồ sơ")[-1])[:60]
        for page in pages
        if "không phát sinh hồ sơ" in clean(page)
    ]
    assert len(tops) > 3
    assert not [each for each in tops if re.match(r"(Một phần|Toàn trình|Chưa rõ mức)", each)]


def test_no_letter_is_lost_and_markup_is_text(reports: dict[str, Report]) -> None:
    """Without it a name with signs of markup would break the page, or a letter come out as an empty box."""
    sentence = f"<b>{LETTERS}</b> & «x» \x1b[0m"
    made = replace(reports["empty"], blocks=(Paragraph(sentence),))
    whole = "".join(texts(report_pdf.render(made))).replace(" ", "")
    assert f"<b>{LETTERS}</b>&«x»[0m" in whole


def test_without_times_the_bundled_font_steps_in_and_says_so(
    no_fonts: None, reports: dict[str, Report]
) -> None:
    """Without it a report would come out without accents on a machine that lacks the font."""
    pdf = report_pdf.render(reports["empty"])
    assert {each.font for each in words(pdf) if "SourceSans" not in each.font} == set()
    assert "máy không có phông Times" in " ".join(texts(pdf))
    assert not times.face().is_times


def test_a_font_without_vietnamese_letters_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reports: dict[str, Report]
) -> None:
    """Without it a free font that lacks ạ and ồ would leave holes in every line."""
    times.face.cache_clear()
    for name in times._SETS[0][1]:  # a damaged font file under the right names
        (tmp_path / name).write_bytes(b"no font")
    monkeypatch.setattr(times, "folders", lambda: (tmp_path,))
    assert times.face().name == "Source Sans"
    times.face.cache_clear()


def test_500_rows_repeat_their_head(reports: dict[str, Report]) -> None:
    """Without it the tenth page of a list would be figures without names."""
    columns = (Column("STT", Align.CENTRE, 5), Column("Tên đơn vị", width=60), Column("Số", Align.NUMBER))
    rows = tuple(Row((place, f"Đơn vị {place}", place * 1000)) for place in range(1, 501))
    made = replace(reports["empty"], annexes=(Annex("long", "", "Dài", (Table("long", "", columns, rows),)),))
    pages = [page for page in texts(report_pdf.render(made)) if "Tên đơn vị" in page]
    assert len(pages) > 8
    assert "500.000" in pages[-1]


def test_the_same_report_gives_the_same_bytes(reports: dict[str, Report]) -> None:
    """Without it two copies of one report could not be compared."""
    assert report_pdf.render(reports["commune"]) == report_pdf.render(reports["commune"])
