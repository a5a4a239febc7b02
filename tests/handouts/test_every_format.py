"""What holds for every format alike: type, code, place on the page, the same bytes, and names that mean harm."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from handouts import booklet, fonts, leaflet, missing, page, poster, qr, slip, tagged, typeset
from handouts.leaflet import LeafletOptions
from services_catalog.links import portal_link
from services_catalog.model import Channel, EvidenceKind, EvidenceType, PublicService, Rule
from services_catalog.second_language import SecondLanguage
from services_catalog.settings import Office, Paper, Settings
from tests.handouts.reading import links, texts, words

MADE_ON = date(2026, 11, 22)
SETTINGS = Settings(office=Office("UBND phường Thục Phán", "Số 12", "7 giờ 30 – 17 giờ", "0206 385 0000"))
WORDS = {"1.001193": (SecondLanguage("Mông", "Cur kal drev les Môngy"),)}
Render = Callable[[PublicService], bytes]
Make = Callable[..., PublicService]


def _leaflet(paper: Paper, *, large_print: bool = False) -> Render:
    options = LeafletOptions(MADE_ON, replace(SETTINGS, paper=paper), large_print=large_print, texts=WORDS)
    return lambda service: leaflet.render([service], options)


def _missing(*, large_print: bool) -> Render:
    options = LeafletOptions(MADE_ON, SETTINGS, large_print=large_print)
    return lambda service: missing.render(service, (), options)


def _booklet(service: PublicService) -> bytes:
    file = io.BytesIO()
    other = replace(service, code="2.000001")
    assert booklet.write(file, service.name, [service, other], LeafletOptions(MADE_ON, SETTINGS, texts=WORDS))
    return file.getvalue()


def _tagged(service: PublicService) -> bytes:
    pytest.importorskip("typst")
    content = leaflet.content(service, LeafletOptions(MADE_ON, SETTINGS, texts=WORDS))
    return tagged.render([content], made_on=MADE_ON, hosts=("gov.vn",))


FORMATS: dict[str, tuple[Render, float, int]] = {
    "a5": (_leaflet(Paper.A5), 12, 1),
    "a4": (_leaflet(Paper.A4), 14, 1),
    "a5x2": (_leaflet(Paper.A5X2), 12, 2),
    "large print": (_leaflet(Paper.A5, large_print=True), 18, 1),
    "slip": (lambda service: slip.render([service], SETTINGS, "H14.12-1"), 12, 1),
    "poster a4": (lambda service: poster.render([service], Paper.A4, SETTINGS, MADE_ON, WORDS), 16, 1),
    "poster a3": (lambda service: poster.render([service], Paper.A3, SETTINGS, MADE_ON, WORDS), 22, 1),
    "list a4": (
        lambda service: poster.render_list(service.name, [service], Paper.A4, SETTINGS, MADE_ON),
        15,
        1,
    ),
    "list a3": (
        lambda service: poster.render_list(service.name, [service], Paper.A3, SETTINGS, MADE_ON),
        15,
        1,
    ),
    "booklet": (_booklet, 12, 2),
    "missing": (_missing(large_print=False), 12, 0),
    "missing, large print": (_missing(large_print=True), 18, 0),
    "tagged": (_tagged, 14, 1),
}
"""How each is made, its smallest type in points, and how many codes stand on it."""
HOSTILE = (
    "<b>đậm</b> & [red]đỏ[/] {x} #eval(1) $x$",
    ") Tj ET Q (x",
    "a\x1b[2J\x00\u202eb\r\nc",
    "Xin 你 chào 🎉",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\\(\\)\\",
)
every_format = pytest.mark.parametrize("name", FORMATS)


@every_format
def test_type_is_ours_and_large_enough(make_guided: Make, name: str) -> None:
    """One line in small type, or in a font that the printer replaces, is one that old eyes don't read."""
    render, least, _ = FORMATS[name]
    found = words(render(make_guided()))
    assert min(run.size for run in found) >= least
    assert all("SourceSans" in run.font for run in found)


@every_format
def test_every_code_is_read_at_150_dpi(make_guided: Make, name: str) -> None:
    """A code that a telephone doesn't read off an office printer's page is worth nothing."""
    render, _, count = FORMATS[name]
    service = make_guided()
    assert links(render(service)) == [portal_link(service, SETTINGS)] * count


@every_format
def test_same_input_same_bytes_whatever_was_made_before(
    make_guided: Make, make_service: Make, name: str
) -> None:
    """What is remembered from leaflet to leaflet must not show on paper: two desks print the same."""
    render = FORMATS[name][0]
    first = render(make_guided())
    for remembered in (fonts.width, page._wrapped, qr._symbol, qr._path, typeset._remembered):
        remembered.cache_clear()
    render(make_service(name="Một thủ tục khác"))
    assert render(make_guided()) == first


@every_format
@pytest.mark.parametrize("hostile", [*HOSTILE, "Đăng ký biến động đất đai " * 46, "x" * 1_192])
def test_a_name_stays_text_on_the_page(make_service: Make, name: str, hostile: str) -> None:
    """The Portal's names hold markup, control codes and 1,192 characters; none of it may steer or leave the page."""
    pdf = FORMATS[name][0](make_service(name=hostile))
    text = " ".join(texts(pdf)).replace("\u200b", "")
    shown = fonts.printable(hostile)
    assert shown[:25].split()[0] in text or "x" * 20 in text
    assert not set("\x1b\x00\u202e") & set(text)
    _all_text_is_on_its_page(pdf)


@every_format
def test_many_papers_and_steps_stay_on_their_pages(make_guided: Make, name: str) -> None:
    """What runs off the page is lost, and sends people home again."""
    papers = tuple(
        EvidenceType(f"Giấy số {number} " + "rất dài " * 12, EvidenceKind.SUBMIT, 1, 0)
        for number in range(60)
    )
    steps = tuple(f"Bước việc {number} làm cho đúng." for number in range(30))
    service = make_guided(evidence=papers, rules=(Rule(Channel.ONLINE, steps),))
    pdf = FORMATS[name][0](service)
    _all_text_is_on_its_page(pdf)
    text = " ".join(texts(pdf))
    if name not in {"slip", "poster a4", "poster a3", "list a4", "list a3"}:
        assert all(f"Giấy số {number} rất" in text for number in range(60))
    if name in {"a5", "a4", "a5x2", "large print", "booklet", "tagged"}:
        assert all(f"việc {number} làm cho đúng" in text for number in range(30))


def _all_text_is_on_its_page(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for sheet in document:
            width, height = sheet.get_size()
            found = sheet.get_textpage()
            for index in range(found.count_rects()):
                left, bottom, right, top = found.get_rect(index)
                assert left >= 0, (left, bottom)
                assert bottom >= 0, (left, bottom)
                assert right <= width, (right, top)
                assert top <= height, (right, top)
    finally:
        document.close()
