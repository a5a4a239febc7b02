"""From an order for a handout to its bytes: the one place that the screen and the command line share for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from services_catalog import wording
from services_catalog.model import Channel, PublicService
from services_catalog.settings import Paper
from services_catalog.vietnamese import fold
from tui.desk import Desk
from tui.languages import texts_in

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
    POSTER_A4 = "poster-a4"
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
    Form.POSTER_A4: "Áp phích A4",
    Form.ROLL: "Phiếu 80 mm",
    Form.TEXT: "Văn bản gửi Zalo",
    Form.SPEECH: "Bài đọc loa",
    Form.TAGGED: "PDF trình đọc màn hình",
}
TEXTS = frozenset({Form.TEXT, Form.SPEECH})
PRINTABLE = tuple(form for form in Form if form not in {*TEXTS, Form.TAGGED})
"""The forms that a printer takes; the others are for telephones, voices and screen readers."""
POSTERS = {Form.A3: Paper.A3, Form.POSTER_A4: Paper.A4}
"""The forms for the wall, and their paper."""
WITH_CASES = tuple(form for form in Form if form not in {*POSTERS, Form.ROLL})
"""The forms that list papers, and so can be made for some cases of a service alone."""
WITHOUT_LANGUAGE = frozenset({Form.ROLL, Form.SPEECH})
"""The forms without words in another language: a slip has no room for them, a Vietnamese voice can't read them."""
LEAFLET_PAPERS = {Form.A5: Paper.A5, Form.A4: Paper.A4, Form.A5X2: Paper.A5X2}
CHANNEL_SLUGS = {
    Channel.ONLINE: "tren-mang",
    Channel.IN_PERSON: "truc-tiep",
    Channel.POSTAL: "buu-dien",
    Channel.ANY: "chung",
}
SUFFIX = {form: ".txt" if form in TEXTS else ".pdf" for form in Form}


@dataclass(frozen=True, slots=True)
class Details:
    """What of a service is told: the papers of these `cases`, the steps of these `channels`, None for all.

    `language` is the other language whose words stand on it, `dossier` the code that a slip bears.
    """

    cases: tuple[str, ...] | None = None
    channels: frozenset[Channel] | None = None
    language: str = ""
    dossier: str = ""


EVERYTHING = Details()


def made(desk: Desk, codes: Sequence[str], form: Form, details: Details = EVERYTHING) -> bytes:
    """Return the handout of these services: a PDF, or text in UTF-8 that ends with a line feed.

    Raises UnknownServiceError, LinkRefusedError, NoTaggedPdfError, SettingsError or LettersLackedError, and then
    nothing was made.
    """
    services = [desk.catalog.service(code) for code in codes]
    match form:
        case Form.A3 | Form.POSTER_A4:
            from handouts import poster

            texts = texts_in(desk, details.language)
            return poster.render(services, POSTERS[form], desk.settings, desk.today, texts)
        case Form.ROLL:
            from handouts import slip

            return slip.render(services, desk.settings, details.dossier)
        case Form.TEXT | Form.SPEECH | Form.TAGGED:
            return _in_words(services, form, leaflet_options(desk, form, details))
    from handouts import leaflet

    return leaflet.render(services, leaflet_options(desk, form, details))


def leaflet_options(desk: Desk, form: Form, details: Details = EVERYTHING) -> "LeafletOptions":
    """Return what a leaflet in this form depends on besides its service.

    Raises SettingsError where the words in the other language can't be read.
    """
    from handouts.leaflet import LeafletOptions

    return LeafletOptions(
        desk.today,
        replace(desk.settings, paper=LEAFLET_PAPERS.get(form, Paper.A4)),
        large_print=form is Form.LARGE,
        cases=None if details.cases is None else frozenset(details.cases),
        channels=details.channels,
        texts=texts_in(desk, details.language),
    )


def file_name(service: PublicService, form: Form, details: Details) -> str:
    """A name for the file, without its suffix: another one for every form, case, way of filing and language.

    Cases are told by their place among the service's, since a file's name has no marks and not much room.
    """
    if form not in WITH_CASES:
        details = replace(details, cases=None, channels=None)
    channels = [CHANNEL_SLUGS[each] for each in Channel if each in (details.channels or ())]
    parts = (service.code, form, *channels, fold(details.language), *case_slugs(service, details.cases))
    return "-".join(part for part in parts if part)


def case_slugs(service: PublicService, cases: Sequence[str] | None) -> list[str]:
    """The cases as parts of a file's name, each with its place among the service's; none for all cases."""
    known = wording.cases(service)
    return [f"th{known.index(each) + 1}-{fold(each)}" for each in cases or () if each in known]


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
