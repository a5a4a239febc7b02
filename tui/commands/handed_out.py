"""What the commands that make handouts share: where the file goes, and which services are meant."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from services_catalog import wording
from services_catalog.errors import MotcuaError
from services_catalog.model import Channel
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean, fold
from tui.commands.shared import print_bytes
from tui.desk import Desk
from tui.languages import languages

if TYPE_CHECKING:
    from services_catalog.browse import Browse, By, Only, Shelf

Function = TypeVar("Function", bound=Callable[..., object])
STDOUT = Path("-")
ALL = "all"
CHANNELS = tuple(each.value for each in Channel if each is not Channel.ANY)
_MOST_TOLD = 12
_LONGEST_TOLD = 120


class NotOneNameError(MotcuaError):
    """Tên này không chỉ đúng một mục."""

    title = "Chưa rõ mục nào"


class NothingFoundError(MotcuaError):
    """Không có thủ tục nào như vậy."""

    title = "Không có thủ tục"


def out_option(metavar: str = "TỆP.pdf", *, required: bool = True) -> Callable[[Function], Function]:
    """The option that names the file; «-» is the standard output."""
    return click.option(
        "--out",
        required=required,
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        metavar=metavar,
        help="Tệp sẽ ghi; - là đầu ra chuẩn.",
    )


def case_option() -> Callable[[Function], Function]:
    """The option for the cases whose papers are meant; `cases_of` reads it."""
    return click.option(
        "--case",
        "cases",
        multiple=True,
        metavar="TRƯỜNG HỢP",
        help="Chỉ giấy tờ của trường hợp này, ghi đủ hay một phần tên; dùng được nhiều lần.",
    )


def steps_option() -> Callable[[Function], Function]:
    """The option that says of which ways of filing the steps are told."""
    return click.option(
        "--steps",
        multiple=True,
        type=click.Choice([ALL, *CHANNELS]),
        help="Chỉ các bước nộp trên mạng (online), trực tiếp (in-person), qua bưu điện (postal), hay cả ba (all).",
    )


def channels_of(steps: Iterable[str]) -> frozenset[Channel] | None:
    """The channels that the option names; None where it isn't given."""
    named = frozenset(steps)
    if not named:
        return None
    return frozenset(Channel) if ALL in named else frozenset(map(Channel, named))


def language_option() -> Callable[[Function], Function]:
    """The option for the office's own words in another language."""
    return click.option(
        "--language", metavar="TIẾNG", help="Thêm khối chữ của tiếng này (tày, nùng …; xem motcua language)."
    )


def language_of(desk: Desk, wanted: str | None) -> str:
    """The language's name as the office wrote it; empty where none is wanted.

    Raises NotOneNameError where the desk has no words in it, SettingsError where they can't be read.
    """
    if wanted is None:
        return ""
    return the_one(
        wanted,
        languages(desk),
        "tiếng",
        "Ghi khối chữ bằng «motcua language MÃ --language TIẾNG --from TỆP».",
    )


def deliver(out: Path, content: bytes) -> None:
    """Write the file whole and tell so, or print it. Raises FileProblemError or DiskFullError."""
    if out == STDOUT:
        print_bytes(content)
    else:
        write_whole(out.absolute(), content)
        click.echo(f"Đã ghi {out}.", err=True)


def the_one(wanted: str, names: Iterable[str], kind: str, otherwise: str = "") -> str:
    """Return the name that is `wanted`, or the only one that contains it; marks and capitals don't matter.

    Raises NotOneNameError, which tells the names to choose from where they are few, else what to do `otherwise`;
    `kind` is what they name.
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
    elsewhere = otherwise or f"Xem tên {kind} bằng «motcua show MÃ»."
    step = f"Chọn trong: {'; '.join(choices)}." if shown else elsewhere
    raise NotOneNameError(problem, next_step=step)


def cases_of(desk: Desk, codes: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...] | None:
    """The services' own names of the cases that were asked for; None where none was. Raises NotOneNameError."""
    if not wanted:
        return None
    known = [case for code in codes for case in wording.cases(desk.catalog.service(code))]
    return tuple(the_one(each, dict.fromkeys(known), "trường hợp") for each in wanted)


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
