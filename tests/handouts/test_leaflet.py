"""The leaflet as a citizen gets it: order, size, code, and what it must never say."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from handouts import leaflet
from handouts.blocks import Answer, Fact, Heading, Notice, Paper, Paragraph, Step, Title
from handouts.formats import WrongPaperError
from handouts.leaflet import LeafletOptions
from services_catalog.errors import LinkRefusedError
from services_catalog.links import portal_link
from services_catalog.model import (
    Assurance,
    Channel,
    Cost,
    EvidenceKind,
    EvidenceType,
    PublicService,
    Rule,
)
from services_catalog.settings import Office, Settings
from services_catalog.settings import Paper as PaperSize
from tests.handouts.reading import links, sizes, texts

MADE_ON = date(2026, 11, 22)
OPTIONS = LeafletOptions(MADE_ON)
Make = Callable[..., PublicService]


def _with(**settings: Any) -> LeafletOptions:
    return LeafletOptions(MADE_ON, Settings(**settings))


def _pages(pdf: bytes) -> list[str]:
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        return [" ".join(page.extract_text().split()) for page in reader.pages]


def _text(service: PublicService, options: LeafletOptions = OPTIONS) -> str:
    return " ".join(_pages(leaflet.render([service], options)))


def _holds_in_order(text: str, *parts: str) -> bool:
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def test_content_follows_the_readers_path(make_guided: Make) -> None:
    """Who can't find the steps because the fee stands in the way gives up."""
    assert _holds_in_order(
        _text(make_guided(alert="Mã này mới thay mã cũ.")),
        "Làm giấy khai sinh cho con",
        "Thủ tục đăng ký khai sinh",
        "1.001193",
        "Mã này mới thay mã cũ.",
        "Cha hoặc mẹ của trẻ.",
        "Giấy tờ cần có",
        "Giấy chứng sinh",
        "Các bước nộp trên mạng",
        "Chụp rõ giấy tờ.",
        "Các bước nộp trực tiếp",
        "Quét mã này bằng điện thoại",
        "dichvucong.gov.vn",
        "đăng ký khai sinh",
        "Nộp trên mạng, nộp trực tiếp:",
        "0 đồng.",
        "Nhận tại Trung tâm.",
        "Để quá 60 ngày.",
        "Hỏi cán bộ một cửa",
        "Đề phòng lừa đảo",
        "163/QĐ-BTP",
        "18/07/2026",
        "22/11/2026",
    )


def test_blanks_and_fraud_warning_are_there(make_service: Make) -> None:
    """The citizen needs a place for the dossier's code, and must know that nobody may ask for a password."""
    text = _text(make_service())
    assert "Mã hồ sơ của tôi:" in text
    assert "Ngày hẹn:" in text
    assert "không bao giờ hỏi mật khẩu hay mã OTP" in text


def test_papers_tell_case_and_counts(make_guided: Make) -> None:
    """A missing copy sends people home again, over mountain roads."""
    papers = [block for block in leaflet.content(make_guided(), OPTIONS) if isinstance(block, Paper)]
    assert papers == [
        Paper("", "Giấy chứng sinh", "1 bản chính", ""),
        Paper("Nếu nhờ người khác đi làm thay", "Giấy ủy quyền", "1 bản chính, 1 bản sao", "Có chứng thực."),
    ]


def test_a_service_without_guidance_gets_general_steps_and_points_to_the_portal(make_service: Make) -> None:
    """An empty heading would read as «no papers needed»."""
    blocks = leaflet.content(make_service(), OPTIONS)
    after = blocks[blocks.index(Heading("Giấy tờ cần có")) + 1]
    assert isinstance(after, Paragraph)
    assert len([block for block in blocks if isinstance(block, Step)]) == 8 + 6 + 4
    assert "Miễn phí" not in str(blocks)
    assert "miễn phí" not in str(blocks)


def test_the_official_name_stands_once(make_service: Make) -> None:
    """Without an everyday title the name would be told twice and push the steps off the page."""
    title = leaflet.content(make_service(), OPTIONS)[0]
    assert title == Title("Thủ tục đăng ký khai sinh", "", "1.001193")
    assert not any(isinstance(block, Notice) for block in leaflet.content(make_service(), OPTIONS))


def test_every_channel_is_told_where_it_fits(make_guided: Make) -> None:
    """Those who come in person need their steps too, when the paper has room for them."""
    assert "Các bước nộp trực tiếp" in _text(make_guided())


def test_a_service_that_is_wholly_online_says_so(make_service: Make) -> None:
    """That nobody has to travel is the best reason to try it online."""
    assert "dịch vụ công toàn trình" in _text(make_service(full_process=True))
    assert "toàn trình" not in _text(make_service())


def test_channels_without_room_are_named(make_guided: Make) -> None:
    """Steps that don't fit must not look as if that way of filing didn't exist."""
    many = tuple(
        f"Việc thứ {number} rất dài để hết chỗ trên tờ giấy nhỏ này của bà con." for number in range(38)
    )
    service = make_guided(rules=(Rule(Channel.ONLINE, many[:18]), Rule(Channel.IN_PERSON, many)))
    text = _text(service)
    assert "Các bước nộp trực tiếp" not in text
    assert "Cũng có thể nộp trực tiếp. Hỏi cán bộ cách làm." in text


def test_an_office_that_says_nothing_leaves_no_empty_help(make_service: Make) -> None:
    """A leaflet without a helper's address still has to say whom to ask."""
    assert "Hỏi cán bộ một cửa nơi bà con nhận tờ này." in _text(make_service())


def test_the_office_is_named_with_hours_and_telephone(make_service: Make) -> None:
    """Help that can't be found is none."""
    office = Office("Trung tâm PVHCC phường Thục Phán", "Số 12", "7 giờ 30 – 17 giờ", "0206 385 0000")
    text = _text(make_service(), _with(office=office))
    assert _holds_in_order(
        text, office.name, office.address, office.hours, office.phone, "Tổ công nghệ số cộng đồng"
    )


def test_confirmation_is_only_claimed_where_given(make_guided: Make, make_service: Make) -> None:
    """A leaflet must not look checked by an office that never saw it."""
    unchecked = "Cơ quan chưa xác nhận nội dung này."
    assert unchecked in _text(make_service())
    checked = _text(make_guided(assured=Assurance("Bà Nông Thị Hoa", date(2026, 9, 1))))
    assert unchecked not in checked
    assert "Bà Nông Thị Hoa xác nhận ngày 01/09/2026." in checked


def _barcodes(pdf: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            found.extend(zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil()))
        return found
    finally:
        document.close()


@pytest.mark.parametrize("paper", [PaperSize.A5, PaperSize.A4])
def test_the_printed_code_opens_the_services_page(make_guided: Make, paper: PaperSize) -> None:
    """The code is the one thing on the sheet that nobody can proofread."""
    service = make_guided()
    options = _with(paper=paper)
    (code,) = _barcodes(leaflet.render([service], options))
    assert code.text == portal_link(service, options.settings)
    assert code.ec_level == "M"
    across = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
    assert across >= 29.3


def test_a_refused_address_stops_the_leaflet(make_service: Make) -> None:
    """A leaflet with a code to elsewhere must not come out of the printer at all."""
    options = _with(link_overrides={"1.001193": "https://example.com/x"})
    with pytest.raises(LinkRefusedError):
        leaflet.render([make_service()], options)


def test_same_input_same_bytes(make_guided: Make) -> None:
    """Without this nobody can tell whether two sheets of two desks say the same."""
    first, second = (hashlib.sha256(leaflet.render([make_guided()], OPTIONS)).hexdigest() for _ in range(2))
    assert first == second


def test_fonts_are_embedded_and_nothing_is_smaller_than_12_points(make_guided: Make) -> None:
    """Old eyes need 12 pt, and a printer without our font would print other letters."""
    for paper, least in ((PaperSize.A5, 12), (PaperSize.A4, 14)):
        sizes: list[float] = []

        def note_size(
            text: str, _cm: Any, _tm: Any, _font: Any, size: float, found: list[float] = sizes
        ) -> None:
            if text.strip():
                found.append(size)

        pdf = leaflet.render([make_guided()], _with(paper=paper))
        with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
            for page in reader.pages:
                page.extract_text(visitor_text=note_size)
                fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]  # pypdf's objects are loosely typed
                about = [font.get_object() for font in fonts.values()]
                ours = [font for font in about if "SourceSans" in font["/BaseFont"]]
                assert ours
                assert all("/FontFile2" in font["/FontDescriptor"] for font in ours)
        assert min(sizes) >= least


def test_title_author_and_language_are_set(make_guided: Make) -> None:
    """Screen readers choose the voice by the language, file lists show the title."""
    options = _with(office=Office(name="UBND phường Thục Phán"))
    with io.BytesIO(leaflet.render([make_guided()], options)) as file, pypdf.PdfReader(file) as reader:
        assert reader.metadata is not None
        assert reader.metadata.title == "Làm giấy khai sinh cho con"
        assert reader.metadata.author == "UBND phường Thục Phán"
        assert reader.trailer["/Root"]["/Lang"] == "vi-VN"  # type: ignore[index]  # pypdf's objects are loosely typed


def test_several_services_each_begin_on_a_page(make_service: Make, make_guided: Make) -> None:
    """A pile that is cut apart must not leave the end of one leaflet on the sheet of the next."""
    other = make_service(code="2.000001", name="Thủ tục khác")
    alone = len(_pages(leaflet.render([other], OPTIONS)))
    pages = _pages(leaflet.render([make_guided(), other], OPTIONS))
    assert "Thủ tục khác" in pages[-alone]
    assert "Trang 1/2" in pages[-alone]


@pytest.mark.parametrize(
    "name", ["<b>đậm</b> & [red]đỏ[/] {x}", "a\x1b[2J\x00b", "Xin 你 chào", "x" * 10_000]
)
def test_odd_names_are_drawn_as_they_stand(make_service: Make, name: str) -> None:
    """Markup in a name is text: the Portal's records hold «<b>» and worse."""
    text = _text(make_service(name=name))
    assert "Mã thủ tục: 1.001193" in text
    assert "Đề phòng lừa đảo" in text
    if name.startswith("<b>"):
        assert name in text


def test_longest_name_many_papers_and_steps_stay_on_pages(make_guided: Make) -> None:
    """What doesn't fit goes to the next page; lost or overprinted papers would send people home again."""
    papers = tuple(
        EvidenceType(f"Giấy số {number} " + "rất dài " * 12, EvidenceKind.SUBMIT, 1, 0)
        for number in range(60)
    )
    steps = tuple(f"Bước việc {number} làm cho đúng." for number in range(30))
    service = replace(
        make_guided(evidence=papers, rules=(Rule(Channel.ONLINE, steps),)),
        name="Đăng ký biến động đất đai " * 45,
    )
    pages = _pages(leaflet.render([service], OPTIONS))
    text = " ".join(pages)
    assert all(f"Giấy số {number} rất" in text for number in range(60))
    assert all(f"Bước việc {number} làm" in text for number in range(30))
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_money_and_time_have_an_answer_even_without_guidance(make_service: Make) -> None:
    """A heading with nothing behind it looks like «nothing to pay»."""
    facts = {
        block.label: block for block in leaflet.content(make_service(), OPTIONS) if isinstance(block, Fact)
    }
    assert list(facts) == ["Ai làm", "Nơi nộp", "Tiền", "Bao lâu", "Kết quả", "Cần giúp"]
    assert all(fact.answers and all(answer.text for answer in fact.answers) for fact in facts.values())


def _names(service: PublicService, options: LeafletOptions) -> list[str]:
    return [block.name for block in leaflet.content(service, options) if isinstance(block, Paper)]


def test_only_the_chosen_cases_papers_are_listed(make_guided: Make) -> None:
    """Seven papers of other people's cases hide the two that this person has to bring."""
    service = make_guided()
    case = "nếu nhờ người khác đi làm thay"
    everybody = replace(OPTIONS, cases=frozenset())
    assert _names(service, OPTIONS) == _names(service, replace(OPTIONS, cases=frozenset({case})))
    assert _names(service, everybody) == ["Giấy chứng sinh"]
    assert "Trường hợp khác có thể cần thêm giấy tờ." in _text(service, everybody)
    assert "Trường hợp khác" not in _text(service, replace(OPTIONS, cases=frozenset({case})))


def test_an_answer_for_all_channels_is_told_once_without_naming_them(make_guided: Make) -> None:
    """«Nộp trên mạng, nộp trực tiếp, gửi qua bưu điện: 0 đồng» is a long way to say «0 đồng»."""
    costs = tuple(Cost(channel, "0 đồng.") for channel in (Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL))
    blocks = leaflet.content(make_guided(costs=costs), OPTIONS)
    assert Fact("Tiền", (Answer("0 đồng."),)) in blocks
    some = leaflet.content(make_guided(costs=costs[:2]), OPTIONS)
    assert Fact("Tiền", (Answer("0 đồng.", "Nộp trên mạng, nộp trực tiếp"),)) in some


def test_two_on_one_sheet_are_twice_the_same(make_guided: Make) -> None:
    """The sheet is cut through the middle: each half has to be a whole leaflet."""
    pdf = leaflet.render([make_guided()], _with(paper=PaperSize.A5X2))
    single = leaflet.render([make_guided()], OPTIONS)
    assert sizes(pdf) == [(297, 210)] * len(sizes(single))
    for both, alone in zip(texts(pdf), texts(single), strict=True):
        assert sorted(both.split()) == sorted(alone.split() * 2)
    assert links(pdf) == links(single) * 2


@pytest.mark.parametrize("paper", [PaperSize.A3, PaperSize.ROLL])
def test_paper_of_other_handouts_is_refused(make_service: Make, paper: PaperSize) -> None:
    """A leaflet on a poster's paper would come out of the tray of another size, or not at all."""
    with pytest.raises(WrongPaperError):
        leaflet.render([make_service()], _with(paper=paper))
    large = replace(_with(paper=paper), large_print=True)
    assert set(sizes(leaflet.render([make_service()], large))) == {(210, 297)}
