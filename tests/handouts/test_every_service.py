"""The pages of real services, read back: type, letters, order, codes, nothing parted or lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts import leaflet, plain_text, poster, slip, speech
from handouts.blocks import Heading
from handouts.fonts import missing_glyphs, printable
from handouts.leaflet import LeafletOptions
from services_catalog import wording
from services_catalog.catalog import DATA, Catalog, read_counter
from services_catalog.links import portal_link
from services_catalog.model import Channel, PublicService
from services_catalog.settings import Office, Paper, Settings
from tests.handouts.reading import links, stands_in_order, texts, words

MADE_ON = date(2026, 11, 22)
OFFICE = Office("Trung tâm PVHCC phường Thục Phán", "Số 12", "7 giờ 30 – 17 giờ", "0206 385 0000")
# From all over the sectors, and the longest names, results and authorities of all.
SAMPLE = (
    "1.014646",
    "1.010685",
    "1.001709",
    "1.014022",
    "3.000403",
    "1.013174",
    "2.000238",
    "1.001678",
    "1.001335",
    "1.002759",
    "1.013514",
    "2.000168",
    "1.005032",
    "1.115168",
    "1.012944",
    "1.011608",
    "1.115703",
    "1.010045",
    "1.003747",
    "1.011403",
    "2.002668",
    "1.006401",
    "1.014566",
    "1.001130",
    "1.013211",
    "1.009466",
    "1.001171",
    "1.001833",
    "1.012894",
    "1.013881",
    "2.000262",
    "2.001730",
    "1.013544",
    "2.002731",
    "2.000460",
    "1.014842",
    "2.002800",
    "1.013338",
    "2.002228",
    "1.115127",
    "1.115422",
    "1.001710",
    "1.004941",
    "3.000422",
    "1.012569",
    "3.000521",
    "3.000465",
    "1.000494",
    "2.002604",
    "1.000063",
    "1.013980",
    "1.013962",
    "1.013385",
    "1.013885",
    "1.009492",
    "2.002016",
    "1.014113",
    "2.001576",
    "1.013841",
)


@pytest.fixture(scope="module")
def services(built_state: Path) -> Iterator[list[PublicService]]:
    """Every service with guidance, which the catalogue has first, all that counters meet most, and the sample."""
    catalog = Catalog(built_state)
    first = catalog.codes()[:400]
    guided = [service.code for service in map(catalog.service, first) if service.guidance]
    counter = sorted(read_counter(DATA / "counter.json") & set(catalog.codes()))
    yield [catalog.service(code) for code in dict.fromkeys([*guided, *counter, *SAMPLE])]
    catalog.close()


def _options(paper: Paper = Paper.A5, *, large_print: bool = False) -> LeafletOptions:
    return LeafletOptions(MADE_ON, Settings(paper=paper, office=OFFICE), large_print=large_print)


@pytest.mark.parametrize(
    ("options", "least", "every"),
    [(_options(), 12, 2), (_options(Paper.A4), 14, 6), (_options(large_print=True), 18, 6)],
    ids=["a5", "a4", "large print"],
)
def test_type_is_large_and_ours(
    services: list[PublicService], options: LeafletOptions, least: float, every: int
) -> None:
    """One line in small type or in a font that the printer replaces is one that old eyes don't read."""
    found = words(leaflet.render(services[::every], options))
    assert min(run.size for run in found) >= least
    assert all("SourceSans" in run.font for run in found)


def test_text_is_whole_and_in_order(services: list[PublicService]) -> None:
    """A lost letter, a step parted between pages, or papers behind the fees send people home again."""
    for service in services:
        pages = texts(leaflet.render([service], _options()))
        text = " ".join(pages)
        assert "\ufffd" not in text
        assert stands_in_order(
            text,
            *dict.fromkeys(printable(name).rstrip(" .") for name in (service.title, service.name)),
            f"Mã thủ tục: {service.code}",
            "Ai làm",
            "Giấy tờ cần có",
            "Quét mã này",
            "Tiền",
            "Bao lâu",
            "Đề phòng lừa đảo",
            "In ngày 22/11/2026.",
        ), service.code
        for step in wording.rules(service)[0].steps:
            assert any(printable(step) in page for page in pages), (service.code, step)


def test_no_heading_is_left_at_the_foot(services: list[PublicService]) -> None:
    """A heading alone at the foot of a page looks as if nothing followed."""
    for options in (_options(), _options(Paper.A4), _options(large_print=True)):
        for service in services[::3]:
            for page in leaflet.pages(service, options)[:-1]:
                assert not page[-1].piece.keep_with_next, service.code


def test_every_letter_of_every_service_can_be_drawn(services: list[PublicService]) -> None:
    """A letter that the fonts lack comes out as a question mark in the middle of a name."""
    for service in services:
        for block in leaflet.content(service, _options()):
            assert missing_glyphs(str(block)) == "", service.code


def test_codes_are_read_from_paper(services: list[PublicService]) -> None:
    """A code that a telephone doesn't read off an office printer's page is worth nothing."""
    options = _options()
    some = services[::3]
    expected = [portal_link(service, options.settings) for service in some]
    assert links(leaflet.render(some, options)) == expected
    few = services[::16]
    wanted = [portal_link(service, options.settings) for service in few]
    assert links(slip.render(few, options.settings)) == wanted
    assert links(poster.render(few, Paper.A4, options.settings, MADE_ON)) == wanted


def test_a_leaflet_for_one_case_stays_short(services: list[PublicService]) -> None:
    """Who is handed four pages reads none."""
    for service in services:
        first = frozenset(wording.cases(service)[:1])
        assert len(leaflet.pages(service, replace(_options(), cases=first))) <= 3, service.code


def test_the_steps_of_the_chosen_channels(services: list[PublicService]) -> None:
    """An office that takes nothing by post must be able to leave those steps out."""
    service = next(each for each in services if len(wording.rules(each)) == 3)

    def told(*channels: Channel) -> str:
        options = LeafletOptions(MADE_ON, channels=frozenset(channels))
        return " ".join(texts(leaflet.render([service], options)))

    assert "Các bước gửi qua bưu điện" in told(*Channel)
    assert "Các bước nộp trực tiếp" in told(*Channel)
    assert "Các bước nộp trực tiếp" not in told(Channel.ONLINE)
    assert "Cũng có thể nộp trực tiếp hoặc gửi qua bưu điện." in told(Channel.ONLINE)
    assert "Cũng có thể nộp trên mạng" in told(Channel.IN_PERSON)


def test_words_tell_the_same_steps_as_paper(services: list[PublicService]) -> None:
    """Who listens, or reads on a telephone, goes to the post office too."""
    service = next(each for each in services if len(wording.rules(each)) == 3)
    for channels in (frozenset(Channel), frozenset({Channel.ONLINE, Channel.POSTAL})):
        options = LeafletOptions(MADE_ON, channels=channels)
        content = leaflet.content(service, options)
        (paper,) = [" ".join(texts(leaflet.render([service], options)))]
        written, read_out = plain_text.render(content), speech.render(content)
        for channel, heading in leaflet.STEP_HEADINGS.items():
            assert (heading in paper) == (heading in written) == (heading in read_out), channel
    every = leaflet.content(service, LeafletOptions(MADE_ON))
    assert sum(isinstance(block, Heading) for block in every) == 4


def test_a_service_without_the_chosen_channel_still_tells_a_way(services: list[PublicService]) -> None:
    """Not all services in a post office's booklet go by post: their leaflets must not end at the papers."""
    service = next(
        each for each in services if {rule.channel for rule in wording.rules(each)} == {Channel.ONLINE}
    )
    options = LeafletOptions(MADE_ON, channels=frozenset({Channel.POSTAL}))
    assert "Các bước nộp trên mạng" in plain_text.render(leaflet.content(service, options))
