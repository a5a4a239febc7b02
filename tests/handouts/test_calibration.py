"""The calibration page: what it says is 50 mm is 50 mm, and its codes are as wide as they say."""

import re

import pypdfium2

from handouts import calibration
from services_catalog.settings import Settings
from tests.handouts.reading import codes, sizes, texts, words


def test_page_asks_for_its_true_size() -> None:
    """Who prints it fitted to the page measures the wrong thing."""
    pdf = calibration.render(Settings())
    (text,) = texts(pdf)
    assert sizes(pdf) == [(210, 297)]
    assert "In ở cỡ thật 100 %." in text
    assert all(f"{width} mm" in text for width in (15, 20, 25, 30, 40, 50))
    assert min(run.size for run in words(pdf)) >= 12
    assert pdf == calibration.render(Settings())


def test_codes_have_the_widths_they_are_named_after() -> None:
    """A code that says 30 mm and is smaller would make good printers look bad."""
    dpi = 300
    (found,) = codes(calibration.render(Settings()), dpi)
    widths = sorted((code.position.top_right.x - code.position.top_left.x) / dpi * 25.4 for code in found)
    assert [round(width) for width in widths] == [15, 20, 25, 30, 40]
    assert {code.text for code in found} == {"https://dichvucong.gov.vn"}


def test_the_bar_is_50_mm() -> None:
    """The bar is the measure; a bar of 49 mm accuses every printer."""
    dpi = 254
    document = pypdfium2.PdfDocument(calibration.render(Settings()))
    picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    inside = picture.crop((150, 0, 1_000, picture.height))
    rows = (inside.crop((0, y, inside.width, y + 1)).tobytes() for y in range(inside.height))
    runs = {len(run) for row in rows for run in re.findall(b"[\x00-\x7f]+", row)}
    bar = [length for length in runs if 300 < length < 700]
    assert bar
    assert all(abs(length - 500) <= 2 for length in bar)
