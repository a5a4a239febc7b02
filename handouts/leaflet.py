"""The leaflet: one service on one or two small pages that an officer hands over and an old woman can follow.

`content` says what stands in it, in the order of RULES.md (clear print and plain language); `render` draws
it. The same services and options always give the same bytes: no clock, no random ids.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from handouts import fonts, page, typeset
from handouts.blocks import (
    Answer,
    Block,
    Caution,
    Fact,
    Heading,
    Imprint,
    Notice,
    Paper,
    Paragraph,
    PortalCode,
    Step,
    Title,
)
from services_catalog import wording
from services_catalog.links import portal_link
from services_catalog.model import Channel, Cost, OnlineLevel, ProcessingTime, PublicService, Rule
from services_catalog.settings import PORTAL_HOST, Settings
from services_catalog.vietnamese import clean, long_date

LANGUAGE = "vi-VN"
_MOST_PAGES = 2
_LONGEST_NAME = 200
_STEP_HEADINGS = {
    Channel.ONLINE: "Các bước nộp trên mạng",
    Channel.IN_PERSON: "Các bước nộp trực tiếp",
    Channel.POSTAL: "Các bước gửi qua bưu điện",
    Channel.ANY: "Các bước làm",
}


@dataclass(frozen=True, slots=True)
class LeafletOptions:
    """What a leaflet depends on besides its service: the day, and the desk's paper, office and links."""

    made_on: date
    settings: Settings = field(default_factory=Settings)


def render(services: Sequence[PublicService], options: LeafletOptions) -> bytes:
    """Return a PDF with the leaflet of each service, each beginning on a new page.

    Raises LinkRefusedError where a service's address may not go into a QR code.
    """
    fonts.register()
    sheet = page.SHEETS[options.settings.paper]
    leaflets = [(service, _pages(service, options, sheet)) for service in services]
    file = BytesIO()
    canvas = Canvas(file, pagesize=(sheet.width, sheet.height), invariant=1, lang=LANGUAGE)
    canvas.setTitle(clean("; ".join(service.title for service in services), _LONGEST_NAME))
    canvas.setAuthor(clean(options.settings.office.name) or "Bộ phận một cửa")
    canvas.setCreator("motcua")
    for service, pages in leaflets:
        page.draw_pages(canvas, pages, sheet, f"Mã thủ tục: {fonts.printable(service.code)}")
    canvas.save()
    return file.getvalue()


def _pages(service: PublicService, options: LeafletOptions, sheet: page.Sheet) -> list[list[page.Placed]]:
    """Tell as many channels' steps as two pages hold, or as many pages as the first channel alone takes."""

    def laid_out(blocks: Iterable[Block]) -> list[page.Piece]:
        return typeset.pieces(blocks, sheet, options.settings.link_hosts)

    rules = wording.rules(service)
    before, after = laid_out(_before_steps(service)), laid_out(_after_steps(service, options))
    steps = [laid_out(_steps(rule)) for rule in rules]

    def pages(count: int) -> list[list[page.Placed]]:
        told = [piece for pieces in steps[:count] for piece in pieces]
        return page.paginate([*before, *told, *laid_out(_other_ways(service, rules[:count])), *after], sheet)

    shortest = pages(1)
    most = max(_MOST_PAGES, len(shortest))
    fuller = (pages(count) for count in range(len(rules), 1, -1))
    return next((each for each in fuller if len(each) <= most), shortest)


def content(service: PublicService, options: LeafletOptions, channels: int = 1) -> list[Block]:
    """Return what stands in the leaflet, in the reader's order, with the first `channels` channels' steps.

    Raises LinkRefusedError.
    """
    rules = wording.rules(service)[:channels]
    steps = [block for rule in rules for block in _steps(rule)]
    return [*_before_steps(service), *steps, *_other_ways(service, rules), *_after_steps(service, options)]


def _before_steps(service: PublicService) -> list[Block]:
    return [*_head(service), *_papers(service)]


def _after_steps(service: PublicService, options: LeafletOptions) -> list[Block]:
    return [
        _portal_code(service, options.settings),
        *_facts(service, options.settings),
        Caution("Đề phòng lừa đảo", wording.SCAM_WARNING),
        Imprint(
            (
                f"{wording.source_text(service)} {wording.freshness_text(service)}",
                f"In ngày {long_date(options.made_on)}. {wording.assurance_text(service)}",
            )
        ),
    ]


def _head(service: PublicService) -> list[Block]:
    alert = service.guidance.alert if service.guidance else ""
    official = service.name if service.title != service.name else ""
    return [
        Title(service.title, official, service.code),
        *([Notice(alert)] if alert else []),
        Fact("Ai làm", _answers(wording.audience_texts(service))),
        Fact("Nơi nộp", _answers([wording.where_text(service)])),
    ]


def _papers(service: PublicService) -> list[Block]:
    papers: list[Block] = [
        Paper(wording.case_text(evidence), evidence.name, wording.evidence_amount(evidence), evidence.note)
        for evidence in wording.evidence_lines(service)
    ]
    return [Heading("Giấy tờ cần có"), *(papers or [Paragraph(wording.papers_unknown())])]


def _steps(rule: Rule) -> list[Block]:
    steps = [Step(number, text) for number, text in enumerate(rule.steps, start=1)]
    return [Heading(_STEP_HEADINGS[rule.channel]), *steps]


def _other_ways(service: PublicService, told: Sequence[Rule]) -> list[Block]:
    full = wording.online_text(service) if service.online_level is OnlineLevel.FULL else ""
    others = wording.other_channels_text(service, {rule.channel for rule in told})
    lines = tuple(line for line in (full, others) if line)
    return [Paragraph(lines)] if lines else []


def _portal_code(service: PublicService, settings: Settings) -> PortalCode:
    words = wording.search_words(service)
    return PortalCode(
        address=portal_link(service, settings),
        heading="Quét mã này bằng điện thoại",
        lines=(
            f"hoặc vào {PORTAL_HOST},",
            f"gõ vào ô tìm kiếm: {words}",
        ),
        blanks=("Mã hồ sơ của tôi:", "Ngày hẹn:"),
    )


def _facts(service: PublicService, settings: Settings) -> list[Block]:
    mistakes = service.guidance.mistakes if service.guidance else ()
    return [
        Fact("Tiền", _by_channel(wording.costs(service))),
        Fact("Bao lâu", _by_channel(wording.times(service))),
        Fact("Kết quả", _answers(wording.result_texts(service))),
        *([Fact("Cần tránh", _answers(mistakes))] if mistakes else []),
        Fact("Cần giúp", _answers(wording.help_texts(settings.office))),
    ]


def _answers(lines: Iterable[str]) -> tuple[Answer, ...]:
    return tuple(Answer(line) for line in lines)


def _by_channel(items: Iterable[Cost | ProcessingTime]) -> tuple[Answer, ...]:
    return tuple(Answer(text, channels) for channels, text in wording.by_text(items))
