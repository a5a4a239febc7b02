"""The card of one service: everything an officer reads out, in the order people ask for it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from services_catalog import wording
from services_catalog.alerts import alert_text
from services_catalog.model import OnlineLevel, PublicService
from services_catalog.vietnamese import long_date

HEADING = "bold $text-accent"
FAINT = "$text-muted"
BADGE = "bold $text-success"
ALERT = "bold $text-warning"


class ServiceCard(VerticalScroll, can_focus=True):
    """Shows a service; scrolls when it is longer than its place."""

    DEFAULT_CSS = """
    ServiceCard { scrollbar-size-vertical: 1; background: $surface; }
    ServiceCard > Static { width: 1fr; padding: 0 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every Textual widget uses
        super().__init__(id=id)
        self._text = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The one text that the card is."""
        yield self._text

    def show(self, service: PublicService | None, link: str = "") -> None:
        """Show this service from its top, or nothing."""
        self._text.update(card(service, link) if service else "")
        self.scroll_home(animate=False)


def card(service: PublicService, link: str = "") -> Content:
    """The card's text. A heading is never left empty: what is not known is said to be unknown."""
    papers = [f"☐ {wording.evidence_line(each)}" for each in wording.evidence_lines(service)]
    parts = [
        *_head(service),
        *_section("Giấy tờ cần có", papers or list(wording.papers_unknown())),
    ]
    for rule in wording.rules(service):
        steps = [f"{number}. {step}" for number, step in enumerate(rule.steps, start=1)]
        parts += _section(wording.CHANNEL_NAMES[rule.channel] or "Các bước", steps)
    parts += _section("Tiền phải nộp", [wording.said(each) for each in wording.costs(service)])
    parts += _section("Bao lâu", [wording.said(each) for each in wording.times(service)])
    parts += _section("Nộp ở đâu", [wording.where_text(service)])
    parts += _section("Ai làm được", list(wording.audience_texts(service)))
    parts += _section("Kết quả", list(wording.result_texts(service)))
    if service.guidance and service.guidance.mistakes:
        parts += _section("Hay sai", list(service.guidance.mistakes))
    parts += _section("Căn cứ và độ mới", _sources(service, link))
    return Content.assemble(*parts)


def badges(service: PublicService) -> list[str]:
    """The few words that change what the officer does next."""
    found = []
    if service.online_only:
        found.append("CHỈ TRỰC TUYẾN")
    if service.online_level is OnlineLevel.FULL:
        found.append("TOÀN TRÌNH")
    elif service.online_level is OnlineLevel.NONE:
        found.append("KHÔNG CÓ TRỰC TUYẾN")
    if service.essential:
        found.append("THIẾT YẾU")
    return found


def _head(service: PublicService) -> list[tuple[str, str]]:
    head = [(f"{service.title}\n", "bold")]
    if service.guidance:
        head.append((f"{service.name}\n", FAINT))
    agency = service.competent_authority or service.issuing_authority
    head.append((f"Mã {service.code} · {service.sector}" + (f" · {agency}" if agency else "") + "\n", FAINT))
    head.append((" · ".join([*badges(service), ""]), BADGE))
    head.append((f"{wording.online_text(service)}\n", ""))
    if alert := alert_text(service):
        head.append((f"! {alert}\n", ALERT))
    return head


def _section(heading: str, lines: list[str]) -> list[tuple[str, str]]:
    return [(f"\n{heading}\n", HEADING), ("".join(f"{line}\n" for line in lines), "")]


def _sources(service: PublicService, link: str) -> list[str]:
    lines = [wording.source_text(service), wording.freshness_text(service), wording.assurance_text(service)]
    if service.updated:
        lines.append(f"Cổng sửa lần cuối ngày {long_date(service.updated)}.")
    return [*lines, link] if link else lines
