"""Click's own words in Vietnamese: headings of the help, and what is wrong with a call."""

from collections.abc import Sequence
from typing import TypeVar

import click
from click import exceptions

Given = TypeVar("Given", bound=click.Command)


_WORDS = {
    "[OPTIONS]": "[TUỲ CHỌN]",
    "[COMMAND] [ARGS]...": "[LỆNH …]",
    "COMMAND [ARGS]...": "LỆNH …",
    "[required]": "[bắt buộc]",
    "Commands": "Lệnh",
}


class _Formatter(click.HelpFormatter):
    """Writes «Cách dùng» where click writes «Usage», and the other headings likewise."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _translated(args), prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_translated(heading))


class _Context(click.Context):
    formatter_class = _Formatter


class MismatchError(click.UsageError):
    """A call whose parts are right each for itself but don't go together; the message tells it in Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message, click.get_current_context())


def in_vietnamese(command: Given, examples: Sequence[str] = ()) -> Given:
    """Return the command with help that speaks Vietnamese and, after its own text, shows examples."""
    command.context_class = _Context
    shown = tuple(examples) or tuple(getattr(command.callback, "examples", ()))
    help_option = command.get_help_option(click.Context(command))
    if help_option:
        help_option.help = "In lời giúp này rồi thoát."

    def format_options(ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [each for each in command.get_params(ctx) if isinstance(each, click.Option)]
        rows = [(row[0], _translated(row[1])) for each in options if (row := each.get_help_record(ctx))]
        if rows:
            with formatter.section("Tuỳ chọn"):
                formatter.write_dl(rows)
        if isinstance(command, click.Group):
            command.format_commands(ctx, formatter)
        if shown:
            with formatter.section("Ví dụ"):
                for line in shown:
                    formatter.write_text(line)

    command.format_options = format_options  # type: ignore[method-assign] # click has no other door to these headings
    return command


def complaint(error: click.ClickException) -> str:
    """What is wrong with a call, and how to see what is right."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "motcua"
    told = error.message if isinstance(error, MismatchError) else _sentence(error)
    return f"Lệnh chưa đúng: {told} Xem: {path} --help"


def _translated(words: str) -> str:
    for english, vietnamese in _WORDS.items():
        words = words.replace(english, vietnamese)
    return words


def _sentence(error: click.ClickException) -> str:
    match error:
        case exceptions.NoSuchOption():
            near = f" Có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"không có tuỳ chọn {error.option_name}.{near}"
        case exceptions.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "một giá trị"
            option = f"{error.param.opts[0]} " if isinstance(error.param, click.Option) else ""
            return f"thiếu {option}{name}."
        case exceptions.BadOptionUsage():
            return f"tuỳ chọn {error.option_name} cần kèm một giá trị."
        case exceptions.BadParameter():
            name = error.param.opts[0] if error.param and error.param.opts else ""
            return f"giá trị của {name} không dùng được."
        case click.FileError():
            return f"không mở được tệp {error.ui_filename}."
        case _:
            return "có chữ không hiểu được."
