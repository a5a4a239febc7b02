"""Everything a desk has that others need, in one file: written, and merged by whoever collects.

A bundle is gzip-compressed JSON lines. The first line is the manifest: format and version, the desk and its unit,
when it was made, and of each kind the number of lines and their SHA-256; the others are items `{"kind": …, …}`.

A bundle carries what its desk knows and has not sent yet, also what came to it from other desks: so villages
send to the commune, the commune to the province, and each needs no list of the others. What comes back to where
it began is known there and changes nothing. Nothing is ever deleted after sending: `everything` packs it again.
"""

import gzip
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from services_catalog.errors import BundleRefusedError, FileProblemError, MotcuaError, StoreError
from services_catalog.exchange.event_items import Events
from services_catalog.exchange.exchanged import Exchanged, Item
from services_catalog.exchange.print_items import Prints
from services_catalog.exchange.register_items import Records
from services_catalog.exchange.report_text_items import Texts
from services_catalog.exchange.statistics_items import ClosedPeriods, LevelItems, PublishedItems, Slices
from services_catalog.ids import is_id
from services_catalog.paths import private_folder, replaced, unwritten
from services_catalog.store import bundle_rows, journal_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.vietnamese import VIETNAM, clean, number

KINDS: tuple[Exchanged, ...] = (
    Events(),
    Prints(),
    Slices(),
    LevelItems(),
    PublishedItems(),
    ClosedPeriods(),
    Records(),
    Texts(),
)
"""Every kind that travels. The order is that of the report; merging needs none."""
FORMAT, VERSION = "motcua-bundle", 1
LARGEST_PACKED = 256 << 20
LARGEST_UNPACKED = 2 << 30
LONGEST_LINE = 1 << 20
"""Bytes; no desk of Cao Bằng comes near them, and a file that was made to fill a memory or disk is stopped there."""
OTHER_NAME = "Đặt tên khác, hoặc đóng gói lại tất cả (--all), để gói chưa ai nhận không bị mất."
NEWER = "Cài bản motcua mới hơn rồi nhận lại. Không có gì thay đổi."


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle that is safely written: where, and how many items of each kind are in it."""

    file: Path
    items: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a bundle brought: from which desk and unit, made when, and of each kind what was new and what known.

    `doubles` counts the dossier codes that stand in more than one entry now: two desks logged them.
    """

    desk: str
    unit: str
    created_at: datetime
    new: Mapping[str, int]
    known: Mapping[str, int]
    doubles: int


class Bundles:
    """The way out of and into one journal's file. `clock` gives the present moment with its time zone.

    Every method may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def write(self, file: Path, unit: str, *, everything: bool = False) -> Packed:
        """Put what was not sent yet, or `everything`, into `file`; then note it as sent.

        A program that ends between the two sends it again next time, which does no harm. Raises
        FileProblemError or DiskFullError; then nothing counts as sent and an old file stays. A file that is there
        is only replaced by one that holds everything: what it holds counts as sent, and nobody may have it yet.
        """
        if not everything:
            _not_there(file)
        with self._file.writing() as connection:
            desk = journal_rows.desk_id(connection)
        now = self._clock().astimezone(VIETNAM)
        head = {"desk": desk, "unit": clean(unit, 100), "created_at": now.isoformat(timespec="milliseconds")}
        packing = _Packing()
        private_folder(file.absolute().parent)
        with _spool(file) as content:
            self._file.read(lambda connection: packing.fill(file, content, connection, everything=everything))
            manifest = {"format": FORMAT, "version": VERSION, **head, **packing.totals()}
            with replaced(file.absolute()) as bundle:
                with gzip.GzipFile(fileobj=bundle, mode="wb", mtime=0, filename="") as first:
                    first.write(_line(manifest))
                content.seek(0)
                shutil.copyfileobj(content, bundle)
        with self._file.writing() as connection:
            for kind in KINDS:
                kind.sent(connection, packing.ids.get(kind.kind, []), str(head["created_at"]))
        return Packed(file, {kind.kind: len(packing.ids.get(kind.kind, ())) for kind in KINDS})

    def merge(self, file: Path) -> Merged:
        """Take in what a bundle holds and this desk does not know yet: all of it or nothing.

        Raises BundleRefusedError with the reason, and then nothing has changed.
        """
        packed = _packed(file)
        manifest = _checked_bundle(packed, self._clock())
        new, known = Counter[str](), Counter[str]()
        with self._file.writing() as connection:
            for kind, item in _items(packed):
                counted = new if kind.incoming(connection, item) else known
                counted[kind.kind] += 1
            doubles = bundle_rows.doubles(connection) if new["event"] else 0
        names = [kind.kind for kind in KINDS]
        return Merged(
            manifest["desk"],
            manifest["unit"],
            datetime.fromisoformat(manifest["created_at"]),
            {name: new[name] for name in names},
            {name: known[name] for name in names},
            doubles,
        )

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


@dataclass
class _Packing:
    """Writes the items of one moment and keeps what the manifest tells about them."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    _sums: dict[str, Any] = field(default_factory=dict)
    _whole: Any = field(default_factory=hashlib.sha256)

    def fill(
        self, file: Path, content: IO[bytes], connection: sqlite3.Connection, *, everything: bool
    ) -> None:
        try:
            with gzip.GzipFile(fileobj=content, mode="wb", mtime=0, filename="") as packed:
                for kind in KINDS:
                    self._add(kind, kind.outgoing(connection, everything=everything), packed)
            content.flush()
        except OSError as error:
            raise unwritten(error, file) from error

    def _add(self, kind: Exchanged, items: Iterator[Item], packed: gzip.GzipFile) -> None:
        ids = self.ids.setdefault(kind.kind, [])
        own = self._sums.setdefault(kind.kind, hashlib.sha256())
        for item in items:
            line = _line({"kind": kind.kind, **item})
            for digest in (own, self._whole):
                digest.update(line)
            packed.write(line)
            ids.append(item["id"])

    def totals(self) -> dict[str, Any]:
        kinds = {
            name: {"lines": len(ids), "sha256": self._sums[name].hexdigest()}
            for name, ids in self.ids.items()
            if ids
        }
        return {"kinds": kinds, "sha256": self._whole.hexdigest()}


def _not_there(file: Path) -> None:
    try:
        there = file.exists()
    except OSError as error:
        raise unwritten(error, file) from error
    if there:
        raise FileProblemError(f"Đã có tệp {clean(str(file))}.", next_step=OTHER_NAME)


def _spool(file: Path) -> IO[bytes]:
    """A file without a name beside the bundle: it is gone whatever happens to the program."""
    try:
        return tempfile.TemporaryFile(dir=file.absolute().parent)
    except OSError as error:
        raise unwritten(error, file) from error


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _packed(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise BundleRefusedError(f"Không có tệp {clean(str(file))}.", next_step="Kiểm tra lại tên tệp.")
        with file.open("rb") as opened:
            packed = opened.read(LARGEST_PACKED + 1)
    except OSError as error:
        raise BundleRefusedError(f"Không đọc được tệp {clean(str(file))}.") from error
    if len(packed) > LARGEST_PACKED:
        raise BundleRefusedError("Gói lớn quá mức cho phép.")
    return packed


def _checked_bundle(packed: bytes, now: datetime) -> dict[str, Any]:
    """The manifest of a bundle in which everything is right. Raises BundleRefusedError."""
    lines = _lines(packed)
    manifest = _manifest(next(lines, b""))
    whole, sums, counts = hashlib.sha256(), dict[str, Any](), Counter[str]()
    for line in lines:
        kind, item = _item(line)
        try:
            kind.check(item, now)
        except StoreError:
            raise
        except MotcuaError as error:
            raise BundleRefusedError(error.message, next_step=_next_step(error)) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BundleRefusedError("Gói có mục không đúng dạng.") from error
        whole.update(line)
        sums.setdefault(kind.kind, hashlib.sha256()).update(line)
        counts[kind.kind] += 1
    found = {name: {"lines": counts[name], "sha256": sums[name].hexdigest()} for name in counts}
    if found != manifest["kinds"] or whole.hexdigest() != manifest["sha256"]:
        raise BundleRefusedError("Gói bị hỏng hoặc bị sửa: nội dung không khớp với bảng kê ở đầu gói.")
    return manifest


def _next_step(error: MotcuaError) -> str:
    return error.next_step if isinstance(error, BundleRefusedError) else ""


def _manifest(line: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(line)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BundleRefusedError("Tệp này không phải gói số liệu của motcua.")
    version = manifest.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BundleRefusedError("Gói do bản motcua mới hơn tạo ra.", next_step=NEWER)
    sound = (
        version == VERSION
        and is_id(manifest.get("desk"))
        and _is_clean(manifest.get("unit"))
        and isinstance(manifest.get("kinds"), dict)
        and isinstance(manifest.get("sha256"), str)
        and _is_moment(manifest.get("created_at"))
    )
    if not sound:
        raise BundleRefusedError("Bảng kê ở đầu gói không đúng dạng.")
    return manifest


def _is_clean(text: object) -> bool:
    return isinstance(text, str) and clean(text, 100) == text


def _is_moment(text: object) -> bool:
    try:
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _items(packed: bytes) -> Iterator[tuple[Exchanged, Item]]:
    lines = _lines(packed)
    next(lines)
    return map(_item, lines)


def _item(line: bytes) -> tuple[Exchanged, Item]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BundleRefusedError("Gói có dòng không đọc được.") from error
    name = item.pop("kind", None) if isinstance(item, dict) else None
    kind = next((each for each in KINDS if each.kind == name), None)
    if kind is None:
        raise BundleRefusedError("Gói có loại số liệu mà bản motcua này chưa biết.", next_step=NEWER)
    return kind, item


def _lines(packed: bytes) -> Iterator[bytes]:
    """The lines of a bundle, one at a time. Raises BundleRefusedError where it is damaged or too large."""
    unpacked = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(packed)) as content:
            while line := content.readline(LONGEST_LINE + 1):
                unpacked += len(line)
                if len(line) > LONGEST_LINE or unpacked > LARGEST_UNPACKED:
                    most = number(LARGEST_UNPACKED >> 20)
                    raise BundleRefusedError(f"Gói có dòng quá dài, hoặc bung ra quá {most} MB.")
                if not line.endswith(b"\n"):
                    raise BundleRefusedError("Gói bị cắt mất phần cuối.")
                yield line
    except gzip.BadGzipFile as error:
        told = "Gói bị hỏng." if unpacked else "Tệp này không phải gói số liệu của motcua, hoặc bị hỏng."
        raise BundleRefusedError(told) from error
    except EOFError as error:
        raise BundleRefusedError("Gói bị cắt mất phần cuối.") from error
    except (zlib.error, OSError) as error:
        raise BundleRefusedError("Gói bị hỏng.") from error
