"""The list of papers that are still missing, on half a page, to take home after the officer has looked."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from io import BytesIO

from handouts import formats, leaflet, page, typeset
from handouts.blocks import Block, Fact, Heading, Imprint, Paragraph
from handouts.fonts import register
from handouts.leaflet import LeafletOptions
from services_catalog import wording
from services_catalog.model import EvidenceType, PublicService
from services_catalog.vietnamese import long_date


def missing(
    service: PublicService, brought: Collection[int], cases: Collection[str] | None = None
) -> tuple[EvidenceType, ...]:
    """Return the papers of `wording.evidence_lines(service, cases)` whose place, from 0, is not in `brought`."""
    papers = enumerate(wording.evidence_lines(service, cases))
    return tuple(evidence for index, evidence in papers if index not in brought)


def render(service: PublicService, brought: Collection[int], options: LeafletOptions) -> bytes:
    """Return a PDF on A5 across, half a sheet of A4 (A4 in large print), that lists what is still missing.

    The papers meant are those of the options' cases.
    """
    sheet = formats.LARGE_PRINT if options.large_print else formats.HALF_PAGE
    file = BytesIO()
    register()
    blocks = content(service, brought, options)
    looks = (replace(sheet, air=air) for air in page.AIRS)
    pages = page.shortest(page.paginate(typeset.pieces(blocks, look, ()), look) for look in looks)
    title = f"Giấy tờ còn thiếu: {service.title}"
    canvas = formats.new_canvas(file, (sheet.width, sheet.height), title, options.settings.office)
    for number, placed in enumerate(pages, start=1):
        page.draw_page(canvas, placed, sheet)
        if len(pages) > 1:
            page.draw_folio(canvas, sheet, leaflet.foot(service), f"Trang {number}/{len(pages)}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def content(service: PublicService, brought: Collection[int], options: LeafletOptions) -> list[Block]:
    """Return what stands on the list."""
    return [
        leaflet.head(service),
        Heading("Bà con còn thiếu"),
        *_papers(service, missing(service, brought, options.cases)),
        Fact("Cần giúp", leaflet.answers(wording.help_texts(options.settings.office))),
        Imprint((wording.source_text(service), f"In ngày {long_date(options.made_on)}.")),
    ]


def _papers(service: PublicService, papers: Collection[EvidenceType]) -> Iterable[Block]:
    if papers:
        return [leaflet.paper(evidence) for evidence in papers]
    if wording.evidence_lines(service):
        return [Paragraph(("Không thiếu giấy tờ nào trong danh sách.",))]
    return [Paragraph(wording.papers_unknown())]
