"""motcua calibration: a page to try a printer with."""

from pathlib import Path

import click

from tui.commands.handed_out import deliver, out_option
from tui.commands.shared import example, opened_desk


@click.command("calibration")
@out_option()
@example("motcua calibration --out trang-thu.pdf")
def command(out: Path) -> None:
    """Làm trang thử máy in: vạch 50 mm để đo, mã QR năm cỡ để quét."""
    from handouts import calibration  # noqa: PLC0415 - ReportLab is loaded when something is made

    with opened_desk() as desk:
        deliver(out, calibration.render(desk.settings))
