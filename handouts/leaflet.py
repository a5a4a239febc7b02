"""The leaflet: one service on one or two small pages that an officer hands over and an old woman can follow.

`content` says what stands in it, in the order of RULES.md (clear print and plain language); `render` draws
it. The same services and options always give the same bytes: no clock, no random ids.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from io import BytesIO

from handouts import fonts, formats, page, typeset
from handouts.blocks import (
    Answer,
    Block,
    Caution,
    Fact,
    Heading,
    Imprint,
    InLanguage,
    Notice,
    Paper,
    Paragraph,
    PortalCode,
    Step,
    Title,
)
from services_catalog import wording
from services_catalog.alerts import alert_text
from services_catalog.links import portal_link
from services_catalog.model import (
    Channel,
    Cost,
    EvidenceType,
    OnlineLevel,
    ProcessingTime,
    PublicService,
    Rule,
)
from services_catalog.second_language import Texts
from services_catalog.settings import PORTAL_HOST, Settings
from services_catalog.vietnamese import long_date

_MOST_PAGES = 2
STEP_HEADINGS = {
    Channel.ONLINE: "Các bước nộp trên mạng",
    Channel.IN_PERSON: "Các bước nộp trực tiếp",
    Channel.POSTAL: "Các bước gửi qua bưu điện",
    Channel.ANY: "Các bước làm",
}

Pages = page.Pages


@dataclass(frozen=True, slots=True)
class LeafletOptions:
    """What a leaflet depends on besides its service: the day, and the desk's paper, office and links.

    `cases` are the case texts whose papers are listed beside those that everybody needs, None for all.
    `channels` are the ways of filing whose steps are told, however many pages that takes; None for as many as
    two pages hold, or for all where there are no pages. `texts` are the office's own words in another language.
    """

    made_on: date
    settings: Settings = field(default_factory=Settings)
    large_print: bool = False
    cases: frozenset[str] | None = None
    channels: frozenset[Channel] | None = None
    texts: Texts = field(default_factory=dict)

    @property
    def sheet(self) -> page.Sheet:
        """The sheet of one page. Raises WrongPaperError for paper that no leaflet is made for."""
        return formats.leaflet_sheet(self.settings.paper, large_print=self.large_print)


def render(services: Sequence[PublicService], options: LeafletOptions) -> bytes:
    """Return a PDF with the leaflet of each service, each beginning on a new page.

    Raises LinkRefusedError where a service's address may not go into a QR code, WrongPaperError, and
    LettersLackedError for an office's words that the fonts can't draw.
    """
    sheet = options.sheet
    two_up = formats.is_two_up(options.settings.paper, large_print=options.large_print)
    file = BytesIO()
    canvas = formats.new_canvas(
        file,
        formats.sheet_size(sheet, two_up=two_up),
        "; ".join(service.title for service in services),
        options.settings.office,
    )
    for service in services:
        laid_out = pages(service, options)
        for number, placed in enumerate(laid_out, start=1):
            for shift in formats.shifts(two_up=two_up):
                page.draw_page(canvas, placed, sheet, shift)
                if len(laid_out) > 1:
                    page.draw_folio(canvas, sheet, foot(service), f"Trang {number}/{len(laid_out)}", shift)
            if two_up:
                formats.draw_cut(canvas)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def foot(service: PublicService) -> str:
    """What stands at the foot of every page of a longer leaflet."""
    return f"Mã thủ tục: {service.code}"


def pages(service: PublicService, options: LeafletOptions, *, numbered: bool | None = None) -> Pages:
    """Lay the leaflet out; pages that are `numbered` keep room for it, by default where there are several.

    Raises LinkRefusedError, WrongPaperError and LettersLackedError.
    """
    text = _Text(service, options)
    looks = [_Layout(text, replace(options.sheet, air=air), numbered=numbered) for air in page.AIRS]
    every = len(text.rules)
    if options.channels is not None:
        return page.shortest(look.pages(every) for look in looks)
    fullest = _within(_MOST_PAGES, looks, every)
    if fullest:
        return fullest
    shortest = page.shortest(look.pages(1) for look in looks)
    return _within(len(shortest), looks, every) or shortest


def _within(most: int, looks: Sequence["_Layout"], every: int) -> Pages | None:
    """Tell as many channels' steps as `most` pages hold; None where they don't even hold the first's."""
    tries = ((look, count) for count in range(every, 0, -1) for look in looks)
    likely = (look.pages(count) for look, count in tries if not look.needs_more(count, most))
    return next((each for each in likely if len(each) <= most), None)


class _Text:
    """What one leaflet says, put into words once for all its arrangements."""

    def __init__(self, service: PublicService, options: LeafletOptions) -> None:
        self.rules = told_rules(service, options)
        self.hosts = options.settings.link_hosts
        self._service = service
        self.before = _before_steps(service, options)
        self.steps = [_steps(rule) for rule in self.rules]
        code, *self.after = _after_steps(service, options)
        self.code = typeset.pieces([code], options.sheet, self.hosts)

    def other_ways(self, count: int) -> list[Block]:
        """What is said of the other channels where the steps of the first `count` are told."""
        return _other_ways(self._service, self.rules[:count])


class _Layout:
    """One leaflet on one sheet; each part of it becomes pieces once, however many arrangements are tried."""

    def __init__(self, text: _Text, sheet: page.Sheet, *, numbered: bool | None) -> None:
        self._text, self._sheet, self._numbered = text, sheet, numbered
        self._tried: dict[int, Pages] = {}
        self._flowing: dict[int, list[page.Piece]] = {}

    def pages(self, count: int) -> Pages:
        """The pages with the steps of the first `count` channels."""
        if count not in self._tried:
            self._tried[count] = page.paginate(self._told(count), self._sheet, numbered=self._numbered)
        return self._tried[count]

    def needs_more(self, count: int, most: int) -> bool:
        """Whether it is plain without trying that `most` pages don't hold the steps of `count` channels."""
        if count in self._tried:
            return len(self._tried[count]) > most
        return page.needs_more(self._told(count), self._sheet, most, numbered=self._numbered)

    def _told(self, count: int) -> list[page.Piece]:
        if count not in self._flowing:
            told = [piece for pieces in self._steps[:count] for piece in pieces]
            others = self._pieces(self._text.other_ways(count))
            self._flowing[count] = [*self._before, *told, *others, *self._text.code, *self._after]
        return self._flowing[count]

    @cached_property
    def _before(self) -> list[page.Piece]:
        return self._pieces(self._text.before)

    @cached_property
    def _steps(self) -> list[list[page.Piece]]:
        return [self._pieces(steps) for steps in self._text.steps]

    @cached_property
    def _after(self) -> list[page.Piece]:
        return self._pieces(self._text.after)

    def _pieces(self, blocks: Iterable[Block]) -> list[page.Piece]:
        return typeset.pieces(blocks, self._sheet, self._text.hosts)


def told_rules(service: PublicService, options: LeafletOptions) -> tuple[Rule, ...]:
    """The steps by channel that may be told, online first; at least one rule.

    Steps that hold for any channel are told whatever was chosen, and the first channel's where the service has
    none of those chosen: nobody is handed a paper without a way.
    """
    every = wording.rules(service)
    if options.channels is None:
        return every
    chosen = {*options.channels, Channel.ANY}
    return tuple(rule for rule in every if rule.channel in chosen) or every[:1]


def content(service: PublicService, options: LeafletOptions) -> list[Block]:
    """Return what stands in the leaflet, in the reader's order, with the steps of all chosen channels.

    Raises LinkRefusedError and LettersLackedError.
    """
    rules = told_rules(service, options)
    steps = [block for rule in rules for block in _steps(rule)]
    return [
        *_before_steps(service, options),
        *steps,
        *_other_ways(service, rules),
        *_after_steps(service, options),
    ]


def _before_steps(service: PublicService, options: LeafletOptions) -> list[Block]:
    return [*_head(service), *_papers(service, options.cases)]


def _after_steps(service: PublicService, options: LeafletOptions) -> list[Block]:
    return [
        portal_code(service, options.settings),
        *_facts(service, options.settings),
        *in_languages(service, options.texts),
        Caution("Đề phòng lừa đảo", wording.SCAM_WARNING),
        imprint(service, options.made_on),
    ]


def in_languages(service: PublicService, texts: Texts) -> list[Block]:
    """The office's own words for the service in other languages, behind the Vietnamese that they belong to.

    Raises LettersLackedError for words that would come out otherwise than they were written.
    """
    found = texts.get(service.code, ())
    for each in found:
        fonts.check_letters(each.text)
    return [InLanguage(each.language, tuple(each.text.splitlines())) for each in found]


def imprint(service: PublicService, made_on: date) -> Imprint:
    """Where the text comes from and who vouches for it."""
    return Imprint(
        (
            f"{wording.source_text(service)} {wording.freshness_text(service)}",
            f"In ngày {long_date(made_on)}. {wording.assurance_text(service)}",
        )
    )


def head(service: PublicService) -> Title:
    """The everyday title, the official name where it is another one, and the code."""
    return Title(service.title, service.name if service.title != service.name else "", service.code)


def _head(service: PublicService) -> list[Block]:
    alert = alert_text(service)
    return [
        head(service),
        *([Notice(alert)] if alert else []),
        Fact("Ai làm", answers(wording.audience_texts(service))),
        Fact("Nơi nộp", answers([wording.where_text(service)])),
    ]


def _papers(service: PublicService, cases: Collection[str] | None) -> list[Block]:
    papers: list[Block] = [paper(evidence) for evidence in wording.evidence_lines(service, cases)]
    others = cases is not None and set(wording.cases(service)) - set(cases)
    return [
        Heading("Giấy tờ cần có"),
        *(papers or [Paragraph(wording.papers_unknown())]),
        *([Paragraph((_OTHER_CASES,))] if others else []),
    ]


_OTHER_CASES = "Trường hợp khác có thể cần thêm giấy tờ. Hỏi cán bộ."


def paper(evidence: EvidenceType) -> Paper:
    """One paper to bring, in words."""
    return Paper(wording.case_text(evidence), evidence.name, wording.evidence_amount(evidence), evidence.note)


def _steps(rule: Rule) -> list[Block]:
    last = len(rule.steps)
    steps = [Step(number, text, number == last - 1) for number, text in enumerate(rule.steps, start=1)]
    return [Heading(STEP_HEADINGS[rule.channel]), *steps]


def _other_ways(service: PublicService, told: Sequence[Rule]) -> list[Block]:
    full = wording.online_text(service) if service.online_level is OnlineLevel.FULL else ""
    others = wording.other_channels_text(service, {rule.channel for rule in told})
    lines = tuple(line for line in (full, others) if line)
    return [Paragraph(lines)] if lines else []


def portal_code(service: PublicService, settings: Settings) -> PortalCode:
    """The code of the service's page, and how to get there without it. Raises LinkRefusedError."""
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
        Fact("Tiền", _by_channel(wording.costs(service), service)),
        Fact("Bao lâu", _by_channel(wording.times(service), service)),
        Fact("Kết quả", answers(wording.result_texts(service))),
        *([Fact("Hay sai", answers(mistakes))] if mistakes else []),
        Fact("Cần giúp", answers(wording.help_texts(settings.office))),
    ]


def answers(lines: Iterable[str]) -> tuple[Answer, ...]:
    """Answers that hold whichever way is chosen."""
    return tuple(Answer(line) for line in lines)


def _by_channel(items: Sequence[Cost | ProcessingTime], service: PublicService) -> tuple[Answer, ...]:
    """Each answer once; without naming the channels where it is the same for all of the service's."""
    if len({item.text for item in items}) == 1 and {item.channel for item in items} >= set(service.channels):
        return (Answer(items[0].text),)
    return tuple(Answer(text, channels) for channels, text in wording.by_text(items))
