"""The `motcua` command: without arguments it opens the desk, else it does one job, prints and ends.

Data goes to stdout, words to stderr; the exit status is 0 for done, 1 for not done, 2 for a call that can't be
understood. No command but the desk itself loads Textual.
"""

import sys
from importlib import import_module
from typing import Any

import click

from services_catalog.errors import MotcuaError
from tui.cli_words import complaint, in_vietnamese

COMMANDS = {
    "search": "tìm thủ tục",
    "show": "xem một thủ tục",
    "choose": "câu hỏi để chọn đúng thủ tục",
    "leaflet": "làm tờ rơi, phiếu, bài đọc; có thể in ngay",
    "booklet": "làm sổ tay nhiều thủ tục",
    "poster": "làm áp phích treo tường",
    "missing": "làm nửa trang giấy tờ còn thiếu",
    "language": "khối chữ tiếng Tày, Nùng, Mông, Dao của cơ quan",
    "calibration": "làm trang thử máy in",
    "log": "ghi một lượt hỗ trợ nộp hồ sơ",
    "journal": "xem các lượt đã ghi",
    "report": "tổng hợp lượt hỗ trợ trong một thời gian",
    "stats": "nhập số liệu hồ sơ từ bảng, tự đếm, xem, ghép tên",
    "rates": "hai tỷ lệ theo Quyết định 984, từ đầu năm đến ngày chốt",
    "period": "chốt kỳ báo cáo, xem lại số đã chốt",
    "levels": "mức cung cấp trực tuyến của thủ tục theo thời gian",
    "plan": "nhiệm vụ, hạn và các sổ theo Kế hoạch của tỉnh",
    "bundle": "đóng gói số liệu để gửi nơi tổng hợp",
    "merge": "nhận gói của bàn khác",
    "catalog": "kiểm tra dữ liệu thủ tục",
    "doctor": "xem cái gì chạy, cái gì hỏng, và làm gì",
}
EXAMPLES = (
    "motcua",
    "motcua search làm giấy khai sinh",
    "motcua leaflet 1.001193 --out khai-sinh.pdf",
    "motcua log 1.001193",
)


class Commands(click.Group):
    """The commands by name; a command's module is imported when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All names, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tui.commands.{name}").command
        return in_vietnamese(command)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for --help, without importing a single command."""
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(
    package_name="motcua", message="%(prog)s %(version)s", help="In số phiên bản rồi thoát."
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Bàn một cửa: tra cứu thủ tục, in tờ rơi, ghi lượt hỗ trợ, tổng hợp. Không kèm lệnh nào thì mở bàn."""
    if ctx.invoked_subcommand is None:
        from tui.commands.desk import open_the_desk  # noqa: PLC0415 - Textual is loaded for the desk alone

        open_the_desk()


def main(args: list[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run one command and return its exit status; whatever a person can mend is told in Vietnamese on stderr."""
    status = 1
    try:
        result: Any = in_vietnamese(command, EXAMPLES).main(args, prog_name="motcua", standalone_mode=False)
        status = result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        status = leaving.exit_code
    except click.Abort:
        click.echo("Đã dừng.", err=True)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        status = error.exit_code
    except MotcuaError as error:
        click.echo(f"{error.title}: {error.sentence()}", err=True)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; there is nobody left to tell.
        sys.stderr.close()
    return status
