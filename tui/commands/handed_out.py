"""What the commands that make handouts share: where the file goes, and which services are meant."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from services_catalog.errors import MotcuaError
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean, fold
from tui.commands.shared import print_bytes

if TYPE_CHECKING:
    from services_catalog.browse import Browse, By, Only, Shelf

Function = TypeVar("Function", bound=Callable[..., object])
STDOUT = Path("-")
_MOST_TOLD = 12
_LONGEST_TOLD = 120


class NotOneNameError(MotcuaError):
    """Tên này không chỉ đúng một mục."""

    title = "Chưa rõ mục nào"


class NothingFoundError(MotcuaError):
    """Không có thủ tục nào như vậy."""

    title = "Không có thủ tục"


def out_option(metavar: str = "TỆP.pdf") -> Callable[[Function], Function]:
    """The option that names the file; «-» is the standard output."""
    return click.option(
        "--out",
        required=True,
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        metavar=metavar,
        help="Tệp sẽ ghi; - là đầu ra chuẩn.",
    )


def deliver(out: Path, content: bytes) -> None:
    """Write the file whole and tell so, or print it. Raises FileProblemError or DiskFullError."""
    if out == STDOUT:
        print_bytes(content)
    else:
        write_whole(out.absolute(), content)
        click.echo(f"Đã ghi {out}.", err=True)


def the_one(wanted: str, names: Iterable[str], kind: str) -> str:
    """Return the name that is `wanted`, or the only one that contains it; marks and capitals don't matter.

    Raises NotOneNameError, which tells the names to choose from where they are few; `kind` is what they name.
    """
    known, asked = list(names), fold(clean(wanted))
    same = [name for name in known if fold(name) == asked]
    near = same or [name for name in known if asked and asked in fold(name)]
    if len(near) == 1:
        return near[0]
    told = clean(wanted, _LONGEST_TOLD)
    problem = f"Có {len(near)} {kind} chứa «{told}»." if near else f"Không có {kind} «{told}»."
    choices = near or known
    shown = 0 < len(choices) <= _MOST_TOLD
    step = f"Chọn trong: {'; '.join(choices)}." if shown else f"Xem tên {kind} bằng «motcua show MÃ»."
    raise NotOneNameError(problem, next_step=step)


def shelf(browse: "Browse", by: "By", wanted: str, kind: str) -> "Shelf":
    """Return the shelf with this key or name. Raises NotOneNameError."""
    shelves = {each.key: each for each in browse.shelves(by, "all") if each.key}
    if wanted in shelves:
        return shelves[wanted]
    names = {each.name: each for each in shelves.values()}
    return names[the_one(wanted, names, kind)]


def codes_of(browse: "Browse", shelves: "Iterable[Shelf]", only: "Only") -> list[str]:
    """Return the codes of the services on these shelves that pass the filter, shelf by shelf."""
    return [hit.code for each in shelves for hit in browse.services(each, only)]
