"""Which column of an office's table means what, recognised by the headings that such tables usually bear.

Exports begin with a title, the dates and the unit; then come one or two rows of headings, the upper one over several
columns. A column is known by its own heading, or by the group that it stands in together with its own. What names a
person (name, address, identity number, telephone) is recognised only so that it is never read.

How an office's table is read is remembered by the table's headings: the next file with the same ones is read alike.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from services_catalog.errors import DamagedStoreError, MotcuaError
from services_catalog.exchange.sheet import Cell, Row
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean, fold, words

LONGEST_SOURCE = 80


class Field(StrEnum):
    """What a column can mean; IGNORED and PERSONAL are not read."""

    UNIT_CODE = "unit-code"
    UNIT = "unit"
    SERVICE_CODE = "service-code"
    SERVICE = "service"
    MONTH = "month"
    YEAR = "year"
    RECEIVED = "received"
    FILED = "filed"
    CHANNEL = "channel"
    NUMBER = "number"
    ONLINE = "online"
    IN_PERSON = "in-person"
    POSTAL = "postal"
    TOTAL = "total"
    RESULTED = "resulted"
    DOSSIER = "dossier"
    PERSONAL = "personal"
    IGNORED = "ignored"


FIELD_NAMES = {
    Field.UNIT_CODE: "Mã đơn vị",
    Field.UNIT: "Tên đơn vị",
    Field.SERVICE_CODE: "Mã thủ tục",
    Field.SERVICE: "Tên thủ tục",
    Field.MONTH: "Tháng, kỳ",
    Field.YEAR: "Năm",
    Field.RECEIVED: "Ngày tiếp nhận",
    Field.FILED: "Ngày nộp",
    Field.CHANNEL: "Kênh nộp",
    Field.NUMBER: "Số hồ sơ của kênh",
    Field.ONLINE: "Số trực tuyến",
    Field.IN_PERSON: "Số trực tiếp",
    Field.POSTAL: "Số bưu chính (BCCI)",
    Field.TOTAL: "Tổng số",
    Field.RESULTED: "Kết quả điện tử",
    Field.DOSSIER: "Mã hồ sơ",
    Field.PERSONAL: "Thông tin cá nhân (không đọc)",
    Field.IGNORED: "Không dùng",
}


class Layout(StrEnum):
    """What one row of the table tells: all channels of a service, one channel of it, or one dossier."""

    WIDE = "wide"
    LONG = "long"
    DOSSIERS = "dossiers"


LAYOUT_NAMES = {
    Layout.WIDE: "mỗi dòng một thủ tục, mỗi kênh một cột",
    Layout.LONG: "mỗi dòng một thủ tục và một kênh",
    Layout.DOSSIERS: "mỗi dòng một hồ sơ",
}


class MappingRefusedError(MotcuaError):
    """Bảng này thiếu cột để tính số liệu."""

    title = "Chưa đủ cột"
    next_step = "Chọn lại ý nghĩa các cột, hoặc xuất bảng có theo từng thủ tục. Chưa có số liệu nào thay đổi."


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a table is read: `columns` says where each meaning stands (from 0), `body` is the first row of figures.

    `unit` (a code) and `month` («2026-09») are the officer's choice for tables that don't tell them themselves.
    `fingerprint` is that of the headings, `name` what the source is remembered by.
    """

    columns: Mapping[Field, int]
    body: int
    headings: tuple[str, ...]
    fingerprint: str
    name: str = ""
    unit: str = ""
    month: str = ""

    @property
    def layout(self) -> Layout:
        """Which of the three layouts the columns make.

        Raises MappingRefusedError with what is missing.
        """
        known = self.columns.keys()
        if not known & {Field.SERVICE_CODE, Field.SERVICE}:
            raise MappingRefusedError(
                "Bảng không có cột mã hoặc tên thủ tục: tổng theo đơn vị không đủ để tính tỷ lệ."
            )
        if known & {Field.ONLINE, Field.IN_PERSON}:
            return Layout.WIDE
        if Field.CHANNEL in known and Field.NUMBER in known:
            return Layout.LONG
        if Field.CHANNEL in known and known & {Field.RECEIVED, Field.FILED}:
            return Layout.DOSSIERS
        raise MappingRefusedError("Bảng không có cột số hồ sơ trực tuyến, trực tiếp, hay cột kênh nộp.")

    def with_column(self, column: int, meaning: Field) -> "SheetMapping":
        """The mapping with one column given another meaning; the column that had it loses it."""
        columns = {
            each: place for each, place in self.columns.items() if each is not meaning and place != column
        }
        if meaning not in {Field.IGNORED, Field.PERSONAL}:
            columns[meaning] = column
        return replace(self, columns=columns)

    def doubled(self) -> list[str]:
        """Headings of figures that are not read because another column has the same meaning."""
        read = {self.headings[place] for place in self.columns.values()}
        counted = {Field.ONLINE, Field.IN_PERSON, Field.POSTAL, Field.NUMBER} & self.columns.keys()
        return [each for each in self.headings if each not in read and meaning_of_heading(each) in counted]

    def meaning_of(self, column: int) -> Field:
        """What a column means."""
        known = next((each for each, place in self.columns.items() if place == column), None)
        return known or (Field.PERSONAL if _is_personal(_key(self.headings[column])) else Field.IGNORED)


@dataclass(frozen=True, slots=True)
class Sources:
    """What an office's own sources are known by: mappings by fingerprint, matches of names by kind and folded text."""

    mappings: Mapping[str, SheetMapping] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)


# Patterns on folded words, the first that fits decides. «Tỷ lệ …», «% …» are worked out and never taken over.
_PERSONAL = re.compile(
    r"\b(ho (va )?ten|ten (nguoi|chu|cong dan|khach hang|to chuc)|nguoi (nop|yeu cau|dung don|dai dien|lam don)"
    r"|chu ho so|cccd|cmnd|can cuoc|so dinh danh|dinh danh ca nhan|dia chi|dien thoai|sdt|email|ngay sinh|dan toc"
    r"|gioi tinh|to chuc ca nhan|ca nhan to chuc)\b"
)
_IGNORED = re.compile(
    r"^(stt|tt|so tt|so thu tu|ghi chu)$|\bty le\b|%|\bdung han\b|\bqua han\b|\btrong han\b|\bsom han\b|\btruoc han\b"
    r"|\bdang (xu ly|giai quyet)\b|\bky truoc\b|\bton\b|\btra lai\b|\btu choi\b|\brut\b|\bthanh toan\b|\bdong bo\b"
    r"|\bda (giai quyet|tra)\b|\bchua giai quyet\b|\bket qua giai quyet\b"
    r"|\bnghia vu tai chinh\b|^so (luong )?(tthc|thu tuc)\b|/ so (tthc|thu tuc)|\bngay (hen|tra)\b|\blinh vuc\b"
)
_COLUMNS: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (Field.RESULTED, r"\b(ket qua|tra kq|kq) (dien tu|ban dien tu)\b|\bket qua .*dien tu\b"),
        (Field.DOSSIER, r"\bma( so)? ho so\b|\b(ma|so)( so)? bien nhan\b"),
        (Field.SERVICE_CODE, r"\bma (so )?(tthc|thu tuc|dvc|dich vu cong)\b"),
        (
            Field.SERVICE,
            r"^(ten )?(tthc|thu tuc( hanh chinh)?|dich vu cong|dvc)\b|\bten (tthc|thu tuc|dich vu)",
        ),
        (Field.UNIT_CODE, r"\bma (dinh danh|don vi|co quan)\b"),
        (
            Field.UNIT,
            r"^(ten )?(don vi|co quan)\b(?!.*\bphoi hop\b)|\b(don vi|co quan) (giai quyet|tiep nhan|thuc hien)\b",
        ),
        (Field.RECEIVED, r"\b(ngay|thoi gian|thoi diem) (gio )?(tiep )?nhan\b"),
        (Field.FILED, r"\b(ngay|thoi gian|thoi diem) (nop|gui)\b"),
        (Field.YEAR, r"^nam$"),
        (Field.MONTH, r"^(thang|ky|ky bao cao|thang nam|thoi gian|thang tiep nhan|ky thong ke|ky so lieu)\b"),
        (
            Field.CHANNEL,
            r"^(kenh|hinh thuc|cach thuc|phuong thuc)( (nop|tiep nhan|gui|nhan ho so)\b|$)(?!.*\btra\b)",
        ),
        # «Trực tiếp hoặc dịch vụ bưu chính» (the reports of Thông tư 01/2020/TT-VPCP): all that is not online.
        (Field.IN_PERSON, r"\btruc tiep\b.*\b(bcci|buu chinh|buu dien)\b"),
        (Field.POSTAL, r"\b(bcci|buu chinh|buu dien)\b"),
        (Field.IN_PERSON, r"\btruc tiep\b"),
        (Field.ONLINE, r"\b(truc tuyen|qua mang|tren mang|online|dvctt)\b"),
        (Field.TOTAL, r"^tong( so| cong)?\b|\btong( so| cong)?$|\btong so\b"),
        (Field.NUMBER, r"^(so luong|so ho so|so luong ho so|so hs)\b"),
    )
)
# Where dossiers left from before have a column, the total has them too and is not that of the channels.
_CARRIED_OVER = re.compile(r"\bky truoc\b|\bton dau ky\b")
_SECTION = re.compile(r"[IVX]{1,4}\.?$|[A-E]\.?$|[^:]+:\s*\S")
_LEAST_KNOWN = 2
_HEAD_ROWS = 30


def recognise_columns(rows: Sequence[Row]) -> SheetMapping:
    """Find the headings among a table's first rows, and what each column means.

    Raises MappingRefusedError where no row looks like headings.
    """
    best: tuple[int, SheetMapping] | None = None
    for place in range(min(len(rows), _HEAD_ROWS)):
        if len(set(_texts(rows[place][1]))) < _LEAST_KNOWN:
            continue  # a title: one text, be it in one cell or merged over all
        for height in (1, 2, 3):
            block = rows[place : place + height]
            if len(block) < height or (height > 1 and not _continues(block)):
                break
            mapping = _mapping(block, rows)
            score = len(mapping.columns) * 10 - height
            if len(mapping.columns) >= _LEAST_KNOWN and (best is None or score > best[0]):
                best = (score, mapping)
    if best is None:
        raise MappingRefusedError("Không tìm thấy dòng tiêu đề cột (mã thủ tục, trực tuyến, trực tiếp …).")
    return best[1]


def _continues(block: Sequence[Row]) -> bool:
    """Whether the lower rows are headings too: texts, no figures, no section («I …», «Đơn vị: …»)."""
    for _, cells in block[1:]:
        texts = _texts(cells)
        if not texts or any(_is_figure(cell) for cell in cells) or any(map(_SECTION.match, texts)):
            return False
    return True


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]


def _is_figure(cell: Cell) -> bool:
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or (
        isinstance(cell, str) and bool(re.fullmatch(r"\s*[\d.,]+\s*", cell))
    )


def _mapping(block: Sequence[Row], rows: Sequence[Row]) -> SheetMapping:
    headings = tuple(_joined(block, column) for column in range(max(len(cells) for _, cells in block)))
    columns: dict[Field, int] = {}
    for column, heading in enumerate(headings):
        meaning = meaning_of_heading(heading)
        if meaning not in {Field.IGNORED, Field.PERSONAL}:
            columns.setdefault(meaning, column)
    if any(_CARRIED_OVER.search(_key(each)) for each in headings):
        columns.pop(Field.TOTAL, None)
    body = block[-1][0] + 1
    following = dict(rows)
    if _numbers_columns(following.get(body, ())):
        body += 1
    return SheetMapping(columns, body, headings, fingerprint(headings))


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or (1), (2), (3) = (1) + (2)."""
    told = [str(cell).strip(" ()") for cell in cells if cell not in {None, ""}]
    starts = [re.match(r"\d+", each.removesuffix(".0")) for each in told]
    numbers = [int(each[0]) for each in starts if each]
    least = 3
    return len(numbers) == len(told) >= least and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _joined(block: Sequence[Row], column: int) -> str:
    """A column's heading: the texts above each other, a group's text standing for the empty places right of it."""
    parts: list[str] = []
    for level, (_, cells) in enumerate(block):
        text = _text(cells, column)
        if not text and level < len(block) - 1 and any(_text(each, column) for _, each in block[level + 1 :]):
            text = next((found for place in range(column - 1, -1, -1) if (found := _text(cells, place))), "")
        if text and text not in parts:
            parts.append(text)
    return " / ".join(parts)


def _text(cells: Sequence[Cell], column: int) -> str:
    cell = cells[column] if column < len(cells) else None
    return clean(cell, 200) if isinstance(cell, str) else ""


def meaning_of_heading(heading: str) -> Field:
    """What a heading means, the words of its own cell before those of the group above it."""
    own = heading.rsplit(" / ", 1)[-1]
    if _is_personal(_key(own)):
        return Field.PERSONAL
    if _IGNORED.search(_key(own)) or _IGNORED.search(_key(heading)):
        return Field.IGNORED
    for text in (own, heading):
        key = _key(text)
        for meaning, pattern in _COLUMNS:
            if pattern.search(key):
                return meaning
    return Field.IGNORED


def _is_personal(key: str) -> bool:
    return bool(_PERSONAL.search(key))


def _key(heading: str) -> str:
    marked = "% " if "%" in heading else ""
    return marked + " ".join(words(fold(heading)))


def fingerprint(headings: Sequence[str]) -> str:
    """What a table's headings are remembered by."""
    return hashlib.sha256("|".join(map(_key, headings)).encode()).hexdigest()[:16]


def load_sources(path: Path) -> Sources:
    """Read what this office remembers; a missing file means nothing.

    Raises DamagedStoreError where it can't be read; it is left as it is.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Sources(
            {each["fingerprint"]: _from_json(each) for each in content["mappings"]},
            {str(text): str(code) for text, code in content["units"].items()},
            {str(text): str(code) for text, code in content["services"].items()},
        )
    except FileNotFoundError:
        return Sources()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Tệp ghi nhớ nguồn số liệu {path} không đọc được.") from error


def save_sources(path: Path, sources: Sources) -> None:
    """Write what this office remembers, whole or not at all."""
    content = {
        "mappings": [_to_json(each) for each in sources.mappings.values()],
        "units": dict(sources.units),
        "services": dict(sources.services),
    }
    write_whole(path, f"{json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode())


def _to_json(mapping: SheetMapping) -> dict[str, Any]:
    return {
        "name": mapping.name,
        "fingerprint": mapping.fingerprint,
        "headings": list(mapping.headings),
        "columns": dict(mapping.columns),
        "body": mapping.body,
    }


def _from_json(values: Mapping[str, Any]) -> SheetMapping:
    headings = tuple(clean(each, 500) for each in values["headings"])
    columns = {Field(name): int(place) for name, place in values["columns"].items()}
    if not all(0 <= place < len(headings) for place in columns.values()):
        raise ValueError(columns)
    return SheetMapping(
        columns,
        int(values["body"]),
        headings,
        str(values["fingerprint"]),
        clean(values["name"], LONGEST_SOURCE),
    )


def remembered(found: SheetMapping, sources: Sources) -> SheetMapping:
    """The mapping that the office chose for a table with these headings, at this table's rows; else what was found."""
    known = sources.mappings.get(found.fingerprint)
    return replace(known, body=found.body, headings=found.headings) if known else found
