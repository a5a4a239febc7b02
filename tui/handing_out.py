"""From a finished handout to somebody's hand: a printer, a viewer or a folder, and then into the count of prints."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from services_catalog.errors import MotcuaError
from services_catalog.settings import Destination, Paper
from services_catalog.vietnamese import fold
from tui.desk import Desk
from tui.handout_files import LABELS, SUFFIX, Form, made

# ruff: noqa: PLC0415 - ReportLab and the others are loaded when something is handed out

LEAFLET_PAPERS = {Form.A5: Paper.A5, Form.A4: Paper.A4, Form.A5X2: Paper.A5X2}
MISSING = "missing"
BOOKLET = "booklet"
"""What lists of missing papers, and booklets, are counted as."""


class EmptySetError(MotcuaError):
    """Tập này không có thủ tục nào."""

    title = "Chưa có gì để in"
    next_step = "Chọn tập khác."


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a file goes; copies and sides matter to printers alone."""

    destination: Destination
    printer: str = ""
    copies: int = 1
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A handout of one service, with the papers of these cases (None for all), and where it goes."""

    code: str
    form: Form
    delivery: Delivery
    cases: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class MissingOrder:
    """A list of what a citizen hasn't brought; `brought` are places in the papers of these cases, from 0."""

    code: str
    brought: frozenset[int]
    cases: tuple[str, ...] | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Booklet:
    """Many services in one file; the form is a leaflet's."""

    title: str
    codes: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Handout:
    """A finished file: its name, what it is counted as («a5», «booklet»), and the service's code or MANY_SERVICES."""

    name: str
    form: str
    code: str
    content: bytes
    suffix: str = ".pdf"


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


def carry_out(desk: Desk, order: PrintOrder) -> tuple[Path, str]:
    """Make a handout, deliver it, and remember the choices; return the file and where it went.

    Raises a MotcuaError, as `deliver` does.
    """
    content = made(desk, (order.code,), order.form, cases=order.cases)
    handout = Handout(f"{order.code}-{order.form}", order.form, order.code, content, SUFFIX[order.form])
    delivered = deliver(desk, handout, order.delivery)
    remember(desk, order.delivery, **form_settings(order.form))
    return delivered


def carry_out_missing(desk: Desk, order: MissingOrder) -> tuple[Path, str]:
    """Make the list of missing papers and deliver it; return the file and where it went.

    Raises a MotcuaError, as `deliver` does.
    """
    from handouts import missing
    from handouts.leaflet import LeafletOptions

    cases = None if order.cases is None else frozenset(order.cases)
    options = LeafletOptions(
        desk.today, desk.settings, large_print=usual_form(desk) is Form.LARGE, cases=cases
    )
    content = missing.render(desk.catalog.service(order.code), order.brought, options)
    handout = Handout(f"{order.code}-con-thieu", MISSING, order.code, content)
    delivered = deliver(desk, handout, order.delivery)
    remember(desk, order.delivery)
    return delivered


def print_booklet(
    desk: Desk,
    order: Booklet,
    delivery: Delivery,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> tuple[Path, str] | None:
    """Make a booklet and deliver it; return the file and where it went, None where it was cancelled.

    Nothing is kept of a cancelled one. Raises EmptySetError, or a MotcuaError as `deliver` does.
    """
    from handouts import booklet
    from handouts.leaflet import LeafletOptions
    from services_catalog.prints import MANY_SERVICES

    if not order.codes:
        raise EmptySetError
    services = [desk.catalog.service(code) for code in order.codes]
    settings = replace(desk.settings, paper=LEAFLET_PAPERS.get(order.form, Paper.A4))
    options = LeafletOptions(desk.today, settings, large_print=order.form is Form.LARGE)
    file = BytesIO()
    whole = booklet.write(file, order.title, services, options, progress, cancelled)
    if not whole or cancelled():
        return None
    name = f"tap-{fold(order.title)}"
    return deliver(desk, Handout(name, BOOKLET, MANY_SERVICES, file.getvalue()), delivery)


def print_calibration(desk: Desk) -> tuple[Path, str]:
    """Make the page that a printer is tried with and send it where the last handout went.

    Not counted: it is for the office itself. Raises a MotcuaError, as `deliver` does.
    """
    from handouts import calibration
    from handouts.printer import save_leaflet

    path = save_leaflet(output_folder(desk), "thu-may-in", desk.today, calibration.render(desk.settings))
    return path, _send(desk, path, usual_delivery(desk))


def deliver(desk: Desk, handout: Handout, delivery: Delivery) -> tuple[Path, str]:
    """Keep a handout as a file, send it where it should go, count it; return the file and where it went.

    Raises a MotcuaError; the file is kept when only the printer failed, so that nothing has to be made twice.
    What was handed out and could not be counted is no failure; the officer is told.
    """
    from handouts.printer import save_leaflet

    path = save_leaflet(output_folder(desk), handout.name, desk.today, handout.content, handout.suffix)
    told = _send(desk, path, delivery)
    copies = delivery.copies if delivery.destination is Destination.PRINTER else 1
    try:
        desk.prints.count(
            handout.code,
            handout.form,
            copies,
            unit=desk.settings.unit,
            destination=delivery.destination,
        )
    except MotcuaError as error:
        return path, f"{told}. {error.sentence()}"
    return path, told


def remember(desk: Desk, delivery: Delivery, **values: object) -> None:
    """Offer the same destination next time. Raises FileProblemError."""
    printer = delivery.printer if delivery.destination is Destination.PRINTER else desk.settings.printer
    sides = delivery.two_sided
    desk.change_settings(destination=delivery.destination, printer=printer, two_sided=sides, **values)


def _send(desk: Desk, path: Path, delivery: Delivery) -> str:
    from handouts.printer import NoViewerError, PrintOptions

    if delivery.destination is Destination.PRINTER:
        options = PrintOptions(two_sided=delivery.two_sided)
        job = desk.printer.send(path, delivery.printer, delivery.copies, options)
        return f"Đã gửi {job.copies} bản tới máy in {job.printer or 'mặc định'}"
    if delivery.destination is Destination.OPEN:
        try:
            desk.open_file(path)
        except NoViewerError:
            return f"Đã lưu {path}. Máy này không có chương trình xem PDF."
        return f"Đã mở {path}"
    return f"Đã lưu {path}"


def save_table(desk: Desk, name: str, content: bytes) -> Path:
    """Keep a table for people to take along; the same name again replaces the old file."""
    from services_catalog.paths import write_whole

    return write_whole(output_folder(desk) / name, content)
