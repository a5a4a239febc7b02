"""From a service to paper in somebody's hand: the steps that the screen and the command line share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from services_catalog.settings import Destination, Paper
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print and where it goes."""

    codes: tuple[str, ...]
    paper: Paper
    destination: Destination
    printer: str = ""
    copies: int = 1


def leaflet_bytes(desk: Desk, codes: Sequence[str], paper: Paper) -> bytes:
    """The PDF of these services' leaflets.

    Raises UnknownServiceError or LinkRefusedError, and then nothing was made.
    """
    from handouts import leaflet  # noqa: PLC0415 - ReportLab is loaded when a leaflet is asked for

    services = [desk.catalog.service(code) for code in codes]
    return leaflet.render(services, leaflet.LeafletOptions(desk.today, replace(desk.settings, paper=paper)))


def output_folder(desk: Desk) -> Path:
    """Where finished files go: the office's choice, else the desk's own folder."""
    chosen = desk.settings.output_folder
    return Path(chosen).expanduser() if chosen else desk.folders.output


def carry_out(desk: Desk, order: PrintOrder) -> tuple[Path, str]:
    """Make the leaflet, keep it as a file, send it where it should go; tell where it went.

    Raises a MotcuaError; the file is kept when only the printer failed, so that nothing has to be made twice.
    """
    from handouts.printer import NoViewerError, save_leaflet  # noqa: PLC0415 - loaded when something is printed

    pdf = leaflet_bytes(desk, order.codes, order.paper)
    path = save_leaflet(output_folder(desk), order.codes[0], desk.today, pdf)
    if order.destination is Destination.PRINTER:
        job = desk.printer.send(path, order.printer, order.copies)
        return path, f"Đã gửi {job.copies} bản tới máy in {job.printer}"
    if order.destination is Destination.OPEN:
        try:
            desk.open_file(path)
        except NoViewerError:
            return path, f"Đã lưu {path}. Máy này không có chương trình xem PDF."
        return path, f"Đã mở {path}"
    return path, f"Đã lưu {path}"


def save_table(desk: Desk, name: str, content: bytes) -> Path:
    """Keep a table for people to take along; the same name again replaces the old file."""
    from services_catalog.paths import write_whole  # noqa: PLC0415 - only when something is exported

    return write_whole(output_folder(desk) / name, content)
