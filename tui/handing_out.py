"""From a finished handout to somebody's hand: a printer, a viewer or a folder, and then into the count of prints."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog.catalog import Catalog
from services_catalog.errors import MotcuaError
from services_catalog.model import PublicService
from services_catalog.paths import replaced
from services_catalog.settings import Destination
from services_catalog.vietnamese import fold
from tui.deliveries import BOOKLET, MISSING, UNCOUNTED, Delivery, HandedOut, Handout, Sent
from tui.desk import Desk
from tui.handout_files import (
    EVERYTHING,
    LABELS,
    LEAFLET_PAPERS,
    POSTERS,
    SUFFIX,
    Details,
    Form,
    case_slugs,
    file_name,
    leaflet_options,
    made,
)

if TYPE_CHECKING:
    from handouts.printer import PrintJob

# ruff: noqa: PLC0415 - ReportLab and the others are loaded when something is handed out


ONLINE_ONLY = "Thủ tục chỉ nộp trên mạng"
"""The name of the list of services that are taken online alone."""


class EmptySetError(MotcuaError):
    """Tập này không có thủ tục nào."""

    title = "Chưa có gì để in"
    next_step = "Chọn tập khác."


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A handout of one service, what of it is told, where it goes, and whether another language was to be chosen."""

    code: str
    form: Form
    delivery: Delivery
    details: Details = EVERYTHING
    language_offered: bool = False


@dataclass(frozen=True, slots=True)
class MissingOrder:
    """A list of what a citizen hasn't brought; `brought` are places in the papers of these cases, from 0."""

    code: str
    brought: frozenset[int]
    cases: tuple[str, ...] | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Booklet:
    """Many services in one file; the form is a leaflet's or for the wall.

    The language is another one whose words stand beside the leaflets.
    """

    title: str
    codes: tuple[str, ...]
    form: Form
    language: str = ""


class _GivenUpError(Exception):
    """The officer changed their mind; what was written goes away."""


class Services(Collection[PublicService]):
    """The services with these codes, each read when its turn comes: all of them at once would fill the memory."""

    def __init__(self, catalog: Catalog, codes: Iterable[str]) -> None:
        self._catalog = catalog
        self._codes = tuple(dict.fromkeys(codes))

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[PublicService]:
        return map(self._catalog.service, self._codes)

    def __contains__(self, service: object) -> bool:
        return isinstance(service, PublicService) and service.code in self._codes


def usual_form(desk: Desk) -> Form:
    """The form that was handed out last; a leaflet on the desk's paper where none is remembered."""
    chosen = desk.settings.form
    return Form(chosen) if chosen in LABELS else Form(desk.settings.paper.value)


def form_settings(form: Form) -> dict[str, object]:
    """What to remember of a form: its paper too where it is a leaflet's, which the commands and booklets go by."""
    paper = {"paper": LEAFLET_PAPERS[form].value} if form in LEAFLET_PAPERS else {}
    return {"form": form.value, **paper}


def usual_delivery(desk: Desk) -> Delivery:
    """One copy to where the last handout went."""
    chosen = desk.settings
    return Delivery(chosen.destination, chosen.printer, two_sided=chosen.two_sided)


def output_folder(desk: Desk) -> Path:
    """Where finished files go: the office's choice, else the desk's own folder."""
    chosen = desk.settings.output_folder
    return Path(chosen).expanduser() if chosen else desk.folders.output


def carry_out(desk: Desk, order: PrintOrder) -> HandedOut:
    """Make a handout, deliver it, and remember the choices.

    Raises a MotcuaError, as `deliver` does.
    """
    content = made(desk, (order.code,), order.form, order.details)
    name = file_name(desk.catalog.service(order.code), order.form, order.details)
    path = _kept(desk, name, content, SUFFIX[order.form])
    delivered = deliver(desk, Handout(path, order.form, order.code), order.delivery)
    language = {"language": order.details.language} if order.language_offered else {}
    remember(desk, order.delivery, **form_settings(order.form), **language)
    return delivered


def carry_out_missing(desk: Desk, order: MissingOrder) -> HandedOut:
    """Make the list of missing papers and deliver it.

    Raises a MotcuaError, as `deliver` does.
    """
    from handouts import missing

    large = Form.LARGE if usual_form(desk) is Form.LARGE else Form.A5
    options = leaflet_options(desk, large, Details(cases=order.cases))
    service = desk.catalog.service(order.code)
    content = missing.render(service, order.brought, options)
    path = _kept(desk, "-".join([order.code, "con-thieu", *case_slugs(service, order.cases)]), content)
    delivered = deliver(desk, Handout(path, MISSING, order.code), order.delivery)
    remember(desk, order.delivery)
    return delivered


def print_booklet(
    desk: Desk,
    order: Booklet,
    delivery: Delivery,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> HandedOut | None:
    """Make a booklet and deliver it; None where it was cancelled.

    Its pages go to the disk as they are made, beside the file that they take the place of in the end: nothing is
    kept of a cancelled one. A form for the wall is the list of them, made in a moment. Raises EmptySetError, or a
    MotcuaError as `deliver` does.
    """
    from handouts import booklet
    from handouts.saved import file_for
    from services_catalog.prints import MANY_SERVICES

    if not order.codes:
        raise EmptySetError
    if order.form in POSTERS:
        return _list_for_the_wall(desk, order, delivery)
    options = leaflet_options(desk, order.form, Details(language=order.language))
    language = f"-{fold(order.language)}" if order.language else ""
    path = file_for(output_folder(desk), f"tap-{fold(order.title)}-{order.form}{language}", desk.today)
    services = Services(desk.catalog, order.codes)
    try:
        with replaced(path) as file:
            whole = booklet.write(file, order.title, services, options, progress, cancelled)
            _go_on(whole and not cancelled())
    except _GivenUpError:
        return None
    return deliver(desk, Handout(path, BOOKLET, MANY_SERVICES), delivery)


def _list_for_the_wall(desk: Desk, order: Booklet, delivery: Delivery) -> HandedOut:
    from handouts import poster
    from services_catalog.prints import MANY_SERVICES

    services = list(Services(desk.catalog, order.codes))
    content = poster.render_list(order.title, services, POSTERS[order.form], desk.settings, desk.today)
    path = _kept(desk, f"danh-sach-{fold(order.title)}-{order.form}", content)
    return deliver(desk, Handout(path, order.form.value, MANY_SERVICES), delivery)


def _go_on(wanted: bool) -> None:  # noqa: FBT001 - the question is the only argument
    if not wanted:
        raise _GivenUpError


def print_calibration(desk: Desk) -> HandedOut:
    """Make the page that a printer is tried with and send it where the last handout went.

    Not counted: it is for the office itself. Raises a MotcuaError, as `deliver` does.
    """
    from handouts import calibration
    from services_catalog.prints import MANY_SERVICES

    path = _kept(desk, "thu-may-in", calibration.render(desk.settings))
    return deliver(desk, Handout(path, UNCOUNTED, MANY_SERVICES), usual_delivery(desk))


def deliver(desk: Desk, handout: Handout, delivery: Delivery, *, counted: bool = False) -> HandedOut:
    """Send a handout where it should go and count it, unless it is `counted` already.

    Raises a MotcuaError; the file stays when only the printer failed, so that nothing has to be made twice, and
    `desk.last_print` is what can be sent again. What was handed out and could not be counted is no failure; the
    officer is told.
    """
    desk.last_print = Sent(handout, delivery, counted)
    told, job = _send(desk, handout.path, delivery)
    sent = desk.last_print = Sent(handout, delivery)
    if not counted and handout.form != UNCOUNTED:
        told += _count(desk, handout, delivery)
    return HandedOut(handout.path, told, job, sent)


def print_again(desk: Desk, sent: Sent) -> HandedOut:
    """Send once more what may be lying in a printer without paper. Raises a MotcuaError, as `deliver` does."""
    return deliver(desk, sent.handout, sent.delivery, counted=sent.counted)


def _count(desk: Desk, handout: Handout, delivery: Delivery) -> str:
    """Note the print for the publicity figures; what to tell besides where that failed."""
    copies = delivery.copies if delivery.destination is Destination.PRINTER else 1
    unit, destination = desk.settings.unit, delivery.destination
    try:
        desk.prints.count(handout.code, handout.form, copies, unit=unit, destination=destination)
    except MotcuaError as error:
        return f". {error.sentence()}"
    return ""


def _kept(desk: Desk, name: str, content: bytes, suffix: str = ".pdf") -> Path:
    from handouts.saved import save_leaflet

    return save_leaflet(output_folder(desk), name, desk.today, content, suffix)


def remember(desk: Desk, delivery: Delivery, **values: object) -> None:
    """Offer the same destination next time. Raises FileProblemError."""
    printer = delivery.printer if delivery.destination is Destination.PRINTER else desk.settings.printer
    sides = delivery.two_sided
    desk.change_settings(destination=delivery.destination, printer=printer, two_sided=sides, **values)


def _send(desk: Desk, path: Path, delivery: Delivery) -> "tuple[str, PrintJob | None]":
    from handouts.printer import NoViewerError, PrintOptions

    if delivery.destination is Destination.PRINTER:
        options = PrintOptions(two_sided=delivery.two_sided)
        job = desk.printer.send(path, delivery.printer, delivery.copies, options)
        return f"Đã gửi {job.copies} bản tới máy in {job.printer or 'mặc định'}", job
    if delivery.destination is Destination.OPEN:
        try:
            desk.open_file(path)
        except NoViewerError:
            return f"Đã lưu {path}. Máy này không có chương trình xem PDF.", None
        return f"Đã mở {path}", None
    return f"Đã lưu {path}", None


def save_table(desk: Desk, name: str, content: bytes) -> Path:
    """Keep a table for people to take along; the same name again replaces the old file."""
    from services_catalog.paths import write_whole

    return write_whole(output_folder(desk) / name, content)
