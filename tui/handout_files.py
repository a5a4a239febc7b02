"""From an order for a handout to its bytes: the one place that the screen and the command line share for it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from services_catalog.model import PublicService
from services_catalog.settings import Paper
from tui.desk import Desk

if TYPE_CHECKING:
    from handouts.blocks import Block
    from handouts.leaflet import LeafletOptions

# ruff: noqa: PLC0415 - ReportLab and the others are slow to load, and a screen that offers forms needs none


class Form(StrEnum):
    """What can be made for one service or several: leaflets, a poster, a slip, words."""

    A5 = "a5"
    A4 = "a4"
    A5X2 = "a5x2"
    LARGE = "large-print"
    A3 = "a3"
    ROLL = "80mm"
    TEXT = "text"
    SPEECH = "speech"
    TAGGED = "tagged"


LABELS = {
    Form.A5: "Tờ rơi A5",
    Form.A4: "Tờ rơi A4",
    Form.A5X2: "Hai tờ A5 trên A4",
    Form.LARGE: "Chữ to 18 pt, A4",
    Form.A3: "Áp phích A3",
    Form.ROLL: "Phiếu 80 mm",
    Form.TEXT: "Văn bản gửi Zalo",
    Form.SPEECH: "Bài đọc loa",
    Form.TAGGED: "PDF trình đọc màn hình",
}
TEXTS = frozenset({Form.TEXT, Form.SPEECH})
PRINTABLE = tuple(form for form in Form if form not in {*TEXTS, Form.TAGGED})
"""The forms that a printer takes; the others are for telephones, voices and screen readers."""
WITH_CASES = tuple(form for form in Form if form not in {Form.A3, Form.ROLL})
"""The forms that list papers, and so can be made for some cases of a service alone."""
SUFFIX = {form: ".txt" if form in TEXTS else ".pdf" for form in Form}


def made(
    desk: Desk, codes: Sequence[str], form: Form, *, cases: Collection[str] | None = None, dossier: str = ""
) -> bytes:
    """Return the handout of these services: a PDF, or text in UTF-8 that ends with a line feed.

    `cases` are those whose papers are listed, None for all; `dossier` is the code that a slip bears. Raises
    UnknownServiceError, LinkRefusedError or NoTaggedPdfError, and then nothing was made.
    """
    services = [desk.catalog.service(code) for code in codes]
    match form:
        case Form.A3:
            from handouts import poster

            return poster.render(services, Paper.A3, desk.settings, desk.today)
        case Form.ROLL:
            from handouts import slip

            return slip.render(services, desk.settings, dossier)
        case Form.TEXT | Form.SPEECH | Form.TAGGED:
            return _in_words(services, form, _options(desk, form, cases))
    from handouts import leaflet

    return leaflet.render(services, _options(desk, form, cases))


def _options(desk: Desk, form: Form, cases: Collection[str] | None) -> "LeafletOptions":
    from handouts.leaflet import LeafletOptions

    sheets = {Form.A5: Paper.A5, Form.A4: Paper.A4, Form.A5X2: Paper.A5X2}
    return LeafletOptions(
        desk.today,
        replace(desk.settings, paper=sheets.get(form, Paper.A4)),
        large_print=form is Form.LARGE,
        cases=None if cases is None else frozenset(cases),
    )


def _in_words(services: Sequence[PublicService], form: Form, options: "LeafletOptions") -> bytes:
    from handouts import leaflet

    contents = [leaflet.content(service, options) for service in services]
    return _tagged(contents, options) if form is Form.TAGGED else _text(contents, form).encode()


def _tagged(contents: Sequence[Sequence["Block"]], options: "LeafletOptions") -> bytes:
    from handouts import tagged

    settings = options.settings
    return tagged.render(
        contents, made_on=options.made_on, hosts=settings.link_hosts, author=settings.office.name
    )


def _text(contents: Sequence[Sequence["Block"]], form: Form) -> str:
    """One service after the other, two empty lines between them: within one there is never more than one."""
    from handouts import plain_text, speech

    render = speech.render if form is Form.SPEECH else plain_text.render
    return "\n\n".join(map(render, contents))
