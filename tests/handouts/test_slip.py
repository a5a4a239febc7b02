"""The slip: narrow, short, with the code and the three lines that matter."""

from collections.abc import Callable

import pytest

from handouts import slip
from services_catalog.errors import LinkRefusedError
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.settings import Office, Settings
from tests.handouts.reading import links, sizes, stands_in_order, texts, words

SETTINGS = Settings(office=Office("UBND phường Thục Phán", "Số 12", "7 giờ 30 – 17 giờ", "0206 385 0000"))
Make = Callable[..., PublicService]


def test_slip_tells_what_where_and_what_next(make_guided: Make) -> None:
    """A code alone is forgotten in a pocket: nobody knows any more what it was for."""
    (text,) = texts(slip.render([make_guided()], SETTINGS))
    assert stands_in_order(
        text,
        "Làm giấy khai sinh cho con",
        "Thủ tục: Thủ tục đăng ký khai sinh, mã 1.001193. Căn cứ: Quyết định 163/QĐ-BTP.",
        "Nơi nộp: Nộp tại Trung tâm",
        "Làm tiếp:",
        "dichvucong.gov.vn, gõ: đăng ký khai sinh.",
        "UBND phường Thục Phán – 0206 385 0000",
    )
    assert "Mã hồ sơ" not in text


def test_the_dossiers_code_stands_large(make_guided: Make) -> None:
    """The dossier's code is what one has to type; a digit misread finds somebody else's."""
    pdf = slip.render([make_guided()], SETTINGS, "H14.92-261122-0012")
    (text,) = texts(pdf)
    assert "Mã hồ sơ của tôi: H14.92-261122-0012" in text
    assert "bằng mã hồ sơ trên" in text
    assert next(run.size for run in words(pdf) if "H14.92" in run.text) >= 16


def test_without_an_office_no_empty_help(make_service: Make) -> None:
    """«Cần giúp: .» looks as if somebody forgot something."""
    (text,) = texts(slip.render([make_service()], Settings()))
    assert "Cần giúp" not in text


def test_width_is_the_rolls_and_length_the_texts(make_guided: Make, make_service: Make) -> None:
    """A printer cuts at the page's end; a fixed length would waste paper or cut through the text."""
    long = make_service(name="Đăng ký biến động đất đai " * 45)
    (short_width, short_length), (long_width, long_length) = sizes(
        slip.render([make_guided(), long], SETTINGS)
    )
    assert short_width == long_width == 80
    assert 90 < short_length < 150 < long_length
    pdf = slip.render([long], SETTINGS)
    assert min(run.size for run in words(pdf)) >= 12
    assert texts(pdf)[0].count("biến động") == 45 * 2


def test_the_code_is_read_at_a_thermal_printers_resolution(make_guided: Make) -> None:
    """Modules of uneven width are what telephones fail on."""
    service = make_guided()
    assert links(slip.render([service], SETTINGS)) == [portal_link(service, SETTINGS)]
    with pytest.raises(LinkRefusedError):
        slip.render([service], Settings(link_overrides={service.code: "https://example.com"}))


def test_same_input_same_bytes(make_guided: Make) -> None:
    """Two slips for the same matter have to be the same."""
    assert slip.render([make_guided()], SETTINGS) == slip.render([make_guided()], SETTINGS)
