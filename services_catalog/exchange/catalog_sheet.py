"""Services from a list in a spreadsheet or CSV, whatever its columns are called.

The usual headings are recognised, those of the collected table too. A list tells less than the Portal's own records,
so an empty cell tells nothing: what is known stays.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services_catalog.errors import FileProblemError
from services_catalog.exchange import fact_rules as rules
from services_catalog.exchange.incoming import Incoming, LeftOutError, code_of
from services_catalog.exchange.portal_values import plain_text
from services_catalog.model import AdminLevel, Channel, FeeStatus
from services_catalog.vietnamese import fold, read_date

Table = Sequence[Sequence[str]]

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma thu tuc", "ma tthc", "ma so tthc", "ma so thu tuc", "ma so", "ma dvc", "ma", "code"),
    "name": ("ten thu tuc hanh chinh", "ten thu tuc", "ten tthc", "ten dich vu cong", "ten dvc", "ten", "name"),
    "sector": ("linh vuc", "ten linh vuc", "nhom linh vuc", "sector"),
    "issuing": ("co quan ban hanh", "co quan cong bo", "bo nganh", "don vi cong bo", "issuing agency"),
    "competent": (
        "co quan thuc hien", "co quan giai quyet", "co quan co tham quyen", "don vi giai quyet", "agency",
    ),
    "levels": ("cap thuc hien", "cap giai quyet", "cap hanh chinh", "cap", "admin levels"),
    "channels": ("cach thuc thuc hien", "hinh thuc nop", "kenh nop", "channels"),
    "full": ("muc do", "muc do dvc", "muc do cung cap", "muc do cung cap dich vu cong", "toan trinh", "full process"),
    "time": ("thoi han giai quyet", "thoi gian giai quyet", "thoi han", "processing time"),
    "fee": ("phi le phi", "phi, le phi", "phi", "le phi", "muc phi", "fee", "fee status"),
    "audience": ("doi tuong thuc hien", "doi tuong", "subjects"),
    "result": ("ket qua thuc hien", "ket qua giai quyet", "ket qua", "result"),
    "decision": ("quyet dinh cong bo", "so quyet dinh", "quyet dinh", "decision no"),
    "updated": ("ngay cap nhat", "cap nhat", "portal updated at"),
    "state": ("tinh trang", "trang thai", "hieu luc", "ghi chu hieu luc", "status"),
    "internal": ("internal", "thu tuc noi bo"),
    "foreign": ("issued by a province",),
}  # fmt: skip
"""Field -> folded headings that mean it, the surest first."""
LABELS = {"code": "mã thủ tục", "name": "tên thủ tục"}
LOOKED_AT = 15
"""Rows that may stand above the headings: titles, the office's name, a date."""

# A spreadsheet takes 1.000110 for a number and drops the zero at its end.
_CUT_CODE = re.compile(r"^\d\.\d{1,5}$")
_CODE_LENGTH = len("1.000110")
_GONE = re.compile(r"bai bo|het hieu luc|ngung|huy|thay the|da xoa")
_UNIT = re.compile(r"\d\s*(?:ngày|giờ|tháng|năm|buổi|phút)", re.IGNORECASE)
_LEVEL_WORDS = {
    AdminLevel.MINISTRY: ("bo", "trung uong", "cap bo"),
    AdminLevel.PROVINCE: ("tinh", "so", "cap tinh"),
    AdminLevel.COMMUNE: ("xa", "phuong", "cap xa"),
    AdminLevel.SECTORAL: ("nganh doc",),
}
_CHANNEL_WORDS = {
    Channel.ONLINE: ("truc tuyen", "online", "tren mang"),
    Channel.IN_PERSON: ("truc tiep", "in-person"),
    Channel.POSTAL: ("buu chinh", "buu dien", "postal", "bcci"),
}


def mapping_of(table: Table) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each field.

    Raises FileProblemError where no row names a code and a name.
    """
    for place, row in enumerate(table[:LOOKED_AT]):
        columns = _columns(row)
        if "code" in columns and "name" in columns:
            return place, columns
    raise FileProblemError(
        "Bảng không có cột mã thủ tục và tên thủ tục.",
        next_step="Cần một hàng tiêu đề có «Mã thủ tục» và «Tên thủ tục».",
    )


def _columns(row: Sequence[str]) -> dict[str, int]:
    named = [re.sub(r"[^a-z,]+", " ", fold(plain_text(cell))).strip() for cell in row]
    found: dict[str, int] = {}
    for name, headings in HEADINGS.items():
        for heading in headings:
            if heading in named and named.index(heading) not in found.values():
                found[name] = named.index(heading)
                break
    return found


def incoming_from(row: Sequence[str], columns: Mapping[str, int], place: str) -> Incoming:
    """Read one row.

    Raises LeftOutError for a service of another desk, ValueError for a broken row.
    """
    cells = {name: plain_text(row[at]) if at < len(row) else "" for name, at in columns.items()}
    code, deleted = code_of(_CUT_CODE.sub(lambda match: match[0].ljust(_CODE_LENGTH, "0"), cells["code"]))
    issuer = rules.fact_text(cells.get("issuing", ""))
    foreign = cells.get("foreign") == "yes" and rules.OUR_PROVINCE not in issuer
    if cells.get("internal") == "yes" or foreign or rules.is_elsewhere(issuer):
        raise LeftOutError("thủ tục của bàn khác")
    if not cells["name"]:
        raise ValueError("thiếu tên thủ tục")
    fields: dict[str, Any] = {"name": rules.fact_text(cells["name"])}
    for name, read in _READERS.items():
        if cells.get(name) and (value := read(cells[name])) is not None:
            fields[name] = value
    fee = cells.get("fee", "")
    return Incoming(
        code=code,
        fields=fields,
        sector=rules.sector_name(cells["sector"]) if cells.get("sector") else "",
        fees=(fee,) if fee and fee not in set(FeeStatus) else None,
        withdrawn=deleted or bool(_GONE.search(fold(cells.get("state", "")))),
        place=place,
    )


def _levels(cell: str) -> list[AdminLevel] | None:
    words = re.split(r"[|;,/ ]+", fold(cell))
    joined = " ".join(words)
    found = [
        level for level, said in _LEVEL_WORDS.items() if any(f" {each} " in f" {joined} " for each in said)
    ]
    return found or None


def _channels(cell: str) -> list[Channel] | None:
    said = fold(cell)
    return (
        sorted(channel for channel, words in _CHANNEL_WORDS.items() if any(word in said for word in words))
        or None
    )


def _full(cell: str) -> bool | None:
    said = fold(cell)
    if "mot phan" in said or said in {"khong", "no"}:
        return False
    return True if "toan trinh" in said or said in {"yes", "x", "co"} else None


def _time(cell: str) -> str | None:
    # A bare number tells no unit, and so no time.
    text = rules.fact_text(cell).replace(" | ", "; ")
    return text if _UNIT.search(text) and len(text) <= rules.LONGEST_TIME else None


def _fee(cell: str) -> FeeStatus | None:
    if cell in set(FeeStatus):
        return FeeStatus(cell)
    said = fold(cell)
    if "hoi dong nhan dan" in said or "hdnd" in said:
        return FeeStatus.SET_BY_PROVINCE
    if re.search(r"[1-9]", cell):
        return (
            FeeStatus.AMOUNTS
            if re.search(r"[1-9][\d.,]*\s*(?:d\b|dong|vnd)|\d[.,]\d{3}", said)
            else FeeStatus.OTHER
        )
    if re.fullmatch(r"[\W0]*(?:dong)?\W*", said):
        return FeeStatus.ZERO_UNEXPLAINED
    return (
        FeeStatus.NONE_EXPLAINED
        if said.startswith(("khong thu", "khong quy dinh", "mien"))
        else FeeStatus.OTHER
    )


def _parts(cell: str) -> list[str] | None:
    return (
        rules.audience([part for each in re.split(r"[|;]", cell) if (part := rules.fact_text(each))]) or None
    )


def _result(cell: str) -> str | None:
    return rules.result(_parts(cell) or [], len(cell)) or None


def _updated(cell: str) -> str | None:
    try:
        return read_date(cell.partition(" ")[0]).isoformat()
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "issuing": rules.fact_text,
    "competent": lambda cell: rules.competent(cell) or None,
    "levels": _levels,
    "channels": _channels,
    "full": _full,
    "time": _time,
    "fee": _fee,
    "audience": _parts,
    "result": _result,
    "decision": rules.decision,
    "updated": _updated,
}
