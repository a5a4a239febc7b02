"""QR codes: only for allowed addresses, big enough on paper, readable from a screen."""

import pytest
import zxingcpp
from PIL import Image

from handouts import qr
from services_catalog.errors import LinkRefusedError

HOSTS = ("gov.vn",)
LINK = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a"


@pytest.mark.parametrize(
    "address",
    [
        "http://dichvucong.gov.vn/a",
        "https://example.com/a",
        "https://gov.vn.example.com/",
        "https://user@dichvucong.gov.vn/",
        "https://dichvucong.gov.vn:8443/",
        "https://dichvucong.gov.vn/a b",
        "javascript:alert(1)",
        "",
    ],
)
def test_refused_addresses_become_no_code(address: str) -> None:
    """A code that leads elsewhere would be trusted because the office printed it."""
    with pytest.raises(LinkRefusedError):
        qr.matrix(address, HOSTS)
    with pytest.raises(LinkRefusedError):
        qr.terminal_rows(address, HOSTS)
    with pytest.raises(LinkRefusedError):
        qr.fitting_rows(address, HOSTS, 200, 100)


def test_matrix_is_square_with_finders_and_no_border() -> None:
    """The caller adds the quiet zone; a border inside would make the symbol smaller than asked."""
    modules = qr.matrix(LINK, HOSTS)
    assert all(len(row) == len(modules) for row in modules)
    assert all(modules[0][:7])
    assert all(modules[0][-7:])
    assert not modules[0][7]


@pytest.mark.parametrize("link", ["https://a.gov.vn", LINK, "https://dichvucong.gov.vn/" + "x" * 270])
def test_symbol_is_never_smaller_than_30_mm_nor_its_modules_than_half_a_millimetre(link: str) -> None:
    """Old telephones don't read smaller ones off paper."""
    modules = qr.matrix(link, HOSTS)
    side_mm = qr.module_size(modules) * len(modules) / 72 * 25.4
    assert side_mm >= 29.999
    assert side_mm / len(modules) >= 0.4999


def _picture(rows: list[str], scale: int = 4) -> Image.Image:
    image = Image.new("L", (len(rows[0]), 2 * len(rows)), 255)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell in "█▀":
                image.putpixel((x, 2 * y), 0)
            if cell in "█▄":
                image.putpixel((x, 2 * y + 1), 0)
    return image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("quiet", [4, 2, 1])
def test_terminal_code_decodes_to_the_link(quiet: int) -> None:
    """A telephone that scans the screen must land on the same page as one that scans the paper."""
    rows = qr.terminal_rows(LINK, HOSTS, quiet)
    assert len({len(row) for row in rows}) == 1
    (found,) = zxingcpp.read_barcodes(_picture(rows))
    assert found.text == LINK


@pytest.mark.parametrize(
    ("columns", "lines", "size"),
    [(120, 40, (45, 23)), (80, 22, (41, 21)), (80, 20, (39, 20)), (80, 19, None), (38, 40, None)],
)
def test_code_takes_the_widest_quiet_zone_that_fits(
    columns: int, lines: int, size: tuple[int, int] | None
) -> None:
    """On small terminals the standard zone doesn't fit: a narrower one is read, a cut symbol never is."""
    rows = qr.fitting_rows(LINK, HOSTS, columns, lines)
    assert (len(rows[0]), len(rows)) == size if rows else size is None
