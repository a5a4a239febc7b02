"""Posters: one sheet for one service, as many as needed for a list."""

from collections.abc import Callable
from datetime import date

import pytest

from handouts import poster
from handouts.formats import WrongPaperError
from services_catalog.links import portal_link
from services_catalog.model import Channel, PublicService, Rule
from services_catalog.settings import Office, Paper, Settings
from tests.handouts.reading import codes, links, sizes, stands_in_order, texts, words

MADE_ON = date(2026, 11, 22)
SETTINGS = Settings(office=Office(name="UBND phường Thục Phán", phone="0206 385 0000"))
PAPERS = {Paper.A4: (210, 297), Paper.A3: (297, 420)}
Make = Callable[..., PublicService]


@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_poster_is_one_sheet_with_a_large_code(make_guided: Make, paper: Paper) -> None:
    """A poster is read from a few steps away, by telephones too."""
    pdf = poster.render([make_guided()], paper, SETTINGS, MADE_ON)
    (text,) = texts(pdf)
    assert sizes(pdf) == [PAPERS[paper]]
    assert stands_in_order(
        text,
        "Làm giấy khai sinh cho con",
        "Thủ tục đăng ký khai sinh",
        "1.001193",
        "Quét mã này",
        "xin tờ rơi ở quầy",
        "UBND phường Thục Phán – 0206 385 0000",
        "Các bước nộp trên mạng",
        "Chụp rõ giấy tờ.",
        "Đề phòng lừa đảo",
        "163/QĐ-BTP",
        "22/11/2026",
    )
    assert min(run.size for run in words(pdf)) >= 16
    ((code,),) = codes(pdf)
    assert (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4 >= 50


def test_steps_that_do_not_fit_give_way_to_a_larger_code(make_guided: Make) -> None:
    """Half of the steps on the wall and the rest nowhere is worse than the leaflet's being named."""
    steps = tuple(
        f"Việc thứ {number} rất dài, phải làm cho đúng trước khi làm việc sau." for number in range(30)
    )
    service = make_guided(rules=(Rule(Channel.ONLINE, steps),))
    pdf = poster.render([service], Paper.A4, Settings(), MADE_ON)
    (text,) = texts(pdf)
    assert "Việc thứ" not in text
    assert "Giấy tờ và các bước: xin tờ rơi ở quầy." in text
    ((code,),) = codes(pdf)
    assert (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4 >= 75


def test_even_the_longest_name_is_whole(make_service: Make) -> None:
    """A name that is cut off may be another procedure's."""
    pdf = poster.render([make_service(name="Đăng ký biến động đất đai " * 120)], Paper.A4, SETTINGS, MADE_ON)
    assert " ".join(texts(pdf)).count("biến động") == 120


@pytest.mark.parametrize(("paper", "on_a_page"), [(Paper.A4, 6), (Paper.A3, 14)])
def test_a_list_names_every_service_with_its_own_code(
    make_guided: Make, make_service: Make, paper: Paper, on_a_page: int
) -> None:
    """A code beside the wrong name opens the wrong form for everybody who passes by."""
    services = [
        make_service(code=f"1.{number:06}", name=f"Thủ tục {number}", portal_path=f"thu-tuc/{number}")
        for number in range(20)
    ]
    pdf = poster.render_list("Chỉ nhận trực tuyến", services, paper, SETTINGS, MADE_ON)
    pages = texts(pdf)
    assert len(pages) == -(-20 // on_a_page)
    assert set(sizes(pdf)) == {PAPERS[paper]}
    assert sorted(links(pdf)) == sorted(portal_link(service, SETTINGS) for service in services)
    for page in pages:
        assert page.startswith("Chỉ nhận trực tuyến UBND phường Thục Phán")
        assert "không bao giờ hỏi mật khẩu" in page
    assert stands_in_order(
        " ".join(pages), *(f"Thủ tục {number} Mã số: 1.{number:06}" for number in range(20))
    )
    assert min(run.size for run in words(pdf)) >= 14


def test_small_paper_is_refused(make_service: Make) -> None:
    """What was meant for the wall must not come out as a leaflet."""
    with pytest.raises(WrongPaperError):
        poster.render([make_service()], Paper.A5, SETTINGS, MADE_ON)
    with pytest.raises(WrongPaperError):
        poster.render_list("x", [make_service()], Paper.ROLL, SETTINGS, MADE_ON)


def test_same_input_same_bytes(make_guided: Make) -> None:
    """Without this nobody can tell whether the wall says what the file says."""
    first, second = (poster.render([make_guided()], Paper.A3, SETTINGS, MADE_ON) for _ in range(2))
    assert first == second
    first, second = (
        poster.render_list("Danh sách", [make_guided()], Paper.A4, SETTINGS, MADE_ON) for _ in range(2)
    )
    assert first == second
