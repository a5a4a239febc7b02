"""The picture for the notice board: one page, its figures those of the report, nothing told by colour alone."""

from dataclasses import replace

import pypdfium2
import pytest

from handouts import notice_board
from services_catalog.report import Report
from services_catalog.vietnamese import number
from tests.handouts.reading import sizes, texts, words


@pytest.mark.parametrize("name", ["commune", "district", "province"])
def test_one_page_with_the_figures_of_the_report(reports: dict[str, Report], name: str) -> None:
    """Without it the wall could tell other figures than the signed report."""
    made = reports[name]
    pdf = notice_board.render(made)
    assert sizes(pdf) == [(210, 297)]
    [page] = texts(pdf)
    for rate, target in (("r1", "80 %"), ("r2", "50 %")):
        figures = made.figures["rates"][rate]
        assert figures["text"] in page
        assert f"{number(figures['numerator'])}/{number(figures['denominator'])}" in page
        assert f"Chỉ tiêu {target}: {'đạt' if figures['met'] else 'chưa đạt'}" in page
    most = made.figures["services"][0]
    assert (
        f"{number(most['online'])}/{number(sum(most[way] for way in ('online', 'in_person', 'postal')))}"
        in page
    )
    assert "T12" in page
    assert "Tỉnh Cao Bằng" in page if name == "province" else made.unit_name in page
    assert min(each.size for each in words(pdf)) >= 12
    assert notice_board.render(made) == pdf


def test_a_quarter_without_figures_says_so(reports: dict[str, Report]) -> None:
    """Without it an empty chart would hang on the wall."""
    [page] = texts(notice_board.render(reports["empty"]))
    assert page.count("Chưa có số liệu") == 4
    none = {
        "numerator": 0,
        "denominator": 0,
        "percent": None,
        "text": "—",
        "target_percent": 80.0,
        "met": None,
    }
    made = replace(
        reports["empty"], figures={"rates": {"r1": none, "r2": none}, "months": [], "services": []}
    )
    [page] = texts(notice_board.render(made))
    assert page.count("Không phát sinh hồ sơ") == 2


def test_it_reads_in_black_and_white(reports: dict[str, Report]) -> None:
    """Without it a copy from the office's black printer would show two lines that look the same."""
    document = pypdfium2.PdfDocument(notice_board.render(reports["commune"]))
    picture = document[0].render(scale=1, grayscale=True).to_pil()
    document.close()
    dark = sum(picture.histogram()[:100]) / (picture.width * picture.height)
    assert 0.02 < dark < 0.3


def test_long_names_are_cut_and_markup_is_text(reports: dict[str, Report]) -> None:
    """Without it a long name would run into the bars."""
    service = {"code": "1", "name": "<b>Cấp</b> " + "rất dài " * 40, "online": 3, "in_person": 1, "postal": 0}
    made = replace(reports["commune"], figures=dict(reports["commune"].figures) | {"services": [service] * 9})
    [page] = texts(notice_board.render(made))
    assert page.count("<b>Cấp</b> rất dài") == 6
    assert "…" in page
