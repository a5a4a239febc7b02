"""The booklet: pages where the contents say they are, told on the way, stopped when asked."""

import io
import tracemalloc
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO, cast

import pypdf
import pytest

from handouts import booklet
from handouts.leaflet import LeafletOptions
from services_catalog.errors import LinkRefusedError
from services_catalog.model import PublicService
from services_catalog.settings import Office, Paper, Settings
from tests.handouts.reading import links, sizes, texts, words

SETTINGS = Settings(office=Office("UBND phường Thục Phán", "Số 12", "", "0206 385 0000"))
OPTIONS = LeafletOptions(date(2026, 11, 22), SETTINGS)
Make = Callable[..., PublicService]


def _booklet(services: list[PublicService], options: LeafletOptions = OPTIONS, **more: Any) -> bytes:
    file = io.BytesIO()
    assert booklet.write(file, "Thủ tục thiết yếu", services, options, **more)
    return file.getvalue()


@pytest.fixture
def services(make_service: Make, make_guided: Make) -> list[PublicService]:
    """Some services of different lengths, with one of a very long name."""
    short = [make_service(code=f"2.{number:06}", name=f"Thủ tục thứ {number}") for number in range(40)]
    return [make_guided(), *short, make_service(code="3.000001", name="Đăng ký biến động " * 60)]


def test_cover_contents_and_leaflets_follow_each_other(services: list[PublicService]) -> None:
    """Who looks something up goes by the page's number."""
    pages = texts(_booklet(services))
    assert pages[0].startswith("UBND phường Thục Phán Số 12 Điện thoại: 0206 385 0000 Thủ tục thiết yếu")
    assert "42 thủ tục hành chính Tháng 11/2026" in pages[0]
    assert pages[1].startswith("Mục lục Làm giấy khai sinh cho con (1.001193)")
    for number, page in enumerate(pages[1:], start=2):
        assert page.endswith(f"Trang {number}")


def test_contents_outline_and_links_lead_to_the_leaflets(services: list[PublicService]) -> None:
    """A table of contents that is one page off is worse than none."""
    pdf = _booklet(services)
    pages = texts(pdf)
    contents = " ".join(page for page in pages if page.startswith("Mục lục") or "(2.0000" in page)
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file, strict=True) as reader:
        marks: list[Any] = reader.outline
        assert [mark["/Title"] for mark in marks[:2]] == ["Mục lục", "Làm giấy khai sinh cho con"]
        assert len(marks) == len(services) + 1
        targets = [reader.get_destination_page_number(mark) for mark in marks[1:]]
        annotations = [
            reader.get_page_number(note.get_object()["/Dest"].get_object()[0].get_object())
            for page in reader.pages
            for note in page.get("/Annots", [])
        ]
    assert annotations == targets
    for service, target in zip(services, targets, strict=True):
        assert pages[target or 0].startswith(service.title.split(" (")[0][:60])
        assert f"({service.code}) {(target or 0) + 1}" in contents


@pytest.mark.parametrize(
    ("paper", "large_print", "size", "least"),
    [
        (Paper.A5, False, (148, 210), 12),
        (Paper.A5X2, False, (148, 210), 12),
        (Paper.A4, False, (210, 297), 14),
        (Paper.A5, True, (210, 297), 18),
    ],
)
def test_paper_and_type(
    services: list[PublicService], paper: Paper, large_print: bool, size: tuple[int, int], least: float
) -> None:
    """The contents and the numbers are read by the same eyes as the leaflets."""
    pdf = _booklet(
        services[:3], LeafletOptions(OPTIONS.made_on, Settings(paper=paper), large_print=large_print)
    )
    assert set(sizes(pdf)) == {size}
    found = words(pdf)
    assert min(run.size for run in found) >= least
    assert all("SourceSans" in run.font for run in found)
    assert len(links(pdf)) == 3


def test_progress_is_told_after_each_leaflet(services: list[PublicService]) -> None:
    """A bar that stands still for a minute looks like a program that hangs."""
    told: list[tuple[int, int]] = []
    _booklet(services, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 42) for number in range(1, 43)]


def test_it_stops_when_asked(services: list[PublicService]) -> None:
    """Who chose the wrong list must not have to wait for four thousand leaflets."""
    told: list[int] = []
    finished = booklet.write(
        io.BytesIO(),
        "x",
        services,
        OPTIONS,
        progress=lambda done, _total: told.append(done),
        cancelled=lambda: len(told) == 5,
    )
    assert not finished
    assert told == [1, 2, 3, 4, 5]


def test_same_input_same_bytes(services: list[PublicService]) -> None:
    """Two offices that print the same list have to hold the same booklet."""
    assert _booklet(services) == _booklet(services)


def test_a_refused_address_stops_the_booklet(services: list[PublicService]) -> None:
    """One wrong code in a hundred leaflets is still a wrong code in somebody's hand."""
    settings = Settings(link_overrides={"2.000007": "https://example.com/x"})
    with pytest.raises(LinkRefusedError):
        _booklet(services, LeafletOptions(OPTIONS.made_on, settings))


class _Nowhere(io.RawIOBase):
    """Forgets what is written to it."""

    def write(self, content: Any) -> int:
        """Take it all."""
        return len(content)


def test_memory_does_not_grow_with_the_pages(make_service: Make) -> None:
    """A booklet of all services must not push everything else out of an office computer's memory."""
    services = [make_service(code=f"4.{number:06}") for number in range(60)]
    held: list[int] = []

    def note(done: int, _total: int) -> None:
        if done in {10, 60}:
            held.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        booklet.write(cast("BinaryIO", _Nowhere()), "x", services, OPTIONS, progress=note)
    finally:
        tracemalloc.stop()
    for_a_leaflet = (held[1] - held[0]) / 50
    # Measured: 14.9 kB, of which 9 kB are bookkeeping and the rest caches on their way to their limits. Builds
    # that keep their pages, or the objects that they have written, take 39.5 and 42.7 kB. The coverage tracer
    # changes none of these by more than 50 bytes. The bound is the middle (as a factor) between the first two.
    assert for_a_leaflet < 25_000
