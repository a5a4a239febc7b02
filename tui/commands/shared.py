"""What several commands share: an opened desk, dates, and printing JSON lines."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import click

from services_catalog.vietnamese import number, read_date
from tui.desk import Desk, open_desk

Command = TypeVar("Command", bound=Callable[..., Any])


@contextmanager
def opened_desk(*, catalog: bool = False) -> Iterator[Desk]:
    """A desk for one command; with `catalog`, the cache is there before the block begins."""
    desk = open_desk()
    try:
        for problem in desk.problems:
            click.echo(f"{problem.source}: {problem.message}", err=True)
        if catalog:
            desk.catalog.ensure(_tell_progress)
        yield desk
    finally:
        desk.close()


def _tell_progress(done: int, total: int) -> None:
    if done == total:
        click.echo(f"Đã dựng danh mục {number(total)} thủ tục.", err=True)


def print_json(value: Any, *, indent: int | None = 1) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal's own encoding is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def print_bytes(content: bytes) -> None:
    """Print a file's bytes as they are, its byte order mark included."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


class Day(click.ParamType[date]):
    """A date such as 2026-09-30 or 30/09/2026."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except ValueError:
            self.fail("ngày viết như 2026-09-30", param, ctx)


def example(*lines: str) -> Callable[[Command], Command]:
    """Give a command the examples that its help shows."""

    def mark(function: Command) -> Command:
        function.examples = lines  # type: ignore[attr-defined] # read by cli_words
        return function

    return mark
