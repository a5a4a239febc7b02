"""From a file on this machine to counts: the one place that the screen and the command line share for it."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from services_catalog.counts import Replaced, System
from services_catalog.errors import MotcuaError
from services_catalog.exchange import count_import
from services_catalog.exchange.count_import import Known, Preview
from services_catalog.exchange.headings import (
    LONGEST_SOURCE,
    SheetMapping,
    Sources,
    load_sources,
    save_sources,
)
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher, is_service_code
from services_catalog.exchange.sheet import Sheet, open_sheet
from services_catalog.pending import Matched, PendingCounts, PendingText
from services_catalog.vietnamese import clean, fold, words
from tui.desk import Desk

SUFFIXES = {".xlsx", ".xls", ".csv", ".tsv", ".txt"}
MOST_FILES = 60
_PATH_SIGNS = ("/", "\\", "~", ":")
_USUAL_FOLDERS = ("Downloads", "Tải xuống", "Documents", "Tài liệu", "Desktop")


class UnknownTextError(MotcuaError):
    """Không có dòng nào chờ ghép theo tên hoặc mã này."""

    title = "Không có gì chờ ghép"
    next_step = "Xem danh sách bằng «motcua stats pending»."


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that can be read as a table, and how."""

    sheet: Sheet
    mapping: SheetMapping
    remembered: bool


def sources_file(desk: Desk) -> Path:
    """What this office remembers of its sources and their names."""
    return desk.folders.settings / "sources.json"


def known_to(desk: Desk, sources: Sources | None = None) -> Known:
    """What an import is held against."""
    remembered = sources or load_sources(sources_file(desk))
    return Known(
        UnitMatcher(desk.organizations, remembered.units),
        ServiceMatcher(frozenset(desk.catalog.codes()), desk.catalog.names, remembered.services),
        desk.today,
    )


def open_file(desk: Desk, path: Path, sheet: int | None = None) -> OpenedFile:
    """Read a file's table and find out how; raises SheetRefusedError or MappingRefusedError."""
    sources = load_sources(sources_file(desk))
    opened = open_sheet(path, sheet)
    mapping, _ = count_import.find_mapping(opened, sources)
    return OpenedFile(opened, mapping, mapping.fingerprint in sources.mappings)


def look(desk: Desk, sheet: Sheet, mapping: SheetMapping) -> Preview:
    """What the file would bring."""
    if mapping.unit:
        desk.organizations.get(mapping.unit)
    return count_import.preview(sheet, mapping, known_to(desk))


def take(desk: Desk, found: Preview, system: System, *, whole_months: bool = False) -> Replaced:
    """Let the figures stand, and remember how this source's tables are read."""
    months = found.months if whole_months else ()
    taken = count_import.take_in(desk.counts, found, system, whole_months=months)
    sources = load_sources(sources_file(desk))
    mapping = replace(found.mapping, unit="", month="")
    mappings = {**sources.mappings, mapping.fingerprint: mapping}
    save_sources(sources_file(desk), replace(sources, mappings=mappings))
    return taken


def named(mapping: SheetMapping, name: str) -> SheetMapping:
    """The mapping under the name that the officer gave its source."""
    return replace(mapping, name=clean(name, LONGEST_SOURCE))


def waiting(desk: Desk) -> list[PendingText]:
    """What waits for a match."""
    with closing(PendingCounts(desk.folders.journal_file, desk.clock)) as pending:
        return pending.texts()


def match(desk: Desk, text: str, code: str) -> Matched:
    """Say which unit or service a text means: what waits counts from now on, and the next files are read so.

    A service may keep a code that the catalogue does not have, if it has the form of one. Raises UnknownTextError,
    UnknownUnitError, UnknownServiceError or CountRefusedError, and then nothing has changed.
    """
    key = fold(clean(text))
    sought = next((each for each in waiting(desk) if fold(each.text) == key), None)
    if sought is None:
        raise UnknownTextError(f"Không có dòng nào chờ ghép theo «{clean(text, 80)}».")
    with closing(PendingCounts(desk.folders.journal_file, desk.clock)) as pending:
        if sought.kind == "unit":
            unit = desk.organizations.get(clean(code))
            matched = pending.match_unit(sought.text, unit)
            _remember(desk, units={key: unit.code})
        else:
            same = is_service_code(sought.text) and clean(code) == sought.text
            service = sought.text if same else desk.catalog.service(clean(code)).code
            matched = pending.match_service(sought.text, service)
            _remember(desk, services={key: service})
    return matched


def suggestions(desk: Desk, each: PendingText, known: Known | None = None) -> list[tuple[str, str]]:
    """What a waiting text may mean: code and name, the likeliest first; a well-formed code may stay as it is."""
    held = known or known_to(desk)
    if each.kind == "unit":
        month = date.fromisoformat(f"{each.last_month}-01")
        return [(unit.code, desk.unit_name(unit.code)) for unit in held.units.suggestions(each.text, month)]
    near = held.services.suggestions(each.text, each.name)
    if is_service_code(each.text):
        near.append((each.text, "giữ nguyên mã này (không có trong danh mục)"))
    return near


def _remember(
    desk: Desk, *, units: dict[str, str] | None = None, services: dict[str, str] | None = None
) -> None:
    sources = load_sources(sources_file(desk))
    new = replace(
        sources,
        units={**sources.units, **(units or {})},
        services={**sources.services, **(services or {})},
    )
    save_sources(sources_file(desk), new)


def tables_at_hand(folders: Iterable[Path] | None = None, *, besides: Iterable[Path] = ()) -> list[Path]:
    """The tables in the folders where people keep what they downloaded, and in some `besides`, newest first."""
    usual = [Path.home() / name for name in _USUAL_FOLDERS] if folders is None else folders
    places = dict.fromkeys([*usual, *besides])
    found: list[tuple[float, Path]] = []
    for folder in places:
        try:
            files = [
                each for each in folder.iterdir() if each.suffix.casefold() in SUFFIXES and each.is_file()
            ]
            found += [(each.stat().st_mtime, each) for each in files if not each.name.startswith(("~", "."))]
        except OSError:  # a folder that is not there, or closed to us
            continue
    return [path for _, path in sorted(found, key=lambda each: -each[0])[:MOST_FILES]]


def is_path(typed: str) -> bool:
    """Whether what was typed is a path, and not a part of a file's name."""
    return any(sign in typed for sign in _PATH_SIGNS)


def fitting(files: Iterable[Path], typed: str) -> list[Path]:
    """The files that what was typed leaves over: all of them beside a path."""
    sought = [] if is_path(typed) else words(fold(typed))
    return [each for each in files if all(word in fold(each.name) for word in sought)]


def completed(typed: str) -> str:
    """What was typed of a path with as much added as is sure; a folder ends with its slash."""
    path = Path(typed).expanduser()
    folder, start = (path, "") if typed.endswith(("/", "\\")) else (path.parent, path.name)
    try:
        fitting = [each for each in folder.iterdir() if each.name.casefold().startswith(start.casefold())]
    except OSError:
        return typed
    fitting = [each for each in fitting if each.is_dir() or each.suffix.casefold() in SUFFIXES]
    if not fitting:
        return typed
    common = fitting[0].name
    for each in fitting[1:]:
        while not each.name.casefold().startswith(common.casefold()):
            common = common[:-1]
    whole = folder / common if common else folder
    ending = "/" if len(fitting) == 1 and fitting[0].is_dir() else ""
    return f"{whole}{ending}" if len(common) >= len(start) else typed
