"""What the commands that can send their file to a printer share: the options, the sending, and the count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from services_catalog.errors import MotcuaError
from services_catalog.settings import Destination
from tui.cli_words import MismatchError
from tui.commands.handed_out import STDOUT
from tui.desk import Desk

Function = TypeVar("Function", bound=Callable[..., object])
USUAL_PRINTER = "Gửi luôn tới máy in này ('' là máy mặc định)"
MOST_COPIES = 500


@dataclass(frozen=True, slots=True)
class Printing:
    """What the three options say; `printer` is None where nothing is to be printed, empty for the default one."""

    printer: str | None
    copies: int | None = None
    two_sided: bool = False

    def check(self, out: Path | None) -> None:
        """See that the options fit together, before anything is made. Raises MismatchError."""
        if self.printer is not None and (out is None or out == STDOUT):
            raise MismatchError("--print cần một tệp để gửi tới máy in, không dùng được với --out -.")
        if (self.copies or self.two_sided) and self.printer is None:
            raise MismatchError("--copies và --two-sided chỉ đi cùng --print.")

    def carry_out(self, desk: Desk, file: Path, codes: Iterable[str], form: str) -> None:
        """Print the file where that is wanted, tell so, and count it. Raises PrintFailedError."""
        if self.printer is None:
            return
        from handouts.printer import PrintOptions  # noqa: PLC0415 - loaded when something is printed

        options = PrintOptions(two_sided=self.two_sided)
        job = desk.printer.send(file.absolute(), self.printer, self.copies or 1, options)
        tell_and_count(desk, codes, form, job.printer, job.copies)


def print_options(usual: str = USUAL_PRINTER) -> Callable[[Function], Function]:
    """The options `printer`, `copies` and `two_sided`; `usual` is the help of the first."""

    def add(function: Function) -> Function:
        for option in (
            click.option("--two-sided", is_flag=True, help="In hai mặt."),
            click.option(
                "--copies", type=click.IntRange(1, MOST_COPIES), metavar="SỐ", help="Số bản in (1)."
            ),
            click.option("--print", "printer", metavar="MÁY IN", help=f"{usual}."),
        ):
            function = option(function)
        return function

    return add


def tell_and_count(desk: Desk, codes: Iterable[str], form: str, printer: str, copies: int) -> None:
    """Say where it went, and note it for the publicity figures, once a code.

    What could not be counted is told and no more: it is printed.
    """
    click.echo(f"Đã gửi {copies} bản tới máy in {printer or 'mặc định'}.", err=True)
    unit = desk.settings.unit
    try:
        for code in codes:
            desk.prints.count(code, form, copies, unit=unit, destination=Destination.PRINTER)
    except MotcuaError as error:
        click.echo(error.sentence(), err=True)
